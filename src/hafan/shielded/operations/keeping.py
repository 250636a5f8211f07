"""Keeping something apart and putting it right. Nothing is overwritten: a later row replaces an earlier one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from hafan.audit.operations import note
from hafan.identity.models import Account
from hafan.people.models import Child, Household, Person
from hafan.shielded.models import Kept
from hafan.shielded.queries import Holding, held
from hafan.shielded.shelves import Shelf


class MeanwhileReplaced(Exception):
    """Somebody else has put the same thing right meanwhile; nothing was saved."""


class NothingChanged(ValueError):
    """What was sent is what is held already."""


def open_shelf(*, shelf: Shelf, child: Child, by: Account, on: date) -> list[Holding]:
    """Read what stands on a shelf; that it was opened is noted, with its part."""
    note(
        action="shielded.shelf.opened",
        by=by,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
        parts=[shelf.part],
    )
    return held(shelf, child, on)


@transaction.atomic
def keep(
    *,
    shelf: Shelf,
    child: Child,
    about: Child | Household | Person,
    told: Mapping[str, Any],
    from_on: date,
    by: Account,
) -> Kept:
    """Write something new on a shelf: about the child, the household they live in, or a person of their birth family."""
    where: dict[str, Any] = {shelf.about: about} if shelf.about != "child" else {}
    if shelf.about != "household":
        where["child"] = child
    if isinstance(about, Person) and about.child_id != child.pk:
        raise ValueError("somebody else’s family")
    fields = {name: told[name] for name in shelf.fields if name in told}
    row = shelf.model._default_manager.create(
        from_on=from_on, until_on=told.get("until_on"), written_by=by, **where, **fields
    )
    _note("shielded.row.kept", shelf, child, row, by)
    return row


@transaction.atomic
def replace(
    *, shelf: Shelf, child: Child, row: Kept, changes: Mapping[str, Any], from_on: date, by: Account
) -> Kept:
    """Put something right: only the fields named change, the rest stays as held. Raises MeanwhileReplaced, NothingChanged."""
    fields = (*shelf.fields, "until_on")
    changed = {
        name: value for name, value in changes.items() if name in fields and getattr(row, name) != value
    }
    if not changed:
        raise NothingChanged
    told = {name: getattr(row, name) for name in fields} | changed
    where: dict[str, Any] = {"replaces": row} | {
        name: getattr(row, name) for name in ("household_id", "person_id", "child_id") if hasattr(row, name)
    }
    try:
        with transaction.atomic():
            newer: Kept = shelf.model._default_manager.create(from_on=from_on, written_by=by, **where, **told)
    except IntegrityError as refused:
        if "replaces" not in str(refused):
            raise
        raise MeanwhileReplaced from refused
    _note("shielded.row.replaced", shelf, child, newer, by)
    return newer


def _note(action: str, shelf: Shelf, child: Child, row: Kept, by: Account) -> None:
    note(
        action=action,
        by=by,
        object_type=row._meta.model_name or "",
        object_id=row.public_id,
        child_id=child.pk,
        parts=[shelf.part],
    )
