"""Verifying: everything that was derived and stored is derived again, and every difference is named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hafan.chronology.derived import TABLES, Derived, Directory, Row
from hafan.chronology.operations.deriving import projected
from hafan.chronology.projection import Projection
from hafan.people.models import Child

#: Children looked at together: enough to be quick, few enough to keep memory flat.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Difference:
    """How many rows of one child in one table are missing, and how many are wrong. Keys only, never content."""

    child: str
    table: str
    missing: int
    wrong: int


def differences() -> Iterator[Difference]:
    """Every child in sight whose stored rows differ from what their chronology says now."""
    last = 0
    while children := list(Child.objects.select_related("agency").filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = children[-1].pk
        yield from differences_of(children)


def differences_of(children: Sequence[Child]) -> Iterator[Difference]:
    """Those of these children whose stored rows differ."""
    found = projected(children)
    directory = Directory([projection for _, projection in found])
    for table in TABLES:
        yield from _in_table(table, found, directory)


def _in_table(
    table: Derived, found: list[tuple[Child, Projection]], directory: Directory
) -> Iterator[Difference]:
    stored: dict[int, set[Row]] = {}
    for row in table.model.objects.filter(child__in=[child for child, _ in found]).values_list(
        *table.attributes
    ):
        stored.setdefault(row[0], set()).add(tuple(row))
    for child, projection in found:
        should, is_ = set(table.rows(child, projection, directory)), stored.get(child.pk, set())
        if should != is_:
            name = table.model._meta.db_table
            yield Difference(str(child.public_id), name, len(should - is_), len(is_ - should))
