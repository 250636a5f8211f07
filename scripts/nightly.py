"""What takes too long for every change: every mutant of the walls, and random days by the hundred."""

from __future__ import annotations

import os
import sys

from steps import Step, python, run

LONG = [
    "tests/walls/test_mutants_of_the_walls.py",
    "tests/walls/test_random_days.py",
    "tests/walls/test_many_people.py",
    "tests/walls/test_who_meets_whom.py",
]


def main(words: list[str]) -> int:
    """Run the long forms, or the files named."""
    among = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "worksteal"]
    return run(
        [Step("the long attacks", python("-m", "pytest", "-q", "-s", *among, *(words or LONG)))],
        {"HAFAN_NIGHTLY": "1"},
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
