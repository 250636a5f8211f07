"""How long something may take: so many working days, days, weeks, months or years, counted one of two ways."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hafan.practice.calendar.working_days import working_days_after


class Unit(StrEnum):
    """What is counted."""

    WORKING_DAYS = "working days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Counts(StrEnum):
    """Which way the days are counted.

    After the event ("within ... of the date"), with the day of the event as day one ("beginning with the date"),
    or back from the event ("before").
    """

    AFTER = "after"
    INCLUDING = "including"
    BEFORE = "before"


_WRITTEN = {" including the day": Counts.INCLUDING, " before the day": Counts.BEFORE}


def months_after(start: date, months: int) -> date:
    """The corresponding date so many months on; the last day of the month when it has no such date."""
    years, month0 = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month0 + 1
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many units from an event. `last_day` is the last day on which the thing is still in time."""

    amount: int
    unit: Unit
    counts: Counts = Counts.AFTER

    def __post_init__(self) -> None:
        if self.amount < 0:
            raise ValueError("an allowance cannot be negative")
        if self.counts is Counts.BEFORE and self.unit is Unit.WORKING_DAYS:
            raise ValueError("working days are not counted backwards")

    @classmethod
    def parse(cls, written: str) -> Allowance:
        """Read "20 working days", "6 weeks including the day", "7 days before the day". Raises ValueError."""
        words, counts = written, Counts.AFTER
        for ending, meant in _WRITTEN.items():
            if written.endswith(ending):
                words, counts = written.removesuffix(ending), meant
        amount, _, unit = words.partition(" ")
        if not (amount.isascii() and amount.isdigit()):
            raise ValueError(f"not a length of time: {written!r}; write one like 20 working days")
        return cls(int(amount), Unit(unit if unit.endswith("s") else f"{unit}s"), counts)

    def __str__(self) -> str:
        unit = self.unit.value.removesuffix("s") if self.amount == 1 else self.unit.value
        ending = next((words for words, counts in _WRITTEN.items() if counts is self.counts), "")
        return f"{self.amount} {unit}{ending}"

    def last_day(self, start: date) -> date:
        """The last day in time for an event on `start`."""
        including = self.counts is Counts.INCLUDING
        if self.unit is Unit.WORKING_DAYS:
            return working_days_after(start, self.amount, first_day_counts=including)
        amount = -self.amount if self.counts is Counts.BEFORE else self.amount
        match self.unit:
            case Unit.DAYS:
                end = start + timedelta(days=amount)
            case Unit.WEEKS:
                end = start + timedelta(weeks=amount)
            case Unit.MONTHS:
                end = months_after(start, amount)
            case _:
                end = months_after(start, amount * 12)
        return end - timedelta(days=1) if including and self.amount else end
