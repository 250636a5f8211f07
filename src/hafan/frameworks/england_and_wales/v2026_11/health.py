"""Health assessments of a looked-after child: the first, then by the child's age."""

from __future__ import annotations

from datetime import date

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import (
    PLACED_OR_ENDS,
    age_on,
    is_placed_for_adoption,
)
from hafan.practice.calendar import Allowance, Unit
from hafan.practice.clocks import Clock, after, by, each
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ASKS = Wording("Have the child's health assessed", "Trefnu asesiad o iechyd y plentyn")
_STOPS = Wording("when the child's health is assessed", "pan asesir iechyd y plentyn")
#: The age from which the longer interval applies.
_FIVE = 5
#: How long before care an assessment may have been made and still be the first one; the rule holds the number too.
_COUNTS_FOR = Allowance(3, Unit.MONTHS)


def _in_care_or_about_to_be(facts: Facts, assessed: Entry) -> bool:
    """Is the child looked after, or so soon afterwards that this assessment is the first one?"""
    follows = facts.next("became_looked_after", after=assessed)
    if follows is not None and facts.care_on(assessed.on) is None:
        return follows.on <= _COUNTS_FOR.last_day(assessed.on)
    return facts.care_on(assessed.on) is not None and not is_placed_for_adoption(facts, assessed.on)


def _under_five(facts: Facts, assessed: Entry) -> bool:
    """While the birth is not known to the day, the child counts as the youngest they could be: the shorter interval."""
    age = age_on(facts, assessed.on)
    return _in_care_or_about_to_be(facts, assessed) and (age is None or age < _FIVE)


def _five_or_older(facts: Facts, assessed: Entry) -> bool:
    age = age_on(facts, assessed.on)
    return _in_care_or_about_to_be(facts, assessed) and age is not None and age >= _FIVE


def _by_the_first_review(facts: Facts, start: Entry) -> tuple[date, Entry] | None:
    review = facts.next("review_held", after=start)
    return (review.on, review) if review is not None else None


def _before(facts: Facts, start: Entry) -> list[Entry]:
    return [each_one for each_one in facts.all("health_assessed") if each_one.on < start.on]


CLOCKS = [
    Clock(
        key="health_first",
        title=Wording("First health assessment", "Asesiad iechyd cyntaf"),
        asks=_ASKS,
        starts_when=Wording("when the child becomes looked after", "pan ddaw'r plentyn i dderbyn gofal"),
        stops_when=Wording(
            "when the child's health is assessed; one shortly before counts",
            "pan asesir iechyd y plentyn; mae un ychydig ynghynt yn cyfrif",
        ),
        owner=Role.HEALTH,
        starts=each("became_looked_after"),
        stops=by("health_assessed"),
        in_advance=_before,
        no_later_than=_by_the_first_review,
        ends=PLACED_OR_ENDS,
        stage="care",
    ),
    Clock(
        key="health_under_five",
        title=Wording("Next health assessment, under five", "Asesiad iechyd nesaf, dan bump oed"),
        asks=_ASKS,
        starts_when=Wording(
            "at an assessment of a child who is under five on that day",
            "mewn asesiad o blentyn sydd dan bump oed ar y diwrnod hwnnw",
        ),
        stops_when=_STOPS,
        owner=Role.HEALTH,
        starts=each("health_assessed", where=_under_five),
        stops=after("health_assessed"),
        ends=PLACED_OR_ENDS,
        stage="care",
    ),
    Clock(
        key="health_five_and_over",
        title=Wording("Next health assessment, five and over", "Asesiad iechyd nesaf, pump oed a throsodd"),
        asks=_ASKS,
        starts_when=Wording(
            "at an assessment of a child who is five or older on that day",
            "mewn asesiad o blentyn sy'n bump oed neu'n hŷn ar y diwrnod hwnnw",
        ),
        stops_when=_STOPS,
        owner=Role.HEALTH,
        starts=each("health_assessed", where=_five_or_older),
        stops=after("health_assessed"),
        ends=PLACED_OR_ENDS,
        stage="care",
    ),
]
