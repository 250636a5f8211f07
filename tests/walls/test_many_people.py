"""Hundreds of people x every row of every protected table: fifty million pairs and more, each seen or not as the oracle says.

Rows are not fetched one by one: for each person and each table the database counts the rows seen and adds up a 64-bit mixing of their
keys. The owner makes the same two sums for each (child, part), and what a person should see is the sum over what the oracle gives
them. A row too many and another too few could hide behind equal sums only if their mixed keys were equal, one chance in 2^64.
Tables whose rules are their own are compared row by row.
"""

from __future__ import annotations

import os
from collections import defaultdict
from typing import Any

import pytest
from django.db import connection

from hafan.access.classes import CLASSES
from hafan.foundation.context import acting_as
from tests.database import Owner
from tests.figures import Figure
from tests.walls.crowd import gather
from tests.walls.oracle import STORY, Oracle, consult
from tests.walls.test_access_equality import PARTS, RULES, loads, protected_tables, should_see

pytestmark = pytest.mark.django_db

NIGHTLY = os.environ.get("HAFAN_NIGHTLY") == "1"
PEOPLE, CHILDREN = (1_000, 4_000) if NIGHTLY else (420, 2_400)
SUMS = "count(*), coalesce(sum(hashint8extended({key}, 7)::numeric), 0)"

Sums = tuple[int, int]


def groups(cursor: Any, table: str) -> dict[tuple[int, str], Sums]:
    """For each child and part of a table: how many rows, and the sum of their mixed keys. By the owner."""
    by, part = CLASSES[table].by, "part" if PARTS[table] == "*" else "''"
    cursor.execute(f"SELECT {by}, {part}, {SUMS.format(key=key_of(table))} FROM {table} GROUP BY 1, 2")
    return {(child, part): (many, int(mixed)) for child, part, many, mixed in cursor.fetchall()}


def key_of(table: str) -> str:
    return {"chronology_standing": "child_id"}.get(table, "id")


def by_child(found: dict[tuple[int, str], Sums]) -> dict[int, dict[str, Sums]]:
    told: dict[int, dict[str, Sums]] = defaultdict(dict)
    for (child, part), sums in found.items():
        told[child][part] = sums
    return told


def expected(table: str, rows: dict[int, dict[str, Sums]], me: int, oracle: Oracle) -> Sums:
    """What one person should count in one table. A chronology shows parts of the story alone: what strays into it shows to nobody."""
    many = mixed = 0
    fixed, told = PARTS[table], table.startswith("chronology_")
    for child, parts in oracle.parts[me].items():
        for part, (rows_of, mixed_of) in rows.get(child, {}).items():
            wanted = part if fixed == "*" else fixed
            if told and fixed == "*" and part not in STORY:
                continue
            if wanted == "" or wanted in parts:
                many, mixed = many + rows_of, mixed + mixed_of
    return many, mixed


class TestHundredsOfPeople:
    def test_see_every_row_they_should_and_no_other(self, owner: Owner, figure: Figure):
        with owner(), connection.cursor() as cursor:
            crowd = gather(cursor, people=PEOPLE, children=CHILDREN)
            oracle = consult(cursor)
            large = {table: by_child(groups(cursor, table)) for table in PARTS if table in protected_tables()}
            ruled = {}
            for table in protected_tables():
                if RULES.get(table):
                    cursor.execute(f"SELECT ctid::text, to_jsonb(t) FROM {table} t")
                    ruled[table] = [(place, loads(row)) for place, row in cursor.fetchall()]
        rows = sum(many for told in large.values() for parts in told.values() for many, _ in parts.values())
        rows += sum(map(len, ruled.values()))
        wrong = [line for me in crowd.people for line in compare(me, oracle, large, ruled)]
        figure(
            "G1", pairs=rows * len(crowd.people), mismatches=len(wrong), people=len(crowd.people), rows=rows
        )
        assert wrong[:20] == []
        assert rows * len(crowd.people) >= 50_000_000

    def test_are_of_every_kind(self, owner: Owner):
        """A crowd of whom all see all, or nothing, would prove nothing."""
        with owner(), connection.cursor() as cursor:
            crowd = gather(cursor, people=120, children=500)
            oracle = consult(cursor)
        seen = [len(oracle.parts[me]) for me in crowd.people]
        assert sum(1 for many in seen if many == 0) > 10
        assert max(seen) > 40
        shapes = {frozenset(parts) for me in crowd.people for parts in oracle.parts[me].values()}
        assert len(shapes) > 40
        assert len(oracle.denied) > 100
        assert len(oracle.sealed) == 20


def compare(me: int, oracle: Oracle, large: dict[str, Any], ruled: dict[str, Any]) -> list[str]:
    """Every table in which this person sees anything else than they should."""
    wrong = []
    with acting_as(me), connection.cursor() as cursor:
        for table, rows in large.items():
            cursor.execute(f"SELECT {SUMS.format(key=key_of(table))} FROM {table}")
            many, mixed = cursor.fetchone()
            wanted = expected(table, rows, me, oracle)
            if (many, int(mixed)) != wanted:
                wrong.append(f"{me} in {table}: {many} rows seen, {wanted[0]} expected")
        for table, told in ruled.items():
            cursor.execute(f"SELECT ctid::text FROM {table}")
            seen = {key for (key,) in cursor.fetchall()}
            if seen != {key for key, row in told if should_see(table, me, row, oracle)}:
                wrong.append(f"{me} in {table}")
    return wrong
