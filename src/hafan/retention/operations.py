"""The verbs of keeping and destroying. The database checks each again, and works out the period by itself."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import Any

from django.db import InternalError, connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from hafan.access.queries import NotTheOneActing
from hafan.audit.operations import note
from hafan.foundation.context import acting_account
from hafan.identity.models import Account
from hafan.retention.models import Fate, HoldKind
from hafan.retention.queries import kept_record


class MayNotBeDestroyed(Exception):
    """Inside its period, over a hold, by one person alone, or too soon."""


class NoSuchRecord(Exception):
    """Not a record this person keeps."""


class SayWhy(ValueError):
    """A reason of at least twenty letters is needed."""


def place_hold(*, child: uuid.UUID, kind: HoldKind, reason: str, by: Account) -> uuid.UUID:
    """Keep a record from being destroyed, whatever its period."""
    placed: uuid.UUID = _do("SELECT retention.place_hold(%s, %s, %s)", child, kind.value, reason, by=by)
    _note("retention.hold.placed", child, by, kind=kind.value)
    return placed


def lift_hold(*, child: uuid.UUID, hold: uuid.UUID, reason: str, by: Account) -> bool:
    """Lift a hold, and say why."""
    lifted = bool(_do("SELECT retention.lift_hold(%s, %s, %s)", child, hold, reason, by=by))
    _note("retention.hold.lifted", child, by, lifted=lifted)
    return lifted


def list_item(*, child: uuid.UUID, what: str, place: str, by: Account) -> uuid.UUID:
    """List a thing kept in a cupboard."""
    listed: uuid.UUID = _do("SELECT retention.list_item(%s, %s, %s)", child, what, place, by=by)
    _note("retention.item.listed", child, by)
    return listed


def settle_item(*, child: uuid.UUID, item: uuid.UUID, fate: Fate, by: Account) -> bool:
    """Say what became of a thing."""
    settled = bool(_do("SELECT retention.settle_item(%s, %s, %s)", child, item, fate.value, by=by))
    _note("retention.item.settled", child, by, fate=fate.value)
    return settled


def propose(*, child: uuid.UUID, by: Account, on: date) -> uuid.UUID:
    """Propose that a record be destroyed. Raises MayNotBeDestroyed."""
    rules = _require_over(child, on)
    proposed: uuid.UUID = _do("SELECT retention.propose(%s, %s)", child, rules, by=by)
    _note("retention.destruction.proposed", child, by)
    return proposed


def confirm(*, child: uuid.UUID, by: Account, on: date) -> datetime:
    """Confirm what somebody else proposed; answers the moment before which nothing is destroyed."""
    _require_over(child, on)
    starts: datetime = _do("SELECT retention.confirm(%s)", child, by=by)
    _note("retention.destruction.confirmed", child, by)
    return starts


def undo(*, child: uuid.UUID, by: Account) -> bool:
    """Take a destruction back; nothing has been lost."""
    undone = bool(_do("SELECT retention.undo(%s)", child, by=by))
    _note("retention.destruction.undone", child, by, undone=undone)
    return undone


def destroy(*, child: uuid.UUID, by: Account, on: date) -> None:
    """Destroy a record that two people agreed on thirty days ago. What was done and read about it stays in the audit."""
    _require_over(child, on)
    _do("SELECT retention.destroy(%s)", child, by=by)
    _note("retention.record.destroyed", child, by)


def _require_over(child: uuid.UUID, on: date) -> list[str]:
    """The law register must say so too; the database asks the ledger by itself. Answers the rules."""
    kept = kept_record(child)
    if kept is None:
        raise NoSuchRecord
    if not kept.is_over(on):
        raise MayNotBeDestroyed
    return [each.clock.key for each in kept.periods]


def _note(action: str, child: uuid.UUID, by: Account, **detail: str | bool) -> None:
    """By the record's public id alone: whoever keeps records need not see the child."""
    note(action=action, by=by, object_type="record", object_id=child, detail=detail)


#: What the database says by its codes: ours, in place of words that could tell something.
_SAYS = {"23001": MayNotBeDestroyed, "23505": MayNotBeDestroyed, "42501": NoSuchRecord, "23514": SayWhy}


def _do(statement: str, *values: Any, by: Account) -> Any:
    if acting_account() != by.pk:
        raise NotTheOneActing
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return cursor.fetchone()[0]
    except (InternalError, IntegrityError, ProgrammingError) as refused:
        ours = _SAYS.get(getattr(refused.__cause__, "sqlstate", ""))
        if ours is None:
            raise
        raise ours(str(refused)) from None
