"""Deriving: what follows from the chronology is worked out afresh and written where it differs."""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from django.db import transaction

from hafan.chronology.derived import TABLES, Derived, Directory, Row
from hafan.chronology.projection import Projection, project
from hafan.chronology.queries import entries_by_child, facts_of, framework_of
from hafan.foundation.bulk import insert_rows
from hafan.people.models import Child
from hafan.practice.facts import Facts


@transaction.atomic
def derive(*, child: Child, facts: Facts | None = None) -> Projection:
    """Bring everything that follows from one child's chronology up to date. The child's row must be locked."""
    found = project(facts or facts_of(child), framework_of(child))
    directory = Directory([found])
    for table in TABLES:
        _settle(table, child, table.rows(child, found, directory))
    _write_birth(child, found)
    return found


def _settle(table: Derived, child: Child, wanted: list[Row]) -> None:
    """Make the stored rows of a child equal to the wanted ones, touching only those that differ."""
    stored = {
        row[1:]: row[0]
        for row in table.model.objects.filter(child=child).values_list("pk", *table.attributes)
    }
    gone = stored.keys() - set(wanted)
    if gone:
        table.model.objects.filter(pk__in=[stored[row] for row in gone]).delete()
    new = [row for row in wanted if row not in stored]
    if new:
        made = [table.model(**dict(zip(table.attributes, row, strict=True))) for row in new]
        table.model.objects.bulk_create(made)


def _write_birth(child: Child, found: Projection) -> None:
    changed = [name for name, value in found.birth.items() if getattr(child, name) != value]
    for name in changed:
        setattr(child, name, found.birth[name])
    child.version += 1
    child.save(update_fields=[*changed, "version"])


def projected(children: Sequence[Child]) -> list[tuple[Child, Projection]]:
    """What follows from the chronology of each of these children, all read in one question."""
    entries = entries_by_child(child.pk for child in children)
    return [
        (child, project(Facts(child.country, entries[child.pk]), framework_of(child))) for child in children
    ]


def write_new(found: Sequence[tuple[Child, Projection]]) -> None:
    """Write the derived rows of children who have none yet."""
    directory = Directory([projection for _, projection in found])
    with transaction.atomic():
        for table in TABLES:
            rows = [row for child, each in found for row in table.rows(child, each, directory)]
            if table.is_public:
                insert_rows(
                    table.model, ("public_id", *table.columns), [(uuid.uuid4(), *row) for row in rows]
                )
            else:
                insert_rows(table.model, table.columns, rows)
