"""One running of a clock: from the entry that started it to what it asks for, by when, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING

from hafan.practice.calendar import CalendarDoesNotReach
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.obligations import Asks, Obligation, soon_from
from hafan.practice.rules import DatedValue, Rule
from hafan.practice.wording import Wording

if TYPE_CHECKING:
    from hafan.practice.clocks import Clock

_NOT_EXACT = Wording(
    "The date that starts this clock is not known to the day. Record the exact date and the due date will follow.",
    "Nid yw'r dyddiad sy'n cychwyn y cloc hwn yn hysbys i'r diwrnod. Cofnodwch yr union ddyddiad i gael y dyddiad.",
)
_OUT_OF_REACH = Wording(
    "The bank holidays we hold do not reach this date, so no working-day date can be worked out.",
    "Nid yw'r gwyliau banc sydd gennym yn cyrraedd y dyddiad hwn, felly ni ellir cyfrifo diwrnodau gwaith.",
)
_RETURN_IS_SILENT = Wording(
    "This record was begun from a return, which does not say whether this was done. Record when it was last done.",
    "Dechreuwyd y cofnod hwn o ffurflen, ac nid yw honno'n dweud a wnaed hyn. Cofnodwch pryd y'i gwnaed ddiwethaf.",
)


@dataclass(slots=True)
class _Days:
    """The days a running stands on, and the entries that moved them."""

    due_on: date | None = None
    not_before: date | None = None
    alerts: tuple[date, ...] = ()
    moved_by: tuple[str, ...] = field(default_factory=tuple)
    why_unknown: Wording | None = None


def value_for(rule: Rule, start: Entry) -> DatedValue | None:
    """The value in force on the day of the start; for a date not known to the day, on any day it could have been."""
    return rule.on(start.on) or (
        None if start.happened.is_exact else rule.on(start.happened.latest or date.max)
    )


def running(clock: Clock, facts: Facts, start: Entry, value: DatedValue) -> Obligation:
    """What this start asks for, whether it was done or fell away, and by which entries."""
    days = _days(clock, facts, start, value)
    met, ended = _met(clock, facts, start, value, days.not_before), clock.ends(facts, start)
    if met is not None and ended is not None and ended.place < met.place:
        met = None
    elif met is not None:
        ended = None
    if met is None and _is_silent(clock, facts, start, days):
        days = _Days(why_unknown=_RETURN_IS_SILENT)
    return Obligation(
        clock=clock.key,
        kind=clock.kind,
        started_on=start.on,
        started_by=start.ref,
        due_on=days.due_on,
        not_before=days.not_before,
        done_on=met.on if met else None,
        done_until=met.happened.latest if met else None,
        done_by=met.ref if met else None,
        ended_on=ended.on if ended else None,
        ended_by=ended.ref if ended else None,
        suspended_from=_paused_now(clock, facts, start),
        extended_by=days.moved_by,
        alerts=days.alerts,
        soon_from=soon_from(start.on, days.due_on) if days.due_on and days.due_on > start.on else None,
        why_unknown=days.why_unknown,
    )


def is_closed(clock: Clock, facts: Facts, start: Entry, value: DatedValue) -> bool:
    """Was it plainly met or ended? A window is not asked here, for what came too early may not meet it."""
    if value.not_before is not None:
        return False
    return clock.ends(facts, start) is not None or _met(clock, facts, start, value, None) is not None


def _is_silent(clock: Clock, facts: Facts, start: Entry, days: _Days) -> bool:
    """Did it fall due within a return that could not have said it was done? Then late is only a guess."""
    if not start.from_return or clock.told_by_returns or clock.kind is not Asks.DO_BY or days.due_on is None:
        return False
    begun = facts.last("record_begun")
    return begun is not None and days.due_on <= begun.on


def _days(clock: Clock, facts: Facts, start: Entry, value: DatedValue) -> _Days:
    origin = clock.counts_from(facts, start)
    if origin is None:
        return _Days(why_unknown=_NOT_EXACT)
    try:
        found = _Days(
            due_on=value.allowance.last_day(origin) if value.allowance else None,
            not_before=value.not_before.last_day(origin) if value.not_before else None,
            alerts=tuple(alert.last_day(origin) for alert in value.alerts),
        )
        if found.due_on is not None:
            _extend(found, found.due_on, value, clock.extends(facts, start))
            _push_on(found, origin, clock.pauses(facts, start))
            _bring_forward(found, clock, facts, start)
    except CalendarDoesNotReach:
        return _Days(why_unknown=_OUT_OF_REACH)
    return found


def _extend(found: _Days, due_on: date, value: DatedValue, extensions: Sequence[Entry]) -> None:
    """Add each extension to the end of the current period; it may name an earlier last day of its own (`until`).

    One granted after that end counts only where the rule says so; it then runs from the day it was granted.
    """
    if value.extension is None:
        return
    for entry in extensions:
        late = entry.on > due_on
        if late and not value.extends_after_end:
            continue
        if value.extensions_allowed is not None and len(found.moved_by) >= value.extensions_allowed:
            break
        longest = value.extension.last_day(max(due_on, entry.on))
        due_on = max(due_on, min(longest, _until(entry) or longest))
        found.moved_by += (entry.ref,)
    found.due_on = due_on


def _until(entry: Entry) -> date | None:
    named = entry.get("until")
    return date.fromisoformat(str(named)) if named else None


def _push_on(found: _Days, start: date, pauses: Sequence[tuple[date, date | None]]) -> None:
    """Days on which the clock did not run do not count."""
    for begins, ends in pauses:
        if ends is not None and found.due_on is not None and begins <= found.due_on:
            found.due_on += timedelta(days=(ends - max(begins, start)).days)


def _bring_forward(found: _Days, clock: Clock, facts: Facts, start: Entry) -> None:
    """An event may bring the due day forward: "by the earlier of ..."."""
    sooner = clock.no_later_than(facts, start)
    if sooner is not None and found.due_on is not None and sooner[0] < found.due_on:
        found.due_on = sooner[0]
        found.moved_by += (sooner[1].ref,)


def _met(
    clock: Clock, facts: Facts, start: Entry, value: DatedValue, not_before: date | None
) -> Entry | None:
    """The entry that meets it: one from before the start that still counts, else the first that is not too early."""
    already = [each for each in clock.in_advance(facts, start) if _still_counts(each, start, value)]
    if already:
        return already[-1]
    met = clock.stops(facts, start)
    while met is not None and not_before is not None and met.on < not_before:
        later = clock.stops(facts, met)
        if later is None or later.place <= met.place:
            return met
        met = later
    return met


def _still_counts(done: Entry, start: Entry, value: DatedValue) -> bool:
    """Was it done so shortly before the start that it need not be done again?"""
    if value.advance is None:
        return True
    return done.happened.is_exact and value.advance.last_day(done.on) >= start.on


def _paused_now(clock: Clock, facts: Facts, start: Entry) -> date | None:
    return next((begins for begins, until in clock.pauses(facts, start) if until is None), None)
