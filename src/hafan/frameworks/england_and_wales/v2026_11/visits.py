"""Visits to a looked-after child by the social worker, in every rhythm the law sets."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.visiting import Rhythm, opened_in, rhythm_ends, rhythm_starts
from hafan.frameworks.england_and_wales.v2026_11.whereabouts import (
    MOVES_OR_ENDS,
    PLACED_OR_ENDS,
    is_granted,
    is_placed_for_adoption,
    is_seen,
)
from hafan.practice.clocks import Clock, after, by, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ASKS = Wording("Visit the child and see them", "Ymweld â'r plentyn a'i weld")
_STOPS = Wording(
    "when a social worker visits and sees the child",
    "pan fydd gweithiwr cymdeithasol yn ymweld ac yn gweld y plentyn",
)
_VISITED = after("visit_made", where=is_seen)


def _care_order_at_home(facts: Facts, entry: Entry) -> bool:
    """Is this a care order for a child who lives with a parent?"""
    made = is_granted(entry, "care") if entry.kind == "order_made" else entry.get("status") == "care"
    stay = facts.stay_on(entry.on)
    return made and stay is not None and stay.placement_on(entry.on).kind == "with_parent"


def _still_placed(facts: Facts, entry: Entry) -> bool:
    return is_placed_for_adoption(facts, entry.on)


def _repeating(key: str, title: Wording, starts_when: Wording, rhythm: Rhythm, stage: str = "care") -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=_ASKS,
        starts_when=starts_when,
        stops_when=_STOPS,
        owner=Role.CSW,
        starts=rhythm_starts(rhythm),
        stops=_VISITED,
        ends=rhythm_ends(rhythm),
        stage=stage,
    )


CLOCKS = [
    Clock(
        key="visit_first",
        title=Wording("First visit after a move", "Ymweliad cyntaf ar ôl symud"),
        asks=_ASKS,
        starts_when=Wording(
            "when the child comes to live with new carers or a parent",
            "pan ddaw'r plentyn i fyw gyda gofalwyr newydd neu riant",
        ),
        stops_when=_STOPS,
        owner=Role.CSW,
        starts=opened_in(Rhythm.ORDINARY, Rhythm.LONG_TERM),
        stops=by("visit_made", where=is_seen),
        ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS),
        stage="care",
    ),
    _repeating(
        "visit_next",
        Wording("Next visit", "Ymweliad nesaf"),
        Wording(
            "at each visit, in the first year and later unless the home is meant to last until 18",
            "ym mhob ymweliad, yn y flwyddyn gyntaf ac wedyn oni fwriedir i'r cartref bara hyd at 18",
        ),
        Rhythm.ORDINARY,
    ),
    _repeating(
        "visit_long_term",
        Wording(
            "Next visit, home meant to last until 18",
            "Ymweliad nesaf, cartref y bwriedir iddo bara hyd at 18",
        ),
        Wording(
            "at each visit after the first year in a home meant to last until 18",
            "ym mhob ymweliad ar ôl y flwyddyn gyntaf mewn cartref y bwriedir iddo bara hyd at 18",
        ),
        Rhythm.LONG_TERM,
    ),
    _repeating(
        "visit_weekly",
        Wording("Weekly visit until the first review", "Ymweliad wythnosol hyd at yr adolygiad cyntaf"),
        Wording(
            "when a child comes to live with connected people on a temporary approval, with a parent under an interim "
            "care order, or with a parent before the assessment is complete; and at each visit until a review is held",
            "pan ddaw plentyn i fyw gyda phobl gysylltiedig ar gymeradwyaeth dros dro, gyda rhiant o dan orchymyn gofal "
            "interim, neu gyda rhiant cyn cwblhau'r asesiad; ac ym mhob ymweliad nes cynnal adolygiad",
        ),
        Rhythm.WEEKLY,
    ),
    _repeating(
        "visit_four_weekly",
        Wording("Visit every four weeks", "Ymweliad bob pedair wythnos"),
        Wording(
            "at the last visit before that first review, and each visit after it, while the temporary approval or the "
            "interim care order at home lasts",
            "yn yr ymweliad olaf cyn yr adolygiad cyntaf hwnnw, a phob ymweliad wedyn, tra pery'r gymeradwyaeth dros dro "
            "neu'r gorchymyn gofal interim gartref",
        ),
        Rhythm.FOUR_WEEKLY,
    ),
    Clock(
        key="visit_after_care_order_at_home",
        title=Wording(
            "Visit after a care order, child at home", "Ymweliad ar ôl gorchymyn gofal, plentyn gartref"
        ),
        asks=_ASKS,
        starts_when=Wording(
            "when a care order is made for a child who lives with a parent",
            "pan wneir gorchymyn gofal ar gyfer plentyn sy'n byw gyda rhiant",
        ),
        stops_when=_STOPS,
        owner=Role.CSW,
        starts=each("order_made", "legal_status_began", where=_care_order_at_home),
        stops=by("visit_made", where=is_seen),
        ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS),
        stage="care",
    ),
    Clock(
        key="adoption_visit_first",
        title=Wording(
            "First visit after placement for adoption", "Ymweliad cyntaf ar ôl lleoli ar gyfer mabwysiadu"
        ),
        asks=_ASKS,
        starts_when=Wording(
            "on the day the child is placed for adoption, as notified to the carers",
            "ar y diwrnod y lleolir y plentyn ar gyfer mabwysiadu, fel yr hysbyswyd i'r gofalwyr",
        ),
        stops_when=_STOPS,
        owner=Role.CSW,
        starts=each("placed_for_adoption", where=_still_placed),
        stops=by("visit_made", where=is_seen),
        ends=MOVES_OR_ENDS,
        stage="adoption",
    ),
    _repeating(
        "adoption_visit_weekly",
        Wording("Weekly visit, placed for adoption", "Ymweliad wythnosol, wedi'i leoli ar gyfer mabwysiadu"),
        Wording(
            "at each visit after placement for adoption, until the first review of the placement",
            "ym mhob ymweliad ar ôl lleoli ar gyfer mabwysiadu, hyd at adolygiad cyntaf y lleoliad",
        ),
        Rhythm.PLACED,
        "adoption",
    ),
]
