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
    """Whether the day of the event is day one ("beginning with the date") or not ("within ... of the date")."""

    AFTER = "after"
    INCLUDING = "including"


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

    def last_day(self, start: date) -> date:
        """The last day in time for an event on `start`."""
        including = self.counts is Counts.INCLUDING
        if self.unit is Unit.WORKING_DAYS:
            return working_days_after(start, self.amount, first_day_counts=including)
        match self.unit:
            case Unit.DAYS:
                end = start + timedelta(days=self.amount)
            case Unit.WEEKS:
                end = start + timedelta(weeks=self.amount)
            case Unit.MONTHS:
                end = months_after(start, self.amount)
            case _:
                end = months_after(start, self.amount * 12)
        return end - timedelta(days=1) if including and self.amount else end
