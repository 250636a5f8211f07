"""The pages that are measured, asked as the app role by people who are signed in."""

from __future__ import annotations

import itertools
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from benchmarks import _timing
from benchmarks._world import PATHS, PEOPLE, Person
from benchmarks._world import TODAY as TODAY_IS

TIMES = int(os.environ.get("HAFAN_BENCH_TIMES", "40"))
ONWARD = re.compile(r'href="\?([^"]*after=[^"]+)"')


def measure_all() -> list[dict[str, Any]]:
    """Every page for every person."""
    import django

    django.setup()
    from django.db import connection

    from hafan.config.settling import settle

    connection.ensure_connection()
    settle()
    found: list[dict[str, Any]] = []
    for person in PEOPLE:
        found += measure_person(person, connection.connection.info.backend_pid)
    return [each | {"memory": _timing.memory_mb()} for each in found]


def measure_reading() -> list[dict[str, Any]]:
    """Everybody's list and child once more, in a process that row-level security does not bind."""
    import django

    django.setup()
    from django.db import connection

    from hafan.config.settling import settle
    from hafan.identity.models import Account

    connection.ensure_connection()
    settle()
    found = []
    for person in PEOPLE:
        account = Account.objects.get(email=person.email)
        client, sees = signed_in(account), f"{person.sees:,}"
        backend = connection.connection.info.backend_pid
        found.append(page("list", sees, backend, client, [PATHS[person.scope]]))
        children = [f"/children/{each['id']}/" for each in cases(account, person)[:10]]
        found.append(page("child", sees, backend, client, children))
    return found


def measure_person(person: Person, backend: int) -> list[dict[str, Any]]:
    """Every page for one person."""
    from hafan.foundation.sealed_words import seal_words
    from hafan.identity.models import Account

    account = Account.objects.get(email=person.email)
    client = signed_in(account)
    children = cases(account, person)
    sees = f"{person.sees:,}"
    listed = PATHS[person.scope]
    name = children[0]
    found = [
        page("list", sees, backend, client, [listed]),
        page("list, soon", sees, backend, client, [f"{listed}?due=soon"], "list, filtered"),
        page("list, by clock", sees, backend, client, [f"{listed}?clock=review_second"], ""),
        page(
            "search",
            sees,
            backend,
            client,
            [f"{listed}?looking={seal_words(each['family'][:5])}" for each in children[:8]],
        ),
        page(
            "search, misspelt",
            sees,
            backend,
            client,
            [f"{listed}?looking={seal_words(misspelt(name['family']))}"],
            "search",
        ),
        page("child", sees, backend, client, [f"/children/{each['id']}/" for each in children[:10]]),
    ]
    if person.sees > 100:
        deep = far(client, listed, 49)
        found.append(page("list, further", sees, backend, client, [deep], "list, page 50"))
    if person.scope == "mine":
        found.append(page("law register", sees, backend, client, ["/law/"], ""))
    if person.role != "data_officer":
        found += writing(client, children, sees, backend)
    return found


def signed_in(account: Any) -> Any:
    """A browser in which somebody has signed in, second step and all."""
    from django.test import Client

    from hafan.identity.sessions import open_in

    client = Client(SERVER_NAME="localhost")
    client.force_login(account, backend="hafan.identity.backends.WorkEmail")
    session = client.session
    open_in(session, account)
    session.save()
    return client


def cookies() -> str:
    """A line for each person: who, and the cookie of a browser in which they have signed in."""
    from hafan.identity.models import Account

    lines = []
    for person in PEOPLE:
        kept = signed_in(Account.objects.get(email=person.email)).cookies
        lines.append(f"{person.key} " + "; ".join(f"{name}={each.value}" for name, each in kept.items()))
    return "\n".join(lines)


def cases(account: Any, person: Person) -> list[dict[str, str]]:
    """Open records in this person's list with about a hundred entries each."""
    from django.db.models import Count

    from hafan.access.queries import in_sight
    from hafan.foundation.context import acting_as
    from hafan.people.models import Child

    with acting_as(account):
        some = list(in_sight(Child.objects.filter(standing__is_open=True), by="id").order_by("?")[:400])
        counted = Child.objects.filter(pk__in=[each.pk for each in some]).annotate(n=Count("entries"))
        found = sorted(counted, key=lambda each: abs(each.n - 100))[:30]
        return [{"id": str(each.public_id), "family": each.family_name} for each in found]


def misspelt(name: str) -> str:
    """A name as somebody might hear it: one letter doubled, and an accent that is not there."""
    middle = len(name) // 2
    return (name[:middle] + name[middle] + name[middle:]).replace("a", "â", 1)


def page(
    what: str, sees: str, backend: int, client: Any, addresses: list[str], partner: str | None = None
) -> dict[str, Any]:
    """One page, asked again and again."""
    acts = [get(client, addresses[n % len(addresses)]) for n in range(TIMES + 4)]
    figures = _timing.measure(acts, backend, warm=4)
    with counting() as asked:
        acts[0]()
    return row(what, sees, figures, len(asked), what if partner is None else partner)


def row(what: str, sees: str, figures: _timing.Figures, queries: int, partner: str) -> dict[str, Any]:
    """One line of the table, as plain values."""
    return {
        "what": f"{what} · {sees}", "partner": partner, "p50": figures.p50, "p95": figures.p95, "cpu": figures.cpu,
        "database": figures.database_ms / len(figures.spent), "queries": queries,
    }  # fmt: skip


def get(client: Any, address: str) -> Callable[[], str]:
    """Ask for a page, which must be there."""

    def ask() -> str:
        answer = client.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return str(answer.content, "utf-8")

    return ask


def far(client: Any, path: str, pages: int) -> str:
    """The address of a page so far down a list, or of the last."""
    address = path
    for _ in range(pages):
        onward = ONWARD.search(get(client, address)())
        if onward is None:
            break
        address = f"{path}?{onward[1].replace('&amp;', '&')}"
    return address


def writing(client: Any, children: list[dict[str, str]], sees: str, backend: int) -> list[dict[str, Any]]:
    """Recording a visit, and putting the visit right."""
    written: list[str] = []

    def post(address: str, typed: dict[str, str]) -> None:
        answer = client.post(address, {"filled": "yes", "when": "today", "learnt": "day", **TODAY, **typed})
        if answer.status_code != 302:
            raise RuntimeError(f"{address}: {answer.status_code}")
        written.append(
            f"{answer['Location'].partition('?')[0]}entries/{answer['Location'].partition('=')[2]}/correction/"
        )

    def record(n: int) -> Callable[[], None]:
        address = f"/children/{children[n % len(children)]['id']}/kinds/visit_made/"
        return lambda: post(address, {"seen": "yes", "note": f"Seen at home, {next(NUMBER)}."})

    def put_right(address: str) -> Callable[[], None]:
        typed = {"seen": "yes", "seen_alone": "yes", "why": "Seen alone, which was left out."}
        return lambda: post(address, {**typed, "note": f"Seen, {next(NUMBER)}."})

    recorded = _timing.measure([record(n) for n in range(TIMES + 2)], backend)
    with counting() as asked:
        record(0)()
    addresses = written[: TIMES + 2]
    corrected = _timing.measure([put_right(each) for each in addresses], backend)
    with counting() as asked_again:
        put_right(written[TIMES + 2])()
    return [
        row("record a visit", sees, recorded, len(asked), "record"),
        row("correct it", sees, corrected, len(asked_again), "record"),
    ]


def _today() -> dict[str, str]:
    day = TODAY_IS
    return {"learnt_on-day": str(day.day), "learnt_on-month": str(day.month), "learnt_on-year": str(day.year)}


TODAY = _today()
#: No two notes are alike, since the same visit told twice is refused; nor alike from run to run.
NUMBER = itertools.count(time.time_ns())


@contextmanager
def counting() -> Iterator[list[str]]:
    """Every question asked of the database meanwhile, savepoints aside."""
    from django.db import connection

    asked: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "SAVEPOINT" not in sql:
            asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield asked
