"""Files about many children: asked for by one person, allowed by another, for a purpose, so many rows, for a day.

A room that gives out such a file calls `take_export` first. A mail merge never takes a file.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from hafan.audit.operations import note
from hafan.disclosure.models import BulkExport
from hafan.disclosure.operations.ledger import NotYours, require
from hafan.identity.models import Account

#: No file holds more, whoever asks.
MOST_ROWS: Final = 20_000
#: How long it may be taken once it is allowed.
OPEN_FOR: Final = timedelta(hours=24)
ENOUGH: Final = 20


class NotAllowed(Exception):
    """It was not allowed, the time is over, it was taken already, or it holds more rows than were asked for."""


@transaction.atomic
def request_export(*, what: str, purpose: str, most_rows: int, by: Account, at: datetime) -> BulkExport:
    """Ask for a file about many children, saying what for and how many rows at most."""
    require(by, "return.import", at)
    if len(purpose.strip()) < ENOUGH or not 0 < most_rows <= MOST_ROWS:
        raise NotAllowed
    asked = BulkExport.objects.create(
        agency=by.agency, what=what, purpose=purpose.strip(), most_rows=most_rows, asked_by=by, asked_at=at
    )
    note(
        action="disclosure.export_asked",
        by=by,
        object_type="export",
        object_id=asked.public_id,
        detail={"rows": most_rows},
    )
    return asked


@transaction.atomic
def approve_export(*, export: BulkExport, by: Account, at: datetime) -> None:
    """Allow it, as a second person, who has just given a second step."""
    require(by, "disclosure.release", at)
    held = BulkExport.objects.select_for_update().get(pk=export.pk)
    if held.asked_by_id == by.pk or held.allowed_at is not None:
        raise NotYours("export")
    held.allowed_by, held.allowed_at, held.expires_at = by, at, at + OPEN_FOR
    held.save(update_fields=["allowed_by", "allowed_at", "expires_at"])
    note(action="disclosure.export_allowed", by=by, object_type="export", object_id=held.public_id)


@transaction.atomic
def take_export(*, export: BulkExport, rows: int, by: Account, at: datetime) -> None:
    """Say, before the file is given, that it is taken: once, in time, by whoever asked, with no more rows than were allowed."""
    held = BulkExport.objects.select_for_update().get(pk=export.pk)
    in_time = held.expires_at is not None and at < held.expires_at
    if held.asked_by_id != by.pk or not in_time or held.used_at is not None or rows > held.most_rows:
        raise NotAllowed
    held.used_at, held.rows_taken = at, rows
    held.save(update_fields=["used_at", "rows_taken"])
    note(
        action="disclosure.export_taken",
        by=by,
        object_type="export",
        object_id=held.public_id,
        detail={"rows": rows},
    )
