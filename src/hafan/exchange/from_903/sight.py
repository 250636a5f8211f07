"""What a return can see of one child: which kinds of entry it would tell, and from which day to which."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from hafan.exchange.ssda903 import CollectionYear, Period

_EPISODES = frozenset({"Episodes"})
_DECIDED = frozenset({"PlacedAdoption", "AD1"})

#: The tables a kind of entry is told by. All must have been read whole for their silence to mean anything.
TOLD_BY: dict[str, frozenset[str]] = {
    "born": frozenset({"Header"}),
    **dict.fromkeys(
        (
            "became_looked_after", "legal_status_began", "placement_began", "placement_changed", "placed_for_adoption",
            "placement_ended", "left_care", "adoption_order_made",
        ),
        _EPISODES,
    ),
    "review_held": frozenset({"Reviews"}),
    "should_be_placed_decided": _DECIDED,
    "should_be_placed_reversed": frozenset({"PlacedAdoption"}),
    "formal_match_decided": frozenset({"AD1"}),
    "had_permanence_before": frozenset({"PrevPerm"}),
    "missing_from_care": frozenset({"Missing"}),
    "worker_changed": frozenset({"SWEpisodes"}),
    "deprived_of_liberty": frozenset({"DoLo"}),
}  # fmt: skip
#: Said once of a child, whenever it was.
_ONCE = frozenset({"born", "had_permanence_before"})


@dataclass(frozen=True, slots=True)
class Sight:
    """The tables read whole for this child, the collection year, and the day of the first episode seen."""

    tables: frozenset[str] = frozenset()
    begins: date = date.max
    ends: date = date.min
    episodes_from: date = date.max

    def sees(self, kind: str, on: date | None) -> bool:
        """Would this return tell an entry of this kind on this day?"""
        told_by = TOLD_BY.get(kind)
        if told_by is None or not told_by <= self.tables:
            return False
        if kind in _ONCE:
            return True
        begins = min(self.begins, self.episodes_from) if told_by is _EPISODES else self.begins
        return on is not None and begins <= on <= self.ends


def sight_of(periods: Sequence[Period], year: CollectionYear, tables: Collection[str]) -> Sight:
    """How far the return sees, given the tables that were read whole for this child."""
    first = periods[0] if periods else None
    # Of a stay that began before it could see, a return says nothing about what came earlier in that stay.
    known = first is not None and first.entered_on is not None
    return Sight(
        tables=frozenset(tables),
        begins=year.begins,
        ends=year.ends,
        episodes_from=first.first_seen_on if first is not None and known else date.max,
    )
