"""Clocks: what the law or good practice starts, what stops it, and when it runs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hafan.practice.calendar import Allowance, CalendarDoesNotReach
from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.obligations import Obligation, soon_from
from hafan.practice.roles import Role
from hafan.practice.rules import DatedValue, Rule
from hafan.practice.wording import Wording

Where = Callable[[Facts, Entry], bool]
Follows = Callable[[Facts, Entry], Entry | None]
#: From the entry that started it, the days it did not run: (from, until); until is None while it is paused.
Pauses = Callable[[Facts, Entry], Sequence[tuple[date, date | None]]]
#: The day a running counts from, where that is not the day it started; None when it is not known to the day.
CountsFrom = Callable[[Facts, Entry], date | None]


class Asks(StrEnum):
    """What a clock asks for: do it by a day, do not do it before a day, or know that an authority runs out."""

    DO_BY = "do_by"
    NOT_BEFORE = "not_before"
    RUNS_OUT = "runs_out"


def _never(facts: Facts, start: Entry) -> Entry | None:
    return None


def _its_own_day(facts: Facts, start: Entry) -> date | None:
    return start.happened.earliest if start.happened.is_exact else None


def _no_entries(facts: Facts, start: Entry) -> Sequence[Entry]:
    return ()


def _no_pauses(facts: Facts, start: Entry) -> Sequence[tuple[date, date | None]]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock. Its number lives in the rule of the same key; here is only what starts and stops it.

    `starts` gives each entry that starts a running; `stops` the entry that meets it; `ends` the entry after which
    it is no longer asked for; `extends` the entries that lengthen it; `pauses` the days it did not run; `counts_from`
    the day its time is counted from, if that is another day than the one that started it.
    `starts_when` and `stops_when` say the same in words for the register.
    """

    key: str
    title: Wording
    asks: Wording
    starts_when: Wording
    stops_when: Wording
    owner: Role
    starts: Starts
    stops: Follows = _never
    ends: Follows = _never
    extends: Callable[[Facts, Entry], Sequence[Entry]] = _no_entries
    pauses: Pauses = _no_pauses
    counts_from: CountsFrom = _its_own_day
    kind: Asks = Asks.DO_BY
    subject: Subject = Subject.CHILD
    stage: str = ""

    def run(self, facts: Facts, rule: Rule) -> list[Obligation]:
        """Every running of this clock in these facts, by the value in force on the day it started."""
        if not facts.has(*self.starts.kinds):
            return []
        return [
            _running(self, facts, start, rule) for start in self.starts.pick(facts) if _value(rule, start)
        ]


_NOT_EXACT = Wording(
    "The date that starts this clock is not known to the day. Record the exact date and the due date will follow.",
    "Nid yw'r dyddiad sy'n cychwyn y cloc hwn yn hysbys i'r diwrnod. Cofnodwch yr union ddyddiad i gael y dyddiad.",
)
_OUT_OF_REACH = Wording(
    "The bank holidays we hold do not reach this date, so no working-day date can be worked out.",
    "Nid yw'r gwyliau banc sydd gennym yn cyrraedd y dyddiad hwn, felly ni ellir cyfrifo diwrnodau gwaith.",
)


def _value(rule: Rule, start: Entry) -> DatedValue | None:
    """The value in force on the day of the start; for a date not known to the day, on any day it could have been."""
    return rule.on(start.on) or (
        None if start.happened.is_exact else rule.on(start.happened.latest or date.max)
    )


def _last_day(allowance: Allowance | None, start: date) -> date | None:
    return allowance.last_day(start) if allowance else None


def _extended(due_on: date, value: DatedValue, extensions: Sequence[Entry]) -> tuple[date, tuple[str, ...]]:
    """Each extension adds to the end of the current period, or runs from the day of grant if that is later."""
    allowed = extensions if value.extensions_allowed is None else extensions[: value.extensions_allowed]
    if value.extension is None:
        return due_on, ()
    for entry in allowed:
        due_on = value.extension.last_day(max(due_on, entry.on))
    return due_on, tuple(entry.ref for entry in allowed)


def _pushed_on(due_on: date, start: date, pauses: Sequence[tuple[date, date | None]]) -> date:
    """Days on which the clock did not run do not count."""
    for begins, ends in pauses:
        if ends is not None and begins <= due_on:
            due_on += timedelta(days=(ends - max(begins, start)).days)
    return due_on


def _running(clock: Clock, facts: Facts, start: Entry, rule: Rule) -> Obligation:
    value = _value(rule, start)
    assert value is not None
    met, ended = clock.stops(facts, start), clock.ends(facts, start)
    if met is not None and ended is not None and (ended.on, ended.order) < (met.on, met.order):
        met = None
    elif met is not None:
        ended = None
    pauses = clock.pauses(facts, start)
    paused_now = next((begins for begins, until in pauses if until is None), None)
    due_on, not_before, unknown = None, None, None
    extended_by: tuple[str, ...] = ()
    alerts: tuple[date, ...] = ()
    origin = clock.counts_from(facts, start)
    if origin is None:
        unknown = _NOT_EXACT
    else:
        try:
            due_on, not_before = _last_day(value.allowance, origin), _last_day(value.not_before, origin)
            alerts = tuple(alert.last_day(origin) for alert in value.alerts)
            if due_on is not None:
                due_on, extended_by = _extended(due_on, value, clock.extends(facts, start))
                due_on = _pushed_on(due_on, origin, pauses)
        except CalendarDoesNotReach:
            unknown = _OUT_OF_REACH
    return Obligation(
        clock=clock.key,
        started_on=start.on,
        started_by=start.ref,
        due_on=due_on,
        not_before=not_before,
        done_on=met.on if met else None,
        done_by=met.ref if met else None,
        ended_on=ended.on if ended else None,
        ended_by=ended.ref if ended else None,
        suspended_from=paused_now,
        extended_by=extended_by,
        alerts=alerts,
        soon_from=soon_from(start.on, due_on) if due_on and due_on > start.on else None,
        why_unknown=unknown,
    )


# --- words for writing clocks -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Starts:
    """Which entries start a running. `kinds` are all the kinds it looks at, so that idle clocks cost nothing."""

    kinds: tuple[str, ...]
    pick: Callable[[Facts], Sequence[Entry]]


def each(*kinds: str, where: Where | None = None) -> Starts:
    """A running for every entry of these kinds (and which satisfies `where`)."""
    return Starts(kinds, lambda facts: [e for e in facts.all(*kinds) if where is None or where(facts, e)])


def first(*kinds: str, where: Where | None = None) -> Starts:
    """One running, from the first such entry."""
    return Starts(kinds, lambda facts: [e for e in facts.all(*kinds) if where is None or where(facts, e)][:1])


def nth(number: int, *kinds: str, since: str, where: Where | None = None) -> Starts:
    """One running for each `since` entry: from the n-th such entry after it and before the next `since`."""

    def pick(facts: Facts) -> list[Entry]:
        found = []
        for opening in facts.all(since):
            until = facts.next(since, after=opening)
            following = [
                e
                for e in facts.all(*kinds)
                if (e.on, e.order) > (opening.on, opening.order)
                and (until is None or (e.on, e.order) < (until.on, until.order))
                and (where is None or where(facts, e))
            ]
            found += following[number - 1 : number]
        return found

    return Starts((*kinds, since), pick)


def after(*kinds: str, where: Where | None = None) -> Follows:
    """The first such entry that comes after the start (later the same day counts)."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        place = (start.on, start.order)
        for entry in facts.all(*kinds):
            if (
                (entry.on, entry.order) > place
                and entry.ref != start.ref
                and (where is None or where(facts, entry))
            ):
                return entry
        return None

    return follow


def by(*kinds: str, where: Where | None = None, window: int = 0) -> Follows:
    """The first such entry on or after the day of the start, or up to `window` days before (done in advance)."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        earliest = start.on - timedelta(days=window)
        for entry in facts.all(*kinds):
            if entry.on >= earliest and entry.ref != start.ref and (where is None or where(facts, entry)):
                return entry
        return None

    return follow


def same(detail: str, *kinds: str) -> Follows:
    """The first such entry on or after the day of the start that is about the same thing: its `detail` is the same."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        for entry in facts.all(*kinds):
            if (entry.on, entry.order) > (start.on, start.order) and entry.get(detail) == start.get(detail):
                return entry
        return None

    return follow


def soonest(*follows: Follows) -> Follows:
    """Whichever of these comes first."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        found = [entry for entry in (each_of(facts, start) for each_of in follows) if entry is not None]
        return min(found, key=lambda entry: (entry.on, entry.order), default=None)

    return follow
