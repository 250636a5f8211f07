"""Writes the tables of data into docs/security/dpia-template.md, from the classes of src/hafan/access/classes.py and the parts of a record.

Everything outside the two marks is written by hand. `--check` only says whether it is up to date.
"""

from __future__ import annotations

import sys
from collections import defaultdict

from steps import ROOT

PAGE = ROOT / "docs" / "security" / "dpia-template.md"
BEGIN, END = "<!-- written by scripts/write_dpia_tables.py -->", "<!-- end of what is written -->"
KEPT = {
    "case": "with the case",
    "staff": "employment and six years",
    "audit": "with the case",
    "short": "days",
    "permanent": "always",
}
NOTED = {"reads_and_writes": "reads and changes", "writes": "changes", "none": "no"}


def written() -> str:
    """The tables, class by class, and which role reaches which part."""
    sys.path.insert(0, str(ROOT / "src"))
    from hafan.access.classes import CLASSES
    from hafan.access.policy import REACH

    by_class: dict[str, list[str]] = defaultdict(list)
    for table, guard in sorted(CLASSES.items()):
        by_class[guard.access].append(
            f"| `{table}` | {guard.reason} | {KEPT[guard.retention]} | {NOTED[guard.audit]} |"
        )
    lines = [BEGIN]
    for access in ("protected", "directory", "private", "technical", "reference"):
        if by_class[access]:
            lines += [
                "",
                f"### {access.capitalize()}",
                "",
                "| table | holds | kept | noted |",
                "|---|---|---|---|",
                *by_class[access],
            ]
    parts: dict[str, list[str]] = defaultdict(list)
    for role, reached in REACH.items():
        for part in reached:
            parts[str(part)].append(role)
    lines += [
        "",
        "### Parts of a record, and who reaches them when granted the child",
        "",
        "| part | roles |",
        "|---|---|",
    ]
    lines += [
        f"| {part.replace('_', ' ')} | {', '.join(sorted(roles))} |" for part, roles in sorted(parts.items())
    ]
    return "\n".join([*lines, "", END])


def main() -> int:
    """Put the tables in their place."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    new = before + written() + rest.partition(END)[2]
    if "--check" in sys.argv:
        if new != text:
            print("docs/security/dpia-template.md is old: run scripts/write_dpia_tables.py", file=sys.stderr)
        return int(new != text)
    PAGE.write_text(new, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
