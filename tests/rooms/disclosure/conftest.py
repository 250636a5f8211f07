"""Somebody who writes, somebody who lets go, and a child with a story that must not be told to everybody."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta

import pytest
from django.utils import timezone

from hafan.disclosure.models import Kind, Outgoing, Recipient, Way
from hafan.disclosure.operations.preparing import prepare, settle
from hafan.disclosure.operations.releasing import release
from hafan.disclosure.operations.writing import Draft, add_recipient, begin
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child, Household, Person
from hafan.practice.entries import Compartment
from hafan.shielded.models import BirthFamilyContact, CarerIdentity
from hafan.shielded.operations.keeping import keep, replace
from hafan.shielded.shelves import SHELVES
from tests.cast import Cast
from tests.stories_told import Stories, stories, told  # noqa: F401

VILLAGE = "Llanfihangel-y-Pennant"
CARERS = "Gwenllïan and Tomos Okonkwo"
CARERS_HOME = f"14 Heol y Bryn\n{VILLAGE}"
MOTHERS_HOME = "7 Tannery Lane\nWyre Piddle"


def story(household: Household) -> list:
    """What is written about the child: some of it in parts a parent may read, some not."""
    born = timezone.localdate() - timedelta(days=120)
    return [
        told("born", born, sex="female"),
        told("became_looked_after", born + timedelta(days=2)),
        told(
            "placement_began",
            born + timedelta(days=2),
            placement_kind="ep_foster",
            household=str(household.public_id),
        ),
        told(
            "visit_made",
            born + timedelta(days=20),
            seen=True,
            note=f"Seen at the carers' home in {VILLAGE} with Mrs Okonkwo.",
        ),
        told("proceedings_issued", born + timedelta(days=10)),
        told("extension_granted", born + timedelta(days=40), reason="The father was found late."),
    ]


@dataclass
class Desk:
    """Ewa writes, Grace lets go; both see the child."""

    cast: Cast
    child: Child
    mother: Recipient
    carers: Recipient
    others: dict[str, Recipient] = field(default_factory=dict)

    @property
    def ewa(self) -> Account:
        return self.cast.ewa

    @property
    def grace(self) -> Account:
        return self.cast.grace

    def write(self, words: str, to: Recipient | None = None, **draft: object) -> Outgoing:
        """Ewa writes something and has it looked at."""
        told_draft = {
            "kind": Kind.LETTER,
            "gateway": "duty_to_parents",
            "purpose": "Telling how she is",
            **draft,
        }
        with acting_as(self.ewa):
            outgoing = begin(
                recipient=to or self.mother,
                draft=Draft(words_en=words, **told_draft),
                by=self.ewa,
                at=timezone.now(),
            )
            prepare(outgoing=outgoing, by=self.ewa, at=timezone.now())
        return outgoing

    def settle_all(self, outgoing: Outgoing) -> None:
        with acting_as(self.ewa):
            for finding in outgoing.findings.all():
                settle(
                    finding=finding, words="It is another family of that name", by=self.ewa, at=timezone.now()
                )
            outgoing.refresh_from_db()

    def let_go(self, outgoing: Outgoing, way: Way = Way.POST, by: Account | None = None, at: object = None):
        by = by or self.grace
        with acting_as(by):
            return release(outgoing=outgoing, sha256=outgoing.sha256, way=way, by=by, at=at or timezone.now())

    def found(self, outgoing: Outgoing) -> set[tuple[str, bool]]:
        with acting_as(self.ewa):
            return {(finding.what, finding.stops) for finding in outgoing.findings.all()}


def furnish(cast: Cast, stories: Stories, **names: str) -> Desk:  # noqa: F811
    """A child of Ewa's, their mother, and the carers whom the mother must not find."""
    with acting_as(cast.ewa):
        household = Household.objects.create(
            agency=cast.marlbrook, reference=f"H {uuid.uuid4().hex[:6]}", country="england"
        )
    child = stories.child(cast.ewa, *story(household), **names)
    now, since = timezone.now(), timezone.localdate() - timedelta(days=90)
    with acting_as(cast.ewa):
        mother = Person.objects.create(child=child, name="Carly Fairweather", relation="mother")
        live(
            child, mother, MOTHERS_HOME, postcode="WR10 2JB", phones="07700 900123", since=since, by=cast.ewa
        )
        live(
            child, household, CARERS_HOME, names=CARERS, area=VILLAGE, postcode="LL36 9TN", phones="01654 700 123",
            email="okonkwos@example.org", school="Ysgol Maes y Coed", surgery="Meddygfa Glan-yr-afon", since=since, by=cast.ewa,
        )  # fmt: skip
        to_mother = add_recipient(child=child, reader="parent", person=mother, by=cast.ewa, at=now)
        to_carers = add_recipient(child=child, reader="ep_carer", household=household, by=cast.ewa, at=now)
    return Desk(cast, child, to_mother, to_carers)


def live(
    child: Child, about: Person | Household, address: str, *, since: date, by: Account, **told: str
) -> None:
    """Write down, where it is kept apart, where somebody lives."""
    part = Compartment.BIRTH_FAMILY_CONTACT if isinstance(about, Person) else Compartment.CARER_IDENTITY
    shelf = next(shelf for shelf in SHELVES if shelf.part is part)
    keep(shelf=shelf, child=child, about=about, told={"address": address, **told}, from_on=since, by=by)


def move(child: Child, recipient: Recipient, by: Account, **changes: object) -> None:
    """Put right where somebody lives."""
    with acting_as(by):
        model = BirthFamilyContact if recipient.person_id else CarerIdentity
        shelf = next(shelf for shelf in SHELVES if shelf.model is model)
        about = (
            {"person": recipient.person_id} if recipient.person_id else {"household": recipient.household_id}
        )
        row = model.objects.filter(**about).order_by("-pk").first()
        replace(shelf=shelf, child=child, row=row, changes=changes, from_on=timezone.localdate(), by=by)


@pytest.fixture
def desk(cast: Cast, stories: Stories) -> Desk:  # noqa: F811
    """Ewa and Grace at work on one child."""
    return furnish(cast, stories)
