"""The verbs of access. The database checks each again: nobody gives what they cannot see."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from hafan.access.models import Appointment, Basis, Outcome, Why
from hafan.access.queries import NotTheOneActing
from hafan.foundation.context import acting_account, end_sessions_of
from hafan.identity.models import Account, Agency, Team
from hafan.practice.entries import Compartment


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
    role: str = "",
    parts: Iterable[Compartment] | None = None,
    may_write: bool = True,
    purpose: str = "",
    legal_basis: str = "",
    review_on: date | None = None,
) -> int:
    """Let somebody see a child from `at`; answers the key of the grant. `by` must see as much, and be able to change the record.

    Another agency's people see named `parts`, in a named `role`, for a `purpose` and by a `legal_basis`, or nothing.
    """
    _require_acting(by)
    holders = [to.pk if isinstance(to, kind) else None for kind in (Account, Team, Agency)]
    if not any(holders):
        raise NeedsOneHolder
    rows = _call(
        f"SELECT access.give({', '.join(['%s'] * 14)})",
        child_id,
        *holders,
        role,
        basis.value,
        None if parts is None else sorted(part.value for part in parts),
        may_write,
        reason,
        purpose,
        legal_basis,
        at,
        until,
        review_on,
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


def restrict(
    *, child_id: int, kind: Why, reason: str, label: str, custodian: Account, review_on: date, by: Account
) -> None:
    """Leave a record to named people only: the custodian, whoever does this, and those already named. Teams lose sight of it."""
    _require_acting(by)
    _call(
        "SELECT access.restrict(%s, %s, %s, %s, %s, %s)",
        child_id,
        kind.value,
        reason,
        review_on,
        custodian.pk,
        label,
    )


def lift_restriction(*, child_id: int, reason: str, by: Account) -> None:
    """Let a record be given to teams again; who gets it is for allocation to say."""
    _require_acting(by)
    _call("SELECT access.lift_restriction(%s, %s)", child_id, reason)


def seal(*, child_id: int, reason: str, label: str, by: Account) -> uuid.UUID:
    """Seal a record: from this moment nobody sees it, `by` included. Answers the id a custodian unseals it by."""
    _require_acting(by)
    return uuid.UUID(str(_call("SELECT access.seal(%s, %s, %s)", child_id, reason, label)[0][0]))


def unseal(*, seclusion_id: uuid.UUID, reason: str, by: Account) -> int | None:
    """Open a sealed record for an hour, to read; answers the child's key. None where there is nothing for this person to unseal."""
    _require_acting(by)
    found = _call("SELECT access.unseal(%s, %s)", seclusion_id, reason)[0][0]
    return None if found is None else int(found)


def close_alert(*, alert_id: uuid.UUID, outcome: Outcome, finding: str, by: Account) -> bool:
    """Close the alert of an emergency; False when it is not this person's to close, or the words are too few."""
    _require_acting(by)
    return bool(_call("SELECT access.close_alert(%s, %s, %s)", alert_id, outcome.value, finding)[0][0])


def sign_off(*, agency: Agency, month: date, by: Account) -> bool:
    """Sign off a month; False while an alert raised in it, or before, is open, or the month is not over."""
    _require_acting(by)
    return bool(_call("SELECT access.sign_off(%s, %s)", agency.pk, month)[0][0])


def propose_appointment(*, account: Account, role: str, by: Account) -> uuid.UUID:
    """Propose somebody for a role that it takes two people to give."""
    _require_acting(by)
    return uuid.UUID(str(_call("SELECT access.propose(%s, %s)", account.pk, role)[0][0]))


@transaction.atomic
def decide_appointment(*, appointment: Appointment, agreed: bool, by: Account) -> bool:
    """Agree to an appointment, or refuse it; False where it is not this person's to decide.

    The new role begins with a new sign-in, which asks for a security key.
    """
    _require_acting(by)
    (decided,) = _call("SELECT access.decide_appointment(%s, %s)", appointment.public_id, agreed)[0]
    if decided is not None and agreed:
        end_sessions_of(appointment.account)
    return decided is not None


def _require_acting(by: Account) -> None:
    if acting_account() != by.pk:
        raise NotTheOneActing


def _call(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        return cursor.fetchall()
