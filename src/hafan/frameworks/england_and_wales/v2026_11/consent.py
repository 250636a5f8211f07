"""Consent: the six weeks after birth, and the days in which a child goes back when consent or carers fall away."""

from __future__ import annotations

from datetime import date

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import (
    CARE_ORDERS,
    is_granted,
    is_placed_for_adoption,
)
from hafan.practice.clocks import Asks, Clock, after, each
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ADOPTION_THOUGHT_OF = (
    "adoption_first_considered",
    "adoption_asked_for",
    "should_be_placed_decided",
    "consent_given",
)
_TO_THE_ORDER = frozenset({"adoption_order", "s20_adoption"})
_HOME = frozenset({"returned_home", "kin"})
_WITHDRAWN = Wording(
    "on the day notice is given that consent is withdrawn and the child is asked for",
    "ar y diwrnod y rhoddir hysbysiad bod cydsyniad wedi'i dynnu'n ôl a bod y plentyn i ddychwelyd",
)
_RETURNED = Wording("when the child is returned", "pan ddychwelir y plentyn")


def _withdrawn_consent(facts: Facts, withdrawal: Entry) -> str:
    """Which consent was withdrawn: as said, or else the last that was given."""
    given = facts.last("consent_given", by=withdrawal.on)
    return str(withdrawal.get("consent") or (given.get("consent") if given else "s19_placement"))


def _asks_return(facts: Facts, withdrawal: Entry, consent: str) -> bool:
    if withdrawal.get("return_asked", True) is False or _withdrawn_consent(facts, withdrawal) != consent:
        return False
    status = facts.status_on(withdrawal.on)
    return status is None or status.status not in (CARE_ORDERS | {"placement_order"})


def _is_return(facts: Facts, entry: Entry) -> bool:
    if entry.kind == "placement_began":
        return str(entry.get("placement_kind")) == "with_parent"
    return entry.kind == "left_care" or entry.get("end_reason") in _HOME


_COMES_BACK = after("left_care", "placement_began", "placement_ended", where=_is_return)
_ORDER_INSTEAD = after(
    "order_made", where=lambda facts, entry: is_granted(entry, "placement", "care", "interim_care")
)


def _placement_order_pending(facts: Facts, start: Entry) -> list[tuple[date, date | None]]:
    """The days on which an application for a placement order was waiting for the court's decision."""
    found: list[tuple[date, date | None]] = []
    for applied in facts.all("placement_order_applied"):
        decided = after(
            "order_made",
            "proceedings_withdrawn",
            where=lambda facts, entry: entry.get("order", "placement") == "placement",
        )(facts, applied)
        until = decided.on if decided is not None else None
        if until is None or until > start.on:
            found.append((applied.on, until))
    return found


def _adoption_thought_of(facts: Facts, birth: Entry) -> bool:
    return facts.has(*_ADOPTION_THOUGHT_OF)


CLOCKS = [
    Clock(
        key="six_week_consent",
        title=Wording("Mother's consent to an adoption order", "Cydsyniad y fam i orchymyn mabwysiadu"),
        asks=Wording(
            "Take no consent of the mother to the making of an adoption order before this day: it would have no effect",
            "Peidio â chymryd cydsyniad y fam i wneud gorchymyn mabwysiadu cyn y diwrnod hwn: ni fyddai'n cael effaith",
        ),
        starts_when=Wording(
            "when the child is born, where adoption is thought of",
            "pan enir y plentyn, lle mae mabwysiadu'n bosibl",
        ),
        stops_when=Wording(
            "when the mother consents to the making of an adoption order, now or in advance",
            "pan fydd y fam yn cydsynio i wneud gorchymyn mabwysiadu, nawr neu ymlaen llaw",
        ),
        owner=Role.LEGAL_ADVISER,
        starts=each("born", where=_adoption_thought_of),
        stops=after(
            "consent_given",
            where=lambda facts, entry: entry.get("consent") in _TO_THE_ORDER and bool(entry.get("by_mother")),
        ),
        ends=after("left_care", "adoption_order_made", "should_be_placed_reversed"),
        kind=Asks.NOT_BEFORE,
        stage="adoption",
    ),
    Clock(
        key="return_after_consent_withdrawn",
        title=Wording("Return after consent is withdrawn", "Dychwelyd ar ôl tynnu cydsyniad yn ôl"),
        asks=Wording(
            "Return the child to the parent who withdrew consent",
            "Dychwelyd y plentyn i'r rhiant a dynnodd gydsyniad yn ôl",
        ),
        starts_when=_WITHDRAWN,
        stops_when=_RETURNED,
        owner=Role.CSW,
        starts=each(
            "consent_withdrawn", where=lambda facts, entry: _asks_return(facts, entry, "s19_placement")
        ),
        stops=_COMES_BACK,
        ends=_ORDER_INSTEAD,
        pauses=_placement_order_pending,
        stage="adoption",
    ),
    Clock(
        key="return_of_baby_under_six_weeks",
        title=Wording("Return of a baby placed by agreement", "Dychwelyd baban a leolwyd drwy gytundeb"),
        asks=Wording("Return the baby to the parent who asks", "Dychwelyd y baban i'r rhiant sy'n gofyn"),
        starts_when=Wording(
            "on the day a parent asks for a baby placed by written agreement under six weeks",
            "ar y diwrnod y bydd rhiant yn gofyn am faban a leolwyd drwy gytundeb ysgrifenedig cyn chwe wythnos oed",
        ),
        stops_when=_RETURNED,
        owner=Role.CSW,
        starts=each(
            "consent_withdrawn", where=lambda facts, entry: _asks_return(facts, entry, "under_six_weeks")
        ),
        stops=_COMES_BACK,
        ends=_ORDER_INSTEAD,
        stage="adoption",
    ),
    Clock(
        key="return_after_carers_notice",
        title=Wording(
            "Child received back from a placement for adoption", "Derbyn y plentyn yn ôl o leoliad mabwysiadu"
        ),
        asks=Wording(
            "Receive the child back from the people they were placed with",
            "Derbyn y plentyn yn ôl gan y bobl y'i lleolwyd gyda nhw",
        ),
        starts_when=Wording(
            "on the day the people the child is placed with give notice",
            "ar y diwrnod y bydd y bobl y lleolwyd y plentyn gyda nhw yn rhoi hysbysiad",
        ),
        stops_when=Wording("when the child leaves them", "pan fydd y plentyn yn eu gadael"),
        owner=Role.CSW,
        starts=each(
            "adopters_gave_notice", where=lambda facts, entry: is_placed_for_adoption(facts, entry.on)
        ),
        stops=after("left_care", "placement_began", "placement_ended"),
        ends=after("adoption_order_made"),
        stage="adoption",
    ),
]
