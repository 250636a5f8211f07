"""A world too large to tell by hand: hundreds of people, thousands of children, every kind of grant, denial and seal, drawn by lot.

Written by the owner straight into the tables, so that no verb can keep a strange state out of it: grants under roles that reach
nothing, with no part at all, over a denial, of somebody whose every membership has ended, of yesterday and of tomorrow.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from hafan.access.policy import MAY, REACH
from hafan.practice.entries import Compartment
from tests.planting import COLUMNS, REFERENCES, plant_all

PARTS = [part.value for part in Compartment]
STORY = ["care", "court", "health", "adoption", "family", "family_time"]
WIDE = ("service_manager", "iro_manager", "agency_manager", "data_officer")
ROLES = sorted(set(MAY) - {"public"})
#: Rows of each large table about each child, and what its columns hold where guessing is wrong. {c} is the child, {n} a number.
LARGE: dict[str, tuple[int, dict[str, str]]] = {
    "people_child": (1, {"id": "{c}", "agency_id": "{a}", "reference": "'canary ' || {c}"}),
    "chronology_entry": (
        26,
        {
            "part": "(ARRAY{parts})[1 + {n} % {many}]",
            "happened_on": "'2025-03-04'",
            "precision": "'day'",
            "learnt_on": "'2025-03-04'",
        },
    ),
    "chronology_obligation": (13, {"part": "(ARRAY{parts})[1 + {n} % {many}]"}),
    "chronology_standing": (1, {"agency_id": "{a}"}),
    "chronology_draft": (2, {"account_id": "(ARRAY{people})[1 + ({c} * 7 + {n}) % {crowd}]"}),
    "people_person": (4, {}),
    "people_placement": (1, {}),
    "people_caserole": (4, {}),
}
FILLING = {
    "character varying": "'canary ' || {n}",
    "text": "'canary ' || {n}",
    "bigint": "{n}",
    "integer": "{n}",
    "smallint": "1",
    "boolean": "false",
    "date": "'2025-03-04'",
    "timestamp with time zone": "'2025-03-04T09:00Z'",
    "jsonb": "'{{}}'",
    "uuid": "gen_random_uuid()",
    "ARRAY": "'{{}}'",
    "numeric": "{n}",
    "bytea": "''",
}


@dataclass(frozen=True)
class Crowd:
    """Keys of everybody and everything drawn."""

    people: list[int]
    children: list[int]
    agencies: list[int]


def gather(cursor: Any, *, people: int, children: int, seed: int = 7) -> Crowd:
    """Draw the whole world; `cursor` is the owner's."""
    lots = random.Random(seed)
    cursor.execute("SELECT now()")
    (now,) = cursor.fetchone()
    agencies = _many(
        cursor,
        "identity_agency (public_id, kind, country, name_en, name_cy) VALUES (gen_random_uuid(), %s, %s, %s, %s)",
        [("la", ("wales", "england")[n % 2], f"Place {n}", f"Lle {n}") for n in range(6)],
    )
    teams = _many(
        cursor,
        "identity_team (public_id, agency_id, name) VALUES (gen_random_uuid(), %s, %s)",
        [(agency, f"Team {n} of {agency}") for agency in agencies for n in range(4)],
    )
    accounts = _many(
        cursor,
        "identity_account (public_id, password, email, display_name, agency_id, language, is_active) "
        "VALUES (gen_random_uuid(), '', %s, %s, %s, 'en', %s)",
        [
            (f"p{n}@crowd.example", f"P{n}", lots.choice(agencies), lots.random() > 0.05)
            for n in range(people)
        ],
    )
    _write(
        cursor,
        "identity_membership (public_id, account_id, team_id, agency_id, role, begins_on, ends_on) "
        "VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s)",
        [m for account in accounts for m in _places(lots, account, teams, agencies, now)],
    )
    keys = list(range(1_000_001, 1_000_001 + children))
    _write(cursor, GRANT, [g for c in keys for g in _grants(lots, c, accounts, teams, agencies, now)])
    _write(cursor, DENIAL, [d for c in keys for d in _denials(lots, c, accounts, now)])
    _seclude(cursor, lots, keys, agencies, accounts)
    crowd = Crowd(accounts, keys, agencies)
    _fill(cursor, crowd)
    plant_all(cursor, {"child": keys[::125], "agency": agencies})
    return crowd


GRANT = (
    "access_grant (public_id, child_id, account_id, team_id, agency_id, role, basis, parts, may_write, reason, begins_at, ends_at, "
    "written_by_id, end_reason) VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, 'team', %s, %s, 'canary', %s, %s, %s, '')"
)
DENIAL = (
    "access_denial (public_id, child_id, account_id, reason, begins_at, ends_at, written_by_id) "
    "VALUES (gen_random_uuid(), %s, %s, 'canary', %s, %s, %s)"
)


def _places(
    lots: random.Random, account: int, teams: list[int], agencies: list[int], now: datetime
) -> Iterator[tuple[Any, ...]]:
    today = now.date()
    spans = [
        (today - timedelta(400), None), (today - timedelta(400), None), (today - timedelta(9), today + timedelta(9)),
        (today, None), (today - timedelta(400), today - timedelta(1)), (today - timedelta(400), today),
        (today + timedelta(2), None),
    ]  # fmt: skip
    if lots.random() < 0.1:
        yield account, None, lots.choice(agencies), lots.choice(WIDE), *lots.choice(spans)
    for role in lots.sample(ROLES, lots.choice((1, 1, 1, 2, 3))):
        where = (lots.choice(teams), None) if lots.random() < 0.6 else (None, lots.choice(agencies))
        yield account, *where, role, *lots.choice(spans)


def _grants(
    lots: random.Random, child: int, accounts: list[int], teams: list[int], agencies: list[int], now: datetime
) -> Iterator[tuple[Any, ...]]:
    for _ in range(lots.choice((1, 2, 3, 5))):
        kind = lots.choice("aattgg")
        holder = {"a": accounts, "t": teams, "g": agencies}[kind]
        key = lots.choice(holder)
        role = "" if lots.random() < 0.6 else lots.choice([*sorted(REACH), "nobody_of_note"])
        parts = lots.choice(
            (
                None,
                None,
                None,
                [],
                STORY,
                [*STORY, "carer_identity"],
                lots.sample(PARTS, 2),
                lots.sample(PARTS, 5),
            )
        )
        yield (
            child, *(key if kind == k else None for k in "atg"), role, parts, lots.random() < 0.7, *_span(lots, now), accounts[0],
        )  # fmt: skip


def _denials(
    lots: random.Random, child: int, accounts: list[int], now: datetime
) -> Iterator[tuple[Any, ...]]:
    for whom in lots.sample(accounts, lots.choice((0, 0, 1, 6))):
        yield child, whom, *_span(lots, now), accounts[0]


def _span(lots: random.Random, now: datetime) -> tuple[datetime, datetime | None]:
    """Begun and endless, mostly; or over, not begun, just begun, just over."""
    day = timedelta(days=1)
    return lots.choice([
        (now - day, None), (now - day, None), (now - day, None), (now - day, now + day), (now - day, now), (now, None),
        (now - 2 * day, now - day), (now + day, None), (now - day, now + timedelta(microseconds=1)), (now, now),
    ])  # fmt: skip


def _seclude(
    cursor: Any, lots: random.Random, keys: list[int], agencies: list[int], accounts: list[int]
) -> None:
    """Seal some and restrict some, as the verbs do: the grants that would be against it end."""
    for level, ends in (("sealed", "true"), ("restricted", "account_id IS NULL")):
        some = lots.sample(keys, len(keys) // 25)
        keys = [key for key in keys if key not in set(some)]
        cursor.execute(
            f"UPDATE access_grant SET ends_at = greatest(now(), begins_at) WHERE child_id = ANY (%s) AND {ends} "
            "AND (ends_at IS NULL OR ends_at > now())",
            [some],
        )
        cursor.execute(
            "INSERT INTO access_seclusion (public_id, child_id, agency_id, level, kind, reason, label, begins_at, written_by_id) "
            "SELECT gen_random_uuid(), c, (%s::bigint[])[1 + c %% 6], %s, 'staff', 'canary', 'canary ' || c, now(), %s "
            "FROM unnest(%s::bigint[]) c",
            [agencies, level, accounts[0], some],
        )


def _fill(cursor: Any, crowd: Crowd) -> None:
    """Rows by the thousand in each large table."""
    told = {"parts": PARTS, "many": len(PARTS), "people": crowd.people, "crowd": len(crowd.people)}
    for table, (each, special) in LARGE.items():
        cursor.execute(REFERENCES, [table])
        references = dict(cursor.fetchall())
        cursor.execute(COLUMNS, [table])
        values = dict(special)
        for name, kind, longest in cursor.fetchall():
            if name == "child_id":
                values[name] = "{c}"
            elif name not in values:
                filled = f"left({FILLING[kind]}, {longest})" if longest else FILLING[kind]
                values[name] = str(crowd.people[0]) if references.get(name) == "identity_account" else filled
        names = ", ".join(values)
        told |= {"c": "c", "n": "(c * 31 + n)", "a": f"(ARRAY{crowd.agencies})[1 + c % 6]"}
        written = ", ".join(value.format(**told) for value in values.values())
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {written} "
            f"FROM generate_series({crowd.children[0]}::bigint, {crowd.children[-1]}) c, generate_series(1, {each}) n"
        )
        cursor.execute(f"ANALYZE {table}")
    cursor.execute("ANALYZE access_grant; ANALYZE access_denial; ANALYZE identity_membership")


def _many(cursor: Any, into: str, rows: Sequence[tuple[Any, ...]]) -> list[int]:
    """Insert and answer the keys."""
    keys = []
    for row in rows:
        cursor.execute(f"INSERT INTO {into} RETURNING id", list(row))
        keys.append(cursor.fetchone()[0])
    return keys


def _write(cursor: Any, into: str, rows: Sequence[tuple[Any, ...]]) -> None:
    cursor.executemany(f"INSERT INTO {into}", [list(row) for row in rows])
