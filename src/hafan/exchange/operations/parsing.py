"""From files to what a return says child by child. No record is looked at and nothing is written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from hafan.exchange.from_903 import Told, tell
from hafan.exchange.ssda903 import (
    CannotReadReturn,
    CollectionYear,
    Fault,
    ReturnByChild,
    Severity,
    by_child,
    kinds,
    kinds_of_child,
    read,
)
from hafan.exchange.ssda903.files import Source
from hafan.identity.models import Agency
from hafan.practice.wording import Wording

#: Rows left out because another row says the same, or more: nothing they say is lost.
_REPEATS = frozenset(
    {kinds_of_child.ROW_REPEATED, kinds_of_child.EPISODE_REPEATED, kinds_of_child.SUPERSEDED}
)


class CannotImport(Exception):
    """The return cannot be read or cannot be written. Says why and what to do, in both languages."""

    def __init__(self, what: Wording, remedy: Wording) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what.en} {remedy.en}")


class YearNotKnown(CannotImport):
    """Neither a name nor a date says which collection year it is."""

    def __init__(self) -> None:
        super().__init__(_NO_YEAR, _GIVE_YEAR)


_NO_YEAR = Wording(
    "The collection year cannot be told from the files.", "Ni ellir gwybod y flwyddyn gasglu o'r ffeiliau."
)
_GIVE_YEAR = Wording("Give the year, such as “2025-26”.", "Rhowch y flwyddyn, fel “2025-26”.")


@dataclass(slots=True)
class Parsed:
    """A return read, and each child's rows told as entries."""

    year: CollectionYear
    by_child: ReturnByChild
    told: list[Told]


def parse(*, source: Source, agency: Agency, name: str = "", year: str = "") -> Parsed:
    """Read a return and tell each child's rows as entries. Raises CannotImport, and nothing else."""
    given = CollectionYear.from_name(year) if year else None
    try:
        found = by_child(read(source, name=name, year=given))
    except CannotReadReturn as refused:
        raise CannotImport(refused.what, refused.remedy) from refused
    known = found.source.year
    if known is None:
        raise YearNotKnown
    whole, lost = _read_whole(found), _lost_by_child(found.faults)
    told = [
        tell(
            child,
            agency=str(agency.public_id),
            year=known,
            whole=whole - lost[reference] if reference in lost else whole,
        )
        for reference, child in found.children.items()
    ]
    return Parsed(known, found, told)


def _loses(fault: Fault) -> bool:
    """Is a row gone that might have said something?"""
    return fault.kind.severity is Severity.LEFT_OUT and fault.kind not in _REPEATS


def _read_whole(found: ReturnByChild) -> frozenset[str]:
    """Tables of which no row was lost without our knowing whose it was. Only their silence says something."""
    if any(fault.kind is kinds.XML_BROKEN for fault in found.faults):
        return frozenset()
    doubtful = {
        fault.table
        for fault in found.faults
        if fault.kind is kinds.ROW_SHORT or (_loses(fault) and not fault.child)
    }
    return frozenset(found.source.taken_from) - doubtful


def _lost_by_child(faults: list[Fault]) -> dict[str, frozenset[str]]:
    """For each child who lost a row, the tables it was in."""
    lost: defaultdict[str, set[str]] = defaultdict(set)
    for fault in faults:
        if fault.child and _loses(fault):
            lost[fault.child].add(fault.table)
    return {child: frozenset(tables) for child, tables in lost.items()}
