"""Obligations: what one running of a clock asks for, by when, and where it stands on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hafan.practice.wording import Wording


class Asks(StrEnum):
    """What a clock asks for.

    Do it by a day; do not do it before a day; know that an authority runs out, so that something must be done first;
    or know how long a duty or a time to answer lasts, after which nothing is asked.
    """

    DO_BY = "do_by"
    NOT_BEFORE = "not_before"
    RUNS_OUT = "runs_out"
    LASTS = "lasts"


class State(StrEnum):
    """Where an obligation stands on a day."""

    NOT_STARTED = "not_started"
    WAITING = "waiting"
    DUE = "due"
    SOON = "soon"
    IN_FORCE = "in_force"
    OVERDUE = "overdue"
    MET = "met"
    MET_LATE = "met_late"
    TOO_EARLY = "too_early"
    SUSPENDED = "suspended"
    ENDED = "ended"
    UNKNOWN = "unknown"


STATE_WORDS: dict[State, Wording] = {
    State.NOT_STARTED: Wording("not started", "heb ddechrau"),
    State.WAITING: Wording("not before", "nid cyn"),
    State.DUE: Wording("due", "i'w wneud"),
    State.SOON: Wording("due soon", "i'w wneud yn fuan"),
    State.IN_FORCE: Wording("in force", "mewn grym"),
    State.OVERDUE: Wording("overdue", "yn hwyr"),
    State.MET: Wording("done in time", "wedi'i wneud mewn pryd"),
    State.MET_LATE: Wording("done late", "wedi'i wneud yn hwyr"),
    State.TOO_EARLY: Wording("done too early", "wedi'i wneud yn rhy gynnar"),
    State.SUSPENDED: Wording("paused", "wedi'i oedi"),
    State.ENDED: Wording("no longer applies", "ddim yn berthnasol mwyach"),
    State.UNKNOWN: Wording("due date not known", "dyddiad heb ei wybod"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """One running of one clock. Dates only: where it stands is asked with a day, never stored.

    `done_until` is the last day it could have been done, where the day it was done is not exactly known.
    `extended_by` are the entries that moved its due day.
    """

    clock: str
    kind: Asks = Asks.DO_BY
    started_on: date
    started_by: str
    due_on: date | None = None
    not_before: date | None = None
    done_on: date | None = None
    done_until: date | None = None
    done_by: str | None = None
    ended_on: date | None = None
    ended_by: str | None = None
    suspended_from: date | None = None
    extended_by: tuple[str, ...] = ()
    alerts: tuple[date, ...] = ()
    soon_from: date | None = None
    why_unknown: Wording | None = None

    @property
    def is_open(self) -> bool:
        """Is it still asked for, whatever the day?"""
        return self.done_on is None and self.ended_on is None

    @property
    def facts_used(self) -> tuple[str, ...]:
        """The refs of the entries that started, extended, met or ended it."""
        others = (self.done_by, self.ended_by)
        return (self.started_by, *self.extended_by, *(ref for ref in others if ref))

    def _when_done(self, done_on: date) -> State:
        """In time, late or too early; not known when the day it was done is not known closely enough to tell."""
        sides = {self._done(done_on), self._done(self.done_until or done_on)}
        return sides.pop() if len(sides) == 1 else State.UNKNOWN

    def _done(self, done_on: date) -> State:
        if self.not_before is not None and done_on < self.not_before:
            return State.TOO_EARLY
        if self.due_on is None or done_on <= self.due_on:
            return State.MET
        return State.MET_LATE

    def state(self, on: date) -> State:
        """Where it stands on this day."""
        if on < self.started_on:
            return State.NOT_STARTED
        if self.done_on is not None and self.done_on <= on:
            return self._when_done(self.done_on)
        if self.ended_on is not None and self.ended_on <= on:
            return State.ENDED
        if self.is_paused(on):
            return State.SUSPENDED
        if self.why_unknown is not None:
            return State.UNKNOWN
        return self._while_running(on)

    def is_paused(self, on: date) -> bool:
        """Does it stand still on this day? A pause that began after the last day in time does not undo the delay."""
        paused = self.suspended_from
        return paused is not None and paused <= on and (self.due_on is None or paused <= self.due_on)

    def _while_running(self, on: date) -> State:
        if self.due_on is not None and on > self.due_on:
            return State.ENDED if self.kind is Asks.LASTS else State.OVERDUE
        if self.kind is Asks.LASTS or (self.kind is Asks.RUNS_OUT and self.due_on is None):
            return State.IN_FORCE
        if self.not_before is not None and on < self.not_before:
            return State.WAITING
        if self.soon_from is not None and on >= self.soon_from:
            return State.SOON
        return State.DUE

    def days_left(self, on: date) -> int | None:
        """Days until the last day in time; negative when late; None when no day is set."""
        return None if self.due_on is None else (self.due_on - on).days


def soon_from(started_on: date, due_on: date) -> date:
    """When "due" becomes "due soon": the last quarter of the time allowed, at most fourteen days."""
    return due_on - timedelta(days=min(14, max(1, (due_on - started_on).days // 4)))
