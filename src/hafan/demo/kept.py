"""What the demo keeps apart: who the carers are, how to reach families, one note of advice, one restricted child, one adopted."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from hafan.access.models import Why
from hafan.chronology.models import Entry
from hafan.demo.directory import Directory
from hafan.demo.stories import Story
from hafan.demo.world import Staff, agencies
from hafan.foundation.bulk import insert_rows
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child, Person, Placement
from hafan.practice.entries import Compartment
from hafan.shielded.models import BirthFamilyContact, CarerIdentity
from hafan.shielded.operations import Carried, NewNames, begin_new_identity, keep, restrict_record
from hafan.shielded.shelves import shelf_of

_CONTACT = (
    "public_id", "child", "person", "address", "postcode", "phones", "email", "do_not_write", "safely", "from_on", "written_by",
)  # fmt: skip
_CARERS = (
    "public_id", "household", "names", "address", "postcode", "area", "phones", "email", "school", "surgery", "from_on",
    "written_by",
)  # fmt: skip
#: Invented, all of them; the numbers are from the range kept for stories, and no postcode is one of Royal Mail's.
_FIRST = ("Ceri", "Robin", "Lowri", "Marsha", "Idris", "Anwen", "Femke", "Tomos", "Bartek", "Sunniva")
_LAST = ("Applegarth", "Llwyncelyn", "Tanglewood", "Pantyrhos", "Merriweather", "Brynteg-Rowe", "Oakapple")
_PLACES = {
    "england": ("Nether Wrenfold", "Saltmarsh End", "Upper Thistledown"),
    "wales": ("Llanhafan Isaf", "Pentre'r Eithin", "Cwm Gwylan"),
}
#: The authorities in which something is restricted, sealed and advised upon.
_SHOWN = ("wrenmoor", "glanferin")


def keep_some(
    told: Sequence[Story], children: Mapping[str, Child], made: Directory, today: date, at: datetime
) -> None:
    """Everything kept apart, written by the manager of each team."""
    for key, agency in agencies().items():
        for manager in agency.holding("la_manager"):
            ours = [s for s in told if (s.agency, s.team) == (key, manager.team)]
            by = made.person(manager)
            with acting_as(by):
                _families(ours, children, by)
                _homes(ours, children, by, today)
    for key in _SHOWN:
        manager = agencies()[key].holding("la_manager")[0]
        with acting_as(made.person(manager)):
            _of_one_team(key, manager, told, children, made, at)


def _families(ours: Sequence[Story], children: Mapping[str, Child], by: Account) -> None:
    """How to reach those whose telephone the story knows."""
    numbers = {(children[s.key].pk, kin.name): kin.reach for s in ours for kin in s.kin if kin.reach}
    people = Person.objects.filter(child_id__in={child for child, _ in numbers})
    rows = [
        (uuid.uuid4(), person.child_id, person.pk, "", "", numbers[person.child_id, person.name], "", False, "",
         person.created_at.date(), by.pk)
        for person in people if (person.child_id, person.name) in numbers
    ]  # fmt: skip
    insert_rows(BirthFamilyContact, _CONTACT, rows)


def _homes(ours: Sequence[Story], children: Mapping[str, Child], by: Account, today: date) -> None:
    """Who the carers are in every home where a child of the team lives now."""
    keys = {children[s.key].pk for s in ours}
    live = Placement.objects.filter(child_id__in=keys, ended_on__isnull=True, household__isnull=False)
    known = set(CarerIdentity.objects.values_list("household_id", flat=True))
    rows: dict[int, tuple[Any, ...]] = {}
    for placement in live.select_related("household"):
        home = placement.household
        if home is not None and home.pk not in known:
            rows[home.pk] = (
                uuid.uuid4(),
                home.pk,
                *_carers(home.reference, home.country),
                placement.began_on,
                by.pk,
            )
    insert_rows(CarerIdentity, _CARERS, list(rows.values()))


def _carers(seed: str, country: str) -> tuple[str, ...]:
    """Names, address, postcode, area, phones, email, school, surgery."""
    rng = Random(seed)  # noqa: S311  stories, not secrets
    one, two = rng.sample(_FIRST, 2)
    last, place, number = rng.choice(_LAST), rng.choice(_PLACES[country]), rng.randint(2, 88)
    street = "Lôn yr Afallen" if country == "wales" else "Orchard Lane"
    return (
        f"{one} {last}, {two} {last}", f"{number} {street}\n{place}", f"ZZ{number % 9 + 1} {number % 8 + 1}QX", place,
        f"07700 900{rng.randint(0, 999):03d}", "", f"{place} Primary School" if country == "england" else f"Ysgol {place}",
        f"{place} Surgery" if country == "england" else f"Meddygfa {place}",
    )  # fmt: skip


def _of_one_team(
    key: str,
    manager: Staff,
    told: Sequence[Story],
    children: Mapping[str, Child],
    made: Directory,
    at: datetime,
) -> None:
    by, welsh, today = made.person(manager), agencies()[key].country == "wales", at.date()
    ours = [s for s in told if (s.agency, s.team) == (key, manager.team)]
    _advise(next(_open_ones(ours)), children, by, today, welsh=welsh)
    # As late in the list as can be, so that those who try the demo by its hints find the children they were promised.
    custodian = made.holding(key, "records_custodian")
    child = children[list(_open_ones(ours))[-1].key]
    restrict_record(
        child=child, kind=Why.STAFF, reason="Mae'r tad yn gweithio yma." if welsh else "The father works here.",
        custodian=custodian, review_on=today + timedelta(days=90), by=by, at=at,
    )  # fmt: skip
    adopted = next((s for s in ours if any(e.kind == "adoption_order_made" for e in s.entries)), None)
    if adopted is not None:
        _adopt(children[adopted.key], by, at, welsh=welsh)


def _open_ones(ours: Sequence[Story]) -> Iterator[Story]:
    closing = ("left_care", "adoption_order_made", "child_died")
    return (s for s in ours if s.worker and s.given_name and not any(e.kind in closing for e in s.entries))


def _advise(story: Story, children: Mapping[str, Child], by: Account, today: date, *, welsh: bool) -> None:
    shelf = shelf_of(Compartment.LEGAL_PRIVILEGED)
    assert shelf is not None
    words = (
        ("Y trothwy", "Cyfreithiwr", "Mae'r dystiolaeth yn ddigonol. Peidiwch ag oedi'r datganiad.")
        if welsh
        else ("Threshold", "Solicitor", "The evidence is enough. Do not delay the statement.")
    )
    child = children[story.key]
    keep(
        shelf=shelf, child=child, about=child, from_on=today - timedelta(days=9), by=by,
        told=dict(zip(("about", "said_by", "words"), words, strict=True)),
    )  # fmt: skip


def _adopt(child: Child, by: Account, at: datetime, *, welsh: bool) -> None:
    order = Entry.objects.filter(child=child, kind="adoption_order_made", corrected_by__isnull=True).last()
    if order is None:
        return
    family = "Llwyncelyn" if welsh else "Applegarth"
    begin_new_identity(
        child=child,
        order=order,
        names=NewNames(given_name=child.given_name or "Robin", family_name=family),
        reference="GL-M-0001" if welsh else "WR-A-0001",
        carried=Carried(
            family={
                "names": f"Ceri {family}, Robin {family}",
                "address": "5 Lôn yr Afallen" if welsh else "5 Orchard Lane",
            },
            health="Iach; pob brechiad." if welsh else "Well; all immunisations.",
        ),
        by=by,
        at=at,
    )
