"""Jobs that read and write returns in the background, as the person who sent them."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from hafan.exchange.models import Stage
from hafan.exchange.operations import read_import, take_up, write_import
from hafan.foundation.context import acting_as
from hafan.identity.models import Account


@app.task(name="exchange.read_import", queue="returns")
def read_in_background(import_id: str, account_id: int) -> None:
    """Read a return. Doing it twice reads it once; one left half read by a job that died is read from the start."""
    at = timezone.now()
    with acting_as(account_id):
        by = Account.objects.get(pk=account_id)
        sent = take_up(public_id=import_id, expected={Stage.WAITING}, becomes=Stage.READING, at=at)
    if sent is not None:
        read_import(sent=sent, by=by, at=at)


@app.task(name="exchange.write_import", queue="returns")
def write_in_background(import_id: str, account_id: int) -> None:
    """Write a return once: a second run finds nothing left to take up, or waits and then finds it done."""
    at = timezone.now()
    with acting_as(account_id):
        by = Account.objects.get(pk=account_id)
        sent = take_up(public_id=import_id, expected={Stage.WRITING}, becomes=Stage.WRITING, at=at)
    if sent is not None:
        write_import(sent=sent, by=by, at=at)
