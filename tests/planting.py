"""A row in every protected table, made from what the catalogue says of the table, so that no table can be forgotten by the walls.

The owner plants; every text is a canary with a number. A table whose rules are too fine for guessing has a line in SPECIAL.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from hafan.access.classes import CLASSES

COLUMNS = """
SELECT c.column_name, c.data_type, c.character_maximum_length FROM information_schema.columns c
WHERE c.table_schema = 'public' AND c.table_name = %s AND c.is_nullable = 'NO' AND c.column_default IS NULL
  AND c.is_identity = 'NO' AND c.is_generated = 'NEVER'
"""
REFERENCES = """
SELECT a.attname, c.confrelid::regclass::text FROM pg_constraint c
JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE c.contype = 'f' AND c.conrelid = %s::regclass AND cardinality(c.conkey) = 1
"""
VALUES: Mapping[str, Callable[[int], object]] = {
    "character varying": lambda n: f"canary {n}",
    "text": lambda n: f"canary {n}",
    "bigint": lambda n: n,
    "integer": lambda n: n,
    "smallint": lambda n: n % 100,
    "boolean": lambda n: False,
    "date": lambda n: "2025-03-04",
    "timestamp with time zone": lambda n: "2025-03-04T09:00Z",
    "jsonb": lambda n: "{}",
    "uuid": lambda n: f"00000000-0000-4000-8000-{n:012d}",
    "ARRAY": lambda n: "{}",
    "numeric": lambda n: n,
    "bytea": lambda n: b"canary",
}

#: What guessing gets wrong: table to the columns that its own rules want otherwise.
SPECIAL: dict[str, dict[str, object]] = {
    "files_file": {"part": "health", "kind": "pdf", "state": "waiting"},
    "files_piece": {"part": "health", "sealed": b"canary"},
    "chronology_entry": {"happened_on": "2025-03-04", "precision": "day"},
    "disclosure_recipient": {
        "part": "birth_family_contact",
        "reader": "parent",
        "name": "",
        "address": "",
        "email": "",
    },
    **{
        f"disclosure_{name}": {"part": part}
        for name, part in {
            "outgoing": "birth_family_contact",
            "attachment": "carer_identity",
            "finding": "care",
            "ledgerline": "carer_identity",
            "exposure": "care",
            "exposureline": "care",
            "redaction": "birth_family_contact",
        }.items()
    },
    "access_seclusion": {"level": "sealed", "ends_at": "2025-03-05T09:00Z"},
}

_numbers = count(1_000)


def plant_all(cursor: Any, keys: Mapping[str, Sequence[int]]) -> None:
    """A row for every child (or agency) in every protected table that exists and has none of its own yet."""
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    present = {name for (name,) in cursor.fetchall()}
    tables = [t for t, guard in CLASSES.items() if guard.access == "protected" and t in present]
    for table in sorted(tables, key=lambda t: CLASSES[t].by != "id"):
        about = keys["agency"] if CLASSES[table].by == "agency_id" else keys["child"]
        for key in about:
            by_household = CLASSES[table].by == "household_id"
            row_about(cursor, table, household_of(cursor, key) if by_household else key)


def household_of(cursor: Any, child: int) -> int:
    """The household where a child lives, planted if there is none."""
    row_about(cursor, "people_placement", child)
    cursor.execute("SELECT household_id FROM people_placement WHERE child_id = %s", [child])
    (found,) = cursor.fetchone()
    if found is None:
        found = _insert(cursor, "people_household", _values(cursor, "people_household", None))
        cursor.execute("UPDATE people_placement SET household_id = %s WHERE child_id = %s", [found, child])
    return found


def row_about(cursor: Any, table: str, key: int) -> int:
    """The key of a row of `table` about `key`, planted if there is none."""
    by = CLASSES[table].by
    cursor.execute(f"SELECT {_key_of(cursor, table)} FROM {table} WHERE {by} = %s LIMIT 1", [key])
    found = cursor.fetchone()
    if found:
        return found[0]
    return _insert(cursor, table, {**_values(cursor, table, key), **SPECIAL.get(table, {}), by: key})


def _values(cursor: Any, table: str, key: int | None) -> dict[str, object]:
    by = CLASSES[table].by if table in CLASSES else ""
    cursor.execute(REFERENCES, [table])
    references = dict(cursor.fetchall())
    cursor.execute(COLUMNS, [table])
    values: dict[str, object] = {}
    for name, kind, longest in cursor.fetchall():
        if name in references:
            values[name] = _referred(cursor, references[name], None if by == "agency_id" else key)
        else:
            value = VALUES[kind](next(_numbers))
            values[name] = value[:longest] if longest and isinstance(value, str) else value
    return values


def _key_of(cursor: Any, table: str) -> str:
    cursor.execute(
        "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] "
        "WHERE i.indisprimary AND i.indrelid = %s::regclass",
        [table],
    )
    return cursor.fetchone()[0]


def _referred(cursor: Any, table: str, key: int | None) -> int:
    guard = CLASSES.get(table)
    if guard and guard.access == "protected" and key is not None:
        return row_about(cursor, table, key)
    cursor.execute(f"SELECT id FROM {table} ORDER BY id LIMIT 1")
    found = cursor.fetchone()
    if found:
        return found[0]
    return _insert(cursor, table, _values(cursor, table, key))


def _insert(cursor: Any, table: str, values: Mapping[str, object]) -> int:
    names, places = ", ".join(f'"{name}"' for name in values), ", ".join(["%s"] * len(values))
    cursor.execute(
        f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {_key_of(cursor, table)}",
        list(values.values()),
    )
    return cursor.fetchone()[0]
