"""Dates as the return writes them: day/month/year, ISO, and `zz` for the parts nobody knows."""

from __future__ import annotations

import re
from datetime import date

from hafan.practice.calendar import ImpreciseDate, Precision

EARLIEST = date(1900, 1, 1)
"""No date in a return can be older: a young person in it is under 26."""

LATEST = date(2100, 1, 1)
"""No date in a return can be later; a year such as 2205 is a slip of the fingers."""

_MIDNIGHT = r"(?:[ T]00:00(?::00(?:\.0+)?)?)?"
_BRITISH = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})" + _MIDNIGHT, re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})" + _MIDNIGHT, re.ASCII)
_PARTIAL = re.compile(r"(zz|\d{1,2})/(zz|\d{1,2})/(zzzz|\d{4})", re.ASCII | re.IGNORECASE)


class NotADate(ValueError):
    """The cell does not hold a day that exists between 1900 and 2100."""


class OnlyPartOfADate(NotADate):
    """The cell holds `zz` where a whole day is needed."""


def read_day(written: str) -> date:
    """Read 31/03/2025 or 2025-03-31, a midnight time allowed. Raises NotADate or OnlyPartOfADate."""
    if found := _BRITISH.fullmatch(written):
        day, month, year = found.groups()
    elif found := _ISO.fullmatch(written):
        year, month, day = found.groups()
    elif _PARTIAL.fullmatch(written):
        raise OnlyPartOfADate(written)
    else:
        raise NotADate(written)
    return _existing(int(year), int(month), int(day))


def read_partial(written: str) -> ImpreciseDate:
    """Read a date that may be known only in part: zz/03/2019, zz/zz/2019, zz/zz/zzzz. Raises NotADate."""
    found = _PARTIAL.fullmatch(written)
    if found is None or "z" not in written.lower():
        return ImpreciseDate(read_day(written))
    day, month, year = (part.lower() for part in found.groups())
    if (day, month, year) == ("zz", "zz", "zzzz"):
        return ImpreciseDate(None, Precision.UNKNOWN)
    if day != "zz" or year == "zzzz":
        # a known day in an unknown month, or a month of no year, says nothing that can be put in order
        raise NotADate(written)
    if month == "zz":
        return ImpreciseDate(_existing(int(year), 1, 1), Precision.YEAR)
    return ImpreciseDate(_existing(int(year), int(month), 1), Precision.MONTH)


def _existing(year: int, month: int, day: int) -> date:
    try:
        found = date(year, month, day)
    except ValueError as impossible:
        raise NotADate(f"{day}/{month}/{year}") from impossible
    if not EARLIEST <= found < LATEST:
        raise NotADate(f"{day}/{month}/{year}")
    return found
