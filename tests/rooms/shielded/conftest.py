"""Children with stories, one of them adopted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.people.models import Child, Household, Person
from hafan.shielded.operations import Carried, NewNames, begin_new_identity, keep
from hafan.shielded.shelves import SHELVES, Shelf
from tests.cast import Cast
from tests.database import Owner
from tests.stories_told import Stories, baby, days, stories, told  # noqa: F401

OLD_REFERENCE = "OLD 4471"
NEW_REFERENCE = "NEW 9023"
SHELF: dict[str, Shelf] = {shelf.part.value: shelf for shelf in SHELVES}


def an_hour_ago() -> datetime:
    """A moment that has passed: in one transaction the database’s clock stands still, and what begins now is not yet live in it."""
    return timezone.now() - timedelta(hours=1)


ADDRESS = "3 Lôn y Felin, Brynhafan"


@dataclass
class Home:
    """A child who lives with early permanence carers, and the household."""

    child: Child
    household: Household


@pytest.fixture
def home(stories: Stories, days: Callable[[int], date], owner: Owner) -> Home:  # noqa: F811
    """Alys's child, who lives with early permanence carers whose address Alys has written down."""
    cast = stories.cast
    with owner():
        household = Household.objects.create(agency=cast.aberwern, reference="H-7", country="wales")
    child = stories.child(
        cast.alys,
        told("born", days(-60), sex="female"),
        told("became_looked_after", days(-60)),
        told("legal_status_began", days(-60), status="interim_care"),
        told("placement_began", days(-60), placement_kind="ep_foster", household=str(household.public_id)),
        reference="ABC 777",
        given_name="Elin",
        family_name="Prydderch",
    )
    with acting_as(cast.alys):
        keep(
            shelf=SHELF["carer_identity"], child=child, about=household, from_on=days(-60), by=cast.alys,
            told={"names": "Meinir a Dewi Vaughan", "address": ADDRESS, "phones": "07700 900123"},
        )  # fmt: skip
    return Home(child, household)


@dataclass
class Adopted:
    """Two records of one person: before the order and after it."""

    before: Child
    after: Child
    order: Entry
    cast: Cast


@pytest.fixture
def to_adopt(stories: Stories, days: Callable[[int], date]) -> Child:  # noqa: F811
    """A child of the north team with an adoption order, and a mother whose address is known."""
    cast = stories.cast
    child = stories.child(
        cast.alys,
        told("born", days(-500), sex="female"),
        told("became_looked_after", days(-490)),
        told("legal_status_began", days(-490), status="placement_order"),
        told("placement_began", days(-480), placement_kind="ep_foster"),
        told("visit_made", days(-400), seen=True, note="Seren Prydderch smiled."),
        told("adoption_order_made", days(-10)),
        reference=OLD_REFERENCE,
        given_name="Seren",
        family_name="Prydderch",
    )
    with acting_as(cast.alys):
        mother = Person.objects.create(child=child, name="Nerys Prydderch", relation="mother")
        keep(
            shelf=SHELF["birth_family_contact"], child=child, about=mother, from_on=days(-400), by=cast.alys,
            told={"address": "9 Heol y Bont", "safely": "By telephone, in Welsh", "confirmed_on": days(-400)},
        )  # fmt: skip
    return child


def adopt(child: Child, cast: Cast, **other: object) -> Child:
    """Carys begins the child's new identity."""
    with acting_as(cast.carys):
        order = Entry.objects.get(child=child, kind="adoption_order_made")
        told_so: dict[str, object] = {
            "names": NewNames(given_name="Seren", family_name="Vaughan"),
            "reference": NEW_REFERENCE,
            "carried": Carried(family={"names": "Meinir a Dewi Vaughan", "address": ADDRESS}, health="Well."),
            **other,
        }
        return begin_new_identity(child=child, order=order, by=cast.carys, at=an_hour_ago(), **told_so)  # type: ignore[arg-type]


@pytest.fixture
def adopted(to_adopt: Child, stories: Stories) -> Adopted:  # noqa: F811
    """The same child, with two identities."""
    cast = stories.cast
    with acting_as(cast.carys):
        order = Entry.objects.get(child=to_adopt, kind="adoption_order_made")
    return Adopted(to_adopt, adopt(to_adopt, cast), order, cast)
