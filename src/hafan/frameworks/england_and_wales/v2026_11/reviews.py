"""Reviews of a looked-after child's case, until the child is placed for adoption, and what follows each review."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import PLACED_OR_ENDS, is_placed_for_adoption
from hafan.practice.clocks import Clock, after, by, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ASKS = Wording("Hold a review of the child's case", "Cynnal adolygiad o achos y plentyn")
_STOPS = Wording("when the review is held", "pan gynhelir yr adolygiad")
_REVIEWED = Wording("when a review is held", "pan gynhelir adolygiad")


def _number(facts: Facts, review: Entry) -> int:
    """Which review of this period of care it is, while the child is not placed for adoption; 0 outside those."""
    period = facts.care_on(review.on)
    if period is None or is_placed_for_adoption(facts, review.on):
        return 0
    held = facts.all("review_held")
    return sum(1 for each_held in held if period.covers(each_held.on) and each_held.place <= review.place)


def _output(key: str, title: Wording, asks: Wording, stops_when: Wording, done: str) -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=asks,
        starts_when=_REVIEWED,
        stops_when=stops_when,
        owner=Role.IRO,
        starts=each("review_held"),
        stops=by(done),
        ends=after("review_held"),
        stage="care",
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
        ends=soonest(PLACED_OR_ENDS, after("became_looked_after")),
        told_by_returns=True,
        stage="care",
    ),
    Clock(
        key="review_second",
        title=Wording("Second review", "Ail adolygiad"),
        asks=_ASKS,
        starts_when=Wording("when the first review is held", "pan gynhelir yr adolygiad cyntaf"),
        stops_when=_STOPS,
        owner=Role.IRO,
        starts=each("review_held", where=lambda facts, review: _number(facts, review) == 1),
        stops=after("review_held"),
        ends=PLACED_OR_ENDS,
        told_by_returns=True,
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
        starts=each("review_held", where=lambda facts, review: _number(facts, review) > 1),
        stops=after("review_held"),
        ends=PLACED_OR_ENDS,
        told_by_returns=True,
        stage="care",
    ),
    _output(
        "review_decisions",
        Wording("Decisions of the review", "Penderfyniadau'r adolygiad"),
        Wording("Send out the decisions of the review", "Anfon penderfyniadau'r adolygiad"),
        Wording("when the decisions are sent", "pan anfonir y penderfyniadau"),
        "review_decisions_sent",
    ),
    _output(
        "review_record",
        Wording("Record of the review", "Cofnod yr adolygiad"),
        Wording("Complete the full record of the review", "Cwblhau cofnod llawn yr adolygiad"),
        Wording("when the record is completed", "pan gwblheir y cofnod"),
        "review_record_completed",
    ),
    _output(
        "review_circulated",
        Wording("Record of the review circulated", "Dosbarthu cofnod yr adolygiad"),
        Wording("Circulate the record of the review", "Dosbarthu cofnod yr adolygiad"),
        Wording("when the record is circulated", "pan ddosberthir y cofnod"),
        "review_record_circulated",
    ),
]
