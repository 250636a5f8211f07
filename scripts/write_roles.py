"""Writes docs/reference/roles.md: every role, what it may do, which parts of a record it reaches, and which duties are apart."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")
os.environ.setdefault("HAFAN_SECRET_KEY", "only-to-read-the-models-never-to-serve-anybody-with-it")
os.environ.setdefault("HAFAN_CONTEXT_KEY", "only-to-read-the-models-never-to-serve-anybody-with-it")

import django

django.setup()

from hafan.access.policy import BY_TWO, MAY, REACH, READERS, SEES_WHOLE_AGENCY  # noqa: E402
from hafan.chronology.operations.duties import EVERY_PAIR  # noqa: E402
from hafan.practice.entries import COMPARTMENT_WORDS, Compartment  # noqa: E402
from hafan.practice.roles import Role, role_wording  # noqa: E402
from hafan.practice.rules import Confidence  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "roles.md"
HEADING = """# Roles

Written by `scripts/write_roles.py` from `access/policy.py` and `chronology/operations/duties.py`; do not edit.

A role says which *kinds* of thing somebody may do and which *parts* of a record they reach. Of *which child* is said by a
grant, and a denial beats every grant. Whoever has no grant sees nothing, whatever the role. `self.approve`, letting through
one’s own work, is nobody’s.

"""
READER_WORDS = {
    "house": "the verbs themselves, to work out what follows from the whole story",
    "emergency": "emergency access: an hour, to read",
    "partner_agency": "an agency that is shown what it needs to care",
    "court_confidential": "the court, on the confidential sheet",
    "adoptee": "an adopted adult",
}


def _parts(role: str) -> str:
    reached = REACH.get(role, frozenset())
    return ", ".join(COMPARTMENT_WORDS[part].en for part in Compartment if part in reached) or "none"


def _role(role: Role) -> Iterator[str]:
    words = role_wording(role, "england")
    yield f"### {words.en} (`{role.value}`)\n"
    wales = role_wording(role, "wales")
    yield f"In Welsh: {words.cy}." + (f" In Wales: {wales.en}." if wales.en != words.en else "")
    notes = []
    if role.value in SEES_WHOLE_AGENCY:
        notes.append("Held for a whole agency, sees every child that was given to the agency.")
    if role.value in BY_TWO:
        notes.append("Given by two people: one proposes, another agrees.")
    yield " ".join(notes)
    yield f"- **May**: {', '.join(f'`{each}`' for each in sorted(MAY.get(role.value, ()))) or 'nothing'}"
    yield f"- **Reaches**: {_parts(role.value)}\n"


def _readers() -> Iterator[str]:
    yield "## Readers nobody is given as a job\n"
    yield "In their eyes something is compiled or worked out.\n"
    for reader in READERS:
        yield f"- `{reader}` ({READER_WORDS[reader]}): {_parts(reader)}"


def _duties() -> Iterator[str]:
    yield "\n## Duties that are kept apart\n"
    yield "Refused like a shut gate. *Law*: no reason opens it. The others may be gone past with a reason that stays beside the entry.\n"
    yield "| rule | force | source | |\n|---|---|---|---|"
    for pair in EVERY_PAIR:
        sure = "" if pair.confidence is not Confidence.UNVERIFIED else "unverified"
        yield f"| {pair.says.en} | {pair.force.value} | {pair.source} | {sure} |"
    yield (
        "\nNamed in the sources and not yet recorded anywhere here: a trainer does not certify their own work; "
        "the two signatures of the joint checklist (its two workers are already kept apart).\n"
    )


def text() -> str:
    """The whole page."""
    lines = [
        "## What each may do\n",
        *(line for role in Role for line in _role(role)),
        *_readers(),
        *_duties(),
    ]
    return HEADING + "\n".join(lines)


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            (not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text())
            and f"{TARGET.name} is out of date: run {sys.argv[0]}"
        )
    TARGET.write_text(text(), encoding="utf-8")
