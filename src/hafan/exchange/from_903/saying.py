"""One thing a row says, before it has a name."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hafan.practice.calendar import ImpreciseDate, Precision

UNKNOWN = ImpreciseDate(None, Precision.UNKNOWN)

#: On one day: being born and entering care come first, leaving comes last.
_RANKS = {
    "born": 0,
    "became_looked_after": 1,
    "legal_status_began": 2,
    "should_be_placed_decided": 3,
    "formal_match_decided": 4,
    "placement_began": 5,
    "placed_for_adoption": 6,
    "left_care": 9,
    "adoption_order_made": 9,
    "record_begun": 10,
}


@dataclass(frozen=True, slots=True)
class Said:
    """A kind of entry, when, and what it holds. `sort` tells apart two of a kind on one day by what they are about."""

    kind: str
    happened: ImpreciseDate
    details: dict[str, Any] = field(default_factory=dict)
    sort: str = ""
    #: The return sees it first on this day; it may have begun before.
    blind: bool = False

    @property
    def rank(self) -> int:
        """Where it comes among the things of its day."""
        return _RANKS.get(self.kind, 7)


def say(kind: str, on: date | None, *, sort: str = "", blind: bool = False, **details: Any) -> Said:
    """Say that something happened on a day, or on a day nobody knows; unanswered details are left out."""
    happened = ImpreciseDate(on) if on else UNKNOWN
    given = {name: value for name, value in details.items() if value is not None}
    return Said(kind, happened, given, sort, blind)
