"""Reading a return: what it says child by child, every fault, and what it would change. Nothing is written yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hafan.audit.operations import note
from hafan.exchange.fault_folding import Folded, counted, folded
from hafan.exchange.from_903 import Told
from hafan.exchange.models import Import, ImportFault, Stage
from hafan.exchange.operations.parsing import CannotImport, Parsed, YearNotKnown, parse
from hafan.exchange.operations.sending import unpacked
from hafan.exchange.operations.taking import move, settle, still_mine
from hafan.exchange.planning import Plan, plan
from hafan.exchange.previewing import previewed
from hafan.exchange.queries import held_by
from hafan.exchange.ssda903 import CollectionYear, ReturnByChild
from hafan.exchange.ssda903.files import Source
from hafan.foundation.bulk import insert_rows
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency
from hafan.practice.wording import Wording
from hafan.shielded.queries import out_of_reach

_FAULT = (
    "agency", "sent_in", "code", "severity", "file", "table", "row", "column", "value", "child", "more_en", "more_cy",
    "in_xml", "count", "rows",
)  # fmt: skip


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
            "no_longer_said": len(self.plan.no_longer_said),
            "ep_spells": sum(told.ep_spells for told in self.told),
            "left_out": sum(tally.left_out for tally in self.by_child.tallies.values()),
        }

    @property
    def tallies(self) -> dict[str, dict[str, int]]:
        """Rows read, usable and left out, table by table."""
        return {
            table: {
                "read": tally.read,
                "usable": tally.usable,
                "left_out": tally.left_out,
                "set_aside": tally.set_aside,
            }
            for table, tally in self.by_child.tallies.items()
        }


def read_return(*, source: Source, agency: Agency, name: str = "", year: str = "") -> ReadReturn:
    """Read a return and compare it with the agency's records. Raises CannotImport."""
    return compare(parse(source=source, agency=agency, name=name, year=year), agency)


def compare(parsed: Parsed, agency: Agency) -> ReadReturn:
    """What a return that has been read would change in the agency's records as they stand now."""
    references = [each.reference for each in parsed.told]
    # A sealed record, or one hidden from whoever sends this in, is passed over as if it held all this already: a record is neither
    # shown to be there nor made anew. Custodians learn of it (hafan.shielded).
    hidden = out_of_reach(agency, references)
    found = plan([each for each in parsed.told if each.reference not in hidden], held_by(agency, references))
    found.unchanged += sum(len(each.entries) for each in parsed.told if each.reference in hidden)
    return ReadReturn(parsed.year, parsed.by_child, parsed.told, found)


def read_import(*, sent: Import, by: Account, at: datetime) -> None:
    """Read a return that a job has taken up and keep what it would change, for a person to look at.

    Each step is a transaction of its own, so that the page can tell how far it has come; what is kept is kept at once.
    """
    try:
        parsed = parse(
            source=unpacked(bytes(sent.files or b"")),
            agency=sent.agency,
            name=sent.name,
            year=sent.year_given,
        )
    except YearNotKnown:
        with acting_as(by):
            settle(sent=sent, stage=Stage.NEEDS_YEAR)
        return
    except CannotImport as refused:
        with acting_as(by):
            refuse(sent=sent, refusal=refused, at=at)
        return
    with acting_as(by):
        move(sent=sent, progress=60)
    with acting_as(by):
        if still_mine(sent):
            _keep(sent, compare(parsed, sent.agency))


def _keep(sent: Import, found: ReadReturn) -> None:
    faults = found.by_child.faults
    ImportFault.objects.filter(sent_in=sent).delete()
    insert_rows(ImportFault, _FAULT, [_row(sent, each) for each in folded(faults)])
    sent.year, sent.year_from = str(found.year), found.by_child.source.year_from.value
    sent.tallies, sent.outcome = found.tallies, found.outcome
    sent.preview, sent.fault_counts = previewed(found.plan), counted(faults)
    sent.save(update_fields=["year", "year_from", "tallies", "outcome", "preview", "fault_counts"])
    settle(sent=sent, stage=Stage.READY)


def refuse(*, sent: Import, refusal: CannotImport, at: datetime) -> None:
    """Keep why a return was refused; its files are let go."""
    if not still_mine(sent):
        return
    sent.refusal_en = f"{refusal.what.en} {refusal.remedy.en}"
    sent.refusal_cy = f"{refusal.what.cy} {refusal.remedy.cy}"
    sent.files, sent.finished_at = None, at
    sent.save(update_fields=["refusal_en", "refusal_cy", "files", "finished_at"])
    settle(sent=sent, stage=Stage.REFUSED)


@transaction.atomic
def set_aside(*, sent: Import, by: Account, at: datetime) -> bool:
    """Do nothing with a return that was read; its files are let go. False if it has moved on meanwhile."""
    open_still = Import.objects.filter(pk=sent.pk, stage__in=(Stage.READY, Stage.NEEDS_YEAR))
    if not open_still.update(files=None, finished_at=at, stage=Stage.SET_ASIDE):
        return False
    note(action="exchange.return.set_aside", by=by, object_type="import", object_id=sent.public_id)
    return True


def _row(sent: Import, each: Folded) -> Sequence[object]:
    fault = each.fault
    more_en, more_cy = (fault.more.en, fault.more.cy) if isinstance(fault.more, Wording) else (fault.more, "")
    return (
        sent.agency_id, sent.pk, fault.code, fault.severity.value, fault.file[:300], fault.table, fault.row,
        fault.column[:40], fault.value[:100], fault.child[:100], more_en[:300], more_cy[:300], fault.in_xml,
        each.count, each.rows,
    )  # fmt: skip
