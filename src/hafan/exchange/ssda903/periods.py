"""Periods of care and runs with the same carers, read from a child's episodes as they stood on a day.

How it is read. A day counts as come when it is the day asked about or earlier, so an episode begun later is not seen
and one that ends later is still going on. Of several rows with one beginning, the last counts. An episode lasts from
its first day in to its day out. One without an end that another follows ended when that one began. A temporary
placement (T0 to T4) is time away from the placement before it and never a placement of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hafan.exchange.ssda903.records import Episode

TEMPORARY = frozenset({"T0", "T1", "T2", "T3", "T4"})
SAME_CARERS = frozenset({"L", "T", "U"})
NEW_CARERS = frozenset({"P", "B"})
STARTED = "S"
CONTINUED = "X1"


@dataclass(frozen=True, slots=True)
class Stay:
    """One episode as it stood on the day asked about.

    `place` is the placement it counts as: for a temporary one the placement before it, or None if there was none in
    this period of care.
    """

    episode: Episode
    ended_on: date | None
    ended_by: str | None
    place: str | None

    @property
    def began_on(self) -> date:
        """First day in."""
        return self.episode.decom

    @property
    def is_temporary(self) -> bool:
        """Is this time away from the usual placement?"""
        return self.episode.place in TEMPORARY

    def covers(self, day: date) -> bool:
        """Was the child here on that day? The day in counts, the day out does not."""
        return self.began_on <= day and (self.ended_on is None or day < self.ended_on)


@dataclass(frozen=True, slots=True)
class Run:
    """An unbroken time with the same carers, whatever changed in law or in the name of the placement."""

    stays: tuple[Stay, ...]
    is_move: bool
    """Did it begin with a change of carers after the first? The way into care and into or back from a temporary
    placement are not moves."""

    @property
    def began_on(self) -> date:
        """The first day with these carers."""
        return self.stays[0].began_on

    @property
    def ended_on(self) -> date | None:
        """The last day out; None while it goes on."""
        return self.stays[-1].ended_on

    @property
    def ordinary(self) -> tuple[Stay, ...]:
        """The stays that are not temporary."""
        return tuple(stay for stay in self.stays if not stay.is_temporary)


@dataclass(frozen=True, slots=True)
class Period:
    """One period of being looked after.

    It begins at the first episode known, at RNE S, after a gap, or after a REC other than X1, and ends with the last
    episode's DEC if its REC is not X1. `entered_on` is known only if the first episode says S: otherwise the child came
    into care before the earliest return to hand.
    """

    child: str
    runs: tuple[Run, ...]

    @property
    def stays(self) -> tuple[Stay, ...]:
        """Every stay, in order."""
        return tuple(stay for run in self.runs for stay in run.stays)

    @property
    def first_seen_on(self) -> date:
        """The first day we know of."""
        return self.runs[0].began_on

    @property
    def entered_on(self) -> date | None:
        """The day the child came into care; None if that was before the earliest return."""
        first = self.runs[0].stays[0].episode
        return first.decom if first.rne == STARTED else None

    @property
    def ended_by(self) -> str | None:
        """The REC with which care ended; None while it goes on or if no reason is given."""
        last = self.runs[-1].stays[-1]
        return last.ended_by if last.ended_by != CONTINUED else None

    @property
    def ended_on(self) -> date | None:
        """The day care ended; None while it goes on, and when the last episode says that another followed."""
        last = self.runs[-1].stays[-1]
        return last.ended_on if last.ended_by != CONTINUED else None

    @property
    def moves(self) -> tuple[date, ...]:
        """The days the child moved to new carers."""
        return tuple(run.began_on for run in self.runs if run.is_move)


def settled(episodes: Iterable[Episode]) -> list[Episode]:
    """One child's episodes in order, one for each beginning.

    Of several with one beginning the last given counts, so give the rows of the latest return last.
    """
    by_beginning = {episode.decom: episode for episode in episodes if lasts(episode)}
    return [by_beginning[day] for day in sorted(by_beginning)]


def lasts(episode: Episode) -> bool:
    """Does the episode last at least a night?"""
    return episode.dec is None or episode.dec > episode.decom


def periods_of(episodes: Iterable[Episode], on: date) -> tuple[Period, ...]:
    """One child's periods of care as they stood on a day."""
    seen = [episode for episode in settled(episodes) if episode.decom <= on]
    stays = [
        _as_at(episode, following, on) for episode, following in zip(seen, [*seen[1:], None], strict=False)
    ]
    grouped: list[list[Stay]] = []
    for stay in stays:
        if not grouped or _begins_period(grouped[-1][-1], stay):
            grouped.append([])
        grouped[-1].append(stay)
    return tuple(Period(group[0].episode.child, _runs(_with_places(group))) for group in grouped)


def _as_at(episode: Episode, following: Episode | None, on: date) -> Stay:
    ended_on = episode.dec if episode.dec is not None and episode.dec <= on else None
    ended_by = episode.rec if ended_on is not None else None
    if ended_on is None and following is not None:
        ended_on, ended_by = following.decom, CONTINUED
    return Stay(episode, ended_on, ended_by, episode.place)


def _begins_period(before: Stay, stay: Stay) -> bool:
    after_gap = before.ended_on is not None and stay.began_on > before.ended_on
    left_care = before.ended_by is not None and before.ended_by != CONTINUED
    return stay.episode.rne == STARTED or after_gap or left_care


def _with_places(stays: Sequence[Stay]) -> list[Stay]:
    """Give each temporary stay the placement the child was away from."""
    place: str | None = None
    found = []
    for stay in stays:
        place = place if stay.is_temporary else stay.place
        found.append(Stay(stay.episode, stay.ended_on, stay.ended_by, place))
    return found


def _runs(stays: Sequence[Stay]) -> tuple[Run, ...]:
    runs: list[Run] = []
    current: list[Stay] = []
    usual: Stay | None = None
    for stay in stays:
        if current and not _stays_with(current[-1], usual, stay):
            runs.append(_run(current, runs))
            current = []
        current.append(stay)
        usual = usual if stay.is_temporary else stay
    return (*runs, _run(current, runs))


def _run(stays: list[Stay], before: list[Run]) -> Run:
    came_from_carers = any(run.ordinary for run in before)
    return Run(tuple(stays), came_from_carers and stays[0].episode.rne in NEW_CARERS)


def _stays_with(before: Stay, usual: Stay | None, stay: Stay) -> bool:
    """Is the child with the same carers as before this episode?

    Yes when only the law or the name of the placement changed (L, T, U), when going to a temporary placement, and when
    coming back from one to the home left, whatever the row says about why it began.
    """
    if stay.is_temporary or stay.episode.rne in SAME_CARERS:
        return True
    return before.is_temporary and usual is not None and _home(usual.episode) == _home(stay.episode)


def _home(episode: Episode) -> tuple[str | None, ...]:
    return (episode.place, episode.place_provider, episode.pl_post, episode.urn)
