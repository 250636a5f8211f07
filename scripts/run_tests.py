"""Runs every test: the core without Django, then the rooms, the walls, the drills and the stories in a browser."""

from __future__ import annotations

import os
import sys

from find_chromium import get
from steps import ROOT, Step, python, run

STORIES = ROOT / "tests" / "stories"
BY_FILE = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
"""Several processes, each with a database of its own; a file's tests stay together."""


def main(words: list[str]) -> int:
    """Run the tests named, or all; stories that no browser can play are named, never passed over in silence."""
    if words:
        return run([Step(f"tests: {' '.join(words)}", python("-m", "pytest", *words))])
    browser = get() if STORIES.is_dir() else None
    found = {"HAFAN_CHROMIUM": browser} if browser else {}
    left_out = [] if browser else ["--ignore=tests/stories"]
    code = run(
        [
            Step("the core and the law, without Django", ["sh", "scripts/test_core.sh"]),
            Step("everything else", python("-m", "pytest", "-q", "--durations=10", *BY_FILE, *left_out)),
        ],
        found,
    )
    if not browser and STORIES.is_dir():
        name_the_untold()
    return code


def name_the_untold() -> None:
    """Say loudly which stories were not run, and how to run them."""
    bar = "!" * 78
    names = sorted(path.stem.removeprefix("test_").replace("_", " ") for path in STORIES.glob("test_*.py"))
    print(f"\n{bar}\nNO BROWSER: these stories were NOT RUN, so nothing is known about them:")
    print("\n".join(f"  - {name}" for name in names))
    print(f"Install Chromium, or set HAFAN_CHROMIUM to its path, and run `make test` again.\n{bar}")
    if os.environ.get("HAFAN_STORIES") == "required":
        sys.exit(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
