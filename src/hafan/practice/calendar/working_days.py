"""Working days: not Saturday, Sunday, Christmas Day, Good Friday or a bank holiday of England and Wales."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date, timedelta
from functools import lru_cache

from govuk_bank_holidays.bank_holidays import BankHolidays


class CalendarDoesNotReach(ValueError):
    """The bank holidays we hold do not cover this day, so a working-day answer would be a guess."""


@lru_cache(maxsize=1)
def _bank_holidays() -> frozenset[date]:
    source = BankHolidays(use_cached_holidays=True)
    return frozenset(day["date"] for day in source.get_holidays(division=BankHolidays.ENGLAND_AND_WALES))


@lru_cache(maxsize=1)
def reach() -> tuple[date, date]:
    """The first and last day for which bank holidays are known: whole calendar years only."""
    days = _bank_holidays()
    return date(min(days).year, 1, 1), date(max(days).year, 12, 31)


@lru_cache(maxsize=1)
def _working_days() -> list[date]:
    first, last = reach()
    span = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in span if day.weekday() < 5 and day not in _bank_holidays()]


def _must_reach(day: date) -> None:
    first, last = reach()
    if not first <= day <= last:
        raise CalendarDoesNotReach(f"bank holidays are known from {first} to {last}; {day} is outside")


def is_working_day(day: date) -> bool:
    """Is this a working day in England and Wales?"""
    _must_reach(day)
    return day.weekday() < 5 and day not in _bank_holidays()


def working_days_after(start: date, amount: int, *, first_day_counts: bool = False) -> date:
    """The last of `amount` working days that follow `start`; if `first_day_counts`, `start` may be day one."""
    _must_reach(start)
    days = _working_days()
    begin = bisect_left(days, start) if first_day_counts else bisect_right(days, start)
    if begin + amount - 1 >= len(days):
        raise CalendarDoesNotReach(f"{amount} working days from {start} run past the bank holidays we hold")
    return days[begin + amount - 1] if amount > 0 else start
