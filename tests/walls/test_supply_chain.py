"""What Hafan is built from: locked by hash, from one index, listed at each release, and never called sound without having been looked up."""

from __future__ import annotations

import json
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import audit_dependencies  # noqa: E402
import write_sbom  # noqa: E402


class Advisories(BaseHTTPRequestHandler):
    """Knows of no hole in anything, and counts what it was asked."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["queries"]
        answer = json.dumps({"results": [{} for _ in asked]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def advisories() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Advisories)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def summary(looked_up: int, holes: list[object] | None = None) -> str:
    return json.dumps({"summary": {"audited_packages": looked_up}, "vulnerabilities": holes or []})


class TestTheLock:
    def test_pins_every_package_by_hash_from_one_index(self, figure):
        packages = audit_dependencies.locked()
        loose = audit_dependencies.unhashed(packages)
        figure("G36", locked=len(packages), unhashed=len(loose))
        assert len(packages) > 50
        assert loose == []

    def test_notices_a_package_without_hash_or_from_elsewhere(self):
        sound = {
            "name": "a",
            "source": {"registry": "https://pypi.org/simple"},
            "wheels": [{"hash": "sha256:00"}],
        }
        assert audit_dependencies.unhashed([sound]) == []
        for harm in (
            {"wheels": [{"url": "x"}]},
            {"wheels": []},
            {"source": {"git": "https://elsewhere.example/a"}},
        ):
            assert audit_dependencies.unhashed([{**sound, **harm}]) == ["a"]

    def test_holds_the_installer_itself_by_hash(self):
        lines = (ROOT / "scripts" / "uv.txt").read_text().splitlines()
        assert lines[0].startswith("uv==")
        assert sum("--hash=sha256:" in line for line in lines) > 5


class TestTheAuditOfWhatWeAreBuiltFrom:
    def test_counts_as_done_only_when_as_many_were_looked_up_as_are_locked(self):
        assert audit_dependencies.judged(101, [], 0, summary(101)).code == 0
        for said in (summary(0), summary(100), "", "no holes found", "{}"):
            answer = audit_dependencies.judged(101, [], 0, said)
            assert answer.code == 2
            assert answer.line.startswith("NOT AUDITED")

    def test_fails_when_there_is_a_hole(self):
        answer = audit_dependencies.judged(101, [], 0, summary(101, [{"id": "PYSEC-1"}]))
        assert answer.code == 1
        assert "PYSEC-1" in answer.line

    def test_asks_about_every_locked_package(self, advisories, capsys):
        assert audit_dependencies.main(["--service", advisories]) == 0
        count = len(audit_dependencies.locked())
        assert f"{count} of {count} locked packages audited" in capsys.readouterr().out

    def test_that_reaches_nobody_says_not_audited(self, capsys):
        assert audit_dependencies.main(["--service", "http://127.0.0.1:9"]) == 2
        assert "NOT AUDITED" in capsys.readouterr().out


class TestTheBillOfMaterials:
    def test_lists_what_is_served_from_with_hashes_and_no_makers_tools(self):
        bill = write_sbom.bill()
        named = {component["name"] for component in bill["components"]}
        locked = {(package["name"], package["version"]) for package in audit_dependencies.locked()}
        assert {(component["name"], component["version"]) for component in bill["components"]} <= locked
        needed = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
        assert {line.split("[")[0].split(">")[0].split("=")[0].strip() for line in needed} <= named
        assert named.isdisjoint({"pytest", "playwright", "mypy", "ruff", "hypothesis"})
        for component in bill["components"]:
            assert all(reference["hashes"] for reference in component["externalReferences"]), component[
                "name"
            ]

    def test_is_the_same_each_time_it_is_written(self):
        assert write_sbom.bill() == write_sbom.bill()
