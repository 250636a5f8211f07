"""Somebody may have learnt what they must not: open it at once, and tell what was done, step by step."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from django.db import transaction

from hafan.audit.operations import note
from hafan.disclosure.models import Exposure, ExposureLine, Outgoing
from hafan.disclosure.operations.ledger import require
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.wording import Wording

STEPS: Final[dict[str, Wording]] = {
    "learnt": Wording("What happened", "Beth ddigwyddodd"),
    "family_told": Wording("The family was told and asked what they need", "Dywedwyd wrth y teulu a gofynnwyd beth sydd ei angen arnynt"),
    "made_safe": Wording("Something was done to keep people safe", "Gwnaed rhywbeth i gadw pobl yn ddiogel"),
    "got_back": Wording("Tried to get it back", "Ceisiwyd ei gael yn ôl"),
    "officer_told": Wording("The privacy officer was told", "Dywedwyd wrth y swyddog preifatrwydd"),
    "regulator_told": Wording("The regulator was told", "Dywedwyd wrth y rheoleiddiwr"),
    "closed": Wording("Closed", "Caewyd"),
}  # fmt: skip


@transaction.atomic
def open_exposure(
    *, child: Child, learnt_on: date, words: str, by: Account, at: datetime, outgoing: Outgoing | None = None
) -> Exposure:
    """Open it. Nobody has to be sure: what turns out harmless is closed as harmless."""
    require(by, "case.view", at)
    exposure = Exposure.objects.create(
        child=child, part="care", outgoing=outgoing, opened_by=by, learnt_on=learnt_on
    )
    add_line(exposure=exposure, step="learnt", words=words, happened_on=learnt_on, by=by, at=at)
    return exposure


@transaction.atomic
def add_line(
    *, exposure: Exposure, step: str, words: str, happened_on: date, by: Account, at: datetime
) -> None:
    """Tell one step of what was done."""
    require(by, "case.view", at)
    ExposureLine.objects.bulk_create(
        [
            ExposureLine(
                child_id=exposure.child_id, part="care", exposure=exposure, happened_on=happened_on, account=by, step=step,
                words=words,
            )
        ]
    )  # fmt: skip
    if step == "closed":
        exposure.closed_at = at
        exposure.save(update_fields=["closed_at"])
    note(
        action=f"disclosure.exposure_{step}", by=by, object_type="exposure", object_id=exposure.public_id,
        child_id=exposure.child_id,
    )  # fmt: skip
