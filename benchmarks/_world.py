"""A database of a given size with people who see 30, 300, 2,000 and 10,000 of its children. Made once, kept until removed.

HAFAN_DATABASE=hafan_bench_10000 HAFAN_ROLE=owner python benchmarks/_world.py 10000 1000000
"""

from __future__ import annotations

import sys
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

TODAY = datetime.now(UTC).date()


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the benchmark: how many children they see, in which role, in which list."""

    key: str
    sees: int
    role: str
    scope: str

    @property
    def email(self) -> str:
        return f"{self.key}@bench.example"


PEOPLE = (
    Person("worker", 30, "csw", "mine"),
    Person("manager", 300, "la_manager", "team"),
    Person("head", 2_000, "la_manager", "team"),
    Person("officer", 10_000, "data_officer", "agency"),
)
PATHS = {"mine": "/children/", "team": "/children/team/", "agency": "/children/agency/"}

#: What the partner needs and Hafan has not: a table of entries it may write without anybody's leave.
PARTNER = """
CREATE TABLE IF NOT EXISTS bench_entry (LIKE chronology_entry INCLUDING ALL);
GRANT SELECT, INSERT ON bench_entry TO hafan_app;
"""
TEAMS = """
SELECT team_id, count(*) FROM access_grant WHERE team_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
"""
AGENCIES = """
SELECT agency_id, count(*) FROM access_grant WHERE agency_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1
"""
OPEN = "SELECT child_id FROM chronology_standing WHERE agency_id = %s AND is_open ORDER BY child_id LIMIT %s"
GRANT = """
INSERT INTO access_grant (public_id, child_id, account_id, role, basis, reason, begins_at, written_by_id, end_reason)
SELECT gen_random_uuid(), c, %s, '', 'allocated', 'bench', now(), %s, '' FROM unnest(%s::bigint[]) c
"""


def make(children: int, entries: int) -> None:
    """Migrate, fill and add the people, unless that is done."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection, transaction

    from hafan.people.models import Child

    call_command("migrate", skip_checks=True, verbosity=0)
    if not Child.objects.exists():
        from hafan.demo.scale import fill

        filled = fill(connection, children=children, entries=entries, today=TODAY)
        print(
            f"   made {filled.children:,} children, {filled.entries:,} entries in {filled.took:.0f} s",
            flush=True,
        )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(PARTNER)
        cursor.execute("SELECT count(*) FROM identity_account WHERE email LIKE '%@bench.example'")
        if not cursor.fetchone()[0]:
            add_people(cursor)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def add_people(cursor: Any) -> None:
    """The people of the benchmark, each with as many teams or agencies as it takes."""
    cursor.execute(TEAMS)
    teams = cursor.fetchall()
    cursor.execute(AGENCIES)
    agencies = cursor.fetchall()
    for person in PEOPLE:
        account = _account(cursor, person, agencies[0][0])
        if person.scope == "mine":
            _join(cursor, account, person.role, None, agencies[0][0])
            cursor.execute(OPEN, [agencies[0][0], person.sees])
            cases = [row[0] for row in cursor.fetchall()]
            cursor.execute(GRANT, [account, account, cases])
            allocate(account, cases)
            continue
        for place in enough(teams if person.scope == "team" else agencies, person.sees):
            team, agency = (place, None) if person.scope == "team" else (None, place)
            _join(cursor, account, person.role, team, agency)


def allocate(account: int, cases: list[int]) -> None:
    """Let the stories themselves say that somebody new works with these children."""
    from django.utils import timezone

    from hafan.chronology.operations import Addition, append_entries
    from hafan.identity.models import Account
    from hafan.practice.calendar import ImpreciseDate
    from hafan.practice.entries import Entry

    by = Account.objects.get(pk=account)
    changed = [
        Entry(
            ref=str(uuid.uuid4()),
            kind="worker_changed",
            happened=ImpreciseDate(TODAY),
            learnt_on=TODAY,
            details={"role": "csw", "worker": str(by.public_id)},
        )
        for _ in cases
    ]
    additions = [
        Addition(child_id=case, entry=entry, key=f"bench {case}")
        for case, entry in zip(cases, changed, strict=True)
    ]
    append_entries(by=by, additions=additions, at=timezone.now(), source="bench")


def enough(places: list[tuple[int, int]], wanted: int) -> list[int]:
    """One place with about so many children, if there is one; else as many small ones as it takes."""
    for place, children in places:
        if abs(children - wanted) <= wanted * 0.1:
            return [place]
    chosen: list[int] = []
    for place, children in reversed(places):
        chosen.append(place)
        wanted -= children
        if wanted <= 0:
            break
    return chosen


def _account(cursor: Any, person: Person, agency: int) -> int:
    cursor.execute(
        "INSERT INTO identity_account (public_id, password, email, display_name, agency_id, language, is_active) "
        "VALUES (%s, '!', %s, %s, %s, 'en', true) RETURNING id",
        [uuid.uuid5(uuid.NAMESPACE_URL, person.email), person.email, person.key.title(), agency],
    )
    return int(cursor.fetchone()[0])


def _join(cursor: Any, account: int, role: str, team: int | None, agency: int | None) -> None:
    cursor.execute(
        "INSERT INTO identity_membership (public_id, account_id, role, team_id, agency_id, begins_on) "
        "VALUES (gen_random_uuid(), %s, %s, %s, %s, '2020-01-01')",
        [account, role, team, agency],
    )


if __name__ == "__main__":
    make(int(sys.argv[1]), int(sys.argv[2]))
