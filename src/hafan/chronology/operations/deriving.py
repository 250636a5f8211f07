"""Deriving: what follows from the chronology is worked out afresh and written where it differs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from hafan.chronology.models import Obligation, Standing
from hafan.chronology.projection import Projection, project
from hafan.chronology.queries import entries_by_child, facts_of, framework_of
from hafan.foundation.bulk import insert_rows
from hafan.identity.models import Account, Team
from hafan.people.models import CaseRole, Child, Household, Placement
from hafan.practice.facts import Facts

_OBLIGATION = (
    "child", "clock", "owner", "started_on", "started_by", "due_on", "not_before", "soon_from", "suspended_from",
    "is_unknown",
)  # fmt: skip
_PLACEMENT = ("child", "kind", "carers", "household", "began_on", "ended_on", "began_by")
_ROLE = ("child", "role", "account", "team", "began_on", "ended_on")
_STANDING = (
    "child", "agency", "team", "worker", "state", "is_open", "looked_after_from", "legal_status", "placement_kind",
    "with_carers_from", "ep_from", "plans_return", "plans_adoption", "due_on", "due_clock",
)  # fmt: skip


class Directory:
    """The numbers behind the public ids that entries name: people, teams and households. Asked once per batch."""

    def __init__(self, projections: Iterable[Projection]) -> None:
        roles = [row for each in projections for row in each.case_roles]
        self.accounts = _numbers(Account, (row["account"] for row in roles))
        self.teams = _numbers(Team, (row["team"] for row in roles))
        carers = {row["carers"] for each in projections for row in each.placements}
        entries = {str(row["began_by"]) for each in projections for row in each.placements}
        self.households = _numbers(Household, carers - entries)


def _numbers(model: Any, public_ids: Iterable[str | None]) -> dict[str, int]:
    wanted = {each for each in public_ids if each and len(each) == 36}
    if not wanted:
        return {}
    return {
        str(public): key
        for key, public in model.objects.filter(public_id__in=wanted).values_list("pk", "public_id")
    }


@transaction.atomic
def derive(*, child: Child, facts: Facts | None = None) -> Projection:
    """Bring everything that follows from one child's chronology up to date. The child's row must be locked."""
    found = project(facts or facts_of(child), framework_of(child))
    directory = Directory([found])
    _settle(Obligation, child, _OBLIGATION, _obligations(child.pk, found))
    _settle(Placement, child, _PLACEMENT, _placements(child.pk, found, directory))
    _settle(CaseRole, child, _ROLE, _roles(child.pk, found, directory))
    _settle(Standing, child, _STANDING, [_standing(child, found, directory)])
    _write_birth(child, found)
    return found


def _settle(model: Any, child: Child, columns: Sequence[str], wanted: list[tuple[Any, ...]]) -> None:
    """Make the stored rows of a child equal to the wanted ones, touching only those that differ."""
    names = [model._meta.get_field(name).attname for name in columns]
    stored = {row[1:]: row[0] for row in model.objects.filter(child=child).values_list("pk", *names)}
    gone = [key for row, key in stored.items() if row not in set(wanted)]
    if gone:
        model.objects.filter(pk__in=gone).delete()
    new = [row for row in wanted if row not in stored]
    if new:
        model.objects.bulk_create([model(**dict(zip(names, row, strict=True))) for row in new])


def _write_birth(child: Child, found: Projection) -> None:
    changed = [name for name, value in found.birth.items() if getattr(child, name) != value]
    for name in changed:
        setattr(child, name, found.birth[name])
    child.version += 1
    child.save(update_fields=[*changed, "version"])


def derive_many(*, children: Sequence[Child]) -> None:
    """Derive children who have nothing derived yet, in a few statements: for imports and for the demo world."""
    entries = entries_by_child(child.pk for child in children)
    found = [
        (child, project(Facts(child.country, entries[child.pk]), framework_of(child))) for child in children
    ]
    write_new(found)


def write_new(found: Sequence[tuple[Child, Projection]]) -> None:
    """Write the derived rows of children who have none yet."""
    directory = Directory([projection for _, projection in found])
    with transaction.atomic():
        insert_rows(
            Obligation, _OBLIGATION, [row for child, each in found for row in _obligations(child.pk, each)]
        )
        insert_rows(
            Placement,
            ("public_id", *_PLACEMENT),
            [(_new_id(), *row) for child, each in found for row in _placements(child.pk, each, directory)],
        )
        insert_rows(
            CaseRole,
            ("public_id", *_ROLE),
            [(_new_id(), *row) for child, each in found for row in _roles(child.pk, each, directory)],
        )
        insert_rows(Standing, _STANDING, [_standing(child, each, directory) for child, each in found])


def _new_id() -> Any:
    return Placement._meta.get_field("public_id").get_default()


def _obligations(child_id: int, found: Projection) -> list[tuple[Any, ...]]:
    return [(child_id, *(row[name] for name in _OBLIGATION[1:])) for row in found.obligations]


def _placements(child_id: int, found: Projection, directory: Directory) -> list[tuple[Any, ...]]:
    return [
        (
            child_id, row["kind"], row["carers"], directory.households.get(row["carers"]),
            row["began_on"], row["ended_on"], row["began_by"],
        )
        for row in found.placements
    ]  # fmt: skip


def _roles(child_id: int, found: Projection, directory: Directory) -> list[tuple[Any, ...]]:
    return [
        (
            child_id, row["role"], directory.accounts.get(row["account"] or ""), directory.teams.get(row["team"] or ""),
            row["began_on"], row["ended_on"],
        )
        for row in found.case_roles
    ]  # fmt: skip


def _standing(child: Child, found: Projection, directory: Directory) -> tuple[Any, ...]:
    row = found.standing
    worker, team = directory.accounts.get(row["worker"] or ""), directory.teams.get(row["team"] or "")
    return (child.pk, child.agency_id, team, worker, *(row[name] for name in _STANDING[4:]))
