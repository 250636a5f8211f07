"""Collection years of the return: 1 April of one year to 31 March of the next, both days in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

_NAMED = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*(?:-|_|/|\u2013|to)\s*((?:19|20)?\d\d)(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class CollectionYear:
    """One collection year, known by the calendar year in which it begins."""

    starting: int

    @property
    def begins(self) -> date:
        """1 April, the first day in."""
        return date(self.starting, 4, 1)

    @property
    def ends(self) -> date:
        """31 March, the last day in."""
        return date(self.starting + 1, 3, 31)

    @classmethod
    def containing(cls, day: date) -> CollectionYear:
        """The collection year that holds this day."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @classmethod
    def from_name(cls, name: str) -> CollectionYear | None:
        """Read the year from a folder or file name: 2024-25, 2024_2025, "2024 to 25". None if it says none."""
        for first, second in _NAMED.findall(name):
            if int(second) % 100 == (int(first) + 1) % 100:
                return cls(int(first))
        return None

    @classmethod
    def from_latest(cls, days: Iterable[date | None]) -> CollectionYear | None:
        """The year of the latest day given, for a return whose name says no year. None if there is no day."""
        latest = max((day for day in days if day is not None), default=None)
        return None if latest is None else cls.containing(latest)

    def __str__(self) -> str:
        return f"{self.starting}-{(self.starting + 1) % 100:02d}"


FIRST_KNOWN = CollectionYear(2017)
"""The earliest edition of the tables and codes held here; older returns are read by it."""

LAST_KNOWN = CollectionYear(2026)
"""The latest edition held here; later returns are read by it until their edition is added."""
