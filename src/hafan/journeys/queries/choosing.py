"""What can be chosen by name in a form and is kept by key: workers, teams, households, earlier entries."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from hafan.identity.models import Account, Team
from hafan.journeys.queries.reading import Reading
from hafan.people.models import Child, Household
from hafan.practice.entries import WHOLE, Compartment, EntryType, Subject
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.saying import say_imprecise

Named = list[tuple[str, str]]


def kinds_for(roles: Iterable[str], country: str, parts: frozenset[Compartment] = WHOLE) -> list[EntryType]:
    """The kinds of entry about a child that these roles may record in this country, in these parts of the record."""
    held = frozenset(roles)
    return [
        declared
        for declared in ENTRY_TYPES.about(Subject.CHILD)
        if country in declared.countries
        and declared.compartment in parts
        and held & {role.value for role in declared.recorded_by}
    ]


def choices_for(declared: EntryType, reading: Reading, language: str) -> dict[str, Named]:
    """The names to choose from, for the questions of this kind that are answered by choosing a name."""
    asked = set(declared.fields)
    found: dict[str, Named] = {}
    if declared.key == "worker_changed":
        found["worker"] = workers_of(reading.child)
        found["team"] = teams_of(reading.child)
    if "about" in asked:
        found["about"] = relatives_of(reading, language)
    return found


def workers_of(child: Child) -> Named:
    """Everyone who works for the responsible agency."""
    staff = Account.objects.filter(agency_id=child.agency_id, is_active=True).order_by("display_name")
    return [(str(key), name) for key, name in staff.values_list("public_id", "display_name")]


def teams_of(child: Child) -> Named:
    """The teams of the responsible agency."""
    teams = Team.objects.filter(agency_id=child.agency_id, ended_on__isnull=True).order_by("name")
    return [(str(key), name) for key, name in teams.values_list("public_id", "name")]


def relatives_of(reading: Reading, language: str) -> Named:
    """The relatives and friends named so far."""
    return [
        (entry.ref, f"{entry.get('relation')} ({say_imprecise(entry.happened, language)})")
        for entry in reading.facts.all("relative_named")
    ]


def household_key(child: Child, written: str) -> str:
    """The household of a reference, by its key; the words as written where the agency has no such household."""
    household = Household.objects.filter(agency_id=child.agency_id, reference=written.strip()).first()
    return str(household.public_id) if household else written.strip()


def household_written(key: str) -> str:
    """The reference of a household kept by key."""
    try:
        household = Household.objects.filter(public_id=uuid.UUID(key)).first()
    except ValueError:
        return key
    return household.reference if household else key
