"""Filling a database for the benchmarks, as its owner: bare tables first, rows made inside the database, indexes last."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from hafan.demo.scale import statements, templates
from hafan.demo.scale.directory import children_of, offices, write_directory
from hafan.demo.scale.templates import Template

COUNTRIES = ("england", "wales", "england")
_CHILD = (
    "id", "public_id", "agency_id", "reference", "given_name", "family_name", "known_as", "born_on", "expected_on", "sex",
    "ethnicity", "finding", "sounding", "version",
)  # fmt: skip
#: Enough templates that no two neighbours are alike, few enough to be computed in seconds.
SEEDS = 3


@dataclass(frozen=True, slots=True)
class Filled:
    """What was written, and how long the entries and the whole took, in seconds."""

    children: int
    entries: int
    entries_took: float
    took: float


def fill(connection: Any, *, children: int, entries: int, today: date, seeds: int = SEEDS) -> Filled:
    """Write so many children with about so many entries in all. All or nothing; the tables should be empty."""
    began = time.monotonic()
    repeated = templates.templates(seeds, today, max(1, round(entries / children)))
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "SET LOCAL maintenance_work_mem = '256MB'; SET LOCAL work_mem = '128MB'; SET LOCAL synchronous_commit = off"
        )
        cursor.execute(statements.TABLES)
        _write_templates(cursor, repeated)
        with bare(cursor, statements.FILLED):
            _write_children(cursor, children, repeated, today)
            started = time.monotonic()
            written = _write_entries(cursor)
            for statement in statements.DERIVED:
                cursor.execute(statement)
        entries_took = time.monotonic() - started
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE people_child, {', '.join(statements.FILLED)}")
    return Filled(children, written, entries_took, time.monotonic() - began)


@contextmanager
def bare(cursor: Any, tables: Sequence[str]) -> Iterator[None]:
    """Take off what slows each row down; putting it back checks every row at once."""
    cursor.execute(statements.HINDRANCES, [list(tables), list(tables)])
    found = cursor.fetchall()
    for take_off, _, _ in found:
        cursor.execute(take_off)
    yield
    for _, put_back, _ in reversed(found):
        cursor.execute(put_back)


def _write_templates(cursor: Any, repeated: Iterable[Template]) -> None:
    known = list(repeated)
    copy(cursor, "scale_entry", (row for each in known for row in templates.entry_rows(each)))
    copy(cursor, "scale_obligation", (row for each in known for row in templates.obligation_rows(each)))
    copy(cursor, "scale_placement", (row for each in known for row in templates.placement_rows(each)))
    copy(cursor, "scale_role", (row for each in known for row in templates.role_rows(each)))
    copy(cursor, "scale_standing", (templates.standing_row(each) for each in known))


def _write_children(cursor: Any, children: int, repeated: Sequence[Template], today: date) -> None:
    made = offices(children, COUNTRIES)
    desks = write_directory(cursor, made, today)
    cursor.execute("SELECT nextval('access.child_number')")
    first = int(cursor.fetchone()[0])
    plain, placed, key = [], [], first
    for office, places in zip(made, desks, strict=True):
        choices = [each for each in repeated if each.country == office.country]
        for child, seat in children_of(office, places, choices, key):
            plain.append(child)
            placed.append(seat)
        key += office.children
    copy(cursor, f"people_child ({', '.join(_CHILD)})", plain)
    copy(cursor, "scale_child", placed)
    cursor.execute("SELECT setval('access.child_number', %s)", [key])
    cursor.execute("ANALYZE scale_child; ANALYZE scale_entry")


def _write_entries(cursor: Any) -> int:
    cursor.execute(statements.MONTHS)
    written = 0
    for month in cursor.fetchall():
        cursor.execute(statements.ENTRIES, list(month))
        written += cursor.rowcount
    return written


def copy(cursor: Any, table: str, rows: Iterable[Sequence[Any]]) -> None:
    """COPY rows in; only the owner may, for the tables of the house are behind row-level security."""
    with cursor.copy(f"COPY {table} FROM STDIN") as writer:
        for row in rows:
            writer.write_row(row)
