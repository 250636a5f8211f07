"""Every page x every person entitled to it: what shows something of a child is written down before it is shown (goal G18)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from hafan.access.classes import CLASSES
from hafan.audit.models import Event
from tests.cast import World
from tests.database import Owner
from tests.figures import Figure
from tests.walls.oracle import consult

pytestmark = pytest.mark.django_db

#: One of each job, and how many of their children are walked: each sees other pages, and other parts.
WALKERS = ("alys", "carys", "jac", "femi", "mair")
CHILDREN = 1
#: What is filled in for a part of an address that is no key.
WORDS = {"kind": ["visit_made"], "part": ["carer_identity", "birth_family_contact", "health"]}
#: Pages about a child that show nothing of the record itself, only who did what, and those the net caught: no part is told.
NO_PART = re.compile(
    r"^(audit|journeys\.kinds|sharing\.sight|shielded\.shelves|disclosure\.exposure)\.|\.page\.viewed$"
)


def patterns(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, list[str]]]:
    """Every address of the house with the names of its open parts."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path, re.findall(r"<(?:\w+:)?(\w+)>", path)


def keys_about(cursor, child: int) -> tuple[str, dict[str, str]]:
    """The public id of a child, and of a row about them in each table that has any."""
    cursor.execute("SELECT public_id FROM people_child WHERE id = %s", [child])
    own = str(cursor.fetchone()[0])
    cursor.execute(
        "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'public_id'"
    )
    found = {}
    for (table,) in cursor.fetchall():
        if table in CLASSES and CLASSES[table].by == "child_id":
            cursor.execute(f"SELECT public_id FROM {table} WHERE child_id = %s ORDER BY id LIMIT 1", [child])
            if row := cursor.fetchone():
                found[table] = str(row[0])
    return own, found


def addresses(own: str, others: dict[str, str], *, also_general: bool) -> Iterator[str]:
    """Every page about this child, and every page about no child in particular."""
    for path, parts in patterns():
        if "child_id" in parts:
            about = re.sub(r"<(?:\w+:)?child_id>", own, path)
            left = [part for part in parts if part != "child_id"]
            for values in product(*(WORDS.get(part) or keys_for(part, others) for part in left)):
                yield filled(about, values)
        elif not parts and also_general:
            yield path


def keys_for(part: str, others: dict[str, str]) -> list[str]:
    """Keys that a part of an address may mean: of the tables it names, or else of them all."""
    stem = part.removesuffix("_id")
    return [key for table, key in others.items() if stem in table] or list(others.values())


def filled(path: str, values: Iterable[str]) -> str:
    for value in values:
        path = re.sub(r"<[^>]+>", value, path, count=1)
    return path


def shown_in(body: str, names: dict[int, list[str]]) -> set[int]:
    """The children a page names."""
    return {
        child for child, told in names.items() if any(re.search(rf"\b{re.escape(t)}\b", body) for t in told)
    }


def names_of(cursor) -> dict[int, list[str]]:
    cursor.execute("SELECT id, reference, given_name, family_name, known_as FROM people_child")
    return {row[0]: [told for told in row[1:] if told] for row in cursor.fetchall()}


def told_since(owner: Owner, last: int) -> list[Event]:
    with owner():
        return list(Event.objects.filter(pk__gt=last))


def read(client: Client, path: str) -> tuple[int, str]:
    answer = client.get(path)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, body.decode(errors="replace")


class TestEveryPage:
    def test_that_shows_a_child_says_so_first(self, world: World, owner: Owner, sign_in, figure: Figure):
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE chronology_draft SET kind = 'visit_made'"
            )  # what is planted is no kind there is
            oracle = consult(cursor)
            names = names_of(cursor)
            keys = {child: keys_about(cursor, child) for child in world.children.values()}
        faults, pages, noted = [], set(), 0
        for name in WALKERS:
            person = world.cast.people[name]
            client = sign_in(person)
            for turn, child in enumerate(sorted(oracle.children[person.pk])[:CHILDREN]):
                for path in addresses(*keys[child], also_general=turn == 0):
                    with owner():
                        last = Event.objects.latest("id").pk
                    status, body = read(client, path)
                    if status != 200:
                        continue
                    shown = shown_in(body, names) | ({child} if keys[child][0] in path else set())
                    if not shown:
                        continue
                    events = [event for event in told_since(owner, last) if event.account_id == person.pk]
                    about = {event.child_id for event in events} | {
                        key for event in events for key in event.listed or []
                    }
                    if shown - about:
                        faults.append(
                            f"{name} {path}: shows {sorted(shown - about)}, noted {sorted(about - {None})}"
                        )
                    silent = [
                        e.action
                        for e in events
                        if e.child_id and not e.parts and not NO_PART.search(e.action)
                    ]
                    if silent:
                        faults.append(f"{name} {path}: {silent} without the parts read")
                    pages.add(re.sub(r"[0-9a-f-]{36}", "...", path))
                    noted += len(events)
        figure("G18", unnoted=len(faults), pages=len(pages), notes=noted)
        assert faults == []
        assert len(pages) >= 8, pages
        assert noted > 60

    def test_the_wall_notices_a_page_that_says_nothing(
        self, world: World, owner: Owner, sign_in, monkeypatch
    ):
        monkeypatch.setattr("hafan.journeys.views.children.note_read", lambda *args, **told: None)
        monkeypatch.setattr("hafan.foundation.doors.BEFORE_LEAVING", [])
        with pytest.raises(AssertionError, match="shows"):
            self.test_that_shows_a_child_says_so_first(world, owner, sign_in, lambda *goal, **told: None)

    def test_a_refusal_writes_nothing_about_the_child(self, world: World, owner: Owner, sign_in):
        with owner(), connection.cursor() as cursor:
            own, _ = keys_about(cursor, world.children["only Alys"])
            last = Event.objects.latest("id").pk
        assert sign_in(world.cast.bryn).get(f"/children/{own}/").status_code == 404
        assert [event.child_id for event in told_since(owner, last) if event.child_id] == []
