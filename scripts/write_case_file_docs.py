"""Write docs/case-file.schema.json and docs/reference/entry-kinds.md from the declared entry types."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from hafan.practice.casefile_schema import case_schema
from hafan.practice.entries import EntryType, Subject
from hafan.practice.entry_types import ENTRY_TYPES

ROOT = Path(__file__).resolve().parents[1]
_WHO = {Subject.CHILD: "a child", Subject.HOUSEHOLD: "a household", Subject.AGENCY: "an agency"}


def schema() -> str:
    """The JSON Schema of the case file."""
    return json.dumps(case_schema(), ensure_ascii=False, indent=1) + "\n"


def kinds() -> str:
    """Every kind of entry with what it may hold."""
    return "\n".join(_kinds()) + "\n"


def _kinds() -> Iterator[str]:
    yield "# Kinds of entry"
    yield ""
    yield "Written by `scripts/write_case_file_docs.py`; do not edit. A name marked * must be answered."
    for subject in Subject:
        yield ""
        yield f"## About {_WHO[subject]}"
        yield ""
        yield "| kind | what it records | details | country |"
        yield "|---|---|---|---|"
        for declared in sorted(ENTRY_TYPES.about(subject), key=lambda each: each.key):
            country = "both" if len(declared.countries) == 2 else next(iter(declared.countries)).title()
            yield f"| `{declared.key}` | {declared.title.en} | {_details(declared)} | {country} |"


def _details(declared: EntryType) -> str:
    said = []
    for name, (info, ask) in declared.fields.items():
        choices = f": {', '.join(ask.options.wordings)}" if ask.options else ""
        said.append(f"`{name}`{'*' if info.is_required() else ''} ({ask.label.en}{choices})")
    return "; ".join(said)


WRITTEN = {
    ROOT / "docs/case-file.schema.json": schema,
    ROOT / "docs/reference/entry-kinds.md": kinds,
}


def main() -> int:
    """Write both files."""
    for path, text in WRITTEN.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(), encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
