"""Recording, correcting and withdrawing: the one way an entry is written, with its gates, what follows, and the audit."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from hafan.access.policy import Action, may
from hafan.access.queries import roles_of, told_sight, whole_story, with_sight
from hafan.audit.operations import note
from hafan.chronology.models import Draft, Entry, part_of
from hafan.chronology.operations.allocating import allocate
from hafan.chronology.operations.deriving import derive
from hafan.chronology.operations.duties import is_final, kept_apart
from hafan.chronology.queries import entries_of, framework_of
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice import entries as core
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import EntryType
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.gates import GateAnswer
from hafan.practice.recording import Fault, date_faults, read_details, story_faults
from hafan.practice.wording import Wording


class CannotRecord(Exception):
    """The entry has faults; nothing was saved."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.field}: {fault.says.en}" for fault in faults))


class GateShut(Exception):
    """A gate before this entry is shut and nobody said why it is recorded all the same. Holds what is missing."""

    def __init__(self, answers: list[GateAnswer]) -> None:
        self.answers = answers
        super().__init__(", ".join(answer.gate for answer in answers))


class AlreadyCorrected(Exception):
    """Somebody else has corrected or withdrawn this entry meanwhile. Holds their entry."""

    def __init__(self, by_entry: Entry) -> None:
        self.by_entry = by_entry
        super().__init__(str(by_entry.public_id))


class NotYours(PermissionError):
    """Your role does not record this."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """The entry written, and the facts before and after it, so that a page can say what changed."""

    entry: Entry
    before: Facts
    after: Facts


def record(
    *,
    by: Account,
    child: Child,
    kind: str,
    happened: ImpreciseDate,
    details: Mapping[str, Any],
    at: datetime,
    learnt_on: date | None = None,
    despite: str = "",
) -> Recorded:
    """Record what happened. Raises CannotRecord, GateShut or NotYours; then nothing is saved.

    `despite` says why it is recorded although a gate is shut; the breach then stays on the entry for all to see.
    """
    return _write(
        by=by,
        child=child,
        kind=kind,
        happened=happened,
        details=details,
        at=at,
        learnt_on=learnt_on,
        despite=despite,
    )


def correct(
    *,
    by: Account,
    entry: Entry,
    happened: ImpreciseDate,
    details: Mapping[str, Any],
    why: str,
    at: datetime,
    learnt_on: date | None = None,
    despite: str = "",
) -> Recorded:
    """Put an entry right. The old one stays readable; `why` says what was wrong. Raises AlreadyCorrected too."""
    return _write(
        by=by,
        child=entry.child,
        kind=entry.kind,
        happened=happened,
        details=details,
        at=at,
        learnt_on=learnt_on,
        despite=despite,
        corrects=entry,
        why=why,
    )


def withdraw(*, by: Account, entry: Entry, why: str, at: datetime) -> Recorded:
    """Say that an entry should never have been made. It stays readable, struck through, with the reason."""
    return _write(
        by=by,
        child=entry.child,
        kind=entry.kind,
        happened=_happened(entry),
        details=entry.details,
        at=at,
        corrects=entry,
        why=why,
        withdrawn=True,
    )


def _happened(entry: Entry) -> ImpreciseDate:
    from hafan.practice.calendar import Precision

    return ImpreciseDate(entry.happened_on, Precision(entry.precision))


@transaction.atomic
def _write(
    *,
    by: Account,
    child: Child,
    kind: str,
    happened: ImpreciseDate,
    details: Mapping[str, Any],
    at: datetime,
    learnt_on: date | None = None,
    despite: str = "",
    corrects: Entry | None = None,
    why: str = "",
    withdrawn: bool = False,
) -> Recorded:
    declared = _declared(kind)
    today = timezone.localdate(at)
    _may(by, declared, "case.correct" if corrects else "case.record", today)
    locked = Child.objects.select_related("agency").select_for_update(of=("self",))
    child = with_sight(locked).get(pk=child.pk)
    sight = told_sight(child)
    if part_of(kind) not in sight.changes:
        raise NotYours(kind)
    with whole_story(child.pk, sight):  # judged on the whole story, whatever part the recorder sees
        _still_stands(corrects)
        told = entries_of(child)
    before = Facts(child.country, told)
    written = core.Entry(
        ref=str(uuid.uuid4()),
        kind=kind,
        happened=happened,
        learnt_on=learnt_on or today,
        details=_checked(
            declared, details, happened, learnt_on or today, before, today, corrects, why, withdrawn
        ),
        corrects=str(corrects.public_id) if corrects else None,
        withdrawn=withdrawn,
    )
    breaches = [] if withdrawn else _gates(by, child, before, written, despite, today)
    row = _insert(child, written, by=by, corrects=corrects, why=why, breaches=breaches, at=at)
    after = Facts(child.country, [*told, replace(written, order=row.pk)])
    with whole_story(child.pk, sight):
        derive(child=child, facts=after)
    note(
        action="chronology.entry.corrected" if corrects else "chronology.entry.recorded",
        by=by,
        child_id=child.pk,
        object_type="entry",
        object_id=row.public_id,
        detail={"kind": kind, "withdrawn": withdrawn, "breaches": len(breaches)},
    )
    Draft.objects.filter(
        account=by, child=child, kind=kind, corrects=corrects.public_id if corrects else None
    ).delete()
    if kind == "worker_changed":
        # Last of all: whoever hands the case over may no longer see it afterwards.
        allocate(child=child, facts=after, by=by, at=at)
    return Recorded(entry=row, before=before, after=after)


def _declared(kind: str) -> EntryType:
    if kind not in ENTRY_TYPES:
        raise CannotRecord(
            [Fault("kind", Wording("There is no such kind of entry.", "Nid oes math o gofnod o'r fath."))]
        )
    return ENTRY_TYPES[kind]


def _may(by: Account, declared: EntryType, action: Action, on: date) -> None:
    roles = roles_of(by, on)
    if not may(roles, action) or not roles & {role.value for role in declared.recorded_by}:
        raise NotYours(declared.key)


def _still_stands(entry: Entry | None) -> None:
    if entry is not None and (newer := Entry.objects.filter(corrects=entry).first()) is not None:
        raise AlreadyCorrected(newer)


def _checked(
    declared: EntryType,
    details: Mapping[str, Any],
    happened: ImpreciseDate,
    learnt_on: date,
    facts: Facts,
    today: date,
    corrects: Entry | None,
    why: str,
    withdrawn: bool,
) -> dict[str, Any]:
    """The details as they will be kept, or every fault at once."""
    faults: list[Fault] = []
    if corrects is not None and not why.strip():
        faults.append(Fault("why", Wording("Say what was wrong.", "Dywedwch beth oedd yn anghywir.")))
    if withdrawn:
        if faults:
            raise CannotRecord(faults)
        return dict(details)
    read, refused = read_details(declared, details)
    faults += refused + date_faults(declared, happened, learnt_on, facts, today=today)
    kept = read.model_dump(mode="json", exclude_none=True) if read else {}
    if not faults:
        replaced = str(corrects.public_id) if corrects else None
        draft = core.Entry(ref="new", kind=declared.key, happened=happened, details=kept, corrects=replaced)
        faults += story_faults(draft, facts)
    if faults:
        raise CannotRecord(faults)
    return kept


def _gates(
    by: Account, child: Child, facts: Facts, entry: core.Entry, despite: str, today: date
) -> list[dict[str, Any]]:
    """Ask the gates before this entry, and whether duties are apart; without a reason, a shut one stops it."""
    law = framework_of(child)
    on = min(entry.on, today)
    answers = [law.judge(gate.key, facts, on=on, about=entry) for gate in law.gates_before(entry.kind)]
    answers += kept_apart(by=by, child=child, facts=facts, entry=entry, on=today)
    shut = [answer for answer in answers if not answer.is_open]
    if any(is_final(answer) for answer in shut) or (shut and not despite.strip()):
        raise GateShut(shut)
    return [
        {"gate": answer.gate, "rule": finding.rule, "force": finding.force.value, "despite": despite.strip()}
        for answer in shut
        for finding in answer.shut_by
    ]


def _insert(
    child: Child,
    written: core.Entry,
    *,
    by: Account,
    corrects: Entry | None,
    why: str,
    breaches: list[dict[str, Any]],
    at: datetime,
) -> Entry:
    return Entry.objects.create(
        public_id=uuid.UUID(written.ref),
        child=child,
        kind=written.kind,
        part=part_of(written.kind),
        happened_on=written.happened.earliest,
        precision=written.happened.precision.value,
        learnt_on=written.known_from,
        details=dict(written.details),
        corrects=corrects,
        withdrawn=written.withdrawn,
        why=why.strip(),
        breaches=breaches,
        recorded_by=by,
        recorded_at=at,
    )
