"""Whether the parents are told where the child lives. Until somebody decides, they are not: that is safe, and it is not a decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hafan.practice.entries import Entry
from hafan.practice.facts import Facts

DECIDED = "told_where_decided"


@dataclass(frozen=True, slots=True)
class Telling:
    """How it stands on a day: the last decision about where the child lives now; None while nobody has decided."""

    decision: Entry | None
    on: date

    @property
    def is_told(self) -> bool:
        """Are the parents told? Only by a decision."""
        return self.decision is not None and self.decision.get("decision") == "told"

    @property
    def is_decided(self) -> bool:
        """Has somebody decided, one way or the other?"""
        return self.decision is not None

    @property
    def review_on(self) -> date | None:
        """When a decision to withhold is looked at again, if somebody set a day."""
        written = self.decision.get("review_on") if self.decision and not self.is_told else None
        return date.fromisoformat(written) if written else None

    @property
    def is_review_due(self) -> bool:
        """Has that day come?"""
        return self.review_on is not None and self.review_on <= self.on


def telling_on(facts: Facts, day: date) -> Telling:
    """How it stands on a day, for the home the child lives in then, or, before the first, is to live in."""
    stay = facts.stay_on(day)
    if stay is None:
        return Telling(facts.last(DECIDED, by=day), day)
    found = [each for each in decisions_about(facts, stay.began_by) if each.on <= day]
    return Telling(found[-1] if found else None, day)


def decisions_about(facts: Facts, home: Entry) -> list[Entry]:
    """The decisions about one home, oldest first: those made while the child lives there, and those made ahead of the move."""
    homes = [stay.began_by for stay in facts.stays]
    place = next(number for number, each in enumerate(homes) if each.ref == home.ref)
    before = homes[place - 1] if place else None
    after = homes[place + 1] if place + 1 < len(homes) else None
    return [each for each in facts.all(DECIDED) if _is_about(each, before, home, after)]


def _is_about(decision: Entry, before: Entry | None, home: Entry, after: Entry | None) -> bool:
    if decision.on < home.on:
        return before is None or (bool(decision.get("next_home")) and decision.on >= before.on)
    return (after is None or decision.on < after.on) and not (
        decision.get("next_home") and decision.on > home.on
    )
