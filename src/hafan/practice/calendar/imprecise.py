"""Dates as people know them: to the day, the month, the year, or not at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hafan.practice.calendar.allowances import months_after


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


_WRITTEN = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$", re.ASCII)


@dataclass(frozen=True, slots=True)
class ImpreciseDate:
    """A date and how exactly it is known. `earliest` is the first day it could be; None when unknown."""

    earliest: date | None
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if (self.earliest is None) != (self.precision is Precision.UNKNOWN):
            raise ValueError("a date is unknown exactly when it has no earliest day")

    @classmethod
    def parse(cls, written: str) -> ImpreciseDate:
        """Read 2026-03-02, 2026-03, 2026 or "unknown". Raises ValueError for a day that does not exist."""
        if written == Precision.UNKNOWN:
            return cls(None, Precision.UNKNOWN)
        found = _WRITTEN.match(written)
        if found is None:
            raise ValueError(f"not a date: {written!r}")
        year, month, day = found.groups()
        if day:
            return cls(date(int(year), int(month), int(day)))
        if month:
            return cls(date(int(year), int(month), 1), Precision.MONTH)
        return cls(date(int(year), 1, 1), Precision.YEAR)

    @property
    def is_exact(self) -> bool:
        """Is it known to the day?"""
        return self.precision is Precision.DAY

    @property
    def latest(self) -> date | None:
        """The last day it could be."""
        if self.earliest is None or self.is_exact:
            return self.earliest
        months = 1 if self.precision is Precision.MONTH else 12
        return months_after(self.earliest, months) - timedelta(days=1)

    def __str__(self) -> str:
        if self.earliest is None:
            return str(Precision.UNKNOWN)
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.earliest.isoformat()[:length]
