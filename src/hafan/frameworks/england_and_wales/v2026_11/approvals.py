"""Temporary approvals to foster one named child: how long each lasts, and what ends it."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import MOVES_OR_ENDS, PLACED_OR_ENDS
from hafan.practice.clocks import Asks, Clock, Starts, after, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_FULL = frozenset({"foster", "dual"})
_APPROVED = after("approval_held", where=lambda facts, entry: entry.get("basis") in _FULL)
_ENDED = after("temporary_approval_ended")
_STARTS = Wording(
    "on the day the child is placed with connected people on a temporary approval",
    "ar y diwrnod y lleolir y plentyn gyda phobl gysylltiedig ar gymeradwyaeth dros dro",
)
_STOPS = Wording(
    "when they are approved as foster carers, or the placement ends",
    "pan gânt eu cymeradwyo'n ofalwyr maeth, neu pan ddaw'r lleoliad i ben",
)


def _placed_on(basis: str) -> Starts:
    """The day the child came to be with carers who foster on this basis; coming back to them begins nothing anew."""

    def pick(facts: Facts) -> list[Entry]:
        found = []
        for stay in facts.stays:
            first = next((p.began_by for p in stay.placements if p.began_by.get("basis") == basis), None)
            found += [first] if first is not None else []
        return found

    return Starts(("placement_began", "placement_changed"), pick)


def _extensions(facts: Facts, start: Entry) -> list[Entry]:
    over = soonest(MOVES_OR_ENDS, PLACED_OR_ENDS, _ENDED)(facts, start)
    later = (entry for entry in facts.all("temporary_approval_extended") if entry.place > start.place)
    return [entry for entry in later if over is None or entry.place < over.place]


def _home_with_them_ends(facts: Facts, approval: Entry) -> Entry | None:
    """The placement under this approval ended: the first home that began on or after the day it was given."""
    for stay in facts.stays:
        if stay.span.began >= approval.on and stay.span.ended is not None:
            return stay.placements[-1].ended_by
        if stay.span.began >= approval.on:
            return None
    return None


def _child_specific(key: str, basis: str, title: Wording) -> Clock:
    """An approved prospective adopter fosters one named child. No number of weeks: events end it."""
    return Clock(
        key=key,
        title=title,
        asks=Wording(
            "These carers may foster this one child, until an event ends the approval",
            "Caiff y gofalwyr hyn faethu'r un plentyn hwn, nes i ddigwyddiad ddod â'r gymeradwyaeth i ben",
        ),
        starts_when=Wording("when the approval is given", "pan roddir y gymeradwyaeth"),
        stops_when=Wording(
            "when the placement ends, their approval as prospective adopters ends, they are approved as foster carers, "
            "they give notice, or the child is placed with them for adoption",
            "pan ddaw'r lleoliad i ben, pan ddaw eu cymeradwyaeth fel darpar fabwysiadwyr i ben, pan gânt eu cymeradwyo'n "
            "ofalwyr maeth, pan roddant rybudd, neu pan leolir y plentyn gyda nhw ar gyfer mabwysiadu",
        ),
        owner=Role.NOMINATED_OFFICER,
        starts=each("temporary_approval_given", where=lambda facts, entry: entry.get("basis") == basis),
        ends=soonest(_ENDED, _APPROVED, PLACED_OR_ENDS, _home_with_them_ends),
        kind=Asks.RUNS_OUT,
        stage="ep",
    )


REG24 = Clock(
    key="temporary_approval_reg24",
    title=Wording("Temporary approval, regulation 24", "Cymeradwyaeth dros dro, rheoliad 24"),
    asks=Wording(
        "Approve the carers, extend once, or make other arrangements before the approval runs out",
        "Cymeradwyo'r gofalwyr, estyn unwaith, neu wneud trefniadau eraill cyn i'r gymeradwyaeth ddod i ben",
    ),
    starts_when=_STARTS,
    stops_when=_STOPS,
    owner=Role.NOMINATED_OFFICER,
    starts=_placed_on("reg24_en"),
    stops=_APPROVED,
    ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS, _ENDED),
    extends=_extensions,
    kind=Asks.RUNS_OUT,
    stage="ep",
)
REG26 = Clock(
    key="temporary_approval_reg26",
    title=Wording("Temporary approval, regulation 26", "Cymeradwyaeth dros dro, rheoliad 26"),
    asks=Wording(
        "Approve the carers, or make other arrangements, before the approval runs out",
        "Cymeradwyo'r gofalwyr, neu wneud trefniadau eraill, cyn i'r gymeradwyaeth ddod i ben",
    ),
    starts_when=_STARTS,
    stops_when=_STOPS,
    owner=Role.NOMINATED_OFFICER,
    starts=_placed_on("reg26_cy"),
    stops=_APPROVED,
    ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS, _ENDED),
    extends=_extensions,
    kind=Asks.RUNS_OUT,
    stage="ep",
)
REG25A = _child_specific(
    "temporary_approval_reg25a",
    "reg25a_en",
    Wording("Temporary approval, regulation 25A", "Cymeradwyaeth dros dro, rheoliad 25A"),
)
REG28 = _child_specific(
    "temporary_approval_reg28",
    "reg28_cy",
    Wording("Temporary approval, regulation 28", "Cymeradwyaeth dros dro, rheoliad 28"),
)
ENGLAND_ONLY = [REG24, REG25A]
WALES_ONLY = [REG26, REG28]
