"""Questions about what is kept apart. The database answers each reader only what their part of the record holds."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from hafan.access.models import Basis, Level, Seclusion
from hafan.access.queries import in_sight, live_grants
from hafan.identity.models import Account, Agency
from hafan.people.folding import folded
from hafan.people.models import Child, Household, Person
from hafan.practice.entries import Compartment
from hafan.practice.facts import Facts
from hafan.shielded.models import BirthFamilyContact, Knock, LinkReading
from hafan.shielded.shelves import Shelf


@dataclass(frozen=True, slots=True)
class Holding:
    """One thing on a shelf as it stands, and what it replaced, newest first."""

    row: Any
    earlier: tuple[Any, ...]


def child_seen(public_id: uuid.UUID) -> Child | None:
    """The child, if whoever is acting may see them."""
    return in_sight(Child.objects.filter(public_id=public_id), by="id").select_related("agency").first()


def homes_of(child: Child, on: date) -> list[Household]:
    """The households where the child lives on this day, or is to live."""
    live = Q(placements__ended_on__isnull=True) | Q(placements__ended_on__gt=on)
    return list(Household.objects.filter(live, placements__child=child).distinct().order_by("pk"))


def rows_of(shelf: Shelf, child: Child, on: date) -> QuerySet[Any]:
    """Everything on a shelf that concerns this child."""
    rows: Any = shelf.model._default_manager.select_related("written_by")
    if shelf.about == "household":
        return rows.filter(household__in=homes_of(child, on)).select_related("household")
    return rows.filter(child=child).select_related(*(("person",) if shelf.about == "person" else ()))


def held(shelf: Shelf, child: Child, on: date) -> list[Holding]:
    """What stands on a shelf, newest first, each with what it replaced."""
    rows = {row.pk: row for row in rows_of(shelf, child, on)}
    replaced = {row.replaces_id for row in rows.values()}
    standing = [row for row in rows.values() if row.pk not in replaced]
    return [
        Holding(row, tuple(_earlier(row, rows)))
        for row in sorted(standing, key=lambda row: (row.from_on, row.pk), reverse=True)
    ]


def _earlier(row: Any, rows: dict[int, Any]) -> Iterable[Any]:
    before = rows.get(row.replaces_id or 0)
    while before is not None:
        yield before
        before = rows.get(before.replaces_id or 0)


def contact_of(person: Person) -> BirthFamilyContact | None:
    """How to reach somebody, as it stands; None for those who may not know, or where nothing is written."""
    return (
        BirthFamilyContact.objects.filter(person=person, replaced_by__isnull=True)
        .order_by("-from_on", "-pk")
        .first()
    )


def must_confirm(contact: BirthFamilyContact, facts: Facts) -> bool:
    """Must it be confirmed before anything is sent? After an adoption order, everything written down before it must."""
    order = facts.last("adoption_order_made")
    if order is None:
        return False
    return contact.confirmed_on is None or contact.confirmed_on < order.on


def unsealed_until(child: Child, account: Account, at: datetime) -> datetime | None:
    """Until when this person reads a sealed record; None where it is no sealed one."""
    held = live_grants(child.pk, at).filter(account=account, basis=Basis.UNSEALED)
    return held.values_list("ends_at", flat=True).order_by("-ends_at").first()


def restriction_of(child: Child) -> Seclusion | None:
    """The restriction of a record, for those who see it."""
    live = Seclusion.objects.filter(child_id=child.pk, level=Level.RESTRICTED, ends_at__isnull=True)
    return live.select_related("custodian").first()


def whom_to_ask(reference: str, given_name: str, family_name: str, born: date | None) -> Account | None:
    """Whom to ask about a record that may exist and is hidden from whoever acts. Nobody, where nothing may be said."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT people.whom_to_ask(%s, %s, %s)",
            [reference.strip(), folded(given_name, family_name), born],
        )
        (found,) = cursor.fetchone()
    return Account.objects.filter(pk=found).first() if found else None


def out_of_reach(agency: Agency, references: Sequence[str]) -> frozenset[str]:
    """Of the references in a return, those of records that a return may not touch: sealed, or hidden from whoever acts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT shielded.out_of_reach(%s, %s)", [agency.pk, list(references)])
        return frozenset(cursor.fetchone()[0])


def sealed_records() -> list[Seclusion]:
    """The sealed records in the custody of whoever acts."""
    found = Seclusion.objects.filter(level=Level.SEALED, ends_at__isnull=True).select_related("agency")
    return list(found.order_by("label", "pk"))


def link_readings() -> list[LinkReading]:
    """Who asked which records belong together, newest first."""
    return list(LinkReading.objects.select_related("read_by").order_by("-read_at")[:100])


def knocks() -> list[Knock]:
    """Sealed records that returns have named, newest first."""
    return list(Knock.objects.select_related("by").order_by("-on", "label")[:100])


def may_write(child: Child, part: Compartment) -> bool:
    """Whether whoever acts may write in this part of the child's record."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s = ANY (access.changeable_children(%s))", [child.pk, part.value])
        return bool(cursor.fetchone()[0])
