"""Saying facts in words: dates, yes and no, and sentences with gaps."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from hafan.practice.calendar import ImpreciseDate, Precision

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "cy": [
        "Ionawr",
        "Chwefror",
        "Mawrth",
        "Ebrill",
        "Mai",
        "Mehefin",
        "Gorffennaf",
        "Awst",
        "Medi",
        "Hydref",
        "Tachwedd",
        "Rhagfyr",
    ],
}
_ISO = re.compile(r"^\d{4}-\d{2}-\d{2}$", re.ASCII)
_PART = re.compile(r"\[([^\]]*)\]")
_GAP = re.compile(r"\{(\w+)\}")


def _lang(language: str) -> str:
    return "cy" if language.startswith("cy") else "en"


def say_date(day: date, language: str) -> str:
    """3 March 2026, or 3 Mawrth 2026."""
    return f"{day.day} {_MONTHS[_lang(language)][day.month - 1]} {day.year}"


def say_imprecise(when: ImpreciseDate, language: str) -> str:
    """3 March 2026, March 2026, 2026, or that the date is not known."""
    day = when.earliest
    if day is None:
        return "dyddiad anhysbys" if _lang(language) == "cy" else "date not known"
    if when.precision is Precision.DAY:
        return say_date(day, language)
    if when.precision is Precision.MONTH:
        return f"{_MONTHS[_lang(language)][day.month - 1]} {day.year}"
    return str(day.year)


def say_value(value: Any, language: str) -> str:
    """A detail as a reader would say it; an ISO date becomes words."""
    if isinstance(value, bool):
        return {"en": ("no", "yes"), "cy": ("na", "ie")}[_lang(language)][value]
    if isinstance(value, date):
        return say_date(value, language)
    if isinstance(value, str) and _ISO.match(value):
        return say_date(date.fromisoformat(value), language)
    return str(value)


def fill_gaps(template: str, said: Mapping[str, str]) -> str:
    """Fill the {gaps}; leave out a [part in brackets] when one of its gaps is empty."""

    def part(found: re.Match[str]) -> str:
        gaps = _GAP.findall(found[1])
        return found[1] if all(said.get(gap) for gap in gaps) else ""

    kept = _PART.sub(part, template)
    return " ".join(_GAP.sub(lambda gap: said.get(gap[1], ""), kept).split())
