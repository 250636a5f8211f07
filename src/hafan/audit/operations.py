"""Noting what was done and what was read. Codes, counts and keys only: never what a record says."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import connection

from hafan.identity.models import Account

INSERT = "INSERT INTO audit_event (account_id, agency_id, action, object_type, object_id, child_id, request_id, detail) VALUES "


def note(
    *,
    action: str,
    by: Account | None,
    object_type: str = "",
    object_id: uuid.UUID | None = None,
    child_id: int | None = None,
    request_id: uuid.UUID | None = None,
    detail: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Note one thing, in the transaction of what it notes. `by` must be the one acting; None when nobody is signed in."""
    note_many(
        action=action,
        by=by,
        object_type=object_type,
        about=[(child_id, object_id)],
        request_id=request_id,
        detail=detail,
    )


def note_many(
    *,
    action: str,
    by: Account | None,
    object_type: str,
    about: Iterable[tuple[int | None, uuid.UUID | None]],
    request_id: uuid.UUID | None = None,
    detail: Mapping[str, str | int | bool | None] | None = None,
) -> None:
    """Note the same thing about many children or objects, as a list page or an import does."""
    told = json.dumps(dict(detail or {}))
    who: list[Any] = [by and by.pk, by and by.agency_id]
    rows = [(*who, action, object_type, thing, child, request_id, told) for child, thing in about]
    if not rows:
        return
    # Plain SQL, because reading a row back (as Django's create does) would need sight of it.
    places = ", ".join(["(%s, %s, %s, %s, %s, %s, %s, %s)"] * len(rows))
    with connection.cursor() as cursor:
        cursor.execute(INSERT + places, [value for row in rows for value in row])
