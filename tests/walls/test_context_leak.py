"""One server process serves many people in turn: nobody ever meets the rows of whoever came before."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from hafan.foundation.context import NotSignedIn, acting_account, open_session, session
from tests.cast import World
from tests.database import Owner
from tests.figures import Figure
from tests.walls.oracle import consult

pytestmark = pytest.mark.django_db(transaction=True)

REQUESTS = 10_000


class Broken(Exception):
    """A request that fails half-way."""


class TestOneServerProcess:
    def test_serves_thousands_of_interleaved_requests_and_mixes_up_none(
        self, world: World, owner: Owner, figure: Figure
    ):
        with owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
        people = list(world.cast.people.values())
        until = timezone.now() + timedelta(hours=1)
        tokens = {person.pk: open_session(person, until) for person in people}
        chance, leaked = random.Random(903), 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            process = cursor.fetchone()[0]
        for _ in range(REQUESTS):
            kind = chance.choice(["whole", "whole", "broken", "anonymous", "ended"])
            person = chance.choice(people)
            seen = self.request(kind, tokens[person.pk])
            expected = oracle.children.get(person.pk, set()) if kind in ("whole", "broken") else set()
            leaked += seen != expected
        figure("G7", requests=REQUESTS, leaked=leaked)
        assert leaked == 0
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            assert cursor.fetchone()[0] == process

    def request(self, kind: str, token: bytes) -> set[int]:
        """What a request sees: it may end well, break off, come without a token, or with one that was ended."""
        seen: set[int] = set()
        try:
            with transaction.atomic():
                if kind == "anonymous":
                    return self.children()
                with session(b"\x00" * 32 if kind == "ended" else token):
                    seen = self.children()
                    if kind == "broken":
                        raise Broken
        except (Broken, NotSignedIn):
            assert acting_account() is None
        return seen

    def children(self) -> set[int]:
        with connection.cursor() as cursor:
            cursor.execute("SELECT id FROM people_child")
            return {child for (child,) in cursor.fetchall()}
