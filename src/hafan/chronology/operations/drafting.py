"""Drafts: what somebody has typed is kept for them, so that nothing typed is ever lost."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime

from hafan.chronology.models import Draft
from hafan.identity.models import Account
from hafan.people.models import Child

#: More than any honest form holds.
LONGEST = 100_000


class DraftTooLong(ValueError):
    """More was typed than a form can hold."""


def save_draft(
    *,
    by: Account,
    child: Child,
    kind: str,
    typed: Mapping[str, str],
    at: datetime,
    corrects: uuid.UUID | None = None,
) -> Draft:
    """Keep what has been typed in one form about one child. Raises DraftTooLong."""
    if sum(len(value) for value in typed.values()) > LONGEST:
        raise DraftTooLong
    draft, _ = Draft.objects.update_or_create(
        account=by, child=child, kind=kind, corrects=corrects, defaults={"typed": dict(typed), "saved_at": at}
    )
    return draft


def discard_draft(*, by: Account, child: Child, kind: str, corrects: uuid.UUID | None = None) -> None:
    """Forget a draft: it has been recorded, or is not wanted."""
    Draft.objects.filter(account=by, child=child, kind=kind, corrects=corrects).delete()
