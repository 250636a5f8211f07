"""What row-level security costs, by the way its condition is written and by how much a person may see.

    python benchmarks/row_level_security.py            builds its own tables beside Hafan's, measures, prints a table

Needs a migrated database of its own (HAFAN_ROLE=owner settings) and the rights of the owner; it drops what it made.
Sizes: 100,000 children, 800,000 obligations, 3,000,000 entries; HAFAN_BENCH_SCALE divides them.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from typing import Any

import django

SCALE = int(os.environ.get("HAFAN_BENCH_SCALE", "1"))
CHILDREN = 100_000 // SCALE
ENTRIES = 30  # of each child

BUILD = f"""
CREATE TABLE bench_child (id bigint PRIMARY KEY, public_id uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE, name text NOT NULL);
INSERT INTO bench_child (id, name) SELECT c, 'Child ' || md5(c::text) FROM generate_series(1, {CHILDREN}) c;
CREATE TABLE bench_obligation (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, child_id bigint NOT NULL, due_on date NOT NULL,
    state text NOT NULL, rule text NOT NULL);
INSERT INTO bench_obligation (child_id, due_on, state, rule)
    SELECT c, date '2026-01-01' + (hashint8(c * 8 + n) % 365 + 365) % 365, CASE WHEN n < 5 THEN 'due' ELSE 'met' END, 'rule ' || n
    FROM generate_series(0, 7) n, generate_series(1, {CHILDREN}) c;
CREATE INDEX bench_obligation_child ON bench_obligation (child_id, due_on);
CREATE INDEX bench_obligation_due ON bench_obligation (due_on, id) WHERE state = 'due';
CREATE TABLE bench_entry (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, child_id bigint NOT NULL, on_day date NOT NULL,
    body jsonb NOT NULL);
INSERT INTO bench_entry (child_id, on_day, body)
    SELECT c, date '2024-01-01' + n * 20, jsonb_build_object('kind', 'visit', 'note', repeat('a', 60))
    FROM generate_series(1, {ENTRIES}) n, generate_series(1, {CHILDREN}) c;
CREATE INDEX bench_entry_child ON bench_entry (child_id, on_day);
INSERT INTO identity_agency (id, public_id, kind, country, name_en, name_cy)
    SELECT 90000 + a, gen_random_uuid(), 'la', 'england', 'Bench ' || a, 'Mainc ' || a FROM generate_series(0, 90) a;
INSERT INTO identity_team (id, public_id, agency_id, name)
    SELECT 90000 + t, gen_random_uuid(), 90000 + least(t / 10, 90), 'Team ' || t FROM generate_series(0, 999) t;
INSERT INTO identity_account (id, public_id, password, email, display_name, agency_id, language, is_active)
    SELECT 90000 + n, gen_random_uuid(), '', 'bench' || n || '@example.org', 'Bench ' || n, 90000, 'en', true
    FROM generate_series(1, 4) n;
-- the first tenth of the children are held by one large agency, 30 of them by one worker, a fiftieth by one team
INSERT INTO access_grant (public_id, child_id, account_id, team_id, agency_id, role, basis, reason, begins_at, written_by_id,
    end_reason)
    SELECT gen_random_uuid(), c, h.account, h.team, h.agency, '', 'allocated', '', now() - interval '1 day', 90001, ''
    FROM generate_series(1, {CHILDREN}) c, LATERAL (VALUES
        (CASE WHEN c % {CHILDREN // 300} = 1 AND c <= {CHILDREN // 10} THEN 90001 END, NULL::bigint, NULL::bigint),
        (NULL, CASE WHEN c % 5 = 2 AND c <= {CHILDREN // 10} THEN 90001 ELSE 90002 + c % 990 END, NULL),
        (NULL, NULL, CASE WHEN c <= {CHILDREN // 10} THEN 90000 ELSE 90001 + c % 90 END)) h (account, team, agency)
    WHERE coalesce(h.account, h.team, h.agency) IS NOT NULL;
INSERT INTO identity_membership (public_id, account_id, team_id, agency_id, role, begins_on) VALUES
    (gen_random_uuid(), 90002, 90001, NULL, 'la_manager', '2020-01-01'),
    (gen_random_uuid(), 90003, NULL, 90000, 'data_officer', '2020-01-01');
INSERT INTO identity_membership (public_id, account_id, team_id, agency_id, role, begins_on)
    SELECT gen_random_uuid(), 90004, NULL, 90000 + a, 'data_officer', '2020-01-01' FROM generate_series(0, 90) a;
GRANT SELECT ON bench_child, bench_obligation, bench_entry TO hafan_app;
VACUUM ANALYZE;
"""
DROP = """
DROP TABLE IF EXISTS bench_child, bench_obligation, bench_entry;

DELETE FROM access_grant WHERE written_by_id BETWEEN 90000 AND 90999;
DELETE FROM identity_membership WHERE account_id BETWEEN 90000 AND 90999;
DELETE FROM identity_account WHERE id BETWEEN 90000 AND 90999;
DELETE FROM identity_team WHERE id BETWEEN 90000 AND 90999;
DELETE FROM identity_agency WHERE id BETWEEN 90000 AND 90999;
"""
WATCHED = ("access_grant", "identity_account", "identity_team", "identity_membership")

PEOPLE = {"30 children": 90001, "2,000": 90002, "10,000 (an agency)": 90003}
if os.environ.get("HAFAN_BENCH_ALL") == "1":
    PEOPLE["all 100,000"] = 90004
SEE = "access.visible_children()"
FORMS = {
    "no policy": None,
    "IN (SELECT ...)": f"{{by}} IN (SELECT unnest({SEE}))",
    "= ANY ((SELECT array))": f"{{by}} = ANY ((SELECT {SEE})::bigint[])",
}
LINES = {
    "= ANY": FORMS["= ANY ((SELECT array))"],
    "IN": FORMS["IN (SELECT ...)"],
    "(IN) IS TRUE": f"({{by}} IN (SELECT unnest({SEE}))) IS TRUE",
}
WORKLIST = (
    "SELECT o.id, o.due_on, o.rule, c.name FROM bench_obligation o JOIN bench_child c ON c.id = o.child_id "
    "WHERE o.state = 'due' {and_seen} ORDER BY o.due_on, o.id LIMIT 50"
)
KEYSET = WORKLIST.replace("ORDER", "AND (o.due_on, o.id) > ('2026-07-01', 1) ORDER")
QUERIES = {
    "worklist": WORKLIST,
    "worklist, later page": KEYSET,
    "count": "SELECT count(*) FROM bench_obligation o WHERE o.state = 'due' {and_seen}",
    "chronology": "SELECT * FROM bench_entry e WHERE e.child_id = {child} ORDER BY on_day DESC LIMIT 100",
    "child": "SELECT * FROM bench_child WHERE id = {child}",
}


def main() -> None:
    """Build, measure every form for every person, print, and take away."""
    django.setup()
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        print("PostgreSQL", cursor.fetchone()[0], "· median ms of 15 runs")
        watching(cursor, "DISABLE")
        try:
            cursor.execute(DROP)
            for statement in BUILD.split(";\n"):
                cursor.execute(statement)
            measure_all(cursor)
        finally:
            if os.environ.get("HAFAN_BENCH_KEEP") != "1":
                cursor.execute(DROP)
            watching(cursor, "ENABLE")


def watching(cursor: Any, what: str) -> None:
    """Put the audit triggers to sleep while the world is built, and wake them."""
    for table in WATCHED:
        cursor.execute(f"ALTER TABLE {table} {what} TRIGGER USER")


def measure_all(cursor: Any) -> None:
    """One table: form and person down, question across."""
    print(f"{'form':28}{'who':22}" + "".join(f"{name:>22}" for name in QUERIES))
    for form, condition in FORMS.items():
        shape(cursor, condition)
        for who, account in PEOPLE.items() if condition else [("anybody", 90001)]:
            times = [f"{measure(cursor, account, query):22.2f}" for query in QUERIES.values()]
            print(f"{form:28}{who:22}" + "".join(times), flush=True)
    # Twice: the policy in one form, and the query itself asking in another.
    for form, condition in list(FORMS.items())[1:]:
        shape(cursor, condition)
        for line, wanted in LINES.items():
            for who, account in PEOPLE.items():
                seen = "AND " + wanted.format(by="o.child_id")
                times = [f"{measure(cursor, account, q, seen):22.2f}" for q in list(QUERIES.values())[:3]]
                print(f"{form[:10]} + {line:15}{who:22}" + "".join(times), flush=True)


def shape(cursor: Any, condition: str | None) -> None:
    """Write the policy in one form, or take it away."""
    for table, by in (("bench_child", "id"), ("bench_obligation", "child_id"), ("bench_entry", "child_id")):
        cursor.execute(f"DROP POLICY IF EXISTS seen ON {table}")
        if condition is None:
            cursor.execute(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
        else:
            cursor.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
            cursor.execute(f"CREATE POLICY seen ON {table} TO hafan_app USING ({condition.format(by=by)})")


def measure(cursor: Any, account: int, query: str, and_seen: str = "") -> float:
    """Median milliseconds of a question asked as the app role, in one context."""
    from hafan.foundation.context import acting_as

    with acting_as(account):
        cursor.execute("SET LOCAL ROLE hafan_app")
        text = query.format(child=1, and_seen=and_seen)
        return timed(lambda: cursor.execute(text) or cursor.fetchall())


def timed(ask: Callable[[], Any]) -> float:
    """Median of 15 after 2 warm-up runs (of 3 when it takes seconds), in milliseconds."""
    spent: list[float] = []
    for _ in range(17):
        if len(spent) == 5 and spent[-1] > 1_000:
            break
        began = time.perf_counter()
        ask()
        spent.append((time.perf_counter() - began) * 1000)
    return statistics.median(spent[2:])


if __name__ == "__main__":
    main()
