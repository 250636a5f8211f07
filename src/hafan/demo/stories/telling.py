"""Telling one child's story: what happens is written down day by day, and nothing after today is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hafan.demo.world import Agency, Staff, public_id
from hafan.practice.calendar import CalendarDoesNotReach, ImpreciseDate, Precision, is_working_day
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about an entry when it was recorded: why it corrects another, or why despite a shut gate."""

    why: str = ""
    despite: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """Somebody in the child's life."""

    name: str
    relation: str
    has_pr: bool | None
    language: str
    reach: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One child of the demo, whole: who they are, who may see them, and what happened, in order."""

    key: str
    plan: str
    agency: str
    country: str
    team: str | None
    worker: str | None
    reference: str
    given_name: str
    family_name: str
    known_as: str
    ethnicity: str
    language: str
    kin: tuple[Kin, ...]
    entries: tuple[Entry, ...]
    said: Mapping[str, Said] = field(default_factory=dict)
    shown_to: tuple[str, ...] = ()
    households: tuple[tuple[str, str], ...] = ()


@dataclass
class Telling:
    """The story so far. Days after today are left out, so a story may be told to its end and stops by itself."""

    key: str
    plan: str
    today: date
    agency: Agency
    seed: str
    rng: Random
    words: Mapping[str, Any]
    worker: Staff | None = None
    language: str = "en"
    neglected: frozenset[str] = frozenset()
    written: list[Entry] = field(default_factory=list)
    said: dict[str, Said] = field(default_factory=dict)
    shown_to: list[str] = field(default_factory=list)
    households: list[tuple[str, str]] = field(default_factory=list)
    noted: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def country(self) -> str:
        """Whose law applies."""
        return self.agency.country

    @property
    def in_wales(self) -> bool:
        """Is it a Welsh story?"""
        return self.country == "wales"

    def ago(self, days: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days)

    def between(self, low: int, high: int) -> int:
        """A number of days, both ends possible."""
        return self.rng.randint(low, high)

    def choose(self, *choices: Any) -> Any:
        """One of these."""
        return self.rng.choice(choices)

    def phrase(self, name: str) -> str:
        """One of the phrases for an entry's reasons, in the language the worker writes."""
        return str(self.rng.choice(self.words["reasons"][f"{name}_{self.language}"]))

    def record(
        self,
        kind: str,
        on: date | ImpreciseDate,
        *,
        learnt: date | None = None,
        corrects: str | None = None,
        withdrawn: bool = False,
        **details: Any,
    ) -> str:
        """Write an entry down and answer its ref; empty when the day has not come yet."""
        happened = on if isinstance(on, ImpreciseDate) else ImpreciseDate(on)
        planned = ENTRY_TYPES[kind].may_be_planned
        day = happened.earliest
        if day is not None and day > self.today and not planned:
            return ""
        self.count += 1
        ref = str(public_id(self.seed, self.key, str(self.count)))
        known = learnt or (self.today if day is None else day)
        entry = Entry(
            ref=ref,
            kind=kind,
            happened=happened,
            learnt_on=min(known, self.today),
            details=kept(kind, details),
            corrects=corrects,
            withdrawn=withdrawn,
            order=self.count,
        )
        self.written.append(entry)
        return ref

    def say(self, ref: str, *, why: str = "", despite: str = "") -> None:
        """Keep what was said about an entry."""
        if ref:
            self.said[ref] = Said(why, despite)

    def facts(self) -> Facts:
        """What the story says so far."""
        return Facts(self.country, self.written)

    def show(self, person: Staff | None) -> None:
        """Let somebody see the child."""
        if person is not None and person.email not in self.shown_to:
            self.shown_to.append(person.email)

    def household(self, label: str, agency: str | None = None) -> str:
        """A household of carers, made the first time it is named; its reference is all anybody holds."""
        made = str(public_id(self.seed, self.key.split("~", maxsplit=1)[0], "household", label))
        if made not in (known for known, _ in self.households):
            self.households.append((made, agency or self.agency.key))
        return made

    def ordered(self) -> tuple[Entry, ...]:
        """The entries as they happened, numbered in that order; corrections come when they were learnt."""
        return tuple(
            replace(entry, order=place)
            for place, entry in enumerate(sorted(self.written, key=_when), start=1)
        )


def _when(entry: Entry) -> tuple[date, int]:
    corrected = entry.known_from if entry.corrects else entry.on
    return (corrected, entry.order)


def kept(kind: str, details: Mapping[str, Any]) -> dict[str, Any]:
    """The answers as they are kept when somebody records them: checked, dates written out, nothing unanswered."""
    given = {name: value for name, value in details.items() if value is not None}
    return ENTRY_TYPES[kind].details.model_validate(given).model_dump(mode="json", exclude_none=True)


def office_day(day: date) -> date:
    """The last working day on or before this one: courts and meetings do not sit on Sundays."""
    try:
        while not is_working_day(day):
            day -= timedelta(days=1)
    except CalendarDoesNotReach:
        return day - timedelta(days=max(0, day.weekday() - 4))
    return day


def month_of(day: date) -> ImpreciseDate:
    """Known only to the month."""
    return ImpreciseDate(day.replace(day=1), Precision.MONTH)


def year_of(day: date) -> ImpreciseDate:
    """Known only to the year."""
    return ImpreciseDate(date(day.year, 1, 1), Precision.YEAR)


def unknown_day() -> ImpreciseDate:
    """Not known at all."""
    return ImpreciseDate(None, Precision.UNKNOWN)


def day_after(day: date, days: int) -> date:
    """So many days on, never on a day when offices are shut."""
    return office_day(day + timedelta(days=days))
