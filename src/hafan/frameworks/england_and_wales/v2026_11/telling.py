"""Telling the parents where the child lives: decided before the child moves in with early permanence carers, and looked at again."""

from __future__ import annotations

from datetime import date

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import MOVES_OR_ENDS, NEW_HOME, PLACED_OR_ENDS
from hafan.practice.clocks import Clock, Starts, after, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.entry_types.care_options import EP_PLACEMENTS
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.telling import DECIDED, decisions_about
from hafan.practice.wording import Wording

_OVER = soonest(MOVES_OR_ENDS, PLACED_OR_ENDS)


def _ep_homes(facts: Facts) -> list[Entry]:
    return [home for home in NEW_HOME.pick(facts) if home.get("placement_kind") in EP_PLACEMENTS]


def _first_decision(facts: Facts, home: Entry) -> Entry | None:
    return next(iter(decisions_about(facts, home)), None)


def _day_set(facts: Facts, decision: Entry) -> tuple[date, Entry] | None:
    written = decision.get("review_on")
    return (date.fromisoformat(written), decision) if written else None


CLOCKS = [
    Clock(
        key="told_where",
        title=Wording(
            "Are the parents told where the child lives?",
            "A ddywedir wrth y rhieni ble mae'r plentyn yn byw?",
        ),
        asks=Wording(
            "Decide whether the parents are told where the child lives, and write down why",
            "Penderfynu a ddywedir wrth y rhieni ble mae'r plentyn yn byw, ac ysgrifennu pam",
        ),
        starts_when=Wording(
            "when the child moves in with early permanence carers",
            "pan fydd y plentyn yn symud i fyw gyda gofalwyr sefydlogrwydd cynnar",
        ),
        stops_when=Wording(
            "when somebody decides, before the move or after",
            "pan fydd rhywun yn penderfynu, cyn symud neu wedyn",
        ),
        owner=Role.CSW,
        starts=Starts(NEW_HOME.kinds, _ep_homes),
        stops=_first_decision,
        ends=_OVER,
        stage="ep",
    ),
    Clock(
        key="withheld_review",
        title=Wording("Withholding the address, looked at again", "Dal y cyfeiriad yn ôl, ei ystyried eto"),
        asks=Wording(
            "Decide again whether the parents are told where the child lives",
            "Penderfynu eto a ddywedir wrth y rhieni ble mae'r plentyn yn byw",
        ),
        starts_when=Wording(
            "when it is decided not to tell the parents", "pan benderfynir peidio â dweud wrth y rhieni"
        ),
        stops_when=Wording("when it is decided again", "pan benderfynir eto"),
        owner=Role.LA_MANAGER,
        starts=each(DECIDED, where=lambda facts, entry: entry.get("decision") == "withheld"),
        stops=after(DECIDED),
        ends=_OVER,
        no_later_than=_day_set,
        stage="ep",
    ),
]
