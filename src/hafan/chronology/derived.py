"""The tables that are derived from chronologies, and how a projection becomes their rows. Nothing else writes them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from hafan.chronology.models import Obligation, Standing
from hafan.chronology.projection import Projection
from hafan.identity.models import Account, Team
from hafan.people.models import CaseRole, Child, Household, Placement

Row = tuple[Any, ...]


class Directory:
    """The numbers behind the public ids that entries name: people, teams and households. Asked once per batch."""

    def __init__(self, projections: Iterable[Projection]) -> None:
        found = list(projections)
        roles = [row for each in found for row in each.case_roles]
        self.accounts = _numbers(Account, (row["account"] for row in roles))
        self.teams = _numbers(Team, (row["team"] for row in roles))
        carers = {row["carers"] for each in found for row in each.placements}
        entries = {str(row["began_by"]) for each in found for row in each.placements}
        self.households = _numbers(Household, carers - entries)


def _numbers(model: Any, public_ids: Iterable[str | None]) -> dict[str, int]:
    wanted = {each for each in public_ids if each and is_id(each)}
    if not wanted:
        return {}
    return {
        str(public): key
        for key, public in model.objects.filter(public_id__in=wanted).values_list("pk", "public_id")
    }


def is_id(written: str) -> bool:
    """Is this the id of something, or words somebody wrote in its place?"""
    try:
        return str(uuid.UUID(written)) == written
    except ValueError:
        return False


@dataclass(frozen=True, slots=True)
class Derived:
    """One derived table: its columns, starting with the child, and the rows a projection gives it."""

    model: Any
    columns: tuple[str, ...]
    rows: Callable[[Child, Projection, Directory], list[Row]]
    is_public: bool = False

    @property
    def attributes(self) -> list[str]:
        """The names under which Django holds the plain values."""
        return [self.model._meta.get_field(name).attname for name in self.columns]


_OBLIGATION = (
    "child", "clock", "part", "owner", "started_on", "started_by", "due_on", "not_before", "soon_from", "suspended_from",
    "is_unknown",
)  # fmt: skip
_PLACEMENT = ("child", "kind", "carers", "household", "began_on", "ended_on", "began_by")
_ROLE = ("child", "role", "account", "team", "began_on", "ended_on")
_STANDING = (
    "child", "agency", "team", "worker", "state", "is_open", "looked_after_from", "legal_status", "placement_kind",
    "with_carers_from", "ep_from", "plans_return", "plans_adoption", "due_on", "due_clock",
)  # fmt: skip


def _obligations(child: Child, found: Projection, directory: Directory) -> list[Row]:
    return [(child.pk, *(row[name] for name in _OBLIGATION[1:])) for row in found.obligations]


def _placements(child: Child, found: Projection, directory: Directory) -> list[Row]:
    return [
        (
            child.pk, row["kind"], row["carers"], directory.households.get(row["carers"]),
            row["began_on"], row["ended_on"], row["began_by"],
        )
        for row in found.placements
    ]  # fmt: skip


def _roles(child: Child, found: Projection, directory: Directory) -> list[Row]:
    return [
        (
            child.pk, row["role"], directory.accounts.get(row["account"] or ""),
            directory.teams.get(row["team"] or ""), row["began_on"], row["ended_on"],
        )
        for row in found.case_roles
    ]  # fmt: skip


def _standing(child: Child, found: Projection, directory: Directory) -> list[Row]:
    row = found.standing
    worker, team = directory.accounts.get(row["worker"] or ""), directory.teams.get(row["team"] or "")
    return [(child.pk, child.agency_id, team, worker, *(row[name] for name in _STANDING[4:]))]


TABLES = (
    Derived(Obligation, _OBLIGATION, _obligations),
    Derived(Placement, _PLACEMENT, _placements, is_public=True),
    Derived(CaseRole, _ROLE, _roles, is_public=True),
    Derived(Standing, _STANDING, _standing),
)
