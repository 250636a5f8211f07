"""The partner: bare Django and Jinja2 over the same rows, without sign-in, middleware, row-level security, law or audit."""

from __future__ import annotations

import json
import os
import sys
import uuid
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import _timing

TIMES = int(os.environ.get("HAFAN_BENCH_TIMES", "40"))
PAGE = """<!doctype html><title>{{ title }}</title><table>{% for row in rows %}<tr>{% for cell in row %}<td>{{ cell }}</td>
{% endfor %}</tr>{% endfor %}</table>{% for more in further %}<p>{{ more }}</p>{% endfor %}"""
LIST = """SELECT s.due_on, s.child_id, c.public_id, c.given_name, c.family_name, c.born_on, s.state, s.placement_kind, a.display_name
FROM chronology_standing s JOIN people_child c ON c.id = s.child_id LEFT JOIN identity_account a ON a.id = s.worker_id
WHERE s.is_open AND s.agency_id = %s {and_} ORDER BY s.due_on, s.child_id LIMIT 50"""
DUE = "SELECT child_id, clock, due_on, soon_from FROM chronology_obligation WHERE child_id = ANY (%s)"
ENTRIES = """SELECT happened_on, kind, details, learnt_on, a.display_name FROM chronology_entry e
JOIN identity_account a ON a.id = e.recorded_by_id WHERE child_id = %s ORDER BY happened_on DESC LIMIT 100"""
CHILD = "SELECT c.*, s.* FROM people_child c JOIN chronology_standing s ON s.child_id = c.id WHERE c.id = %s"
INSERT = """INSERT INTO bench_entry (id, public_id, child_id, kind, happened_on, precision, learnt_on, details, withdrawn, why, breaches,
recorded_by_id, recorded_at, created_at, source)
SELECT nextval('chronology_entry_id_seq'), %s, %s, 'visit_made', current_date, 'day', current_date, '{}', false, '', '[]', min(id), now(),
now(), 'bench' FROM identity_account"""


def settings(database: dict[str, Any]) -> None:
    """The least Django there is."""
    from django.conf import settings as plain

    plain.configure(
        DATABASES={"default": {**database, "ATOMIC_REQUESTS": True}}, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"],
        SECRET_KEY="bench", MIDDLEWARE=[], INSTALLED_APPS=[], USE_TZ=True, LOGGING_CONFIG=None,
        TEMPLATES=[{"BACKEND": "django.template.backends.jinja2.Jinja2"}],
    )  # fmt: skip


def query(sql: str, *values: Any) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall() if cursor.description else []


def answer(title: str, rows: list[Any], further: list[Any]) -> Any:
    from django.http import HttpResponse

    return HttpResponse(globals()["TEMPLATE"].render({"title": title, "rows": rows, "further": further}))


def listed(request: Any) -> Any:
    """A list of 50, whole, filtered, further on, or searched."""
    agency = int(request.GET["agency"])
    match request.GET.get("how"):
        case "soon":
            rows = query(LIST.format(and_="AND due_on BETWEEN current_date AND current_date + 14"), agency)
        case "after":
            rows = query(LIST.format(and_="AND (s.due_on, s.child_id) > (current_date + 30, 1)"), agency)
        case "search":
            rows = query(
                LIST.format(and_="AND (c.finding LIKE %s OR c.finding LIKE %s)"), agency, "alde%", "% alde%"
            )
        case _:
            rows = query(LIST.format(and_=""), agency)
    return answer("Children", rows, query(DUE, [row[1] for row in rows]))


def child(request: Any, key: int) -> Any:
    """A child with a hundred entries."""
    return answer("Child", query(CHILD, key) + query(ENTRIES, key), query(DUE, [key]))


def record(request: Any, key: int) -> Any:
    """An entry, kept."""
    from django.http import HttpResponseRedirect

    query(INSERT, uuid.uuid4(), key)
    return HttpResponseRedirect("/")


def application() -> Any:
    """The partner, for a server to serve."""
    from hafan.config.database import connection_for

    settings({**connection_for("owner"), "CONN_MAX_AGE": 600})
    import django

    django.setup()
    from django.core.wsgi import get_wsgi_application
    from django.template import engines
    from django.urls import path

    here = sys.modules[__name__]
    here.TEMPLATE = engines["jinja2"].from_string(PAGE)  # type: ignore[attr-defined]
    here.urlpatterns = [  # type: ignore[attr-defined]
        path("list/", listed), path("child/<int:key>/", child), path("record/<int:key>/", record),
    ]  # fmt: skip
    return get_wsgi_application()


def some() -> tuple[int, list[int]]:
    """The largest agency, and ten children with about a hundred entries."""
    agency = query("SELECT agency_id FROM chronology_standing GROUP BY 1 ORDER BY count(*) DESC LIMIT 1")
    keys = query(
        "SELECT child_id FROM chronology_entry WHERE child_id = ANY (ARRAY(SELECT n * 97 FROM generate_series(1, 50) n)) "
        "GROUP BY 1 ORDER BY abs(count(*) - 100) LIMIT 10"
    )
    return agency[0][0], [row[0] for row in keys]


def main() -> None:
    """Measure the partner's pages."""
    application()
    from django.db import connection
    from django.test import Client

    agency, keys = some()
    client, backend = Client(), connection.connection.info.backend_pid
    acts = {
        "list": lambda n: client.get(f"/list/?agency={agency}"),
        "list, filtered": lambda n: client.get(f"/list/?agency={agency}&how=soon"),
        "list, page 50": lambda n: client.get(f"/list/?agency={agency}&how=after"),
        "search": lambda n: client.get(f"/list/?agency={agency}&how=search"),
        "child": lambda n: client.get(f"/child/{keys[n % len(keys)]}/"),
        "record": lambda n: client.post(f"/record/{keys[n % len(keys)]}/"),
    }
    found = []
    for what, act in acts.items():
        figures = _timing.measure([lambda n=n, act=act: act(n) for n in range(TIMES + 4)], backend, warm=4)
        if act(0).status_code not in (200, 302):
            raise RuntimeError(what)
        found.append({"what": what, "p50": figures.p50, "p95": figures.p95, "cpu": figures.cpu})
    print(json.dumps(found))


if __name__ == "__main__":
    sys.modules["_floor"] = sys.modules[__name__]
    main()
