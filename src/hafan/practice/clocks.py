"""Clocks: what the law or good practice starts, what stops it, and when it runs out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.obligations import Asks as Asks  # noqa: PLC0414
from hafan.practice.obligations import Obligation
from hafan.practice.roles import Role
from hafan.practice.rules import Rule
from hafan.practice.running import is_closed, running, value_for
from hafan.practice.wording import Wording

Where = Callable[[Facts, Entry], bool]
Follows = Callable[[Facts, Entry], Entry | None]
#: From the entry that started it, the days it did not run: (from, until); until is None while it is paused.
Pauses = Callable[[Facts, Entry], Sequence[tuple[date, date | None]]]
#: The day a running counts from, where that is not the day it started; None when it is not known to the day.
CountsFrom = Callable[[Facts, Entry], date | None]
#: The day by which it is due whatever the limit says, and the entry that set that day.
Sooner = Callable[[Facts, Entry], tuple[date, Entry] | None]


def _never(facts: Facts, start: Entry) -> Entry | None:
    return None


def _its_own_day(facts: Facts, start: Entry) -> date | None:
    return start.happened.earliest if start.happened.is_exact else None


def _no_entries(facts: Facts, start: Entry) -> Sequence[Entry]:
    return ()


def _no_sooner(facts: Facts, start: Entry) -> tuple[date, Entry] | None:
    return None


def _no_pauses(facts: Facts, start: Entry) -> Sequence[tuple[date, date | None]]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """One clock. Its number lives in the rule of the same key; here is only what starts and stops it.

    `starts` gives each entry that starts a running; `stops` the entry that meets it; `ends` the entry after which
    it is no longer asked for; `extends` the entries that lengthen it; `pauses` the days it did not run; `counts_from`
    the day its time is counted from, if that is another day than the one that started it; `no_later_than` a day that
    brings the due day forward; `in_advance` the entries before the start that may already have met it, oldest first.
    `told_by_returns` says that a statutory return would tell whether it was done.
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
    no_later_than: Sooner = _no_sooner
    in_advance: Callable[[Facts, Entry], Sequence[Entry]] = _no_entries
    kind: Asks = Asks.DO_BY
    subject: Subject = Subject.CHILD
    stage: str = ""
    told_by_returns: bool = False

    def run(self, facts: Facts, rule: Rule, *, only_open: bool = False) -> list[Obligation]:
        """Every running of this clock in these facts, by the value in force on the day it started.

        With `only_open`, those met or ended are passed over before their days are worked out.
        """
        if rule.off or not facts.has(*self.starts.kinds):
            return []
        found = []
        for start in self.starts.pick(facts):
            value = value_for(rule, start)
            if value is None or (only_open and is_closed(self, facts, start, value)):
                continue
            found.append(running(self, facts, start, value))
        return [each_one for each_one in found if each_one.is_open] if only_open else found


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
                if e.place > opening.place
                and (until is None or e.place < until.place)
                and (where is None or where(facts, e))
            ]
            found += following[number - 1 : number]
        return found

    return Starts((*kinds, since), pick)


def after(*kinds: str, where: Where | None = None) -> Follows:
    """The first such entry that comes after the start (later the same day counts)."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        for entry in facts.following(start, *kinds):
            if entry.ref != start.ref and (where is None or where(facts, entry)):
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
        for entry in facts.following(start, *kinds):
            if entry.get(detail) == start.get(detail):
                return entry
        return None

    return follow


def soonest(*follows: Follows) -> Follows:
    """Whichever of these comes first."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        found = [entry for entry in (each_of(facts, start) for each_of in follows) if entry is not None]
        return min(found, key=lambda entry: entry.place, default=None)

    return follow
