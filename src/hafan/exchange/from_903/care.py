"""Birth, episodes, reviews and adoption decisions, told as entries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hafan.exchange.from_903.meanings import (
    ADOPTED,
    DESTINATIONS,
    LEGAL_STATUSES,
    NEEDS,
    PART_TAKEN,
    PLACEMENT_KINDS,
    REVERSALS,
    SEXES,
)
from hafan.exchange.from_903.saying import Said, say
from hafan.exchange.ssda903 import ChildReturn, Period, Run, Stay


def birth(child: ChildReturn) -> Iterator[Said]:
    """The child was born."""
    sex = SEXES.get(child.header.sex or "") if child.header else None
    yield say("born", child.dob, sex=sex or "unknown")


def episodes(periods: Sequence[Period]) -> Iterator[Said]:
    """Every period of care: how it began, what changed, how it ended."""
    for number, period in enumerate(periods):
        yield from _period(period, is_first=number == 0)


def _period(period: Period, *, is_first: bool) -> Iterator[Said]:
    first = period.stays[0]
    # A first period that does not begin with S began before the return can see; a later one began where it is seen.
    entered = period.entered_on or (None if is_first else first.began_on)
    yield say("became_looked_after", entered, need=NEEDS.get(first.episode.cin or ""))
    blind = entered is None
    yield from _statuses(period, blind=blind)
    for run in period.runs:
        yield from _placements(run, blind=blind and run is period.runs[0])
    yield from _ending(period)


def _statuses(period: Period, *, blind: bool) -> Iterator[Said]:
    before = None
    for stay in period.stays:
        status = LEGAL_STATUSES.get(stay.episode.ls or "")
        if status is not None and status != before:
            yield say("legal_status_began", stay.began_on, blind=blind and before is None, status=status)
            before = status


def _placements(run: Run, *, blind: bool) -> Iterator[Said]:
    """One home with the same carers: moving in, what it became, time away and back."""
    before: Stay | None = None
    for stay in run.stays:
        if before is None:
            yield _begun(stay, with_same=False, blind=blind)
        elif _kind(stay) != _kind(before):
            yield _changed(stay, before)
        before = stay


def _kind(stay: Stay) -> str:
    return PLACEMENT_KINDS.get(stay.episode.place or "", "other")


def _begun(stay: Stay, *, with_same: bool, blind: bool = False) -> Said:
    if _kind(stay) == "adoption":
        return say("placed_for_adoption", stay.began_on, blind=blind, same_carers=with_same)
    return say(
        "placement_began", stay.began_on, blind=blind, placement_kind=_kind(stay), same_carers=with_same
    )


def _changed(stay: Stay, before: Stay) -> Said:
    if stay.is_temporary or before.is_temporary or _kind(stay) == "adoption":
        return _begun(stay, with_same=not stay.is_temporary)
    return say("placement_changed", stay.began_on, placement_kind=_kind(stay))


def _ending(period: Period) -> Iterator[Said]:
    """How care ended. A last row that says another followed, when none does, ends only the placement."""
    last = period.stays[-1]
    if last.ended_on is None:
        return
    reason = period.ended_by
    if reason in ADOPTED:
        yield say("adoption_order_made", last.ended_on, consent_dispensed=ADOPTED[reason])
    elif reason is not None or last.ended_by is None:
        yield say("left_care", last.ended_on, destination=DESTINATIONS.get(reason or "", "other"))
    else:
        yield say("placement_ended", last.ended_on, end_reason="other")


def decisions(child: ChildReturn) -> Iterator[Said]:
    """Reviews, the decision that the child should be placed, its reversal, and the match."""
    for review in child.reviews:
        yield say("review_held", review.review, part_taken=PART_TAKEN.get(review.review_code or ""))
    for decision in child.decisions:
        yield say("should_be_placed_decided", decision.date_placed, decision="yes")
        if decision.date_placed_ceased is not None:
            reason = REVERSALS.get(decision.reason_placed_ceased or "", "plan_changed")
            yield say("should_be_placed_reversed", decision.date_placed_ceased, reason=reason)
    if (adoption := child.adoption) is not None:
        if adoption.date_int is not None and adoption.date_int not in {
            each.date_placed for each in child.decisions
        }:
            yield say("should_be_placed_decided", adoption.date_int, decision="yes")
        if adoption.date_match is not None:
            yield say("formal_match_decided", adoption.date_match, decision="yes")
