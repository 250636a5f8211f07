"""Every brick of the walls is needed: with any one of them taken out, some check cries.

The checks are those of the walls, made quick: what the catalogue must say, who sees and changes which parts against the oracle, the
hand-written attempts, writes against each table, and forged contexts. A mutant that lives is a hole in the tests, or argued below.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator

import pytest
from django.db import DatabaseError, connection

from hafan.access.policy import MAY, REACH
from tests.cast import World
from tests.database import Owner, as_owner
from tests.figures import Figure
from tests.walls.argued import ARGUED
from tests.walls.attempts import failed
from tests.walls.declared_reach import DOES, REACHES
from tests.walls.mutants import Mutant, of_the_catalogue, of_the_functions
from tests.walls.quick_checks import Walls
from tests.walls.trying import names, undone

pytestmark = pytest.mark.django_db

NIGHTLY = os.environ.get("HAFAN_NIGHTLY") == "1"
#: Of how many mutants one is tried for every change: a fixed share, chosen by name, so that it is the same everywhere.
ONE_IN = 1 if NIGHTLY else 16


def sample(mutants: list[Mutant]) -> list[Mutant]:
    return [m for m in mutants if int(hashlib.sha256(m.name.encode()).hexdigest(), 16) % ONE_IN == 0]


def lives(mutant: Mutant, cries: Callable[[], Iterator[str]]) -> bool:
    """Whether no check notices. A mutant the database refuses is dead."""
    with undone():
        try:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(mutant.sql)
            return next(cries(), None) is None
        except DatabaseError:
            return False


class TestEveryBrick:
    def test_is_missed_when_it_is_taken_out(self, world: World, owner: Owner, figure: Figure):
        told = names(world)
        walls = Walls(world, told)

        def cries() -> Iterator[str]:
            yield from walls.faults()
            yield from failed(told)
            yield from walls.of_change()

        assert next(cries(), None) is None, "the walls cry before anything was touched"
        with owner(), connection.cursor() as cursor:
            made = [*of_the_catalogue(cursor), *of_the_functions(cursor)]
        tried = sample([mutant for mutant in made if argued(mutant) is None])
        living = []
        for mutant in tried:
            if lives(mutant, cries):
                living.append(mutant.name)
                print("lives:", mutant.name, flush=True)
        figure(
            "G4",
            mutants=len(made),
            tried=len(tried),
            survivors=len(living),
            argued=sum(argued(m) is not None for m in made),
        )
        assert living == []

    def test_what_is_argued_still_exists(self, world: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            made = {mutant.name for mutant in (*of_the_catalogue(cursor), *of_the_functions(cursor))}
        assert [start for start in ARGUED if not any(name.startswith(start) for name in made)] == []


def argued(mutant: Mutant) -> str | None:
    """Why this mutant changes nothing anybody could notice, if so."""
    return next((why for start, why in ARGUED.items() if mutant.name.startswith(start)), None)


class TestTheTableOfRoles:
    """What a role reaches and may do is said twice: in the policy, and by hand in declared_reach.py. One alone cannot be widened."""

    def test_says_what_each_role_reaches(self, figure: Figure):
        assert {role: {part.value for part in parts} for role, parts in REACH.items()} == REACHES
        widened = [(role, part) for role in REACHES for part in every_part() - REACHES[role]]
        survivors = [1 for role, part in widened if {**REACHES, role: REACHES[role] | {part}} == REACHES]
        figure("G4", mutants=len(widened), survivors=len(survivors))

    def test_says_what_each_role_may_do(self):
        assert {role: set(may) for role, may in MAY.items()} == DOES

    def test_nobody_may_approve_their_own_work(self):
        assert not any("self.approve" in may for may in MAY.values())


def every_part() -> set[str]:
    return set[str]().union(*REACHES.values())
