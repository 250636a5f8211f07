"""Writing a return into the records: all of it or none of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, IntegrityError, transaction

from hafan.audit.operations import note
from hafan.chronology.models import FROM_RETURN
from hafan.chronology.operations import Addition, NewChild, append_entries, open_children
from hafan.exchange.models import Import, Stage
from hafan.exchange.operations.parsing import CannotImport, parse
from hafan.exchange.operations.reading import ReadReturn, compare, refuse
from hafan.exchange.operations.sending import unpacked
from hafan.exchange.operations.taking import move, settle, still_mine
from hafan.exchange.planning import Change, Plan
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Written:
    """What was written."""

    opened: int
    added: int
    corrected: int


#: Says the same whether the record is hidden, sealed or was opened a moment ago, so that nothing can be learnt from it.
_TAKEN = Wording(
    "A reference in this return is already in use in a way that cannot be changed from here. Nothing was written.",
    "Mae cyfeirnod yn y ffurflen hon eisoes yn cael ei ddefnyddio mewn ffordd na ellir ei newid oddi yma. Ni ysgrifennwyd dim.",
)
_FAILED = Wording(
    "The database could not write this return. Nothing was written.",
    "Ni allai'r gronfa ddata ysgrifennu'r ffurflen hon. Ni ysgrifennwyd dim.",
)
_TRY_AGAIN = Wording(
    "Send it again. If it is refused again, ask the manager of your service.",
    "Anfonwch hi eto. Os caiff ei gwrthod eto, gofynnwch i reolwr eich gwasanaeth.",
)


def write_return(*, found: ReadReturn, agency: Agency, by: Account, at: datetime) -> Written:
    """Open the new records and add what the others lack. Raises CannotImport; then nothing is written."""
    try:
        with transaction.atomic():
            _write(found.plan, agency=agency, by=by, at=at, year=str(found.year))
            note(
                action="exchange.return.written",
                by=by,
                object_type="agency",
                object_id=agency.public_id,
                detail={"year": str(found.year), **found.outcome},
            )
    except IntegrityError as refused:
        raise CannotImport(_TAKEN, _TRY_AGAIN) from refused
    except DatabaseError as failed:
        raise CannotImport(_FAILED, _TRY_AGAIN) from failed
    plan = found.plan
    return Written(len(plan.to_open), plan.entries_to_add, plan.entries_to_correct)


def _write(plan: Plan, *, agency: Agency, by: Account, at: datetime, year: str) -> None:
    opened = [
        NewChild(
            reference=told.reference, ethnicity=told.ethnicity, entries=told.entries, source_keys=told.keys
        )
        for told in plan.to_open
    ]
    if opened:
        open_children(by=by, agency=agency, children=opened, at=at, source=FROM_RETURN)
    if plan.changes:
        append_entries(
            by=by, additions=[_addition(each, year) for each in plan.changes], at=at, source=FROM_RETURN
        )


def _addition(change: Change, year: str) -> Addition:
    replaces = change.replaces
    return Addition(
        child_id=change.child_id,
        entry=change.entry,
        key=change.key,
        replaces=replaces.number if replaces else None,
        why=f"SSDA903 {year}" if replaces else "",
    )


def write_import(*, sent: Import, by: Account, at: datetime) -> None:
    """Write a return that a job has taken up. It is read again first, so that what is written is what is true now.

    The records, the outcome and the end of the files are one transaction: all of it or none.
    """
    try:
        parsed = parse(
            source=unpacked(bytes(sent.files or b"")), agency=sent.agency, name=sent.name, year=sent.year
        )
        with acting_as(by):
            move(sent=sent, progress=40)
        with acting_as(by):
            if still_mine(sent):
                found = compare(parsed, sent.agency)
                write_return(found=found, agency=sent.agency, by=by, at=at)
                sent.files, sent.finished_at, sent.outcome = None, at, found.outcome
                sent.save(update_fields=["files", "finished_at", "outcome"])
                settle(sent=sent, stage=Stage.DONE)
    except CannotImport as refused:
        with acting_as(by):
            refuse(sent=sent, refusal=refused, at=at)
