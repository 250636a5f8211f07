"""What no file of Hafan may do, and who has leave to do it all the same, until when (docs/security/waivers.toml)."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from fnmatch import fnmatch

from rules import pages
from rules.finding import Finding, Module
from rules.python_calls import calls
from rules.python_shapes import shapes
from steps import ROOT, tool

WAIVERS = ROOT / "docs" / "security" / "waivers.toml"
#: Longest a waiver may run before somebody must look again.
LONGEST_DAYS = 370


@dataclass(frozen=True)
class Waiver:
    """Leave to break one rule in named files: who answers, why, and until when."""

    rule: str
    paths: tuple[str, ...]
    owner: str
    reason: str
    expires: date

    def covers(self, finding: Finding) -> bool:
        """Whether this is the finding it was written for."""
        return finding.rule == self.rule and any(fnmatch(finding.path, path) for path in self.paths)


def waivers() -> list[Waiver]:
    """All that stand in the file."""
    told = tomllib.loads(WAIVERS.read_text(encoding="utf-8"))
    return [
        Waiver(w["rule"], tuple(w["paths"]), w["owner"], w["reason"], w["expires"]) for w in told["waiver"]
    ]


def tracked() -> list[str]:
    """What the repository holds, or will hold at the next commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [
        path
        for path in listed.splitlines()
        if (ROOT / path).is_file() and not path.endswith((".png", ".lock", ".mo", ".woff2"))
    ]


def of_text(path: str, text: str) -> Iterator[Finding]:
    """What one file's own text breaks."""
    yield from pages.lines(path, text, pages.rules_for(path))
    if path.startswith("src/") and path.endswith(".py"):
        module = Module(path, ast.parse(text), text)
        yield from calls(module)
        yield from shapes(module)


def of_ruff() -> Iterator[Finding]:
    """Every finding of ruff's security rules, those silenced in the code included."""
    words = (
        "check",
        "--isolated",
        "--select",
        "S",
        "--ignore",
        "S101",
        "--ignore-noqa",
        "--no-cache",
        "--output-format",
        "json",
    )
    done = subprocess.run(tool("ruff", *words, "src"), cwd=ROOT, capture_output=True, text=True, check=False)
    for found in json.loads(done.stdout):
        path = found["filename"].removeprefix(f"{ROOT}/")
        if "node_modules" not in path:
            yield Finding(f"ruff {found['code']}", path, found["location"]["row"], found["message"][:80])


def findings() -> list[Finding]:
    """Everything found in the house today."""
    read = ((path, (ROOT / path).read_text(encoding="utf-8", errors="replace")) for path in tracked())
    return sorted([*(found for path, text in read for found in of_text(path, text)), *of_ruff()])


def faults(found: Iterable[Finding], known: list[Waiver], today: date) -> list[str]:
    """What has no leave, what leave has run out, and what leave nobody needs any more."""
    found = list(found)
    wrong = [f"{f.path}:{f.line}: {f.rule}: {f.what}" for f in found if not any(w.covers(f) for w in known)]
    for waiver in known:
        named = f"the waiver of '{waiver.rule}' for {', '.join(waiver.paths)}"
        if waiver.expires < today:
            wrong.append(f"{named} ran out on {waiver.expires:%d %B %Y}: {waiver.owner} must look again")
        if (waiver.expires - today).days > LONGEST_DAYS:
            wrong.append(f"{named} runs longer than a year")
        if len(waiver.reason) < 20 or not waiver.owner:
            wrong.append(f"{named} has no reason or nobody who answers for it")
        if not any(waiver.covers(f) for f in found):
            wrong.append(f"{named} is needed by nothing: take it out")
    return wrong


def main() -> int:
    """Say what is wrong, and how much has leave."""
    found, known = findings(), waivers()
    wrong = faults(found, known, datetime.now(UTC).date())
    print(
        "\n".join(wrong)
        or f"{len(found)} findings, each with a reason and a day by which to look again; 0 without."
    )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
