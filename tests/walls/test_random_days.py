"""Random days: people are moved, records sealed, sight given and taken in any order. After each step everybody sees what the oracle says.

The database's clock cannot be moved from here, so time passes by moving the dates of rows back, as the owner.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hafan.access.models import Basis, Grant, Why
from hafan.access.operations import (
    deny,
    draw_child,
    end_grant,
    give,
    lift_denial,
    lift_restriction,
    restrict,
    seal,
    unseal,
)
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership
from hafan.practice.entries import Compartment
from tests.cast import Cast
from tests.database import Owner, as_owner
from tests.figures import Figure
from tests.planting import plant_all
from tests.walls.oracle import STORY, Oracle, consult
from tests.walls.test_access_equality import everything, protected_tables, should_see

pytestmark = pytest.mark.django_db

NIGHTLY = os.environ.get("HAFAN_NIGHTLY") == "1"
DAYS, STEPS = (500, 50) if NIGHTLY else (50, 30)
#: What is looked at after each step: whether the child is there, each part of the story, and what is shut. All tables at the end of every fifth day.
EACH_STEP = ("people_child", "chronology_entry", "access_seclusion")
CHILDREN = 4
PEOPLE = (
    "alys",
    "bryn",
    "carys",
    "dafydd",
    "huw",
    "ifan",
    "jac",
    "lowri",
    "mair",
    "nia",
    "ewa",
    "femi",
    "olu",
)
TEAMS = ("aberwern_north", "aberwern_south", "marlbrook_first", "threeways_finders")
ROLES = (
    "csw",
    "la_manager",
    "service_manager",
    "iro",
    "contact_worker",
    "asw",
    "records_custodian",
    "sysadmin",
    "parent",
)

people, children = st.sampled_from(PEOPLE), st.integers(0, CHILDREN - 1)
parts = st.none() | st.sets(st.sampled_from(list(Compartment)), max_size=4)

counted: dict[str, int] = {}


class Days(RuleBasedStateMachine):
    """A small world and all that can happen to sight in it."""

    cast: Cast

    def __init__(self) -> None:
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.children: list[int] = []
        self.sealed: list[uuid.UUID] = []

    def teardown(self) -> None:
        counted["days"] = counted.get("days", 0) + 1
        if self.children and not connection.needs_rollback and counted["days"] % 5 == 0:
            self.compare(tuple(protected_tables()))
        transaction.set_rollback(True)
        self.inside.__exit__(None, None, None)

    @initialize()
    def a_world(self) -> None:
        cast = self.cast
        for owner_of_it in (cast.alys, cast.alys, cast.ewa, cast.huw):
            with acting_as(owner_of_it):
                team = Membership.objects.get(account=owner_of_it).team
                self.children.append(
                    draw_child(
                        by=owner_of_it,
                        reason="opened",
                        account=owner_of_it,
                        team=team,
                        agency=owner_of_it.agency,
                    )
                )
        with as_owner(), connection.cursor() as cursor:
            plant_all(cursor, {"child": self.children, "agency": []})
            cursor.execute(
                "INSERT INTO chronology_entry (public_id, child_id, kind, part, happened_on, precision, learnt_on, details, withdrawn, why, "
                "breaches, recorded_by_id, source) SELECT gen_random_uuid(), c, 'canary', p, '2025-03-04', 'day', '2025-03-04', '{}', false, "
                "'canary', '[]', %s, 'person' FROM unnest(%s::bigint[]) c, unnest(%s::text[]) p",
                [cast.alys.pk, self.children, list(STORY)],
            )

    @contextmanager
    def as_somebody(self, name: str) -> Iterator[Account]:
        """Act as somebody; what the database refuses has not happened."""
        counted["steps"] = counted.get("steps", 0) + 1
        account = self.cast.people[name]
        try:
            with transaction.atomic(), acting_as(account):
                yield account
            counted["done"] = counted.get("done", 0) + 1
        except DatabaseError:
            counted["refused"] = counted.get("refused", 0) + 1

    @rule(
        by=people,
        to=people,
        child=children,
        named=parts,
        writes=st.booleans(),
        role=st.sampled_from(("", "asw", "guardian")),
    )
    def allocate_or_share(self, by: str, to: str, child: int, named: Any, writes: bool, role: str) -> None:
        with self.as_somebody(by) as me:
            give(
                child_id=self.children[child], to=self.cast.people[to], basis=Basis.ALLOCATED, reason="r", by=me, at=a_moment_ago(),
                role=role, parts=named, may_write=writes, purpose="p", legal_basis="public_task",
            )  # fmt: skip

    @rule(by=people, team=st.sampled_from(TEAMS), child=children, named=parts)
    def give_to_a_team(self, by: str, team: str, child: int, named: Any) -> None:
        with self.as_somebody(by) as me:
            give(
                child_id=self.children[child], to=self.cast.teams[team], basis=Basis.TEAM, reason="r", by=me, at=a_moment_ago(),
                role="asw" if named else "", parts=named, purpose="p", legal_basis="public_task",
            )  # fmt: skip

    @rule(by=people, child=children, which=st.integers(0, 9))
    def end_sight(self, by: str, child: int, which: int) -> None:
        with self.as_somebody(by) as me:
            for grant in Grant.objects.filter(child_id=self.children[child]).order_by("id")[
                which : which + 1
            ]:
                end_grant(grant_id=grant.pk, by=me, at=a_moment_ago(), reason="r")

    @rule(by=people, whom=people, child=children)
    def shut_out(self, by: str, whom: str, child: int) -> None:
        with self.as_somebody(by) as me:
            deny(
                child_id=self.children[child],
                account=self.cast.people[whom],
                reason="r",
                by=me,
                at=a_moment_ago(),
            )

    @rule(by=people, whom=people, child=children)
    def let_back_in(self, by: str, whom: str, child: int) -> None:
        with self.as_somebody(by) as me:
            lift_denial(
                child_id=self.children[child], account=self.cast.people[whom], by=me, at=a_moment_ago()
            )

    @rule(by=people, custodian=people, child=children)
    def shut_to_all_but_named(self, by: str, custodian: str, child: int) -> None:
        with self.as_somebody(by) as me:
            restrict(
                child_id=self.children[child], kind=Why.STAFF, reason="r", label="", custodian=self.cast.people[custodian],
                review_on=timezone.localdate(), by=me,
            )  # fmt: skip

    @rule(by=people, child=children)
    def open_to_teams_again(self, by: str, child: int) -> None:
        with self.as_somebody(by) as me:
            lift_restriction(child_id=self.children[child], reason="r", by=me)

    @rule(by=st.sampled_from(("alys", "ewa", "huw", "carys")), child=children)
    def seal_it(self, by: str, child: int) -> None:
        with self.as_somebody(by) as me:
            self.sealed.append(seal(child_id=self.children[child], reason="r", label="l", by=me))

    @rule(by=people, which=st.integers(0, 3))
    def unseal_it(self, by: str, which: int) -> None:
        if self.sealed:
            with self.as_somebody(by) as me:
                unseal(
                    seclusion_id=self.sealed[which % len(self.sealed)],
                    reason="somebody adopted asks who they were",
                    by=me,
                )

    @rule(by=people, child=children)
    def break_the_glass(self, by: str, child: int) -> None:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("SELECT reference FROM people_child WHERE id = %s", [self.children[child]])
            (reference,) = cursor.fetchone()
        with self.as_somebody(by), connection.cursor() as cursor:
            cursor.execute(
                "SELECT people.open_in_emergency(%s, '', NULL, 'at_risk_now', 'nobody answers and the child is alone')",
                [reference],
            )

    @rule(who=people, role=st.sampled_from(ROLES), team=st.sampled_from((*TEAMS, None)), leaves=st.booleans())
    def change_jobs(self, who: str, role: str, team: str | None, leaves: bool) -> None:
        account = self.cast.people[who]
        with as_owner():
            if leaves:
                Membership.objects.filter(account=account).update(ends_on=timezone.localdate())
            place = self.cast.teams[team] if team else None
            Membership.objects.create(
                account=account,
                team=place,
                agency=None if place else account.agency,
                role=role,
                begins_on=timezone.localdate(),
            )

    @rule(who=people, open_=st.booleans())
    def close_or_open_an_account(self, who: str, open_: bool) -> None:
        with as_owner():
            Account.objects.filter(pk=self.cast.people[who].pk).update(is_active=open_)

    @rule(minutes=st.sampled_from((5, 61, 60 * 24 * 40)))
    def time_passes(self, minutes: int) -> None:
        with as_owner(), connection.cursor() as cursor:
            for table in ("access_grant", "access_denial", "access_seclusion"):
                cursor.execute(
                    f"UPDATE {table} SET begins_at = begins_at - %s * interval '1 minute', ends_at = ends_at - %s * interval '1 minute'",
                    [minutes, minutes],
                )

    @invariant()
    def everybody_sees_what_the_oracle_says(self) -> None:
        if self.children:
            self.compare(EACH_STEP)

    def compare(self, tables: tuple[str, ...]) -> None:
        with as_owner(), connection.cursor() as cursor:
            oracle = consult(cursor)
            every = everything(cursor, tables)
        for name in PEOPLE:
            self.look(self.cast.people[name].pk, oracle, every)
        assert_nothing_sealed_is_seen(oracle)

    def look(self, me: int, oracle: Oracle, every: dict[str, Any]) -> None:
        with acting_as(me), connection.cursor() as cursor:
            question = " UNION ALL ".join(f"SELECT '{table}', ctid::text FROM {table}" for table in every)
            cursor.execute(question)
            seen = set(cursor.fetchall())
        expected = {
            (table, place)
            for table, rows in every.items()
            for place, row in rows
            if should_see(table, me, row, oracle)
        }
        counted["pairs"] = counted.get("pairs", 0) + sum(map(len, every.values()))
        assert seen == expected, f"{me}: too many {seen - expected}, too few {expected - seen}"


def assert_nothing_sealed_is_seen(oracle: Oracle) -> None:
    """Whatever happened, a sealed record is seen by nobody but under an unsealing, and a denial beats every grant."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, account_id FROM access_grant WHERE basis = 'unsealed' AND begins_at <= now() AND ends_at > now()"
        )
        unsealed = set(cursor.fetchall())
    for account, found in oracle.parts.items():
        for child in found:
            assert child not in oracle.sealed or (child, account) in unsealed
            assert (account, child) not in oracle.denied


def a_moment_ago() -> Any:
    return timezone.now() - timedelta(minutes=5)


class TestRandomDays:
    def test_end_with_everybody_seeing_what_they_should(self, cast: Cast, owner: Owner, figure: Figure):
        Days.cast = cast
        counted.clear()
        run_state_machine_as_test(
            Days,
            settings=settings(
                max_examples=DAYS,
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                derandomize=not NIGHTLY,
                phases=[Phase.generate] if not NIGHTLY else [Phase.generate, Phase.shrink],
                suppress_health_check=list(HealthCheck),
            ),
        )
        figure("G11", seen=0, **counted)
        assert counted["done"] > DAYS
        assert counted["refused"] > DAYS
