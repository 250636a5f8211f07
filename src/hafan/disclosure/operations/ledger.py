"""Whoever may act here, and the line that is left behind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from hafan.access.policy import Action, may
from hafan.access.queries import roles_of
from hafan.audit.operations import note
from hafan.disclosure.models import LedgerLine, Outgoing
from hafan.identity.models import Account


class NotYours(PermissionError):
    """Your role does not do this, or it is not yours to do."""


def require(by: Account, action: Action, at: datetime) -> None:
    """Refuse those whose role does not allow it."""
    if not may(roles_of(by, timezone.localdate(at)), action):
        raise NotYours(action)


def tell(
    outgoing: Outgoing, event: str, by: Account, detail: Mapping[str, str | int | bool | None] | None = None
) -> None:
    """Leave a line in the ledger and a note in the audit: codes and counts, never words."""
    told = dict(detail or {})
    LedgerLine.objects.bulk_create(
        [
            LedgerLine(
                child_id=outgoing.child_id, part=outgoing.part, outgoing=outgoing, recipient_id=outgoing.recipient_id, event=event,
                account=by, sha256=outgoing.sha256, pages=outgoing.pages, detail=told,
            )
        ]
    )  # fmt: skip
    note(
        action=f"disclosure.{event}", by=by, object_type="outgoing", object_id=outgoing.public_id, child_id=outgoing.child_id,
        detail=told, parts=[outgoing.part],
    )  # fmt: skip
