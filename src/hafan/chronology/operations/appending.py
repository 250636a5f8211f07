"""Appending many entries to records that exist, in a few statements: for returns read again."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from hafan.chronology.derived import TABLES
from hafan.chronology.models import Entry, part_of
from hafan.chronology.operations.deriving import projected, write_new
from hafan.foundation.bulk import insert_rows
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice import entries as core

_ENTRY = (
    "public_id", "child", "kind", "part", "happened_on", "precision", "learnt_on", "details", "corrects", "withdrawn", "why",
    "breaches", "recorded_by", "recorded_at", "source", "source_key",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Addition:
    """One entry to append. `replaces` is the entry it corrects, and then `why` says what was wrong."""

    child_id: int
    entry: core.Entry
    key: str
    replaces: int | None = None
    why: str = ""


@transaction.atomic
def append_entries(*, by: Account, additions: Sequence[Addition], at: datetime, source: str) -> None:
    """Append entries and work out afresh what follows for every child they are about. All or nothing."""
    ids = sorted({each.child_id for each in additions})
    locked = (
        Child.objects.select_related("agency")
        .select_for_update(of=("self",))
        .filter(pk__in=ids)
        .order_by("pk")
    )
    children = list(locked)
    insert_rows(
        Entry,
        _ENTRY,
        [
            (
                uuid.UUID(each.entry.ref), each.child_id, each.entry.kind, part_of(each.entry.kind), each.entry.happened.earliest,
                each.entry.happened.precision.value, each.entry.learnt_on or each.entry.happened.earliest or at.date(),
                dict(each.entry.details), each.replaces, False, each.why, [], by.pk, at, source, each.key,
            )
            for each in additions
        ],
    )  # fmt: skip
    derive_afresh(children=children)


def derive_afresh(*, children: Sequence[Child]) -> None:
    """Throw away what was derived for these children and derive it again. Their rows must be locked."""
    found = projected(children)
    for table in TABLES:
        table.model.objects.filter(child__in=children).delete()
    write_new(found)
    for child, projection in found:
        for name, value in projection.birth.items():
            setattr(child, name, value)
        child.version += 1
    Child.objects.bulk_update(children, ["born_on", "expected_on", "sex", "version"], batch_size=1000)
