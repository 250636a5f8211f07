"""From the written rows of one table to its records, with a fault for every row or cell that is not right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from operator import itemgetter
from typing import Any

from hafan.exchange.ssda903 import kinds
from hafan.exchange.ssda903.cells import CellReaders, Cells
from hafan.exchange.ssda903.codes import CODE_SETS
from hafan.exchange.ssda903.faults import Fault, FaultKind, Severity, shown
from hafan.exchange.ssda903.parts import Part
from hafan.exchange.ssda903.records import RECORDS
from hafan.exchange.ssda903.tables import Column, Holds, code
from hafan.exchange.ssda903.years import CollectionYear
from hafan.practice.wording import Wording

_AS_KEY = {kinds.DAY_UNREADABLE: kinds.KEY_DAY_UNREADABLE, kinds.DAY_IN_PART: kinds.KEY_DAY_IN_PART}
"""The same slip is worse in the date a row hangs on."""

_PAIRS = {
    "Episodes": ("DECOM", "DEC"),
    "PlacedAdoption": ("DATE_PLACED", "DATE_PLACED_CEASED"),
    "Missing": ("MIS_START", "MIS_END"),
    "SWEpisodes": ("SW_DECOM", "SW_DEC"),
    "DoLo": ("DOLO_START", "DOLO_END"),
}
"""Beginnings and ends."""


@dataclass(slots=True)
class Tally:
    """Rows of one table. `read` is always `usable` plus `left_out`.

    Blank rows are counted apart, and so are rows in files set aside because another file holds the same table.
    """

    read: int = 0
    usable: int = 0
    left_out: int = 0
    blank: int = 0
    set_aside: int = 0


@dataclass(slots=True)
class TableReader:
    """Reads the rows of one part into records, faults and a tally."""

    part: Part
    readers: CellReaders
    year: CollectionYear | None
    records: list[Any] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    tally: Tally = field(default_factory=Tally)

    def read(self) -> TableReader:
        """Read every batch."""
        columns = [
            (column, self.readers.reader(column, self.year, CODE_SETS.get(column.name)))
            for column in self.part.table.columns
        ]
        for numbers, rows in self.part.batches():
            _BatchReader(self, numbers, rows).read(columns)
        for number in sorted(self.part.too_long):
            self.faults.append(self.fault(kinds.ROW_TOO_LONG, number))
        self.tally.left_out += len(self.part.too_long)
        self.tally.read = self.tally.usable + self.tally.left_out
        return self

    def fault(
        self,
        kind: FaultKind,
        row: int,
        column: str = "",
        value: str = "",
        child: str = "",
        more: Wording | str = "",
    ) -> Fault:
        """A fault in this part."""
        part = self.part
        return Fault(
            kind, part.file, part.table.name, row, column, shown(value), child, more, in_xml=part.in_xml
        )


@dataclass(slots=True)
class _BatchReader:
    """The work of one batch; `left` holds the places of rows that cannot be placed."""

    table: TableReader
    numbers: Sequence[int]
    rows: list[list[str]]
    left: set[int] = field(default_factory=set)
    children: list[str | None] = field(default_factory=list)

    def read(self, columns: list[tuple[Column, Cells]]) -> None:
        self._tidy()
        if not self.rows:
            return
        values = {column.name: self._read_column(column, cells) for column, cells in columns}
        self._check_ends(values)
        name = self.table.part.table.name
        make = partial(tuple.__new__, RECORDS[name])
        records = list(map(make, zip(*values.values(), self.numbers, strict=True)))
        if self.left:
            records = [record for place, record in enumerate(records) if place not in self.left]
        self.table.records += records
        self.table.tally.usable += len(records)
        self.table.tally.left_out += len(self.rows) - len(records)

    def _tidy(self) -> None:
        """Put blank rows aside and make every row as wide as the headings."""
        width = self.table.part.width
        child = self.table.part.place_of["CHILD"]
        if set(map(len, self.rows)) <= {width} and all(map(itemgetter(child), self.rows)):
            return
        filled = [any(map(str.strip, row)) for row in self.rows]
        self.table.tally.blank += filled.count(False) - self._passed_over()
        self.numbers = list(compress(self.numbers, filled))
        self.rows = list(compress(self.rows, filled))
        for place, row in enumerate(self.rows):
            if len(row) != width:
                self._fit(place, row, width)

    def _passed_over(self) -> int:
        """Rows that only look blank because they were too long to be read."""
        too_long = self.table.part.too_long
        return sum(number in too_long for number in self.numbers) if too_long else 0

    def _fit(self, place: int, row: list[str], width: int) -> None:
        number = self.numbers[place]
        if len(row) < width:
            self.table.faults.append(self.table.fault(kinds.ROW_SHORT, number))
            self.rows[place] = row + [""] * (width - len(row))
            return
        if any(map(str.strip, row[width:])):
            self.table.faults.append(self.table.fault(kinds.ROW_LONG, number))
            self.left.add(place)
        self.rows[place] = row[:width]

    def _read_column(self, column: Column, cells: Cells) -> list[Any]:
        where = self.table.part.place_of.get(column.name)
        if where is None:
            return [None] * len(self.rows)
        written = list(map(itemgetter(where), self.rows))
        values = list(map(cells.__getitem__, written))
        if column.holds is Holds.CHILD:
            self.children = values
        if cells.bad and not cells.bad.keys().isdisjoint(written):
            for place, cell in enumerate(written):
                if cell in cells.bad:
                    self._note(place, column, cells.bad[cell], cell)
        if (column.key or column.expected) and None in values:
            self._note_blanks(column, cells, written, values)
        return values

    def _note_blanks(self, column: Column, cells: Cells, written: list[str], values: list[Any]) -> None:
        kind = kinds.KEY_DAY_MISSING if column.key else kinds.VALUE_MISSING
        for place, value in enumerate(values):
            if value is None and written[place] not in cells.bad:
                self._note(place, column, kind, "")

    def _note(self, place: int, column: Column, kind: FaultKind, cell: str) -> None:
        if column.key:
            kind = _AS_KEY.get(kind, kind)
        if kind.severity is Severity.LEFT_OUT:
            self.left.add(place)
        child, value = self.children[place] or "", cell.strip()
        more = _years_of(column, value) if kind is kinds.CODE_OF_OTHER_YEAR else ""
        self.table.faults.append(self.table.fault(kind, self.numbers[place], column.name, value, child, more))

    def _check_ends(self, values: dict[str, list[Any]]) -> None:
        name = self.table.part.table.name
        if name not in _PAIRS:
            return
        first, last = _PAIRS[name]
        for place, (began, ended) in enumerate(zip(values[first], values[last], strict=True)):
            if ended is None or began is None or ended > began:
                continue
            if name == "Episodes":
                self.left.add(place)
                self._note_end(place, last, kinds.EPISODE_WITHOUT_LENGTH, began, ended)
            elif ended < began:
                self._note_end(place, last, kinds.ENDS_BEFORE_IT_BEGAN, began, ended)

    def _note_end(self, place: int, column: str, kind: FaultKind, began: Any, ended: Any) -> None:
        more = (
            f"{began:%d/%m/%Y} – {ended:%d/%m/%Y}"
            if kind is kinds.EPISODE_WITHOUT_LENGTH
            else f"{began:%d/%m/%Y}"
        )
        child = self.children[place] or ""
        self.table.faults.append(
            self.table.fault(kind, self.numbers[place], column, f"{ended:%d/%m/%Y}", child, more)
        )


def _years_of(column: Column, value: str) -> Wording | str:
    """The years a code belongs to, in words."""
    known = code(column.name, value.upper().removesuffix(".0"))
    return "" if known is None else known.years
