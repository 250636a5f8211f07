"""Early permanence spells: a time with carers who are also approved adopters, from the first day to the last.

In the return early permanence is PLACE U2 (relatives or friends) or U5 (other carers). A run of same carers has at
most one spell. The spell goes on through A3 or A5, when the same carers become the adoptive placement, to the order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hafan.exchange.ssda903.periods import NEW_CARERS, Period, Run, Stay, periods_of
from hafan.exchange.ssda903.records import Episode
from hafan.exchange.ssda903.years import CollectionYear

EARLY_PERMANENCE = frozenset({"U2", "U5"})
PLACED_FOR_ADOPTION = frozenset({"A3", "A4", "A5", "A6"})
_KEEPS_OPEN = EARLY_PERMANENCE | PLACED_FOR_ADOPTION

UNKNOWN = "unknown"
BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Spell:
    """One early permanence spell, in one run of same carers in one period of care."""

    period: Period
    run: Run
    first: Stay
    """The first ordinary episode coded U2 or U5 with these carers."""
    last: Stay
    """The last episode of the run that counts as U2, U5 or A3 to A6: the spell ends when it does."""
    is_cut_off: bool
    """The beginning was before the earliest return, so no start, no times and no moves may be given for it."""

    @property
    def child(self) -> str:
        """The child's number."""
        return self.period.child

    @property
    def first_seen_on(self) -> date:
        """The first day seen, which is the first day of the spell unless it is cut off."""
        return self.first.began_on

    @property
    def started_on(self) -> date | None:
        """First day in; None if the spell is cut off."""
        return None if self.is_cut_off else self.first.began_on

    @property
    def ended_on(self) -> date | None:
        """Day out; None while it is open.

        Going back to plain fostering with the same carers ends it, unless they are coded early permanence or adoptive
        again later.
        """
        return self.last.ended_on

    @property
    def is_open(self) -> bool:
        """Had it not ended by the day asked about?"""
        return self.last.ended_on is None

    @property
    def legal_status(self) -> str:
        """LS on the first day, or "unknown" when cut off or blank."""
        return UNKNOWN if self.is_cut_off else self.first.episode.ls or UNKNOWN

    def cohort(self, window_begins: date) -> str:
        """The collection year it started in, or "before" when that was before the window or cannot be known."""
        if self.started_on is None or self.started_on < window_begins:
            return BEFORE
        return str(CollectionYear.containing(self.started_on))


def spells_of(episodes: Iterable[Episode], on: date) -> tuple[Spell, ...]:
    """One child's early permanence spells as they stood on a day."""
    return tuple(spell for period in periods_of(episodes, on) for spell in spells_in(period))


def spells_in(period: Period) -> tuple[Spell, ...]:
    """The spells of one period of care, one for each run that has a U2 or U5 episode."""
    found = (_spell(period, run) for run in period.runs)
    return tuple(spell for spell in found if spell is not None)


def in_early_permanence_on(episodes: Iterable[Episode], day: date) -> Stay | None:
    """The U2 or U5 stay the child is in on a day, a temporary absence from one included; None if there is none."""
    stays = (stay for period in periods_of(episodes, day) for stay in period.stays)
    return next((stay for stay in stays if stay.place in EARLY_PERMANENCE and stay.covers(day)), None)


def _spell(period: Period, run: Run) -> Spell | None:
    first = next((stay for stay in run.ordinary if stay.place in EARLY_PERMANENCE), None)
    if first is None:
        return None
    last = [stay for stay in run.stays if stay.place in _KEEPS_OPEN][-1]
    return Spell(period, run, first, last, _is_cut_off(period, first))


def _is_cut_off(period: Period, stay: Stay) -> bool:
    """Did this stay begin before we can see?

    So it is when entry to care is unknown and this is the first ordinary episode of the period, unless it is the very
    first row and says itself that the carers were new (P or B).
    """
    if period.entered_on is not None:
        return False
    stays = period.stays
    first_ordinary = next(each for each in stays if not each.is_temporary)
    if stay is not first_ordinary:
        return False
    return not (stay is stays[0] and stay.episode.rne in NEW_CARERS)
