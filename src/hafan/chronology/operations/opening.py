"""Opening a record: the child's key and first grants come together, then the child, then what is already known."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction

from hafan.access.operations import draw_child, draw_children
from hafan.audit.operations import note
from hafan.chronology.models import Entry, part_of
from hafan.chronology.operations.deriving import write_new
from hafan.chronology.projection import project
from hafan.chronology.queries import framework_of
from hafan.foundation.bulk import insert_rows
from hafan.identity.models import Account, Agency, Team
from hafan.people.folding import folded, sounding
from hafan.people.models import Child
from hafan.practice import entries as core
from hafan.practice.facts import Facts

_ENTRY = (
    "public_id", "child", "kind", "part", "happened_on", "precision", "learnt_on", "details", "withdrawn", "why", "breaches",
    "recorded_by", "source", "source_key",
)  # fmt: skip
_CHILD = (
    "id", "public_id", "agency", "reference", "given_name", "family_name", "known_as", "born_on", "expected_on", "sex",
    "ethnicity", "finding", "sounding", "version",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class NewChild:
    """A child about to have a record, with what is already known. Entry refs are kept as public ids."""

    reference: str
    given_name: str = ""
    family_name: str = ""
    known_as: str = ""
    ethnicity: str = ""
    entries: Sequence[core.Entry] = ()
    source_keys: Mapping[str, str] = field(default_factory=dict)
    allocated_to: Account | None = None
    team: Team | None = None


@transaction.atomic
def open_record(*, by: Account, agency: Agency, child: NewChild, at: datetime) -> Child:
    """Open the record of one child. The opener sees it, and so do those it is allocated to."""
    key = draw_child(
        by=by, reason="record opened", account=child.allocated_to or by, team=child.team, agency=agency
    )
    made = _write([(key, child)], by=by, agency=agency, at=at, source="person")[0]
    note(action="people.child.opened", by=by, child_id=made.pk, object_type="child", object_id=made.public_id)
    return made


@transaction.atomic
def open_children(
    *, by: Account, agency: Agency, children: Sequence[NewChild], at: datetime, source: str
) -> list[Child]:
    """Open many records at once, with their chronologies: for imports and for the demo world. All or nothing."""
    groups: dict[tuple[int | None, int | None], list[NewChild]] = {}
    for child in children:
        who, team = child.allocated_to, child.team
        groups.setdefault((who.pk if who else None, team.pk if team else None), []).append(child)
    made: list[Child] = []
    for group in groups.values():
        keys = draw_children(
            how_many=len(group),
            by=by,
            reason=source,
            account=group[0].allocated_to,
            team=group[0].team,
            agency=agency,
        )
        made += _write(list(zip(keys, group, strict=True)), by=by, agency=agency, at=at, source=source)
    return made


def _write(
    pairs: list[tuple[int, NewChild]], *, by: Account, agency: Agency, at: datetime, source: str
) -> list[Child]:
    """Write children, their entries and all that follows."""
    children = [_child(key, new, agency) for key, new in pairs]
    found = [
        (child, project(Facts(agency.country, new.entries), framework_of(child)))
        for child, (_, new) in zip(children, pairs, strict=True)
    ]
    for child, projection in found:
        for name, value in projection.birth.items():
            setattr(child, name, value)
    insert_rows(Child, _CHILD, [_child_row(child) for child in children])
    rows = [row for key, new in pairs for row in _entry_rows(key, new, by=by, on=at.date(), source=source)]
    insert_rows(Entry, _ENTRY, rows)
    write_new(found)
    return children


def _child(key: int, new: NewChild, agency: Agency) -> Child:
    return Child(
        id=key,
        agency=agency,
        reference=new.reference,
        given_name=new.given_name,
        family_name=new.family_name,
        known_as=new.known_as,
        ethnicity=new.ethnicity,
        finding=folded(new.reference, new.given_name, new.family_name, new.known_as),
        sounding=sounding(new.given_name, new.family_name, new.known_as),
    )


def _child_row(child: Child) -> tuple[Any, ...]:
    return tuple(child.agency_id if name == "agency" else getattr(child, name) for name in _CHILD)


def _entry_rows(key: int, new: NewChild, *, by: Account, on: date, source: str) -> list[tuple[Any, ...]]:
    return [
        (
            uuid.UUID(each.ref), key, each.kind, part_of(each.kind), each.happened.earliest, each.happened.precision.value,
            each.learnt_on or each.happened.earliest or on, dict(each.details), False, "", [], by.pk, source,
            new.source_keys.get(each.ref),
        )
        for each in new.entries
    ]  # fmt: skip
