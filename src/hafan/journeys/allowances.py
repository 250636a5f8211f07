"""A length of time allowed by a rule, in words: "20 working days", "6 wythnos, gan gyfrif y diwrnod"."""

from __future__ import annotations

from hafan.design.filters import current_language
from hafan.design.words import Thing, counted
from hafan.practice.calendar import Allowance, Counts, Unit
from hafan.practice.wording import Wording

_THINGS: dict[Unit, Thing] = {Unit.DAYS: "day", Unit.WEEKS: "week", Unit.MONTHS: "month", Unit.YEARS: "year"}
_WAYS = {
    Counts.AFTER: None,
    Counts.INCLUDING: Wording("{time}, counting the day itself", "{time}, gan gyfrif y diwrnod ei hun"),
    Counts.BEFORE: Wording("{time} before", "{time} cyn hynny"),
}


def say_allowance(allowance: Allowance) -> str:
    """The time allowed, in the reader's language."""
    language = current_language()
    way = _WAYS[allowance.counts]
    time = _time(allowance, language)
    return way.fill(language, time=time) if way else time


def _time(allowance: Allowance, language: str) -> str:
    if allowance.unit is not Unit.WORKING_DAYS:
        return counted(allowance.amount, _THINGS[allowance.unit], language)
    if language == "cy":
        return f"{counted(allowance.amount, 'day', language)} gwaith"
    return f"{allowance.amount} working {'day' if allowance.amount == 1 else 'days'}"
