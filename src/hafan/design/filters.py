"""Jinja filters that say dates, ages and declared wording in the reader's language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import get_language

from hafan.design import words


class Spoken(Protocol):
    """Anything declared in both languages."""

    def text(self, language: str) -> str:
        """The words in that language."""


def current_language() -> str:
    """'cy' when the page is in Welsh, otherwise 'en'."""
    return "cy" if (get_language() or "en").startswith("cy") else "en"


def wording(declared: Spoken | str) -> str:
    """The declared words in the reader's language; plain text passes through."""
    return declared if isinstance(declared, str) else declared.text(current_language())


def as_day(moment: date) -> date:
    """The day it was in London at that moment."""
    if isinstance(moment, datetime):
        return (timezone.localtime(moment) if timezone.is_aware(moment) else moment).date()
    return moment


def date_in_words(day: date) -> str:
    """'3 March 2026'."""
    return words.date_in_words(as_day(day), current_language())


def short_date(day: date) -> str:
    """'3 Mar 2026'."""
    return words.short_date(as_day(day), current_language())


def weekday_in_words(day: date) -> str:
    """'Tuesday 3 March 2026'."""
    return words.weekday_in_words(as_day(day), current_language())


def time_in_words(moment: datetime) -> str:
    """'14:05 on 3 March 2026', London time."""
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    join = "ar" if current_language() == "cy" else "on"
    return f"{local:%H:%M} {join} {date_in_words(local)}"


def imprecise_date(when: Any) -> str:
    """A date as well as it is known; takes a date, nothing, or anything with `earliest` and `precision`."""
    if when is None or isinstance(when, date):
        return words.imprecise_in_words(when and as_day(when), "day", current_language())
    return words.imprecise_in_words(when.earliest, str(when.precision), current_language())


def age_in_words(born: date, on: date) -> str:
    """'13 weeks old' on that day."""
    return words.age_in_words(as_day(born), as_day(on), current_language())


def days_in_words(days: int) -> str:
    """'in 3 days', 'today', '2 days late'."""
    return words.days_in_words(days, current_language())


def until(due: date, today: date) -> str:
    """How far `due` is from `today`, in words."""
    return days_in_words((as_day(due) - as_day(today)).days)


def counted(number: int, thing: words.Thing) -> str:
    """'3 children', '3 phlentyn'."""
    return words.counted(number, thing, current_language())


FILTERS: dict[str, Callable[..., str]] = {
    "wording": wording,
    "date_in_words": date_in_words,
    "short_date": short_date,
    "weekday_in_words": weekday_in_words,
    "time_in_words": time_in_words,
    "imprecise_date": imprecise_date,
    "age_in_words": age_in_words,
    "days_in_words": days_in_words,
    "until": until,
    "counted": counted,
}
