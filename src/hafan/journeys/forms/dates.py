"""Dates as people type them: a day in three boxes, today, yesterday, only the month or year, or not known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.recording import Fault
from hafan.practice.wording import Wording

Typed = Mapping[str, str]
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("january", "ionawr"), ("february", "chwefror"), ("march", "mawrth"), ("april", "ebrill"), ("may", "mai"),
            ("june", "mehefin"), ("july", "gorffennaf"), ("august", "awst"), ("september", "medi"),
            ("october", "hydref"), ("november", "tachwedd"), ("december", "rhagfyr"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_CHOOSE = Wording("Say when it happened, as well as you know.", "Dywedwch pryd y digwyddodd, hyd y gwyddoch.")
_WHOLE = Wording(
    "Enter a day, a month and a year, like 27 3 2026.", "Rhowch ddiwrnod, mis a blwyddyn, fel 27 3 2026."
)
_NO_SUCH = Wording(
    "There is no such day. Check the day and the month.",
    "Nid oes diwrnod o'r fath. Gwiriwch y diwrnod a'r mis.",
)
_YEAR = Wording(
    "Enter a year of four figures, and the month if you know it.",
    "Rhowch flwyddyn o bedwar ffigur, a'r mis os ydych yn ei wybod.",
)


@dataclass(frozen=True, slots=True)
class Read:
    """What was typed, read as a date; or what is wrong with it."""

    when: ImpreciseDate | None = None
    fault: Fault | None = None

    @property
    def day(self) -> date | None:
        """The day, where it is one."""
        return self.when.earliest if self.when else None


def is_empty(typed: Typed, name: str) -> bool:
    """Has nothing been typed in the three boxes?"""
    return not any(typed.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year"))


def read_day(typed: Typed, name: str) -> Read:
    """One day in three boxes; the month may be a word in either language."""
    parts = [typed.get(f"{name}-{part}", "").strip() for part in ("day", "month", "year")]
    day, month, year = number(parts[0]), month_number(parts[1]), number(parts[2])
    if day is None or month is None or year is None or len(parts[2]) != 4:
        return Read(fault=Fault(name, _WHOLE))
    try:
        return Read(ImpreciseDate(date(year, month, day)))
    except ValueError:
        return Read(fault=Fault(name, _NO_SUCH))


def read_month(typed: Typed, name: str) -> Read:
    """A month and year, or a year alone."""
    written, year = typed.get(f"{name}-month", "").strip(), number(typed.get(f"{name}-year", "").strip())
    month = month_number(written)
    if year is None or not 1000 <= year <= 9998 or (written and month is None):
        return Read(fault=Fault(name, _YEAR))
    precision = Precision.MONTH if month else Precision.YEAR
    return Read(ImpreciseDate(date(year, month or 1, 1), precision))


def read_when(typed: Typed, today: date) -> Read:
    """When it happened, in the way the reader chose to say it."""
    match typed.get("when", ""):
        case "today":
            return Read(ImpreciseDate(today))
        case "yesterday":
            return Read(ImpreciseDate(today - timedelta(days=1)))
        case "day":
            return read_day(typed, "happened")
        case "month":
            read = read_month(typed, "roughly")
            return Read(read.when, Fault("happened", read.fault.says) if read.fault else None)
        case "not_known":
            return Read(ImpreciseDate(None, Precision.UNKNOWN))
    return Read(fault=Fault("happened", _CHOOSE))


def read_learnt(typed: Typed, today: date) -> Read:
    """The day it was learnt; today where nothing else was said."""
    if typed.get("learnt") == "day":
        return read_day(typed, "learnt_on")
    return Read(ImpreciseDate(today))


def write_when(when: ImpreciseDate) -> dict[str, str]:
    """A date put back into the boxes it would have been typed in."""
    day = when.earliest
    if day is None:
        return {"when": "not_known"}
    if when.precision is Precision.DAY:
        return {"when": "day", **write_day("happened", day)}
    month = str(day.month) if when.precision is Precision.MONTH else ""
    return {"when": "month", "roughly-month": month, "roughly-year": str(day.year)}


def write_day(name: str, day: date) -> dict[str, str]:
    """A day put back into its three boxes."""
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def number(written: str) -> int | None:
    """A plain number of at most four figures."""
    return int(written) if written.isascii() and written.isdigit() and len(written) <= 4 else None


def month_number(written: str) -> int | None:
    """3, 03, March, Mar, Mawrth: the third month."""
    if (found := number(written)) is not None:
        return found if 1 <= found <= 12 else None
    word = written.casefold()
    named = {found for name, found in MONTHS.items() if len(word) >= 3 and name.startswith(word)}
    return named.pop() if len(named) == 1 else None
