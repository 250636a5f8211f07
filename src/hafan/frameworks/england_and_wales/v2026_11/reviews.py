"""Reviews of a looked-after child's case, until the child is placed for adoption."""

from __future__ import annotations

from hafan.practice.clocks import Clock, after, by, each, nth, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

#: From any of these, the looked-after duties no longer run as they did.
CARE_ENDS = after("left_care", "adoption_order_made", "placed_for_adoption")

_ASKS = Wording("Hold a review of the child's case", "Cynnal adolygiad o achos y plentyn")
_STOPS = Wording("when the review is held", "pan gynhelir yr adolygiad")


def _later(facts: Facts, review: Entry) -> bool:
    """Is this at least the second review of the period of care, before placement for adoption?"""
    period = facts.care_on(review.on)
    placed = facts.first("placed_for_adoption")
    if period is None or (placed is not None and placed.on <= review.on):
        return False
    return (
        len(
            [
                e
                for e in facts.all("review_held")
                if period.covers(e.on) and (e.on, e.order) <= (review.on, review.order)
            ]
        )
        >= 2
    )


CLOCKS = [
    Clock(
        key="review_first",
        title=Wording("First review", "Adolygiad cyntaf"),
        asks=_ASKS,
        starts_when=Wording("when the child becomes looked after", "pan ddaw'r plentyn i dderbyn gofal"),
        stops_when=_STOPS,
        owner=Role.IRO,
        starts=each("became_looked_after"),
        stops=by("review_held"),
        ends=soonest(CARE_ENDS, after("became_looked_after")),
        stage="care",
    ),
    Clock(
        key="review_second",
        title=Wording("Second review", "Ail adolygiad"),
        asks=_ASKS,
        starts_when=Wording("when the first review is held", "pan gynhelir yr adolygiad cyntaf"),
        stops_when=_STOPS,
        owner=Role.IRO,
        starts=nth(1, "review_held", since="became_looked_after"),
        stops=after("review_held"),
        ends=CARE_ENDS,
        stage="care",
    ),
    Clock(
        key="review_later",
        title=Wording("Next review", "Adolygiad nesaf"),
        asks=_ASKS,
        starts_when=Wording(
            "when the second or a later review is held", "pan gynhelir yr ail adolygiad neu un diweddarach"
        ),
        stops_when=_STOPS,
        owner=Role.IRO,
        starts=each("review_held", where=_later),
        stops=after("review_held"),
        ends=CARE_ENDS,
        stage="care",
    ),
]
