"""Writing many rows in one statement. COPY cannot be used: PostgreSQL refuses it where row-level security applies."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from django.db import connection, models

#: Rows sent in one statement: large enough to be quick, small enough to keep memory flat.
BATCH = 5_000


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows of plain values. Constraints and row-level security apply as always."""
    fields: list[Any] = [model._meta.get_field(name) for name in columns]
    kinds = [
        str(field.rel_db_type(connection) if field.is_relation else field.db_type(connection))
        for field in fields
    ]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    places = [f"c{place}" for place in range(len(columns))]
    shape = ", ".join(f"{place} {kind}" for place, kind in zip(places, kinds, strict=True))
    statement = (
        f"INSERT INTO {connection.ops.quote_name(model._meta.db_table)} ({names}) "  # noqa: S608
        f"SELECT {', '.join(places)} FROM json_to_recordset(%s::json) AS r({shape})"
    )
    with connection.cursor() as cursor:
        for start in range(0, len(rows), BATCH):
            batch = [dict(zip(places, row, strict=True)) for row in rows[start : start + BATCH]]
            # One text of JSON is written and read in C at both ends; lists of values are quoted one by one.
            cursor.execute(statement, [json.dumps(batch, default=str, separators=(",", ":"))])
