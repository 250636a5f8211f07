"""Children whose chronologies say what cannot be true together, among those of whom the reader sees the whole story."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from hafan.chronology.models import Standing
from hafan.chronology.queries import entries_by_child
from hafan.people.models import Child
from hafan.practice.contradictions import WEIGHED, Contradiction, contradictions
from hafan.practice.facts import Facts

#: So many records are read for one page.
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Misfit:
    """One child and what does not fit."""

    child: Child
    found: Sequence[Contradiction]


@dataclass(frozen=True, slots=True)
class Misfits:
    """One page: how many records were read, what was found, and where to go on."""

    read: int
    rows: Sequence[Misfit]
    after: uuid.UUID | None


def misfits(*, on: date, after: uuid.UUID | None) -> Misfits:
    """Read the next records in sight, and answer those in which something does not fit."""
    keys = _next_keys(after)
    read, more = keys[:AT_ONCE], len(keys) > AT_ONCE
    children = Child.objects.select_related("agency").in_bulk(read)
    told = entries_by_child(read, kinds=WEIGHED)
    rows = [
        Misfit(child, found)
        for key, child in sorted(children.items())
        if (found := contradictions(Facts(child.country, told[key]), on))
    ]
    last = children.get(read[-1]) if read and more else None
    return Misfits(len(read), rows, last.public_id if last else None)


def _next_keys(after: uuid.UUID | None) -> list[int]:
    """The keys of open records seen whole, from a child onward. A list asks once for all it sees, never row by row."""
    start = Child.objects.filter(public_id=after).values_list("pk", flat=True).first() if after else None
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.visible_children('whole')")
        seen = set(cursor.fetchone()[0] or ())
    rows = Standing.objects.filter(is_open=True, child_id__gt=start or 0).order_by("child_id")
    found: list[int] = []
    for key in rows.values_list("child_id", flat=True).iterator():
        if key in seen:
            found.append(key)
            if len(found) > AT_ONCE:
                break
    return found
