"""The verbs of access. The database checks each again: nobody gives what they cannot see."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from hafan.access.models import Basis
from hafan.access.queries import NotTheOneActing
from hafan.foundation.context import acting_account
from hafan.identity.models import Account, Agency, Team
from hafan.identity.roles import Role


class NeedsOneHolder(ValueError):
    """A grant goes to one account, or one team, or one agency."""


def draw_children(
    *,
    how_many: int,
    by: Account,
    reason: str,
    account: Account | None = None,
    team: Team | None = None,
    agency: Agency | None = None,
) -> list[int]:
    """Draw keys for new children and write their first grants; create each child with its key in the same transaction.

    Every holder named gets a grant from this moment; all must belong to the agency of whoever acts.
    """
    _require_acting(by)
    return [
        key
        for (key,) in _call(
            "SELECT access.draw_children(%s, %s, %s, %s, %s)",
            how_many,
            account and account.pk,
            team and team.pk,
            agency and agency.pk,
            reason,
        )
    ]


def draw_child(
    *,
    by: Account,
    reason: str,
    account: Account | None = None,
    team: Team | None = None,
    agency: Agency | None = None,
) -> int:
    """Draw the key of one new child (see `draw_children`)."""
    return draw_children(how_many=1, by=by, reason=reason, account=account, team=team, agency=agency)[0]


def give(
    *,
    child_id: int,
    to: Account | Team | Agency,
    basis: Basis,
    reason: str,
    by: Account,
    at: datetime,
    until: datetime | None = None,
    role: Role | None = None,
) -> int:
    """Let somebody see a child from `at`; answers the key of the grant. `by` must see the child."""
    _require_acting(by)
    holders = [to.pk if isinstance(to, kind) else None for kind in (Account, Team, Agency)]
    if not any(holders):
        raise NeedsOneHolder
    rows = _call(
        "SELECT access.give(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
        child_id,
        *holders,
        role.value if role else "",
        basis.value,
        reason,
        at,
        until,
    )
    return int(rows[0][0])


def end_grant(*, grant_id: int, by: Account, at: datetime, reason: str) -> None:
    """End a grant when the fact that justified it ends."""
    _require_acting(by)
    _call("SELECT access.end_grant(%s, %s, %s)", grant_id, at, reason)


def deny(*, child_id: int, account: Account, reason: str, by: Account, at: datetime) -> None:
    """Keep somebody from a child whatever else would let them, as when they are related or know the family."""
    _require_acting(by)
    _call("SELECT access.deny(%s, %s, %s, %s)", child_id, account.pk, reason, at)


def lift_denial(*, child_id: int, account: Account, by: Account, at: datetime) -> None:
    """End a denial; the denied person cannot do it."""
    _require_acting(by)
    _call("SELECT access.lift_denial(%s, %s, %s)", child_id, account.pk, at)


def _require_acting(by: Account) -> None:
    if acting_account() != by.pk:
        raise NotTheOneActing


def _call(statement: str, *values: Any) -> list[tuple[int, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()
