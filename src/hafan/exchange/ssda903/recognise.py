"""Knowing a table by its column headings, in any order and any case, whatever the file is called."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import islice

from hafan.exchange.ssda903.limits import Limits
from hafan.exchange.ssda903.tables import TABLE_OF_COLUMN, TABLES, Table
from hafan.exchange.ssda903.text import SEPARATORS, TextTable

_OTHER_NAMES = {"CHILDID": "CHILD", "CHILD_ID": "CHILD", "PL": "PLACE"}
"""The XML form's names for two columns, met in CSV files made from it."""

FEWEST = 2
"""Columns a heading row must share with a table before it is taken for one."""


@dataclass(frozen=True, slots=True)
class Headings:
    """A recognised heading row: which table, and where each of its columns stands in the file."""

    table: Table
    row: int
    width: int
    place_of: dict[str, int]
    extra: tuple[str, ...]
    twice: tuple[str, ...]

    @property
    def missing(self) -> tuple[str, ...]:
        """Columns of the table that the file does not have."""
        return tuple(name for name in self.table.column_names if name not in self.place_of)


def folded(heading: str) -> str:
    """A heading as the return would write it: capitals, one underscore for spaces and hyphens."""
    name = re.sub(r"[\s\-_]+", "_", heading.strip().strip('"').strip()).upper()
    return _OTHER_NAMES.get(name, name)


def find_headings(table: TextTable) -> Headings | None:
    """The best heading row near the top under any separator; sets the file's separator. None if there is none."""
    best: tuple[int, str, Headings] | None = None
    for separator in SEPARATORS:
        table.separator = separator
        for headings in _candidates(table, table.limits):
            score = len(headings.place_of)
            if best is None or score > best[0]:
                best = (score, separator, headings)
    if best is None:
        return None
    table.separator = best[1]
    return best[2]


def _candidates(table: TextTable, limits: Limits) -> list[Headings]:
    table.by_line = True
    rows = list(islice(table.rows(), limits.header_search))
    table.by_line = False
    found = (
        read_headings(row, number) for number, row in enumerate(rows, start=1) if len(row) <= limits.columns
    )
    return [headings for headings in found if headings is not None]


def read_headings(cells: list[str], row: int = 1) -> Headings | None:
    """The table whose own columns are most among these cells. None if none, or two tables tie."""
    names = [folded(cell) for cell in cells]
    votes = Counter(TABLE_OF_COLUMN[name].name for name in set(names) if name in TABLE_OF_COLUMN).most_common(
        2
    )
    if not votes or (len(votes) == 2 and votes[0][1] == votes[1][1]):
        return None
    table = TABLES[votes[0][0]]
    wanted = set(table.column_names)
    place_of: dict[str, int] = {}
    for place, name in enumerate(names):
        if name in wanted:
            place_of.setdefault(name, place)
    if len(place_of) < FEWEST:
        return None
    extra = tuple(cells[place].strip() for place, name in enumerate(names) if name and name not in wanted)
    twice = tuple(name for name in table.column_names if names.count(name) > 1)
    return Headings(table, row, len(names), place_of, extra, twice)


def has_usual_name(file: str, table: Table) -> bool:
    """Is the file called what systems usually call this table?"""
    stem = file.rsplit(".", 1)[0].lower()
    return re.sub(r"[^a-z0-9]", "", stem) in table.usual_names
