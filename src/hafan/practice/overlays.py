"""Local targets: an authority may ask more of itself than the law does, never less."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hafan.practice.calendar import Allowance, CalendarDoesNotReach
from hafan.practice.calendar.working_days import reach
from hafan.practice.clocks import Asks, Clock
from hafan.practice.rules import DatedValue, Force, Rule

if TYPE_CHECKING:
    from hafan.practice.framework import Framework

#: What an authority may set as it sees fit. Law and national standards it may only tighten.
_FREE = frozenset({Force.LOCAL, Force.PRACTICE})
_KNOWN = {"authority", "country", "targets"}
_KNOWN_TARGET = {"from", "limit", "not_before", "why"}


class OverlayRefused(ValueError):
    """Local targets cannot be used. Says which, and what to do."""


class CannotLoosenLaw(OverlayRefused):
    """A local target would allow what a rule forbids. Names the rule, its source and a day that shows it."""

    def __init__(self, rule: Rule, why: str) -> None:
        self.rule = rule
        kind = "law" if rule.force is Force.LAW else "a national standard"
        super().__init__(f"{rule.key} is {kind} and may only be tightened: {why}. Source: {rule.source}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalTarget:
    """What an authority asks of itself under one rule, for what starts on or after a day, and why."""

    rule: str
    begins: date
    why: str
    limit: Allowance | None = None
    not_before: Allowance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlay:
    """The local targets of one authority."""

    authority: str
    country: str
    targets: tuple[LocalTarget, ...]


def read_overlay(document: Mapping[str, Any]) -> Overlay:
    """Local targets as written in TOML (docs/how-to/set-local-targets.md). Raises OverlayRefused."""
    if unknown := set(document) - _KNOWN:
        raise OverlayRefused(
            f"unknown words: {', '.join(sorted(unknown))}; known: {', '.join(sorted(_KNOWN))}"
        )
    for name in ("authority", "country"):
        if not isinstance(document.get(name), str):
            raise OverlayRefused(f"{name} is missing; write {name} = ...")
    targets = document.get("targets", {})
    if not isinstance(targets, Mapping) or not all(isinstance(each, Mapping) for each in targets.values()):
        raise OverlayRefused("targets: write each target under its own heading, [targets.review_first]")
    return Overlay(
        authority=document["authority"],
        country=document["country"],
        targets=tuple(_target(key, written) for key, written in targets.items()),
    )


def _target(key: str, written: Mapping[str, Any]) -> LocalTarget:
    if unknown := set(written) - _KNOWN_TARGET:
        raise OverlayRefused(
            f"{key}: unknown words: {', '.join(sorted(unknown))}; known: {', '.join(sorted(_KNOWN_TARGET))}"
        )
    begins, why = written.get("from"), written.get("why")
    if type(begins) is not date:
        raise OverlayRefused(f"{key}.from is missing or not a date; write from = 2027-01-01")
    if not isinstance(why, str) or not why.strip():
        raise OverlayRefused(f"{key}.why is missing; say why, so that people know whose target it is")
    lengths = {name: _length(key, name, written[name]) for name in ("limit", "not_before") if name in written}
    if not lengths:
        raise OverlayRefused(f'{key}: write limit = "15 working days", or not_before = "..."')
    return LocalTarget(rule=key, begins=begins, why=why, **lengths)


def _length(key: str, name: str, written: Any) -> Allowance:
    try:
        return Allowance.parse(str(written))
    except ValueError as refused:
        raise OverlayRefused(f"{key}.{name}: {refused}") from refused


def lay_over(framework: Framework, overlay: Overlay) -> Framework:
    """The framework with an authority's targets in it. Raises CannotLoosenLaw, or OverlayRefused for what is not there."""
    if overlay.country != framework.country:
        raise OverlayRefused(f"these targets are for {overlay.country}, not for {framework.country}")
    rules = dict(framework.rules)
    for target in overlay.targets:
        clock, rule = framework.clocks.get(target.rule), rules.get(target.rule)
        if clock is None or rule is None or rule.off:
            raise OverlayRefused(
                f"{target.rule}: no clock of this country has this key; see docs/law/register.md"
            )
        rules[target.rule] = _laid_over(clock, rule, target)
    return replace(framework, rules=rules)


def _laid_over(clock: Clock, rule: Rule, target: LocalTarget) -> Rule:
    """The rule with its values as they were before the target begins, and the target from then on."""
    values: list[DatedValue] = []
    for value in rule.values:
        if value.ends is not None and value.ends <= target.begins:
            values.append(value)
            continue
        if value.begins < target.begins:
            values.append(replace(value, ends=target.begins))
        ours = _ours(value, target)
        if rule.force not in _FREE:
            _must_not_loosen(clock, rule, value, ours)
        values.append(replace(ours, begins=max(value.begins, target.begins)))
    return replace(rule, values=tuple(values))


def _ours(value: DatedValue, target: LocalTarget) -> DatedValue:
    if (target.limit and not value.allowance) or (target.not_before and not value.not_before):
        raise OverlayRefused(f"{target.rule}: this rule has no such number to set; see docs/law/register.md")
    return replace(
        value,
        allowance=target.limit or value.allowance,
        not_before=target.not_before or value.not_before,
        set_locally=True,
    )


def _must_not_loosen(clock: Clock, rule: Rule, law: DatedValue, ours: DatedValue) -> None:
    """Compare the days both give, for every day of the years we hold, holidays among them. Raises CannotLoosenLaw."""
    same = (law.allowance, law.not_before) == (ours.allowance, ours.not_before)
    if clock.kind in (Asks.RUNS_OUT, Asks.LASTS) and not same:
        raise CannotLoosenLaw(rule, "how long a right or an authority lasts is not ours to change")
    for start in _starts():
        for theirs, mine, late in (
            (law.allowance, ours.allowance, 1),
            (law.not_before, ours.not_before, -1),
        ):
            days = _days(theirs, mine, start)
            if days is not None and (days[1] - days[0]).days * late > 0:
                raise CannotLoosenLaw(rule, f"from {start} the rule gives {days[0]}, the target {days[1]}")


def _days(theirs: Allowance | None, mine: Allowance | None, start: date) -> tuple[date, date] | None:
    """The day each gives for this start; None where nothing is set, or the bank holidays do not reach."""
    if theirs is None or mine is None:
        return None
    try:
        return theirs.last_day(start), mine.last_day(start)
    except CalendarDoesNotReach:
        return None


def _starts() -> Iterator[date]:
    first, last = reach()
    return (first + timedelta(days=n) for n in range((last - first).days + 1))
