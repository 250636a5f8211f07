"""Noting what a page of a child shows, before it is shown."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest

from hafan.access.queries import told_sight
from hafan.audit.operations import Detail, note
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.entries import WHOLE


def note_read(
    request: HttpRequest,
    child: Child,
    *,
    doing: str,
    parts: Iterable[str] | None = None,
    detail: Detail | None = None,
) -> None:
    """Note that a page about a child is read: these parts of the record, or as much of the story as its reader sees."""
    assert isinstance(request.user, Account)
    note(
        action=doing,
        by=request.user,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
        request_id=getattr(request, "number", None),
        parts=told_sight(child).parts & WHOLE if parts is None else parts,
        detail=detail,
    )
