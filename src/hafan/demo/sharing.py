"""What the demo's agencies show one another, what one has asked for, and one emergency nobody has looked into yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hafan.access.models import Urgency
from hafan.demo.directory import Directory
from hafan.demo.stories import Story
from hafan.demo.world import Staff, agencies
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.people.operations import open_in_emergency
from hafan.practice.entries import Compartment
from hafan.sharing.models import Consent
from hafan.sharing.operations import Agreed, CannotShare, acknowledge, ask, offer

LONDON = ZoneInfo("Europe/London")
_PARTS = (Compartment.CARE, Compartment.ADOPTION, Compartment.HEALTH)


@dataclass(frozen=True)
class Telling:
    """The words of one agency's share."""

    purpose: str
    item: str
    who: str
    handling: str


_WORDS = {
    "wrenmoor": Telling(
        "Finding early permanence carers near the child’s family",
        "Where the child’s brothers and sisters live, by area only",
        "The family finder and her manager",
        "Not by email, not in the profile",
    ),
    "glanferin": Telling(
        "Dod o hyd i ofalwyr sydd hefyd yn gallu mabwysiadu",
        "Canlyniadau’r profion clyw, heb enwau",
        "Y gweithiwr dod o hyd i deuluoedd",
        "Dim drwy e-bost",
    ),
}


def share_some(told: Sequence[Story], children: Mapping[str, Child], made: Directory, today: date) -> None:
    """Two shares taken, one waiting for an answer, one request, one open alert."""
    for key, waiting in (("wrenmoor", True), ("glanferin", False)):
        manager = agencies()[key].holding("la_manager")[0]
        candidates = iter(_hidden_from(key, manager.team, told))
        for taken in (True, False)[: 1 + waiting]:
            _offer_one(candidates, children, made, manager, taken=taken, today=today)
    _request(made)
    _emergency(told, made)


def _offer_one(
    candidates: Iterator[Story],
    children: Mapping[str, Child],
    made: Directory,
    manager: Staff,
    *,
    taken: bool,
    today: date,
) -> None:
    """The next child that may be shared with a whole agency: one whose record is not restricted."""
    for story in candidates:
        try:
            _offer(children[story.key], made, manager, taken=taken, today=today)
        except CannotShare:
            continue
        return


def _hidden_from(key: str, team: str | None, told: Sequence[Story]) -> list[Story]:
    """Children of a team of whom no other agency sees anything yet."""
    return [
        story
        for story in told
        if story.agency == key
        and story.team == team
        and not story.shown_to
        and all(owner == key for _, owner in story.households)
    ]


def _offer(child: Child, made: Directory, manager: Staff, *, taken: bool, today: date) -> None:
    home, by, words = agencies()[manager.agency], made.person(manager), _WORDS[manager.agency]
    abroad = str(home.raa)
    item = {"item": words.item, "who": words.who, "handling": words.handling}
    with acting_as(by):
        named = offer(
            by=by,
            child=child,
            to=made.agencies[abroad],
            agreed=Agreed(
                told_as=child.reference,
                role="asw",
                parts=_PARTS,
                purpose=words.purpose,
                legal_basis="public_task",
                consent=Consent.NOT_ASKED,
                items=[item],
            ),
            starts=_midnight(today),
            ends=_midnight(today + timedelta(days=120)),
            review_on=today + timedelta(days=60),
        )
    if taken:
        receiver = made.holding(abroad, "agency_manager")
        with acting_as(receiver):
            acknowledge(by=receiver, share_id=named)


def _request(made: Directory) -> None:
    by: Account = made.holding("lanternfold", "agency_manager")
    with acting_as(by):
        ask(
            by=by,
            agency=made.agencies["wrenmoor"],
            about="The baby whose carers met us at the matching day in the spring; your reference ends in 7",
            wanted="The care plan and what is known of the baby’s health",
            purpose="To say whether a family of ours could care for the baby",
            legal_basis="public_task",
            at=datetime.now(tz=LONDON),
        )


def _emergency(told: Sequence[Story], made: Directory) -> None:
    """A worker of one team opens a child of the other, at night."""
    worker = agencies()["wrenmoor"].holding("csw")[0]
    theirs = next(s for s in told if s.agency == "wrenmoor" and s.team not in (None, worker.team))
    by = made.person(worker)
    with acting_as(by):
        open_in_emergency(
            by=by,
            reference=theirs.reference,
            name="",
            born=None,
            code=Urgency.OUT_OF_HOURS,
            why="The hospital rang at two in the morning and asked who may sign for the child.",
            at=datetime.now(tz=LONDON),
        )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
