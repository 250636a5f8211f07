"""How jobs take a return up, move it on and lay it down. Who took it up last is the only one who may finish it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from hafan.audit.operations import note
from hafan.exchange.models import BUSY, OPEN, Import, Stage
from hafan.identity.models import Account


@transaction.atomic
def take_up(*, public_id: str, expected: Collection[Stage], becomes: Stage, at: datetime) -> Import | None:
    """Take up a return that stands where this job expects it. None if it does not: then there is nothing to do."""
    waiting = Import.objects.filter(public_id=public_id, stage__in=expected)
    if not waiting.update(stage=becomes, progress=15, attempt=F("attempt") + 1, moved_at=at):
        return None
    return Import.objects.select_related("agency").get(public_id=public_id)


def still_mine(sent: Import) -> bool:
    """Has nobody taken it up since? Keeps it from others until the transaction ends."""
    held = Import.objects.select_for_update().filter(pk=sent.pk, attempt=sent.attempt, stage=sent.stage)
    return held.exists()


def move(*, sent: Import, progress: int) -> None:
    """Say how far it has come."""
    Import.objects.filter(pk=sent.pk, attempt=sent.attempt).update(progress=progress, moved_at=timezone.now())


def settle(*, sent: Import, stage: Stage) -> None:
    """Lay it down at a stage where no job is at work."""
    sent.stage, sent.progress, sent.moved_at = stage, 100, timezone.now()
    sent.save(update_fields=["stage", "progress", "moved_at"])


@transaction.atomic
def read_again(*, sent: Import, by: Account, year: str, at: datetime) -> bool:
    """Have a return read once more, under the year given. False if it has moved on meanwhile."""
    moved = Import.objects.filter(pk=sent.pk, stage__in=OPEN).update(
        stage=Stage.WAITING, progress=0, year_given=year, moved_at=at
    )
    if moved:
        note(action="exchange.return.read_again", by=by, object_type="import", object_id=sent.public_id)
    return bool(moved)


@transaction.atomic
def agree(*, sent: Import, by: Account, at: datetime) -> bool:
    """Say yes to what was shown. False if it has moved on meanwhile."""
    moved = Import.objects.filter(pk=sent.pk, stage=Stage.READY).update(
        stage=Stage.WRITING, progress=5, moved_at=at
    )
    if moved:
        note(action="exchange.return.agreed", by=by, object_type="import", object_id=sent.public_id)
    return bool(moved)


@transaction.atomic
def stir(*, sent: Import, by: Account, at: datetime) -> Stage | None:
    """Have a stuck return taken up again. Answers the stage a job should take up, or None if it is not stuck."""
    if not sent.is_stuck(at):
        return None
    stage = Stage.WRITING if sent.stage == Stage.WRITING else Stage.WAITING
    moved = Import.objects.filter(pk=sent.pk, stage__in=BUSY, moved_at=sent.moved_at).update(
        stage=stage, progress=0, moved_at=at, attempt=F("attempt") + 1
    )
    if not moved:
        return None
    note(action="exchange.return.stirred", by=by, object_type="import", object_id=sent.public_id)
    return stage
