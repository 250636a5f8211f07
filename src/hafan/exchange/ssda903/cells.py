"""Reading single cells. Each distinct value is judged once and remembered, which is what makes a return quick."""

from __future__ import annotations

import re
from typing import Any

from hafan.exchange.ssda903.codes import CodeSet
from hafan.exchange.ssda903.dates import NotADate, OnlyPartOfADate, read_day, read_partial
from hafan.exchange.ssda903.faults import FaultKind
from hafan.exchange.ssda903.kinds import (
    CHILD_MANGLED,
    CHILD_MISSING,
    CHILD_UNUSABLE,
    CODE_OF_OTHER_YEAR,
    CODE_UNKNOWN,
    DAY_IN_PART,
    DAY_UNREADABLE,
    NUMBER_UNREADABLE,
    VALUE_UNUSABLE,
)
from hafan.exchange.ssda903.tables import Column, Holds
from hafan.exchange.ssda903.years import FIRST_KNOWN, LAST_KNOWN, CollectionYear

LONGEST_CHILD = 32
"""Characters. The Department allows ten; systems that use their own keys send up to 32."""

LONGEST_DAY = 30
LONGEST_CODE = 20
"""Characters past which a cell is not worth looking at as a date or a code."""

HIGHEST_SCORE = 40
"""The strengths and difficulties questionnaire runs from 0 to 40."""

_ROUNDED = re.compile(r"\d(?:\.\d+)?E\+\d+", re.ASCII | re.IGNORECASE)
_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")


class Cells(dict[str, Any]):
    """Cells of one kind, from what is written to what it means. `bad` says what is wrong with those that are."""

    blank_is: FaultKind | None = None
    """What is wrong with a blank cell, if anything."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: dict[str, FaultKind] = {}

    def __missing__(self, written: str) -> Any:
        trimmed = written.strip()
        if trimmed:
            self[written] = value = self.judge(written, trimmed)
            return value
        self[written] = None
        if self.blank_is is not None:
            self.refuse(written, self.blank_is)
        return None

    def judge(self, written: str, trimmed: str) -> Any:
        """What a cell with something in it means."""
        raise NotImplementedError

    def refuse(self, written: str, kind: FaultKind) -> None:
        """Remember what is wrong with this value."""
        self.bad[written] = kind


class ChildCells(Cells):
    """The child's number in the authority's system: kept letter for letter, leading noughts too."""

    blank_is = CHILD_MISSING

    def judge(self, written: str, trimmed: str) -> Any:
        if _ROUNDED.fullmatch(trimmed):
            return self.refuse(written, CHILD_MANGLED)
        if not _is_plain(trimmed, LONGEST_CHILD):
            return self.refuse(written, CHILD_UNUSABLE)
        return trimmed


class DayCells(Cells):
    """Whole dates."""

    def judge(self, written: str, trimmed: str) -> Any:
        try:
            return read_day(trimmed[:LONGEST_DAY])
        except OnlyPartOfADate:
            return self.refuse(written, DAY_IN_PART)
        except NotADate:
            return self.refuse(written, DAY_UNREADABLE)


class PartialDayCells(Cells):
    """Dates that may be known only in part."""

    def judge(self, written: str, trimmed: str) -> Any:
        try:
            return read_partial(trimmed[:LONGEST_DAY])
        except NotADate:
            return self.refuse(written, DAY_UNREADABLE)


class CodeCells(Cells):
    """Codes of one column in one year. A code of another year keeps its meaning; an unknown one keeps its letters."""

    def __init__(self, codes: CodeSet, year: CollectionYear | None) -> None:
        super().__init__()
        self._codes = codes.codes
        self._year = None if year is None else min(max(year, FIRST_KNOWN), LAST_KNOWN)

    def judge(self, written: str, trimmed: str) -> Any:
        if not _is_plain(trimmed, LONGEST_CODE):
            return self.refuse(written, VALUE_UNUSABLE)
        folded = trimmed.upper()
        if folded.endswith(".0") and folded[:-2] in self._codes:
            # some exports write a column of noughts and ones with blanks in it as decimals
            folded = folded[:-2]
        known = self._codes.get(folded)
        if known is None:
            self.refuse(written, CODE_UNKNOWN)
        elif not known.is_used_in(self._year):
            self.refuse(written, CODE_OF_OTHER_YEAR)
        return folded


class TextCells(Cells):
    """Numbers and postcodes kept as they are written, runs of spaces as one."""

    def __init__(self, longest: int) -> None:
        super().__init__()
        self._longest = longest

    def judge(self, written: str, trimmed: str) -> Any:
        if not _is_plain(trimmed, self._longest):
            return self.refuse(written, VALUE_UNUSABLE)
        return " ".join(trimmed.split()).upper()


class NumberCells(Cells):
    """The questionnaire's score."""

    def judge(self, written: str, trimmed: str) -> Any:
        if len(trimmed) <= 2 and trimmed.isascii() and trimmed.isdigit() and int(trimmed) <= HIGHEST_SCORE:
            return int(trimmed)
        return self.refuse(written, NUMBER_UNREADABLE)


class CellReaders:
    """The readers of one return, shared between tables so that a date met twice is read once."""

    def __init__(self) -> None:
        self.days = DayCells()
        self._partial = PartialDayCells()
        self._children = ChildCells()
        self._numbers = NumberCells()
        self._codes: dict[str, CodeCells] = {}

    def reader(self, column: Column, year: CollectionYear | None, codes: CodeSet | None) -> Cells:
        """The reader for a column in that collection year."""
        if column.holds is Holds.CODE and codes is not None:
            return self._codes.setdefault(column.name, CodeCells(codes, year))
        if column.holds is Holds.TEXT:
            return TextCells(column.longest)
        simple: dict[Holds, Cells] = {
            Holds.CHILD: self._children,
            Holds.DAY: self.days,
            Holds.PARTIAL_DAY: self._partial,
            Holds.NUMBER: self._numbers,
        }
        return simple[column.holds]


def _is_plain(value: str, longest: int) -> bool:
    """Short enough, printable, whole letters, and nothing a spreadsheet would run."""
    return (
        len(value) <= longest and value.isprintable() and "\ufffd" not in value and value[0] not in _FORMULA
    )
