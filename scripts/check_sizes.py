"""Small files: modules, templates and their names stay within the rules of the house."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMITS = {".py": 300, ".html": 80}
TESTS = 500
"""Lines of a test file: sentences about one room may run longer than the room."""
NAMELESS = {"utils", "helpers", "common", "misc", "base", "manager", "service"}
"""Names that say nothing about what is inside."""


def files() -> list[Path]:
    """What the repository holds, or will hold at the next commit."""
    listed = subprocess.run(
        [
            "git",
            "ls-files",
            "--cached",
            "--others",
            "--exclude-standard",
            "src",
            "tests",
            "scripts",
            "benchmarks",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).is_file()]


def faults(path: Path) -> list[str]:
    """What is wrong with one file."""
    found = []
    limit = TESTS if path.name.startswith("test_") else LIMITS.get(path.suffix)
    if limit and "migrations" not in path.parts:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > limit:
            found.append(f"{lines} lines, {limit} allowed")
    if path.suffix == ".py" and path.stem in NAMELESS:
        found.append("a name that says nothing about what is inside")
    return [f"{path.relative_to(ROOT)}: {fault}" for fault in found]


if __name__ == "__main__":
    wrong = [fault for path in files() for fault in faults(path)]
    print("\n".join(wrong) or "All files are small and named.")
    sys.exit(1 if wrong else 0)
