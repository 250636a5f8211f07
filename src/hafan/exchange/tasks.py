"""Jobs that read and write returns in the background, as the person who sent them."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from hafan.exchange.models import Import, Stage
from hafan.exchange.operations import read_import, write_import
from hafan.foundation.context import acting_as
from hafan.identity.models import Account


@app.task(name="exchange.read_import", queue="returns")
def read_in_background(import_id: str, account_id: int) -> None:
    """Read a return. Doing it twice reads it twice and changes nothing."""
    with acting_as(account_id):
        sent = _claim(import_id, Stage.WAITING, Stage.READING)
        if sent is not None:
            read_import(sent=sent, at=timezone.now())


@app.task(name="exchange.write_import", queue="returns")
def write_in_background(import_id: str, account_id: int) -> None:
    """Write a return once: a second run finds nothing left to claim."""
    with acting_as(account_id):
        sent = _claim(import_id, Stage.WRITING, Stage.WRITING)
        if sent is not None:
            write_import(sent=sent, by=Account.objects.get(pk=account_id), at=timezone.now())


def _claim(import_id: str, expected: Stage, becomes: Stage) -> Import | None:
    """Take a return that stands where this job expects it, and keep others from it until the transaction ends."""
    with transaction.atomic():
        sent = (
            Import.objects.select_related("agency")
            .select_for_update(of=("self",))
            .filter(public_id=uuid.UUID(import_id), stage=expected)
            .first()
        )
        if sent is not None:
            sent.stage = becomes
            sent.save(update_fields=["stage"])
    return sent
