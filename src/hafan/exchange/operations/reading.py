"""Reading a return: what it says child by child, every fault, and what it would change. Nothing is written yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hafan.audit.operations import note
from hafan.exchange.from_903 import Told, tell
from hafan.exchange.models import Import, ImportFault, Stage
from hafan.exchange.operations.sending import unpacked
from hafan.exchange.planning import Plan, plan
from hafan.exchange.queries import held_by
from hafan.exchange.ssda903 import CannotReadReturn, CollectionYear, Fault, ReturnByChild, by_child, read
from hafan.exchange.ssda903.files import Source
from hafan.foundation.bulk import insert_rows
from hafan.identity.models import Account, Agency
from hafan.practice.wording import Wording

_FAULT = (
    "agency", "sent_in", "code", "severity", "file", "table", "row", "column", "value", "child", "more_en", "more_cy",
    "in_xml",
)  # fmt: skip


class CannotImport(Exception):
    """The return cannot be read or cannot be written. Says why and what to do, in both languages."""

    def __init__(self, what: Wording, remedy: Wording) -> None:
        self.what, self.remedy = what, remedy
        super().__init__(f"{what.en} {remedy.en}")


@dataclass(slots=True)
class ReadReturn:
    """A return read and compared with the records."""

    year: CollectionYear
    by_child: ReturnByChild
    told: list[Told]
    plan: Plan

    @property
    def outcome(self) -> dict[str, int]:
        """The figures that the preview and the report show."""
        return {
            "children": len(self.told),
            "records_to_open": len(self.plan.to_open),
            "entries_to_add": self.plan.entries_to_add,
            "entries_to_correct": self.plan.entries_to_correct,
            "unchanged": self.plan.unchanged,
            "kept_by_people": self.plan.kept_by_people,
            "ep_spells": sum(told.ep_spells for told in self.told),
            "left_out": sum(tally.left_out for tally in self.by_child.tallies.values()),
        }

    @property
    def tallies(self) -> dict[str, dict[str, int]]:
        """Rows read, usable and left out, table by table."""
        return {
            table: {"read": tally.read, "usable": tally.usable, "left_out": tally.left_out}
            for table, tally in self.by_child.tallies.items()
        }


def read_return(*, source: Source, name: str, agency: Agency) -> ReadReturn:
    """Read a return and compare it with the agency's records. Raises CannotImport."""
    try:
        found = by_child(read(source, name=name))
    except CannotReadReturn as refused:
        raise CannotImport(refused.what, refused.remedy) from refused
    year = found.source.year
    if year is None:
        raise CannotImport(_NO_YEAR, _GIVE_YEAR)
    told = [tell(child, agency=str(agency.public_id), year=year) for child in found.children.values()]
    held = held_by(agency, [each.reference for each in told])
    return ReadReturn(year=year, by_child=found, told=told, plan=plan(told, held))


_NO_YEAR = Wording(
    "The collection year cannot be told from the files.", "Ni ellir gwybod y flwyddyn gasglu o'r ffeiliau."
)
_GIVE_YEAR = Wording(
    "Put the year in the name, such as “2025-26”, and send it again.",
    "Rhowch y flwyddyn yn yr enw, fel “2025-26”, ac anfonwch ef eto.",
)


def read_import(*, sent: Import, at: datetime) -> None:
    """Read a return that was sent in and keep what it would change, for a person to look at. A refusal is kept too."""
    _move(sent, Stage.READING, 10)
    try:
        found = read_return(source=unpacked(bytes(sent.files or b"")), name=sent.name, agency=sent.agency)
    except CannotImport as refused:
        refuse(sent=sent, refusal=refused, at=at)
        return
    with transaction.atomic():
        ImportFault.objects.filter(sent_in=sent).delete()
        insert_rows(ImportFault, _FAULT, [_row(sent, fault) for fault in found.by_child.faults])
        sent.year, sent.tallies, sent.outcome = str(found.year), found.tallies, found.outcome
        sent.save(update_fields=["year", "tallies", "outcome"])
        _move(sent, Stage.READY, 100)


def refuse(*, sent: Import, refusal: CannotImport, at: datetime) -> None:
    """Keep why a return was refused; its files are let go."""
    sent.refusal_en = f"{refusal.what.en} {refusal.remedy.en}"
    sent.refusal_cy = f"{refusal.what.cy} {refusal.remedy.cy}"
    sent.files, sent.finished_at = None, at
    sent.save(update_fields=["refusal_en", "refusal_cy", "files", "finished_at"])
    _move(sent, Stage.REFUSED, 100)


@transaction.atomic
def set_aside(*, sent: Import, by: Account, at: datetime) -> None:
    """Do nothing with a return that was read; its files are let go."""
    sent.files, sent.finished_at, sent.stage = None, at, Stage.SET_ASIDE
    sent.save(update_fields=["files", "finished_at", "stage"])
    note(action="exchange.return.set_aside", by=by, object_type="import", object_id=sent.public_id)


def _move(sent: Import, stage: Stage, progress: int) -> None:
    sent.stage, sent.progress = stage, progress
    sent.save(update_fields=["stage", "progress"])


def _row(sent: Import, fault: Fault) -> Sequence[object]:
    more_en, more_cy = (fault.more.en, fault.more.cy) if isinstance(fault.more, Wording) else (fault.more, "")
    return (
        sent.agency_id, sent.pk, fault.code, fault.severity.value, fault.file[:300], fault.table, fault.row,
        fault.column[:40], fault.value[:100], fault.child[:100], more_en[:300], more_cy[:300], fault.in_xml,
    )  # fmt: skip
