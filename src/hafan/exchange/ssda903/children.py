"""A return child by child: each child's rows from every table put together, and what does not agree said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from operator import attrgetter
from typing import Any

from hafan.exchange.ssda903 import kinds_of_child as kinds
from hafan.exchange.ssda903.checks import doubts_about
from hafan.exchange.ssda903.faults import Fault
from hafan.exchange.ssda903.reading import Return
from hafan.exchange.ssda903.records import (
    Adoption,
    AdoptionDecision,
    AsylumSeeking,
    CareLeaver,
    Episode,
    Header,
    LibertySpell,
    MissingSpell,
    Outcomes,
    PreviousPermanence,
    Review,
    SocialWorkerSpell,
)
from hafan.exchange.ssda903.repeats import without_repeats
from hafan.exchange.ssda903.rows import Tally
from hafan.exchange.ssda903.tables import TABLES


@dataclass(slots=True)
class ChildReturn:
    """Everything a return says about one child, each table in order of its dates.

    `dob` is always known and never after the collection year: a child without one is not placed. `header` is None when
    the children's table leaves the child out.
    """

    child: str
    dob: date
    header: Header | None = None
    episodes: tuple[Episode, ...] = ()
    reviews: tuple[Review, ...] = ()
    uasc: AsylumSeeking | None = None
    outcomes: Outcomes | None = None
    care_leaver: CareLeaver | None = None
    adoption: Adoption | None = None
    decisions: tuple[AdoptionDecision, ...] = ()
    previous_permanence: PreviousPermanence | None = None
    missing: tuple[MissingSpell, ...] = ()
    social_workers: tuple[SocialWorkerSpell, ...] = ()
    liberty: tuple[LibertySpell, ...] = ()
    faults: list[Fault] = field(default_factory=list)


_ONE = {
    "Header": "header",
    "UASC": "uasc",
    "OC2": "outcomes",
    "OC3": "care_leaver",
    "AD1": "adoption",
    "PrevPerm": "previous_permanence",
}
"""Tables in which a child has one row."""

_MANY = {
    "Episodes": ("episodes", "decom"),
    "Reviews": ("reviews", "review"),
    "PlacedAdoption": ("decisions", "date_placed"),
    "Missing": ("missing", "mis_start"),
    "SWEpisodes": ("social_workers", "sw_decom"),
    "DoLo": ("liberty", "dolo_start"),
}
"""Tables in which a child may have many, and the date that orders them."""


@dataclass(slots=True)
class ReturnByChild:
    """A return put together by child. `tallies` and `faults` are final: they include what `read` found."""

    source: Return
    children: dict[str, ChildReturn]
    tallies: dict[str, Tally]
    faults: list[Fault]


def by_child(source: Return) -> ReturnByChild:
    """Put a return together by child. Every usable row ends up with one child, or is left out with a fault."""
    rows: dict[str, dict[str, list[Any]]] = {}
    for table in TABLES:
        for record in source.tables[table]:
            rows.setdefault(record.child, {}).setdefault(table, []).append(record)
    found = ReturnByChild(
        source, {}, {name: replace(tally) for name, tally in source.tallies.items()}, list(source.faults)
    )
    for child, tables in rows.items():
        _place(child, tables, found)
    return found


def _place(child: str, tables: dict[str, list[Any]], found: ReturnByChild) -> None:
    source, faults = found.source, []
    kept: dict[str, list[Any]] = {}
    for table, records in tables.items():
        kept[table], repeated = without_repeats(source, table, records, only_one=table in _ONE)
        faults += repeated
        _leave_out(found.tallies[table], len(records) - len(kept[table]))
    header: Header | None = kept.get("Header", [None])[0]
    dob = _birth(source, header, kept)
    if dob is None:
        for table, records in kept.items():
            faults += [source.fault(kinds.NO_BIRTH, table, record.row, child=child) for record in records]
            _leave_out(found.tallies[table], len(records))
    else:
        found.children[child] = placed = _child_return(child, dob, kept)
        faults += doubts_about(source, child, dob, header, tables, kept)
        placed.faults = faults
    found.faults += faults


def _child_return(child: str, dob: date, kept: dict[str, list[Any]]) -> ChildReturn:
    placed = ChildReturn(child, dob)
    for table, name in _ONE.items():
        if table in kept:
            setattr(placed, name, kept[table][0])
    for table, (name, day) in _MANY.items():
        if table in kept:
            setattr(placed, name, tuple(sorted(kept[table], key=attrgetter(day))))
    return placed


def _birth(source: Return, header: Header | None, kept: dict[str, list[Any]]) -> date | None:
    """The date of birth: the children's table's, else the one most other rows give. Never after the year's end."""
    if header is not None and _is_past(source, header.dob):
        return header.dob
    others = [record.dob for table, records in kept.items() if table != "Episodes" for record in records]
    return _commonest(day for day in others if _is_past(source, day))


def _is_past(source: Return, day: date | None) -> bool:
    return day is not None and (source.year is None or day <= source.year.ends)


def _commonest(days: Iterable[date | None]) -> date | None:
    counted = Counter(days).most_common(1)
    return counted[0][0] if counted else None


def _leave_out(tally: Tally, rows: int) -> None:
    tally.usable -= rows
    tally.left_out += rows
