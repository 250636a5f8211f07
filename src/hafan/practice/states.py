"""Where a child is on the way: one state, worked out from what has happened, never from time alone."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from hafan.practice.entry_types.care_options import EP_PLACEMENTS
from hafan.practice.facts import Facts
from hafan.practice.wording import Wording


class ChildState(StrEnum):
    """The states of a child's journey."""

    UNBORN_OR_REFERRED = "unborn_or_referred"
    PRE_PROCEEDINGS = "pre_proceedings"
    ADOPTION_POSSIBLE = "adoption_possible"
    EP_PURSUE = "ep_pursue"
    EP_PLACED = "ep_placed"
    LOOKED_AFTER = "looked_after"
    WITH_PARENT = "with_parent"
    ADOPTION_AUTHORISED = "adoption_authorised"
    FORMAL_MATCH = "formal_match"
    PLACED_FOR_ADOPTION = "placed_for_adoption"
    REUNIFIED = "reunified"
    OTHER_PERMANENCE = "other_permanence"
    ADOPTED = "adopted"
    LEFT_CARE = "left_care"


STATE_WORDS: dict[ChildState, Wording] = {
    ChildState.UNBORN_OR_REFERRED: Wording(
        "expected or known, not looked after", "disgwyliedig neu'n hysbys, ddim yn derbyn gofal"
    ),
    ChildState.PRE_PROCEEDINGS: Wording("in pre-proceedings", "mewn cyn-achosion"),
    ChildState.ADOPTION_POSSIBLE: Wording(
        "adoption is a possible outcome", "mae mabwysiadu'n ganlyniad posibl"
    ),
    ChildState.EP_PURSUE: Wording("early permanence being pursued", "dilyn sefydlogrwydd cynnar"),
    ChildState.EP_PLACED: Wording(
        "living with early permanence carers", "yn byw gyda gofalwyr sefydlogrwydd cynnar"
    ),
    ChildState.LOOKED_AFTER: Wording("looked after", "yn derbyn gofal"),
    ChildState.WITH_PARENT: Wording(
        "looked after, living with a parent", "yn derbyn gofal, yn byw gyda rhiant"
    ),
    ChildState.ADOPTION_AUTHORISED: Wording(
        "may be placed for adoption", "gellir lleoli ar gyfer mabwysiadu"
    ),
    ChildState.FORMAL_MATCH: Wording("formal match under way", "paru ffurfiol ar y gweill"),
    ChildState.PLACED_FOR_ADOPTION: Wording("placed for adoption", "wedi'i leoli ar gyfer mabwysiadu"),
    ChildState.REUNIFIED: Wording("returned home", "wedi dychwelyd adref"),
    ChildState.OTHER_PERMANENCE: Wording(
        "a permanent home with family or friends", "cartref parhaol gyda theulu neu ffrindiau"
    ),
    ChildState.ADOPTED: Wording("adopted", "wedi'i fabwysiadu"),
    ChildState.LEFT_CARE: Wording("no longer looked after", "ddim yn derbyn gofal mwyach"),
}
CLOSED = frozenset(
    {ChildState.REUNIFIED, ChildState.OTHER_PERMANENCE, ChildState.ADOPTED, ChildState.LEFT_CARE}
)
_HOME = frozenset({"returned_home", "returned_home_unplanned"})
_FAMILY = frozenset(
    {"family", "child_arrangements", "special_guardianship_kin", "special_guardianship_other"}
)


def child_state(facts: Facts, on: date) -> ChildState:
    """The state on this day."""
    left = facts.last("left_care", "adoption_order_made", by=on)
    if left is not None and facts.care_on(on) is None:
        return _after_care(str(left.get("destination")), adopted=left.kind == "adoption_order_made")
    if facts.care_on(on) is not None:
        return _in_care(facts, on)
    return _before_care(facts, on)


def _after_care(destination: str, *, adopted: bool) -> ChildState:
    if adopted:
        return ChildState.ADOPTED
    if destination in _HOME:
        return ChildState.REUNIFIED
    return ChildState.OTHER_PERMANENCE if destination in _FAMILY else ChildState.LEFT_CARE


def _in_care(facts: Facts, on: date) -> ChildState:
    placement = facts.placement_on(on)
    kind = placement.kind if placement else ""
    if kind == "adoption":
        return ChildState.PLACED_FOR_ADOPTION
    if any(held.span.covers(on) for held in facts.authority_to_place):
        matching = facts.last("formal_match_opened", "placed_for_adoption", by=on)
        opened = matching is not None and matching.kind == "formal_match_opened"
        return ChildState.FORMAL_MATCH if opened else ChildState.ADOPTION_AUTHORISED
    if kind in EP_PLACEMENTS:
        return ChildState.EP_PLACED
    if kind == "with_parent":
        return ChildState.WITH_PARENT
    return _thinking(facts, on) or ChildState.LOOKED_AFTER


def _before_care(facts: Facts, on: date) -> ChildState:
    if thinking := _thinking(facts, on):
        return thinking
    stage = facts.last("pre_proceedings_began", "pre_proceedings_ended", "proceedings_issued", by=on)
    if stage is not None and stage.kind != "pre_proceedings_ended":
        return ChildState.PRE_PROCEEDINGS
    return ChildState.UNBORN_OR_REFERRED


def _thinking(facts: Facts, on: date) -> ChildState | None:
    considered = facts.last("ep_considered", by=on)
    if considered is not None:
        return ChildState.EP_PURSUE if considered.get("outcome") == "pursue" else None
    return ChildState.ADOPTION_POSSIBLE if facts.last("adoption_first_considered", by=on) else None
