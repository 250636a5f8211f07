"""Where a child stands on a day, in the words the clocks use: looked after, placed for adoption, in a new home."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from hafan.practice.clocks import Follows, Starts, after
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts

#: An order of care, final or interim: section 31(11) of the Children Act 1989 reads the one to include the other.
CARE_ORDERS = frozenset({"care", "interim_care"})
_LEAVING = ("left_care", "adoption_order_made")


def is_placed_for_adoption(facts: Facts, day: date) -> bool:
    """Is the child placed for adoption on this day? Moving in with the carers earlier does not make it so."""
    stay = facts.stay_on(day)
    return stay is not None and stay.placement_on(day).kind == "adoption"


def holds_authority(facts: Facts, day: date) -> bool:
    """Does the agency hold authority to place the child for adoption on this day?"""
    return any(held.span.covers(day) for held in facts.authority_to_place)


def is_seen(facts: Facts, visit: Entry) -> bool:
    """Was the child seen? A visit at which the child was not seen does not count."""
    return visit.get("seen", True) is not False


def age_on(facts: Facts, day: date) -> int | None:
    """The child's age in whole years, the youngest they could be; None while not even the year of birth is known."""
    birth = facts.first("born")
    born = birth.happened.latest if birth is not None else None
    if born is None:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_granted(entry: Entry, *orders: str) -> bool:
    """Did the court make one of these orders?"""
    return entry.get("order") in orders and entry.get("outcome", "granted") == "granted"


def openers(facts: Facts) -> list[Entry]:
    """The entries with which the child came to live with carers: never a few days away, never a change of kind."""
    return [stay.began_by for stay in facts.stays]


def _new_homes(facts: Facts) -> list[Entry]:
    return [stay.began_by for stay in facts.stays if stay.placements[0].kind != "adoption"]


def _first_homes(facts: Facts) -> list[Entry]:
    found = []
    for period in facts.periods_of_care:
        began = [each for each in openers(facts) if period.covers(each.on)]
        found += began[:1]
    return found


def _moves_on(facts: Facts, entry: Entry) -> bool:
    """Does the child leave these carers with this entry? A few days away and a change of kind do not count."""
    if entry.kind == "placement_ended":
        return str(entry.get("end_reason")) != "became_adoption"
    kind = str(entry.get("placement_kind", ""))
    return entry.kind in _LEAVING or not (kind.startswith("temporary") or bool(entry.get("same_carers")))


def earlier(*kinds: str, since: tuple[str, ...]) -> Callable[[Facts, Entry], Sequence[Entry]]:
    """The entries of these kinds before the day of the start and after the last entry of the kinds in `since`."""

    def found(facts: Facts, start: Entry) -> Sequence[Entry]:
        before = [each for each in facts.all(*since) if each.place < start.place and each.ref != start.ref]
        opened = before[-1].on if before else date.min
        return [each for each in facts.all(*kinds) if opened <= each.on < start.on]

    return found


#: Care ends: home, elsewhere, or by adoption.
CARE_ENDS: Follows = after(*_LEAVING)
#: From any of these the duties of a looked-after child no longer run as they did.
PLACED_OR_ENDS: Follows = after(*_LEAVING, "placed_for_adoption")
#: The child leaves the carers, or care.
MOVES_OR_ENDS: Follows = after(*_LEAVING, "placement_ended", "placement_began", where=_moves_on)
#: A start for every new home with carers; placement for adoption has clocks of its own.
NEW_HOME = Starts(("placement_began", "placement_changed"), _new_homes)
#: A start for the first home of each period of care.
FIRST_HOME = Starts(("placement_began", "placement_changed"), _first_homes)
