"""Are there known holes in what Hafan is built from? Never "none found" without having looked.

An auditor that could reach no advisories has been seen to end with success. So success here is: as many packages looked up as the lock
holds, each locked by hash. Anything else prints NOT AUDITED and ends with 2; holes end with 1.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from typing import Any

from steps import ROOT, tool


@dataclass(frozen=True)
class Answer:
    """What to print, and how the command ends."""

    line: str
    code: int


def locked() -> list[dict[str, Any]]:
    """Every package of the lock that comes from elsewhere."""
    told = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    return [package for package in told["package"] if package["name"] != "hafan"]


def files_of(package: dict[str, Any]) -> list[dict[str, Any]]:
    """Every file by which a package may be installed."""
    return [*package.get("wheels", []), *([package["sdist"]] if "sdist" in package else [])]


def unhashed(packages: list[dict[str, Any]]) -> list[str]:
    """Packages of which any file could be another than the one we chose, or that come from elsewhere than the one index."""
    return [
        package["name"]
        for package in packages
        if package["source"] != {"registry": "https://pypi.org/simple"}
        or not files_of(package)
        or not all(file.get("hash", "").startswith("sha256:") for file in files_of(package))
    ]


def ask(service: str | None) -> tuple[int, str]:
    """What uv's auditor says of the lock: its code and its JSON."""
    words = ["audit", "--frozen", "--output-format", "json", *(["--service-url", service] if service else [])]
    done = subprocess.run(tool("uv", *words), cwd=ROOT, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def judged(count: int, loose: list[str], code: int, said: str) -> Answer:
    """The verdict on what the auditor said, given how many packages the lock holds."""
    if loose:
        return Answer(f"NOT AUDITED: not locked by hash from the one index: {', '.join(loose)}", 2)
    try:
        told = json.loads(said)
        looked_up, holes = int(told["summary"]["audited_packages"]), told["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Answer(
            f"NOT AUDITED: the advisories could not be asked (code {code}); {count} packages are locked.", 2
        )
    if looked_up != count:
        return Answer(f"NOT AUDITED: {looked_up} of {count} locked packages were looked up.", 2)
    if holes or code:
        return Answer(
            f"{looked_up} of {count} locked packages audited; {len(holes)} known holes:\n{_named(holes)}", 1
        )
    return Answer(f"{looked_up} of {count} locked packages audited, 0 known holes, 0 without hash.", 0)


def _named(holes: list[Any]) -> str:
    return "\n".join(json.dumps(hole, sort_keys=True)[:300] for hole in holes)


def main(words: list[str] | None = None) -> int:
    """Ask, and say how it stands."""
    parser = argparse.ArgumentParser(prog="audit_dependencies", description=__doc__)
    parser.add_argument("--service", help="where advisories are asked, instead of osv.dev")
    asked = parser.parse_args(words)
    packages = locked()
    answer = judged(len(packages), unhashed(packages), *ask(asked.service))
    print(answer.line)
    return answer.code


if __name__ == "__main__":
    sys.exit(main())
