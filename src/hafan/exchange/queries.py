"""Questions about returns: what records hold already, and the returns and faults of an agency."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from hafan.chronology.models import FROM_RETURN, Entry
from hafan.exchange.fault_kinds import FAULT_KINDS
from hafan.exchange.models import Import, ImportFault
from hafan.exchange.planning import AGAIN, Held
from hafan.exchange.ssda903.faults import Fault
from hafan.identity.models import Agency
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.wording import Wording

_ENTRY = (
    "id", "child_id", "kind", "happened_on", "precision", "details", "corrects_id", "withdrawn", "source", "source_key",
)  # fmt: skip
_PRECISIONS = {precision.value: precision for precision in Precision}


def held_by(agency: Agency, references: Iterable[str]) -> dict[str, tuple[int, dict[str, Held]]]:
    """What the records of these children hold: by reference, the child's number and the standing entries by key.

    What a return told stands under its key, also where somebody put it right by hand; what somebody recorded by hand
    stands under the key a return would give it.
    """
    numbers = dict(
        Child.objects.filter(agency=agency, reference__in=list(references)).values_list("pk", "reference")
    )
    found: dict[str, tuple[int, dict[str, Held]]] = {ref: (number, {}) for number, ref in numbers.items()}
    placed: dict[int, tuple[str, int]] = {}
    for row in (
        Entry.objects.filter(child_id__in=list(numbers)).order_by("id").values_list(*_ENTRY).iterator()
    ):
        _put(row, found[numbers[row[1]]][1], placed)
    return found


def in_sight_by_reference(agency: Agency, references: Iterable[str]) -> frozenset[str]:
    """Those of these references whose child the reader may see."""
    found = Child.objects.filter(agency=agency, reference__in=list(references))
    return frozenset(found.values_list("reference", flat=True))


def _put(row: tuple[Any, ...], entries: dict[str, Held], placed: dict[int, tuple[str, int]]) -> None:
    """Put one entry where it stands, and take away the one it corrects."""
    number, _, kind, on, precision, details, corrects, withdrawn, source, source_key = row
    happened = ImpreciseDate(on, _PRECISIONS[precision])
    root, times = placed.pop(corrects, ("", 0)) if corrects else ("", 0)
    by_person = source != FROM_RETURN
    if source_key and not by_person:
        entries.pop(root, None)
        root = source_key.partition(AGAIN)[0]
    elif not root:
        root = f"{kind}:{happened}"
        if withdrawn or root in entries:
            return
    placed[number] = (root, times + 1)
    entries[root] = Held(
        number=number, kind=kind, happened=happened, details=details, times=times + 1, by_person=by_person
    )  # fmt: skip


def returns_of(agency: Agency) -> QuerySet[Import]:
    """The returns sent in for an agency, without their files, which only the jobs need."""
    return Import.objects.filter(agency=agency).select_related("agency", "sent_by").defer("files")


def return_of(agency: Agency, public_id: uuid.UUID) -> Import | None:
    """One return of an agency, without its files."""
    return returns_of(agency).filter(public_id=public_id).first()


def faults_of(
    sent: Import, *, left_out: bool = False, table: str = "", code: str = ""
) -> QuerySet[ImportFault]:
    """The faults of a return, rows that were left out first, narrowed as asked."""
    wanted: dict[str, str] = {}
    if left_out:
        wanted["severity"] = "left_out"
    if table:
        wanted["table"] = table
    if code:
        wanted["code"] = code
    return sent.faults.filter(**wanted).order_by("-severity", "id")


def after(faults: QuerySet[ImportFault], last: ImportFault) -> QuerySet[ImportFault]:
    """The faults that come after one of them."""
    return faults.filter(severity__lte=last.severity).exclude(severity=last.severity, pk__lte=last.pk)


def as_fault(row: ImportFault) -> Fault:
    """A stored fault with its words."""
    more: Wording | str = Wording(row.more_en, row.more_cy) if row.more_cy else row.more_en
    return Fault(
        kind=FAULT_KINDS[row.code],
        file=row.file,
        table=row.table,
        row=row.row,
        column=row.column,
        value=row.value,
        child=row.child,
        more=more,
        in_xml=row.in_xml,
    )
