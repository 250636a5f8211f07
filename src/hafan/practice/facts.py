"""Facts: one frozen reading of a chronology, as it stood on a day, that rules may look at."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, TypeVar

from hafan.practice.calendar import Span
from hafan.practice.entries import Entry
from hafan.practice.folding import (
    PlacementSpan,
    StatusSpan,
    Stay,
    fold_authority,
    fold_care,
    fold_placements,
    fold_statuses,
    fold_stays,
)

_IN_ORDER = attrgetter("place")
_Worked = TypeVar("_Worked")


def _standing(entries: Iterable[Entry], known_on: date | None) -> Iterator[Entry]:
    """The entries that stand: known by then, and not corrected or withdrawn by then."""
    known = [entry for entry in entries if known_on is None or entry.known_from <= known_on]
    replaced = {entry.corrects for entry in known if entry.corrects}
    return (entry for entry in known if entry.ref not in replaced and not entry.withdrawn)


class Facts:
    """What is known about one child, household or agency, in order. Ask it; it never changes."""

    def __init__(self, country: str, entries: Iterable[Entry], *, known_on: date | None = None) -> None:
        self.country = country
        self.known_on = known_on
        told = tuple(entries)
        self.entries: tuple[Entry, ...] = tuple(sorted(_standing(told, known_on), key=_IN_ORDER))
        self._replaced_by = {entry.corrects: entry.ref for entry in told if entry.corrects}
        by_kind: dict[str, list[Entry]] = {}
        for entry in self.entries:
            by_kind.setdefault(entry.kind, []).append(entry)
        self._by_kind = by_kind
        self._together: dict[tuple[str, ...], list[Entry]] = {}
        self._worked_out: dict[Callable[[Facts], Any], Any] = {}

    def all(self, *kinds: str) -> list[Entry]:
        """Every entry of these kinds, in the order they happened."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], [])
        if kinds not in self._together:
            found = [entry for kind in kinds for entry in self._by_kind.get(kind, [])]
            self._together[kinds] = sorted(found, key=_IN_ORDER)
        return self._together[kinds]

    def following(self, start: Entry, *kinds: str) -> list[Entry]:
        """The entries of these kinds that come after this one (the same day, recorded later, is after)."""
        found = self.all(*kinds)
        return found[bisect_right(found, start.place, key=_IN_ORDER) :]

    def once(self, work_out: Callable[[Facts], _Worked]) -> _Worked:
        """What this function makes of these facts, worked out once however many clocks ask."""
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        found: _Worked = self._worked_out[work_out]
        return found

    def standing_ref(self, ref: object) -> str:
        """The entry that now stands in place of this one, through every correction."""
        seen = str(ref)
        while seen in self._replaced_by:
            seen = self._replaced_by[seen]
        return seen

    def has(self, *kinds: str) -> bool:
        """Is there any entry of these kinds?"""
        return any(kind in self._by_kind for kind in kinds)

    def first(self, *kinds: str) -> Entry | None:
        """The earliest entry of these kinds."""
        found = self.all(*kinds)
        return found[0] if found else None

    def last(self, *kinds: str, by: date | None = None) -> Entry | None:
        """The latest entry of these kinds, on or before `by`."""
        for entry in reversed(self.all(*kinds)):
            if by is None or entry.on <= by:
                return entry
        return None

    def next(self, *kinds: str, after: Entry) -> Entry | None:
        """The first entry of these kinds that comes after `after` (the same day, recorded later, is after)."""
        return next((entry for entry in self.following(after, *kinds) if entry is not after), None)

    # --- the child ---------------------------------------------------------------------------------------

    @cached_property
    def born_on(self) -> date | None:
        """The day the child was born, if known to the day."""
        birth = self.first("born")
        return birth.happened.earliest if birth and birth.happened.is_exact else None

    @cached_property
    def periods_of_care(self) -> tuple[Span, ...]:
        """Each stretch of being looked after."""
        return fold_care(self)

    def care_on(self, day: date) -> Span | None:
        """The period of care that covers this day."""
        return next((span for span in self.periods_of_care if span.covers(day)), None)

    @cached_property
    def placements(self) -> tuple[PlacementSpan, ...]:
        """Each placement in order; a new one ends the one before."""
        return fold_placements(self)

    def placement_on(self, day: date) -> PlacementSpan | None:
        """The placement that covers this day."""
        return next((each for each in self.placements if each.span.covers(day)), None)

    @cached_property
    def stays(self) -> tuple[Stay, ...]:
        """Each stretch with the same carers, through changes of kind and time away."""
        return fold_stays(self)

    def stay_on(self, day: date) -> Stay | None:
        """With whom the child lives on this day, even while away for a few days."""
        return next((each for each in self.stays if each.span.covers(day)), None)

    @cached_property
    def statuses(self) -> tuple[StatusSpan, ...]:
        """Each legal status in order; a placement order outranks a care order while it lasts."""
        return fold_statuses(self)

    def status_on(self, day: date) -> StatusSpan | None:
        """The legal status that covers this day."""
        return next((each for each in self.statuses if each.span.covers(day)), None)

    @cached_property
    def authority_to_place(self) -> tuple[StatusSpan, ...]:
        """When the agency held authority to place for adoption: a placement order, or consent of every holder."""
        return fold_authority(self)
