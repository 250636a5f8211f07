"""Questions to the ledger: the entries of a child as the core reads them, and the facts as they stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hafan.chronology.models import FROM_RETURN, Entry
from hafan.frameworks.registry import framework
from hafan.people.models import Child
from hafan.practice import entries as core
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.facts import Facts
from hafan.practice.framework import Framework

_COLUMNS = (
    "id",
    "public_id",
    "child_id",
    "kind",
    "happened_on",
    "precision",
    "learnt_on",
    "details",
    "corrects__public_id",
    "withdrawn",
    "source",
)
#: What no page of a child reads of a row, nor of who recorded it.
_UNREAD = ("created_at", "recorded_by__created_at", "recorded_by__password")
_PRECISIONS = {precision.value: precision for precision in Precision}


def as_entry(row: tuple[Any, ...]) -> core.Entry:
    """One row of the ledger as the core reads it."""
    key, public_id, _, kind, happened_on, precision, learnt_on, details, corrects, withdrawn, source = row
    return core.Entry(
        ref=str(public_id),
        kind=kind,
        happened=ImpreciseDate(happened_on, _PRECISIONS[precision]),
        learnt_on=learnt_on,
        details=details,
        corrects=str(corrects) if corrects else None,
        withdrawn=withdrawn,
        order=key,
        from_return=source == FROM_RETURN,
    )


def entries_of(child: Child) -> list[core.Entry]:
    """Every entry ever recorded about a child, corrected ones included."""
    rows = Entry.objects.filter(child=child).values_list(*_COLUMNS)
    return [as_entry(row) for row in rows]


def ledger_of(child: Child) -> list[Entry]:
    """Every row of a child's ledger with who recorded it, oldest first."""
    return list(
        Entry.objects.filter(child=child)
        .select_related("recorded_by")
        .defer(*_UNREAD)
        .order_by("happened_on", "id")
    )


def as_entries(rows: Iterable[Entry]) -> list[core.Entry]:
    """Rows of one child's whole ledger as the core reads them."""
    rows = list(rows)
    refs = {row.pk: str(row.public_id) for row in rows}
    return [
        core.Entry(
            ref=str(row.public_id),
            kind=row.kind,
            happened=ImpreciseDate(row.happened_on, _PRECISIONS[row.precision]),
            learnt_on=row.learnt_on,
            details=row.details,
            corrects=refs[row.corrects_id] if row.corrects_id else None,
            withdrawn=row.withdrawn,
            order=row.pk,
            from_return=row.source == FROM_RETURN,
        )
        for row in rows
    ]


def entries_by_child(
    child_ids: Iterable[int], *, kinds: Iterable[str] | None = None
) -> dict[int, list[core.Entry]]:
    """Every entry about each of these children, or those of some kinds, in one question."""
    found: dict[int, list[core.Entry]] = {child_id: [] for child_id in child_ids}
    rows = Entry.objects.filter(
        child_id__in=list(found), **({} if kinds is None else {"kind__in": list(kinds)})
    )
    for row in rows.values_list(*_COLUMNS):
        found[row[2]].append(as_entry(row))
    return found


def framework_of(child: Child) -> Framework:
    """The law of the child's responsible agency."""
    return framework(child.country)


def facts_of(child: Child, *, known_on: date | None = None) -> Facts:
    """What is known about a child, as it stood on a day if one is given."""
    return Facts(child.country, entries_of(child), known_on=known_on)
