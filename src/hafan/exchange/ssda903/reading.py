"""Reading a whole return: find its tables, settle its collection year, read every row, and account for each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from hafan.exchange.ssda903 import kinds
from hafan.exchange.ssda903.cells import CellReaders
from hafan.exchange.ssda903.choosing import choose
from hafan.exchange.ssda903.faults import CannotReadReturn, Fault, FaultKind
from hafan.exchange.ssda903.files import Gathered, Source, gather
from hafan.exchange.ssda903.limits import LIMITS, Limits
from hafan.exchange.ssda903.looking import look
from hafan.exchange.ssda903.parts import Part
from hafan.exchange.ssda903.records import Adoption, AdoptionDecision, Episode, Header, Review
from hafan.exchange.ssda903.rows import TableReader, Tally
from hafan.exchange.ssda903.tables import TABLES, tables_of
from hafan.exchange.ssda903.years import CollectionYear
from hafan.practice.wording import Wording


class YearFrom(StrEnum):
    """How the collection year was known."""

    GIVEN = "given"
    NAME = "name"
    DATES = "dates"
    UNKNOWN = "unknown"


@dataclass(slots=True)
class Return:
    """One return as read: records by table, every fault, and a tally by table in which each row is counted once."""

    name: str
    year: CollectionYear | None
    year_from: YearFrom
    files: tuple[str, ...]
    tables: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})
    tallies: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in TABLES})
    faults: list[Fault] = field(default_factory=list)
    taken_from: dict[str, tuple[str, bool]] = field(default_factory=dict)
    """For each table read: the file, and whether that was the XML form."""

    @property
    def headers(self) -> list[Header]:
        """The children's table."""
        return self.tables["Header"]

    @property
    def episodes(self) -> list[Episode]:
        """Every usable episode row, in the order of the file. Repeats are still in: see `periods.settled`."""
        return self.tables["Episodes"]

    @property
    def reviews(self) -> list[Review]:
        """Every usable review."""
        return self.tables["Reviews"]

    @property
    def adoptions(self) -> list[Adoption]:
        """Children adopted in the year."""
        return self.tables["AD1"]

    @property
    def decisions(self) -> list[AdoptionDecision]:
        """Decisions that a child should be placed for adoption."""
        return self.tables["PlacedAdoption"]

    def fault(
        self,
        kind: FaultKind,
        table: str,
        row: int,
        column: str = "",
        value: str = "",
        child: str = "",
        more: str = "",
    ) -> Fault:
        """A fault in a row of a table that was read."""
        file, in_xml = self.taken_from[table]
        return Fault(kind, file, table, row, column, value, child, more, in_xml=in_xml)


def read(
    source: Source, *, name: str = "", year: CollectionYear | None = None, limits: Limits = LIMITS
) -> Return:
    """Read a folder, a packed file, an XML file, or files in hand as (name, bytes).

    The collection year is `year` if given, else it is read from the name, else from the latest DECOM or DEC. Whatever
    the files hold, this raises CannotReadReturn and nothing else.
    """
    gathered = gather(source, limits)
    name = name or gathered.name
    parts, faults = _look_at_all(gathered, limits)
    taken, set_aside = choose(parts)
    if not taken:
        raise _nothing_in_it(faults)
    readers = CellReaders()
    names = (name, gathered.name, *gathered.folders)
    known, how = _year_of(names, year, taken.get("Episodes"), readers)
    found = Return(name, known, how, tuple(file for file, _ in gathered.files), faults=faults)
    for each in set_aside:
        rows = _leave_out(found, each, kinds.FILE_SECOND, taken[each.table.name].file)
        found.tallies[each.table.name].set_aside += rows
    for table, part in taken.items():
        _read_part(found, table, part, readers)
    found.faults += _absent(known, taken.keys(), name)
    return found


def _look_at_all(gathered: Gathered, limits: Limits) -> tuple[list[Part], list[Fault]]:
    parts: list[Part] = []
    faults = [Fault(kinds.FILE_UNREADABLE, name, stands_for=0) for name in gathered.unreadable]
    for file, data in gathered.files:
        seen, wrong = look(file, data, limits)
        parts += seen
        faults += wrong
    return parts, faults


def _year_of(
    names: Iterable[str], given: CollectionYear | None, episodes: Part | None, readers: CellReaders
) -> tuple[CollectionYear | None, YearFrom]:
    if given is not None:
        return given, YearFrom.GIVEN
    if named := next(filter(None, map(CollectionYear.from_name, names)), None):
        return named, YearFrom.NAME
    if episodes is not None and (latest := CollectionYear.from_latest(_latest_days(episodes, readers))):
        return latest, YearFrom.DATES
    return None, YearFrom.UNKNOWN


def _latest_days(episodes: Part, readers: CellReaders) -> Iterable[date | None]:
    """Each distinct DECOM and DEC. Read here once, they are remembered for the real reading."""
    for column in ("DECOM", "DEC"):
        place = episodes.place_of.get(column)
        if place is not None:
            written = {row[place] for _, rows in episodes.batches() for row in rows if len(row) > place}
            yield from map(readers.days.__getitem__, written)


def _read_part(found: Return, table: str, part: Part, readers: CellReaders) -> None:
    if missing := [
        column.name for column in part.table.columns if column.key and column.name not in part.place_of
    ]:
        rows = _leave_out(found, part, kinds.COLUMN_KEY_MISSING, column=missing[0])
        found.tallies[table] = Tally(read=rows, left_out=rows, set_aside=found.tallies[table].set_aside)
        return
    reader = TableReader(part, readers, found.year).read()
    found.tables[table] = reader.records
    found.taken_from[table] = (part.file, part.in_xml)
    reader.tally.set_aside = found.tallies[table].set_aside
    found.tallies[table] = reader.tally
    found.faults += reader.faults
    if reader.tally.read and not part.table.is_used_in(found.year):
        years = f"{part.table.since}"
        found.faults.append(Fault(kinds.TABLE_OF_OTHER_YEAR, part.file, table, more=years, stands_for=0))


def _leave_out(found: Return, part: Part, kind: FaultKind, more: str = "", column: str = "") -> int:
    rows = part.count()
    name = part.table.name
    found.faults.append(
        Fault(kind, part.file, name, column=column, more=more, stands_for=rows, in_xml=part.in_xml)
    )
    return rows


def _absent(year: CollectionYear | None, present: Iterable[str], name: str) -> list[Fault]:
    here = set(present)
    wanted = tables_of(year)
    return [
        Fault(kinds.TABLE_ABSENT, name, each.name, stands_for=0) for each in wanted if each.name not in here
    ]


def _nothing_in_it(faults: list[Fault]) -> CannotReadReturn:
    if len(faults) == 1:
        return CannotReadReturn(faults[0].what, faults[0].remedy, faults[0].file)
    return CannotReadReturn(
        Wording(
            en="No table of the return was found in these files.",
            cy="Ni chafwyd hyd i unrhyw dabl o'r ffurflen yn y ffeiliau hyn.",
        ),
        Wording(
            en="Send the tables as CSV with their column headings in the first row, or the whole return as XML.",
            cy="Anfonwch y tablau fel CSV gyda'u penawdau colofnau yn y rhes gyntaf, neu'r ffurflen gyfan fel XML.",
        ),
    )
