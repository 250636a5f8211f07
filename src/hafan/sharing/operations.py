"""The verbs of sharing. The database judges each again (statements.py): nobody gives what they cannot see."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.access.operations import deny
from hafan.access.queries import NotTheOneActing
from hafan.audit.operations import note
from hafan.foundation.context import acting_account
from hafan.identity.models import Account, Agency, Team
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.sharing.clock import answer_by
from hafan.sharing.models import Consent

#: insufficient_privilege and check_violation: what the functions answer when something may not be.
_REFUSALS: Final = ("42501", "23514")


class CannotShare(Exception):
    """The database would not have it; nothing was written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What is shared, by which law, and what was agreed in words, item by item: `item`, `who` may know it, `handling`."""

    told_as: str
    role: str
    parts: Collection[Compartment]
    purpose: str
    legal_basis: str
    consent: Consent
    consent_words: str = ""
    may_write: bool = False
    items: Sequence[Mapping[str, str]] = ()


def offer(
    *,
    by: Account,
    child: Child,
    to: Agency | Team | Account,
    agreed: Agreed,
    starts: datetime,
    ends: datetime,
    review_on: date,
    answers: uuid.UUID | None = None,
) -> uuid.UUID:
    """Offer another agency, or one team or person there, parts of a child's record. Nobody there sees anything until it is taken.

    Raises CannotShare.
    """
    team, account = (to if isinstance(to, Team) else None), (to if isinstance(to, Account) else None)
    offered = _written(
        by,
        "SELECT sharing.offer(%s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s, %s, %s, %s, %s, %s, %s, %s)",
        child.pk,
        to.pk if isinstance(to, Agency) else to.agency_id,
        team and team.pk,
        account and account.pk,
        agreed.told_as.strip(),
        agreed.role,
        sorted(part.value for part in agreed.parts),
        agreed.may_write,
        json.dumps([dict(each) for each in agreed.items]),
        agreed.purpose.strip(),
        agreed.legal_basis,
        agreed.consent.value,
        agreed.consent_words.strip(),
        starts,
        ends,
        review_on,
        answers,
    )
    named = uuid.UUID(str(offered))
    note(
        action="sharing.share.offered",
        by=by,
        object_type="share",
        object_id=named,
        child_id=child.pk,
        detail={"role": agreed.role, "basis": agreed.legal_basis, "parts": len(agreed.parts)},
    )
    return named


def acknowledge(*, by: Account, share_id: uuid.UUID) -> bool:
    """Take what was offered: from now the child is in sight, under the role named and no other. False if there is nothing to take."""
    return _answered(by, share_id, taken=True, words="")


def decline(*, by: Account, share_id: uuid.UUID, why: str) -> bool:
    """Decline what was offered, saying why."""
    return _answered(by, share_id, taken=False, words=why)


def _answered(by: Account, share_id: uuid.UUID, *, taken: bool, words: str) -> bool:
    done = bool(_written(by, "SELECT sharing.respond(%s, %s, %s)", share_id, taken, words.strip()))
    if done:
        action = "sharing.share.acknowledged" if taken else "sharing.share.declined"
        note(action=action, by=by, object_type="share", object_id=share_id)
    return done


def end_share(*, by: Account, share_id: uuid.UUID, why: str) -> bool:
    """End a share, from either side; whoever saw the child by it sees them no more."""
    done = bool(_written(by, "SELECT sharing.end_share(%s, %s)", share_id, why.strip()))
    if done:
        note(action="sharing.share.ended", by=by, object_type="share", object_id=share_id)
    return done


def review(*, by: Account, share_id: uuid.UUID, next_on: date) -> bool:
    """Say, having looked at it, that a share goes on, and when it is looked at next."""
    done = bool(_written(by, "SELECT sharing.review(%s, %s)", share_id, next_on))
    if done:
        note(action="sharing.share.reviewed", by=by, object_type="share", object_id=share_id)
    return done


def ask(
    *, by: Account, agency: Agency, about: str, wanted: str, purpose: str, legal_basis: str, at: datetime
) -> uuid.UUID:
    """Ask another agency about a child one can only describe. The clock of the answer starts. Raises CannotShare."""
    by_day = answer_by(timezone.localdate(at))
    told = (about.strip(), wanted.strip(), purpose.strip())
    asked = _written(by, "SELECT sharing.ask(%s, %s, %s, %s, %s, %s)", agency.pk, *told, legal_basis, by_day)
    named = uuid.UUID(str(asked))
    note(action="sharing.request.made", by=by, object_type="request", object_id=named)
    return named


def refuse_request(*, by: Account, request_id: uuid.UUID, why: str) -> bool:
    """Refuse what another agency asked for, with a reason."""
    return _closed(by, request_id, refused=True, why=why)


def withdraw_request(*, by: Account, request_id: uuid.UUID, why: str) -> bool:
    """Take back what one's own agency asked for."""
    return _closed(by, request_id, refused=False, why=why)


def _closed(by: Account, request_id: uuid.UUID, *, refused: bool, why: str) -> bool:
    done = bool(_written(by, "SELECT sharing.close_request(%s, %s, %s)", request_id, refused, why.strip()))
    if done:
        action = "sharing.request.refused" if refused else "sharing.request.withdrawn"
        note(action=action, by=by, object_type="request", object_id=request_id)
    return done


@transaction.atomic
def declare_conflict(*, by: Account, child: Child, reason: str, at: datetime) -> None:
    """Shut oneself out: from the next page one sees nothing of this child, and one's manager is told to find somebody else."""
    note(
        action="access.conflict.declared",
        by=by,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
    )
    deny(child_id=child.pk, account=by, reason=reason, by=by, at=at)


def _written(by: Account, statement: str, *values: Any) -> object:
    if acting_account() != by.pk:
        raise NotTheOneActing
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, list(values))
            return cursor.fetchone()[0]
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", "") in _REFUSALS:
            raise CannotShare from refused
        raise
