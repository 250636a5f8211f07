"""From authority to place to the adoption order and after: reviews, the register, application, support, life story."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import (
    CARE_ENDS,
    MOVES_OR_ENDS,
    PLACED_OR_ENDS,
    holds_authority,
    is_placed_for_adoption,
)
from hafan.practice.clocks import Asks, Clock, Starts, after, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_REVIEW = Wording("Hold a review of the child's case", "Cynnal adolygiad o achos y plentyn")
_HELD = Wording("when the review is held", "pan gynhelir yr adolygiad")
_PLACED = Wording(
    "on the day the child is placed for adoption, as notified to the carers",
    "ar y diwrnod y lleolir y plentyn ar gyfer mabwysiadu, fel yr hysbyswyd i'r gofalwyr",
)
_AUTHORITY = Wording(
    "when the agency first holds authority to place the child for adoption",
    "pan fydd gan yr asiantaeth awdurdod gyntaf i leoli'r plentyn ar gyfer mabwysiadu",
)


def _authority_begins(facts: Facts) -> list[Entry]:
    """The entry that first gave authority to place, each time it was held anew before placement."""
    found: list[Entry] = []
    lost = None
    for held in facts.authority_to_place:
        if held.span.began != lost and not is_placed_for_adoption(facts, held.span.began):
            found.append(held.by)
        lost = held.span.ended
    return found


_AUTHORITY_BEGINS = Starts(("order_made", "legal_status_began", "consent_given"), _authority_begins)
_AUTHORITY_LOST = after(
    "order_revoked",
    "consent_withdrawn",
    "legal_status_began",
    where=lambda facts, entry: not holds_authority(facts, entry.on),
)


def _awaits_placement(facts: Facts, review: Entry) -> bool:
    """Was authority held on the day of this review, and the child not yet placed?"""
    return holds_authority(facts, review.on) and not is_placed_for_adoption(facts, review.on)


def _number(facts: Facts, review: Entry) -> int:
    """Which review of the placement for adoption it is; 0 while the child is not placed."""
    placed = facts.last("placed_for_adoption", by=review.on)
    if placed is None or review.place < placed.place or not is_placed_for_adoption(facts, review.on):
        return 0
    return sum(1 for held in facts.all("review_held") if placed.place < held.place <= review.place)


def _homes_of_applicants(facts: Facts) -> list[Entry]:
    """For each placement for adoption, the entry with which the child came to live with these carers."""
    stays = (facts.stay_on(placed.on) for placed in facts.all("placed_for_adoption"))
    return list({stay.began_by.ref: stay.began_by for stay in stays if stay is not None}.values())


def _review(key: str, title: Wording, starts_when: Wording, starts: Starts, *, placed: bool) -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=_REVIEW,
        starts_when=starts_when,
        stops_when=_HELD,
        owner=Role.IRO,
        starts=starts,
        stops=after("review_held"),
        ends=MOVES_OR_ENDS if placed else soonest(PLACED_OR_ENDS, _AUTHORITY_LOST),
        told_by_returns=True,
        stage="adoption",
    )


REGISTER = Clock(
    key="register_child",
    title=Wording("Adoption Register for Wales", "Cofrestr Fabwysiadu Cymru"),
    asks=Wording(
        "Refer the child to the Adoption Register for Wales",
        "Atgyfeirio'r plentyn i Gofrestr Fabwysiadu Cymru",
    ),
    starts_when=_AUTHORITY,
    stops_when=Wording("when the child is referred", "pan atgyfeirir y plentyn"),
    owner=Role.ASW,
    starts=_AUTHORITY_BEGINS,
    stops=after("child_on_register"),
    ends=soonest(PLACED_OR_ENDS, _AUTHORITY_LOST),
    stage="adoption",
)
DISRUPTION_REVIEW = Clock(
    key="disruption_review",
    title=Wording("Review after a disruption", "Adolygiad ar ôl tarfu"),
    asks=_REVIEW,
    starts_when=Wording(
        "when the child comes back from a placement for adoption that disrupted",
        "pan ddaw'r plentyn yn ôl o leoliad mabwysiadu y tarfwyd arno",
    ),
    stops_when=_HELD,
    owner=Role.IRO,
    starts=each("placement_ended", where=lambda facts, entry: entry.get("end_reason") == "disrupted"),
    stops=after("review_held"),
    ends=CARE_ENDS,
    stage="adoption",
)
LIFE_STORY = Clock(
    key="life_story",
    title=Wording("Life story book and later life letter", "Llyfr stori bywyd a llythyr bywyd diweddarach"),
    asks=Wording(
        "Give the complete life story book and the later life letter",
        "Rhoi'r llyfr stori bywyd cyflawn a'r llythyr bywyd diweddarach",
    ),
    starts_when=Wording("when the adoption is celebrated in court", "pan ddethlir y mabwysiadu yn y llys"),
    stops_when=Wording("when both are given", "pan roddir y ddau"),
    owner=Role.CSW,
    starts=each("adoption_celebrated"),
    stops=after("life_story_given"),
    stage="adoption",
)
CLOCKS = [
    _review(
        "authority_review_first",
        Wording("First review with authority to place", "Adolygiad cyntaf gydag awdurdod i leoli"),
        _AUTHORITY,
        _AUTHORITY_BEGINS,
        placed=False,
    ),
    _review(
        "authority_review_later",
        Wording("Next review with authority to place", "Adolygiad nesaf gydag awdurdod i leoli"),
        Wording(
            "when a review is held while authority is held and the child is not yet placed for adoption",
            "pan gynhelir adolygiad tra delir awdurdod a'r plentyn heb ei leoli ar gyfer mabwysiadu eto",
        ),
        each("review_held", where=_awaits_placement),
        placed=False,
    ),
    _review(
        "adoption_review_first",
        Wording("First review of the placement for adoption", "Adolygiad cyntaf y lleoliad mabwysiadu"),
        _PLACED,
        each("placed_for_adoption"),
        placed=True,
    ),
    _review(
        "adoption_review_second",
        Wording("Second review of the placement for adoption", "Ail adolygiad y lleoliad mabwysiadu"),
        Wording("when the first of these reviews is held", "pan gynhelir y cyntaf o'r adolygiadau hyn"),
        each("review_held", where=lambda facts, review: _number(facts, review) == 1),
        placed=True,
    ),
    _review(
        "adoption_review_later",
        Wording("Next review of the placement for adoption", "Adolygiad nesaf y lleoliad mabwysiadu"),
        Wording(
            "when the second or a later one of these reviews is held",
            "pan gynhelir yr ail o'r adolygiadau hyn neu un diweddarach",
        ),
        each("review_held", where=lambda facts, review: _number(facts, review) > 1),
        placed=True,
    ),
    Clock(
        key="home_before_application",
        title=Wording("Home with the applicants before applying", "Cartref gyda'r ymgeiswyr cyn gwneud cais"),
        asks=Wording(
            "Apply for the adoption order no earlier than this day",
            "Gwneud cais am y gorchymyn mabwysiadu heb fod yn gynharach na'r diwrnod hwn",
        ),
        starts_when=Wording(
            "on the day the child's home came to be with the carers, once the child is placed for adoption with them",
            "ar y diwrnod y daeth cartref y plentyn i fod gyda'r gofalwyr, unwaith y lleolir y plentyn ar gyfer mabwysiadu "
            "gyda nhw",
        ),
        stops_when=Wording("when the application is made", "pan wneir y cais"),
        owner=Role.LEGAL_ADVISER,
        starts=Starts(("placed_for_adoption",), _homes_of_applicants),
        stops=after("adoption_applied_for"),
        ends=MOVES_OR_ENDS,
        kind=Asks.NOT_BEFORE,
        stage="adoption",
    ),
    Clock(
        key="adoption_first_directions",
        title=Wording("First directions hearing", "Gwrandawiad cyfarwyddiadau cyntaf"),
        asks=Wording("Hold the first directions hearing", "Cynnal y gwrandawiad cyfarwyddiadau cyntaf"),
        starts_when=Wording(
            "when the application for an adoption order is issued",
            "pan gyhoeddir y cais am orchymyn mabwysiadu",
        ),
        stops_when=Wording("when the hearing is held", "pan gynhelir y gwrandawiad"),
        owner=Role.COURT,
        starts=each("adoption_applied_for"),
        stops=after(
            "hearing_held", where=lambda facts, entry: entry.get("hearing") == "adoption_first_directions"
        ),
        ends=CARE_ENDS,
        stage="adoption",
    ),
    Clock(
        key="support_duty",
        title=Wording("Support duty of the placing authority", "Dyletswydd gymorth yr awdurdod lleoli"),
        asks=Wording(
            "The authority that placed the child assesses and provides adoption support",
            "Yr awdurdod a leolodd y plentyn sy'n asesu ac yn darparu cymorth mabwysiadu",
        ),
        starts_when=Wording("when the adoption order is made", "pan wneir y gorchymyn mabwysiadu"),
        stops_when=Wording(
            "when the time is over; then the authority where the family lives",
            "pan ddaw'r amser i ben; wedyn yr awdurdod lle mae'r teulu'n byw",
        ),
        owner=Role.ASW,
        starts=each("adoption_order_made"),
        kind=Asks.LASTS,
        stage="adoption",
    ),
]
