"""Noting what was done and what was read. Codes, counts and keys only: never what a record says."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import connection

from hafan.audit.middleware import around
from hafan.audit.models import Unusual
from hafan.identity.models import Account

# Plain SQL, because reading a row back (as Django's create does) would need sight of it.
INSERT: Final = """
INSERT INTO audit_event (account_id, real_account_id, agency_id, action, object_type, object_id, child_id, listed, parts, reason,
    request_id, session_hash, result, detail)
SELECT %s, %s, %s, %s, %s, thing, child, %s::bigint[], %s::varchar[], %s, %s, %s, %s, %s::jsonb
FROM unnest(%s::bigint[], %s::uuid[]) about (child, thing)
"""
Detail = Mapping[str, str | int | bool | None]


def note(
    *,
    action: str,
    by: Account | None,
    object_type: str = "",
    object_id: uuid.UUID | None = None,
    child_id: int | None = None,
    request_id: uuid.UUID | None = None,
    detail: Detail | None = None,
    parts: Iterable[str] = (),
    reason: str = "",
    listed: Sequence[int] | None = None,
    result: str = "done",
    really: Account | None = None,
) -> None:
    """Note one thing, in the transaction of what it notes. `by` must be the one acting; None when nobody is signed in.

    `parts` are the parts of the record that were read, `listed` the children a list showed, `really` who acts in the name of `by`.
    By which grant the child is in sight, when it was, and in which request, is filled in.
    """
    note_many(
        action=action,
        by=by,
        object_type=object_type,
        about=[(child_id, object_id)],
        request_id=request_id,
        detail=detail,
        parts=parts,
        reason=reason,
        listed=listed,
        result=result,
        really=really,
    )


def note_many(
    *,
    action: str,
    by: Account | None,
    object_type: str,
    about: Iterable[tuple[int | None, uuid.UUID | None]],
    request_id: uuid.UUID | None = None,
    detail: Detail | None = None,
    parts: Iterable[str] = (),
    reason: str = "",
    listed: Sequence[int] | None = None,
    result: str = "done",
    really: Account | None = None,
) -> None:
    """Note the same thing about many children or objects, as a search or an import does."""
    rows = list(about)
    if not rows:
        return
    here = around.get()
    if here.number is not None:
        here.children.update(child for child, _ in rows if child is not None)
    shared = [
        by.pk if by else None,
        really.pk if really else None,
        by.agency_id if by else None,
        action,
        object_type,
        None if listed is None else list(listed),
        sorted({str(part) for part in parts}),
        reason,
        request_id or here.number,
        here.session,
        result,
        json.dumps(dict(detail or {})),
    ]
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [*shared, [child for child, _ in rows], [thing for _, thing in rows]])


def looked_into(*, view: Unusual, found: str, by: Account, at: datetime) -> None:
    """Say what came of looking into an unusual view; it is said once."""
    view.looked_into_by, view.looked_into_at, view.found = by, at, found
    view.save(update_fields=["looked_into_by", "looked_into_at", "found"])
    note(action="audit.unusual.looked_into", by=by, object_type="audit.unusual", object_id=view.public_id)
