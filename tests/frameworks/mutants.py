"""Making mutants: a rule with one number, unit or way of counting changed, as a slip of the pen would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hafan.practice.calendar import Allowance, Counts, Unit
from hafan.practice.rules import DatedValue, Rule

_SWAPS = {
    Unit.WORKING_DAYS: ((Unit.DAYS, 1),),
    Unit.DAYS: ((Unit.WORKING_DAYS, 1),),
    Unit.WEEKS: ((Unit.WORKING_DAYS, 5),),
    Unit.MONTHS: ((Unit.WEEKS, 4), (Unit.DAYS, 30)),
    Unit.YEARS: ((Unit.WEEKS, 52), (Unit.DAYS, 365)),
}
_LENGTHS = ("allowance", "not_before", "extension", "advance")


def lengths(written: Allowance) -> Iterator[tuple[str, Allowance]]:
    """The same length of time, slightly wrong, with what was done to it in words."""
    yield "one more", replace(written, amount=written.amount + 1)
    if written.amount:
        yield "one fewer", replace(written, amount=written.amount - 1)
    for counts in Counts:
        backwards = Counts.BEFORE in (counts, written.counts)
        if counts is not written.counts and not (backwards and written.unit is Unit.WORKING_DAYS):
            yield f"counted {counts.value}", replace(written, counts=counts)
    for unit, times in _SWAPS[written.unit]:
        if not (written.counts is Counts.BEFORE and unit is Unit.WORKING_DAYS):
            yield f"in {unit.value}", replace(written, unit=unit, amount=written.amount * times)


def values(written: DatedValue) -> Iterator[tuple[str, DatedValue]]:
    """A dated value, slightly wrong."""
    for name in _LENGTHS:
        length = getattr(written, name)
        if length is not None:
            for how, mutated in lengths(length):
                yield f"{name} {how}", replace(written, **{name: mutated})
    for place, alert in enumerate(written.alerts):
        for amount in (alert.amount - 1, alert.amount + 1):
            changed = (*written.alerts[:place], replace(alert, amount=amount), *written.alerts[place + 1 :])
            yield f"alert {place + 1} at {amount}", replace(written, alerts=changed)
    yield from _extensions(written)


def _extensions(written: DatedValue) -> Iterator[tuple[str, DatedValue]]:
    if written.extension is None:
        return
    yield "extension dropped", replace(written, extension=None)
    allowed = written.extensions_allowed
    others = {None: (0, 1), 0: (1,)}.get(allowed, (None, (allowed or 0) - 1))
    for number in others:
        yield f"extensions allowed: {number}", replace(written, extensions_allowed=number)
    yield (
        "extension after the end the other way",
        replace(written, extends_after_end=not written.extends_after_end),
    )


def rules(written: Rule) -> Iterator[tuple[str, Rule]]:
    """A rule, slightly wrong in one of its dated values, or changing over a day too early or too late."""
    for place, value in enumerate(written.values):
        for how, mutated in values(value):
            changed = (*written.values[:place], mutated, *written.values[place + 1 :])
            yield f"from {value.begins}: {how}", replace(written, values=changed)
    for place, (before, after) in enumerate(pairwise(written.values)):
        for days in (-1, 1):
            moved = after.begins + timedelta(days=days)
            pair = (replace(before, ends=moved), replace(after, begins=moved))
            changed = (*written.values[:place], *pair, *written.values[place + 2 :])
            yield f"changing over on {moved}", replace(written, values=changed)
