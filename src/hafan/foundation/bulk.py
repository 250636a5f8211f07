"""Writing many rows in one statement. COPY cannot be used: PostgreSQL refuses it where row-level security applies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models

#: Rows sent in one statement: large enough to be quick, small enough to keep memory flat.
BATCH = 5_000


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain values, column by column. Constraints and row-level security apply as always."""
    fields = [model._meta.get_field(name) for name in columns]
    types = [
        str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))
        for field in fields
    ]
    names = ", ".join(str(field.column) for field in fields)
    arrays = ", ".join(f"%s::{'text' if kind == 'jsonb' else kind}[]" for kind in types)
    picked = ", ".join(
        f"c{place}::jsonb" if kind == "jsonb" else f"c{place}" for place, kind in enumerate(types)
    )
    given = ", ".join(f"c{place}" for place in range(len(types)))
    table = model._meta.db_table
    statement = f"INSERT INTO {table} ({names}) SELECT {picked} FROM unnest({arrays}) AS r({given})"  # noqa: S608
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = rows[start : start + BATCH]
            values = [
                [json.dumps(row[place]) if kind == "jsonb" else row[place] for row in batch]
                for place, kind in enumerate(types)
            ]
            cursor.execute(statement, values)
