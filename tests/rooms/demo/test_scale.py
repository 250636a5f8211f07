"""Filling a database for the benchmarks: quick, the same every time, and equal to what would have been computed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from hafan.access.models import Grant
from hafan.chronology.models import Entry, Obligation, Standing
from hafan.chronology.projection import project
from hafan.chronology.queries import entries_by_child, framework_of
from hafan.demo.scale import Filled, fill
from hafan.demo.scale.statements import FILLED
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency
from hafan.people.models import CaseRole, Child, Placement
from hafan.practice.facts import Facts
from tests.database import Owner
from tests.rooms.demo.conftest import TODAY

CHILDREN, ENTRIES = 400, 30_000


def shape() -> list[Any]:
    """Every index and constraint of the filled tables."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'index', pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = ANY (%s::regclass[]) UNION ALL "
            "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = ANY (%s::regclass[]) ORDER BY 1, 2",
            [list(FILLED), list(FILLED)],
        )
        return cursor.fetchall()


@pytest.fixture
def filled(owner: Owner) -> Filled:
    """A small country."""
    with owner():
        before = shape()
        made = fill(connection, children=CHILDREN, entries=ENTRIES, today=TODAY, seeds=1)
        assert shape() == before
    return made


class TestFillingADatabase:
    def test_writes_what_was_asked_and_all_that_follows_from_it(self, filled: Filled, owner: Owner):
        with owner():
            assert Child.objects.count() == filled.children == CHILDREN
            assert Entry.objects.count() == filled.entries
            assert abs(filled.entries - ENTRIES) < ENTRIES * 0.1
            assert Grant.objects.count() == 3 * CHILDREN
            children = list(Child.objects.select_related("agency").order_by("pk")[::8])
            entries = entries_by_child(child.pk for child in children)
            for child in children:
                self.stored_equals_computed(child, Facts(child.country, entries[child.pk]))

    def stored_equals_computed(self, child: Child, facts: Facts) -> None:
        found = project(facts, framework_of(child))
        columns = (
            "clock",
            "owner",
            "started_on",
            "started_by",
            "due_on",
            "not_before",
            "soon_from",
            "suspended_from",
        )
        stored = set(Obligation.objects.filter(child=child).values_list(*columns))
        assert stored == {tuple(row[name] for name in columns) for row in found.obligations}
        standing = Standing.objects.get(child=child)
        worker = str(standing.worker.public_id) if standing.worker else None
        assert (standing.state, standing.due_on, worker) == (
            found.standing["state"],
            found.standing["due_on"],
            found.standing["worker"],
        )
        homes = set(
            Placement.objects.filter(child=child).values_list(
                "kind", "carers", "began_on", "ended_on", "began_by"
            )
        )
        assert homes == {
            (row["kind"], row["carers"], row["began_on"], row["ended_on"], row["began_by"])
            for row in found.placements
        }
        assert CaseRole.objects.filter(child=child).count() == len(found.case_roles)

    def test_spreads_children_over_agencies_of_both_countries_and_their_workers(
        self, filled: Filled, owner: Owner
    ):
        with owner():
            assert set(Agency.objects.values_list("country", flat=True)) == {"england", "wales"}
            assert Account.objects.filter(memberships__role="csw").count() >= 10

    def test_lets_a_worker_see_their_own_and_a_manager_the_team(self, filled: Filled):
        worker = Account.objects.get(email="csw.0.0.0@scale.example")
        manager = Account.objects.get(email="service_manager.0@scale.example")
        with acting_as(worker):
            own = Child.objects.count()
        with acting_as(manager):
            whole = Child.objects.count()
        assert 0 < own < whole == CHILDREN // 10

    def test_writes_the_same_entries_every_time(self, filled: Filled, owner: Owner):
        with owner():
            child = Child.objects.order_by("pk").first()
            assert child is not None
            first = Entry.objects.filter(child=child).order_by("happened_on", "pk").first()
            assert first is not None
            with connection.cursor() as cursor:
                cursor.execute("SELECT md5(%s)::uuid", [f"{child.pk}:1"])
                assert cursor.fetchone()[0] == first.public_id
