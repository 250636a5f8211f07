"""The net under every page: one that is about a child and noted nothing is noted here, before it leaves."""

from __future__ import annotations

import uuid
from typing import Final

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

from hafan.audit.middleware import around
from hafan.audit.operations import note
from hafan.identity.models import Account

#: Answers that show a page: as asked, or again with what was wrong.
SHOWN: Final = frozenset({200, 400, 409, 422})


def note_if_silent(request: HttpRequest, response: HttpResponseBase) -> None:
    """Note a page about a child by its name, unless the page has said itself what it shows."""
    match = request.resolver_match
    child = match.kwargs.get("child_id") if match else None
    if not isinstance(child, uuid.UUID) or response.status_code not in SHOWN or around.get().children:
        return
    assert match is not None
    assert isinstance(request.user, Account)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM people_child WHERE public_id = %s", [child])
        found = cursor.fetchone()
    if found is not None:
        note(
            action=f"{match.func.__module__.split('.')[1]}.page.viewed",
            by=request.user,
            object_type="child",
            object_id=child,
            child_id=found[0],
            detail={"page": str(match.url_name)},
        )
