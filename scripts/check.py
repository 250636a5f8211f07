"""Everything that can be known without running the tests."""

from __future__ import annotations

import sys

from steps import ROOT, Step, python, run, tool

FOLDERS = [name for name in ("src", "tests", "scripts", "benchmarks") if (ROOT / name).is_dir()]

STEPS = [
    Step("the lock agrees with pyproject.toml", tool("uv", "lock", "--check", "--quiet")),
    Step("format", tool("ruff", "format", "--check", "--quiet", *FOLDERS)),
    Step("lint", tool("ruff", "check", "--quiet", *FOLDERS)),
    Step("types", tool("mypy")),
    Step("contracts between the rooms", tool("lint-imports", "--no-logo")),
    Step("sizes and names", python("scripts/check_sizes.py")),
    Step("what no file may do, and who has leave", python("scripts/static_rules.py")),
    Step("Django's own checks", tool("hafan", "manage", "check", "--fail-level", "WARNING")),
    Step(
        "every change of a model has its migration",
        tool("hafan", "manage", "makemigrations", "--check", "--dry-run"),
    ),
    Step("every visible string in both languages", python("scripts/check_translations.py")),
    Step("licences", python("scripts/check_licences.py")),
]

if __name__ == "__main__":
    wanted = [step for step in STEPS if not sys.argv[1:] or any(word in step.name for word in sys.argv[1:])]
    sys.exit(run(wanted))
