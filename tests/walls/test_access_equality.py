"""Everybody x every protected table: the rows seen are the rows the oracle says, no more and no fewer."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.utils import timezone

from hafan.access.classes import CLASSES
from hafan.access.policy import SEES_WHOLE_AGENCY
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership
from hafan.identity.operations import deactivate
from tests.cast import World
from tests.database import Owner
from tests.walls.oracle import WIDE, Oracle, consult

pytestmark = pytest.mark.django_db

#: Tables whose rows are, besides, their writer's alone.
OWN = {"chronology_draft": "account_id"}

#: Its rule is its own: one's own doings, and what was done about children one may see.
AUDIT = "audit_event"


def protected_tables() -> list[str]:
    present = set(connection.introspection.table_names())
    return [t for t, guard in CLASSES.items() if guard.access == "protected" and t in present and t != AUDIT]


def function_of(cursor, table: str) -> str:
    """The function that the table's read policy asks."""
    cursor.execute("SELECT qual FROM pg_policies WHERE tablename = %s AND cmd = 'SELECT'", [table])
    (condition,) = cursor.fetchone()
    return re.search(r"(access\.\w+)\(\)", condition)[1]


def mismatches(world: World, owner: Owner) -> tuple[int, list[str]]:
    """Pairs checked, and every (person, table) whose rows differ from the oracle's."""
    with owner(), connection.cursor() as cursor:
        oracle: Oracle = consult(cursor)
        rules = {table: function_of(cursor, table) for table in protected_tables()}
        every = {}
        for table in rules:
            cursor.execute(f"SELECT ctid::text, {CLASSES[table].by}, {OWN.get(table, 'NULL')} FROM {table}")
            every[table] = cursor.fetchall()
            assert len({key for _, key, _ in every[table]}) > 2, (
                f"{table}: nothing planted, so nothing proven"
            )
    wrong, pairs = [], 0
    for account in Account.objects.all():
        with acting_as(account), connection.cursor() as cursor:
            for table, function in rules.items():
                cursor.execute(f"SELECT ctid::text FROM {table}")
                seen = {key for (key,) in cursor.fetchall()}
                allowed = oracle.may_see(function, account.pk)
                expected = {
                    row for row, about, own in every[table] if about in allowed and own in (None, account.pk)
                }
                pairs += len(every[table])
                if seen != expected:
                    wrong.append(
                        f"{account} in {table}: too many {seen - expected}, too few {expected - seen}"
                    )
    return pairs, wrong


class TestEveryPersonAndEveryRow:
    def test_what_is_seen_is_what_the_oracle_says(self, world: World, owner: Owner):
        pairs, wrong = mismatches(world, owner)
        assert wrong == []
        assert pairs > 300

    def test_it_stays_so_when_somebody_moves_leaves_or_comes_back(self, world: World, owner: Owner):
        cast = world.cast
        with owner():
            Membership.objects.filter(account=cast.carys).update(ends_on=timezone.localdate())
            Membership.objects.create(
                account=cast.huw, team=cast.aberwern_north, role="csw", begins_on=timezone.localdate()
            )
        with acting_as(cast.gwen):
            deactivate(account=cast.bryn, by=cast.gwen, at=timezone.now())
        assert mismatches(world, owner)[1] == []

    def test_the_wall_notices_a_policy_that_is_too_wide(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            cursor.execute("CREATE POLICY leak ON access_grant FOR SELECT TO hafan_app USING (true)")
        assert mismatches(world, owner)[1] != []

    def test_nobody_sees_anything_when_nobody_acts(self, world: World):
        with connection.cursor() as cursor:
            for table in protected_tables():
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table

    def test_some_see_and_some_do_not(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
        c, cast = world.children, world.cast
        sees = {name: oracle.children[person.pk] for name, person in cast.people.items()}
        assert c["only Alys"] in sees["alys"]
        assert not any(c["only Alys"] in sees[name] for name in cast.people if name != "alys")
        assert c["Alys and the north team"] in sees["bryn"] & sees["carys"]
        assert c["known to Bryn"] not in sees["bryn"]
        assert c["known to Dafydd"] not in sees["dafydd"]
        assert c["shared with Threeways"] in sees["femi"]
        assert c["shared with Threeways"] not in sees["ewa"] | sees["grace"]
        assert sees["gwen"] == sees["sam"] == set()

    def test_one_sees_the_doings_about_ones_children_and_ones_own(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
            cursor.execute("SELECT id, account_id, child_id FROM audit_event")
            events = cursor.fetchall()
        assert len(events) > 20
        for account in Account.objects.all():
            with acting_as(account), connection.cursor() as cursor:
                cursor.execute("SELECT id FROM audit_event")
                seen = {key for (key,) in cursor.fetchall()}
            allowed = oracle.children.get(account.pk, set())
            assert seen == {e for e, by, child in events if by == account.pk or child in allowed}


class TestThePolicyTable:
    def test_agrees_with_the_oracle_on_who_sees_a_whole_agency(self):
        assert SEES_WHOLE_AGENCY == WIDE
