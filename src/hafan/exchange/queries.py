"""Questions about returns: what records hold already, and a return's faults in words."""

from __future__ import annotations

from collections.abc import Iterable

from hafan.chronology.models import Entry
from hafan.exchange.fault_kinds import FAULT_KINDS
from hafan.exchange.models import ImportFault
from hafan.exchange.planning import AGAIN, Held
from hafan.exchange.ssda903.faults import Fault
from hafan.identity.models import Agency
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.wording import Wording

_ENTRY = (
    "id",
    "child_id",
    "kind",
    "happened_on",
    "precision",
    "details",
    "corrects_id",
    "withdrawn",
    "source_key",
)


def held_by(agency: Agency, references: Iterable[str]) -> dict[str, tuple[int, dict[str, Held]]]:
    """What the records of these children hold that came from returns: by reference, the number and entries by key."""
    numbers = dict(
        Child.objects.filter(agency=agency, reference__in=list(references)).values_list("pk", "reference")
    )
    found: dict[str, tuple[int, dict[str, Held]]] = {ref: (number, {}) for number, ref in numbers.items()}
    keys: dict[int, tuple[str, int]] = {}
    for row in Entry.objects.filter(child_id__in=list(numbers)).order_by("id").values_list(*_ENTRY):
        number, child_id, kind, on, precision, details, corrects, withdrawn, source_key = row
        root, times = keys.get(corrects, ("", 0)) if corrects else ((source_key or "").partition(AGAIN)[0], 0)
        if not root:
            continue
        keys[number] = (root, times + 1)
        held = Held(
            number=number,
            kind=kind,
            happened=ImpreciseDate(on, Precision(precision)),
            details=details,
            times=times + 1,
            by_person=withdrawn or source_key is None,
        )
        found[numbers[child_id]][1][root] = held
    return found


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
