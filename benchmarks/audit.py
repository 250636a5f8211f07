"""The audit: what noting adds to a request, and how long a million events take to verify, beside plain sha256 over the same bytes.

Notes are committed one by one as pages do, by the app, through every policy and trigger; the floor is the same transaction without
a note. `HAFAN_BENCH_EVENTS` says how many events to verify.
"""

from __future__ import annotations

import hashlib
import os
import sys
import threading
import time
import uuid
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")

import django

django.setup()

from django.db import connection, transaction  # noqa: E402

from benchmarks._timing import machine, measure, table  # noqa: E402
from hafan.audit.operations import note, note_many  # noqa: E402
from hafan.foundation.context import acting_as  # noqa: E402
from hafan.foundation.roles import APP  # noqa: E402
from hafan.identity.models import Account, Agency, Membership, Team  # noqa: E402

EVENTS = int(os.environ.get("HAFAN_BENCH_EVENTS", "1000000"))
CHILDREN = 2_000
TIMES = 400

GRANTS = """
INSERT INTO access_grant (public_id, child_id, team_id, role, basis, reason, begins_at, written_by_id, end_reason)
SELECT gen_random_uuid(), n, %s, '', 'team', 'bench', now(), %s, '' FROM generate_series(1, %s) n
"""
SPREAD = """
INSERT INTO audit_event (at, account_id, agency_id, action, object_type, object_id, child_id, request_id, detail)
SELECT now(), %s, %s, 'journeys.child.viewed', 'child', gen_random_uuid(), 1 + n %% %s, gen_random_uuid(), '{}'
FROM generate_series(%s, %s) n
"""


def people() -> list[Account]:
    """Eight workers of one team that holds two thousand children; made once."""
    email = "noter{}@bench.example"
    found = list(Account.objects.filter(email__startswith="noter").order_by("id"))
    if found:
        return found
    agency = Agency.objects.create(kind="la", country="england", name_en="Bench", name_cy="Mainc")
    team = Team.objects.create(agency=agency, name="Bench")
    for number in range(8):
        person = Account.objects.create(email=email.format(number), display_name="Bench", agency=agency)
        Membership.objects.create(account=person, team=team, role="la_manager", begins_on=date(2020, 1, 1))
        found.append(person)
    with connection.cursor() as cursor:
        cursor.execute(GRANTS, [team.pk, found[0].pk, CHILDREN])
        cursor.execute("ANALYZE access_grant")
    return found


def as_app(act: Callable[[], Any]) -> Any:
    """Do it with the app's rights."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP}")
    try:
        return act()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("RESET ROLE")


def request(by: Account, noted: Callable[[], None]) -> None:
    """A transaction as a page has it."""
    with acting_as(by), connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM access_grant WHERE child_id = 7")
        noted()


def looked(by: Account, child: int) -> None:
    """One page of one child."""
    note(action="journeys.child.viewed", by=by, object_type="child", object_id=uuid.uuid4(), child_id=child)


def costs(by: Account) -> list[list[str]]:
    """Median and 95th percentile of a request with and without its note."""
    kinds: dict[str, Callable[[int], Callable[[], None]]] = {
        "no note": lambda n: lambda: None,
        "one child": lambda n: lambda: looked(by, 1 + n % CHILDREN),
        "the same child each time": lambda n: lambda: looked(by, 7),
        "fifty found": lambda n: (
            lambda: note_many(
                action="journeys.child.found",
                by=by,
                object_type="child",
                about=[(k, None) for k in range(1, 51)],
            )
        ),
    }
    rows = []
    floor = 0.0
    for name, kind in kinds.items():
        acts = [lambda n=n, kind=kind: request(by, kind(n)) for n in range(TIMES)]
        found = as_app(lambda acts=acts: measure(acts, warm=20))
        floor = floor or found.p50
        rows.append([name, f"{found.p50:.2f}", f"{found.p95:.2f}", f"+{found.p50 - floor:.2f}"])
    return rows


def many_at_once(everyone: list[Account], seconds: float = 5.0) -> str:
    """Eight people who each read pages as fast as they can, of children chosen to meet."""
    done: list[int] = []
    until = time.monotonic() + seconds

    def work(by: Account, start: int) -> None:
        count, child = 0, start
        with connection.cursor() as cursor:
            cursor.execute(f"SET ROLE {APP}")
        while time.monotonic() < until:
            child = child * 31 % 97 + 1
            request(by, lambda child=child: looked(by, child))
            count += 1
        done.append(count)
        connection.close()

    threads = [threading.Thread(target=work, args=(by, n + 1)) for n, by in enumerate(everyone)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return f"   eight readers at once: {sum(done) / seconds:,.0f} requests a second, every one noted"


def in_bulk(by: Account) -> str:
    """An import that notes ten thousand things."""
    about = [(1 + n % CHILDREN, None) for n in range(10_000)]
    began = time.perf_counter()
    as_app(
        lambda: request(
            by,
            lambda: note_many(action="chronology.entry.recorded", by=by, object_type="entry", about=about),
        )
    )
    return f"   10,000 notes in one transaction: {time.perf_counter() - began:.2f} s"


def enough(by: Account) -> None:
    """Events to verify, written by the owner in transactions of 50,000."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event")
        there = cursor.fetchone()[0]
        for start in range(there, EVENTS, 50_000):
            with transaction.atomic():
                cursor.execute(SPREAD, [by.pk, by.agency_id, CHILDREN, start, min(start + 49_999, EVENTS)])
        cursor.execute("VACUUM ANALYZE audit_event")


def verified() -> list[str]:
    """How long it takes to verify them all, and the bare minimum: sha256 over lines of the same length."""
    from hafan.audit.verifying import events_in_order, faults

    began = time.perf_counter()
    found = list(faults())
    took = time.perf_counter() - began
    lines = [bytes(line) for line in events_in_order()]
    began = time.perf_counter()
    for line in lines:
        hashlib.sha256(line).digest()
    floor = time.perf_counter() - began
    return [
        f"   {len(lines):,} events verified in {took:.2f} s ({len(found)} faults)",
        f"   partner, sha256 alone over the same bytes: {floor:.2f} s; {took / floor:.1f} times that",
    ]


def main() -> None:
    """Measure and tell."""
    print(f"   {machine()}")
    everyone = people()
    print(table(["a request that notes", "p50 ms", "p95 ms", "note"], costs(everyone[0])))
    print(many_at_once(everyone))
    print(in_bulk(everyone[0]))
    if "--notes" in sys.argv:
        return
    enough(everyone[0])
    print(table(["with all those events there", "p50 ms", "p95 ms", "note"], costs(everyone[0])))
    print("\n".join(verified()))


if __name__ == "__main__":
    main()
