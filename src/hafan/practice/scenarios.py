"""Scenarios: small dated stories that prove a clock, always on its boundary days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.obligations import Obligation, State
from hafan.practice.rules import Rule

if TYPE_CHECKING:
    from hafan.practice.framework import Framework

_RUNNING = {State.DUE, State.SOON}
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """On this day, these entries: where does this clock stand?

    Where a clock has several runnings, `started` or else `due` picks the one meant; otherwise it is the last.
    """

    clock: str
    name: str
    on: date
    entries: tuple[Entry, ...]
    state: str
    due: date | None = None
    started: date | None = None
    alerts: tuple[date, ...] | None = None

    def reading(self, framework: Framework) -> Obligation | None:
        """The running this scenario is about, or None when there is none."""
        facts = framework.facts(self.entries, known_on=self.on)
        runnings = framework.clocks[self.clock].run(facts, framework.rules[self.clock])
        if self.started is not None:
            runnings = [each for each in runnings if each.started_on == self.started]
        elif any(self.due in (each.due_on, each.not_before) for each in runnings if self.due):
            runnings = [each for each in runnings if self.due in (each.due_on, each.not_before)]
        return max(runnings, key=lambda each: each.started_on, default=None)

    def failure(self, framework: Framework) -> str | None:
        """What the framework answers otherwise than this scenario says; None when they agree."""
        found = self.reading(framework)
        if found is None:
            return None if self.state == "none" else f"{self.clock} / {self.name}: never started"
        state = found.state(self.on)
        said = "running" if state in _RUNNING else state.value
        if self.state not in (said, state.value):
            return f"{self.clock} / {self.name}: on {self.on} is {state.value}, not {self.state} (due {found.due_on})"
        if self.due is not None and self.due not in (found.due_on, found.not_before):
            return f"{self.clock} / {self.name}: due {found.due_on or found.not_before}, not {self.due}"
        if self.alerts is not None and self.alerts != found.alerts:
            return f"{self.clock} / {self.name}: warns on {found.alerts}, not {self.alerts}"
        return None


def read_scenarios(document: Mapping[str, Any]) -> Iterator[Scenario]:
    """The [[scenario]] and [[boundary]] blocks of one TOML file."""
    for block in document.get("scenario", ()):
        yield Scenario(
            clock=block["clock"],
            name=block["name"],
            on=block["on"],
            entries=_entries(block["entries"]),
            state=block["then"]["state"],
            due=block["then"].get("due"),
            started=block["then"].get("started"),
            alerts=tuple(block["then"]["alerts"]) if "alerts" in block["then"] else None,
        )
    for block in document.get("boundary", ()):
        yield from _boundary(block)


def _entries(written: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries as written: kind, on (a date or a partial one), learnt_on, and whatever else is a detail."""
    return tuple(
        Entry(
            ref=str(block.get("ref", number)),
            kind=block["kind"],
            happened=ImpreciseDate.parse(str(block["on"])),
            learnt_on=block.get("learnt_on"),
            corrects=block.get("corrects"),
            withdrawn=bool(block.get("withdrawn", False)),
            details={
                key: value.isoformat() if isinstance(value, date) else value
                for key, value in block.items()
                if key not in ("ref", "kind", "on", "learnt_on", "corrects", "withdrawn")
            },
            order=number,
        )
        for number, block in enumerate(written, start=1)
    )


def _boundary(block: Mapping[str, Any]) -> Iterator[Scenario]:
    """The boundary days of a clock: asked and done on the last day in time and the day after (or before)."""
    clock, name, told = block["clock"], block["name"], tuple(block["entries"])
    started = block.get("started")

    def story(title: str, on: date, state: str, due: date, *more: Mapping[str, Any]) -> Scenario:
        return Scenario(
            clock=clock,
            name=f"{name}: {title}",
            on=on,
            entries=_entries((*told, *more)),
            state=state,
            due=due,
            started=started,
        )

    met_by = block.get("met_by")
    if "last_day" in block:
        last: date = block["last_day"]
        yield story("asked on the last day", last, "running", last)
        yield story("asked a day later", last + _ONE_DAY, "overdue", last)
        if met_by:
            done = ({**met_by, "on": last}, {**met_by, "on": last + _ONE_DAY})
            yield story("done on the last day", last, "met", last, done[0])
            yield story("done a day late", last + _ONE_DAY, "met_late", last, done[1])
    if "first_day" in block:
        opens: date = block["first_day"]
        yield story("asked the day before", opens - _ONE_DAY, "waiting", opens)
        yield story("asked on the first day", opens, "running", opens)
        if met_by:
            early = {**met_by, "on": opens - _ONE_DAY}
            yield story("done the day before", opens - _ONE_DAY, "too_early", opens, early)
            yield story("done on the first day", opens, "met", opens, {**met_by, "on": opens})
    if "lasts_until" in block:
        end: date = block["lasts_until"]
        yield story("asked on the last day", end, "in_force", end)
        yield story("asked a day later", end + _ONE_DAY, "ended", end)


def boundary_gaps(framework: Framework, scenarios: Sequence[Scenario]) -> list[str]:
    """The clocks whose boundary days no scenario stands on, in words."""
    stood_on: dict[str, set[str]] = {}
    for scenario in scenarios:
        if scenario.clock in framework.clocks and (found := scenario.reading(framework)) is not None:
            stood_on.setdefault(scenario.clock, set()).update(_sides(found, scenario.on))
    faults = []
    for clock in framework.clocks.values():
        rule = framework.rules.get(clock.key)
        if rule is None:
            continue
        missing = _sides_needed(rule) - stood_on.get(clock.key, set())
        faults += [f"{clock.key} has no scenario {side}" for side in sorted(missing)]
    return faults


def _sides(found: Obligation, on: date) -> set[str]:
    """On which sides of its boundary a reading stands.

    A day counted back to before the start can only be met by what was already so: there the deed is what stands on it.
    """
    sides = set()
    if found.due_on is not None and found.due_on < found.started_on:
        sides |= {"on its last day"} if found.done_on == found.due_on else set()
        sides |= {"a day late"} if found.done_on == found.due_on + _ONE_DAY else set()
    if found.due_on is not None and found.is_open:
        sides |= {"on its last day"} if on == found.due_on else set()
        sides |= {"a day late"} if on == found.due_on + _ONE_DAY else set()
    if found.not_before is not None and found.is_open:
        sides |= {"a day early"} if on == found.not_before - _ONE_DAY else set()
        sides |= {"on its first day"} if on == found.not_before else set()
    return sides


def _sides_needed(rule: Rule) -> set[str]:
    """A limit needs its last day and the day after; a first day needs the day before and itself."""
    values = () if rule.off else rule.values
    sides: set[str] = set()
    if any(value.allowance for value in values):
        sides |= {"on its last day", "a day late"}
    if any(value.not_before for value in values):
        sides |= {"a day early", "on its first day"}
    return sides
