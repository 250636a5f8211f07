"""How somebody tries something on the functions of sight, and what came of it; undone afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, transaction

from hafan.foundation.context import acting_as, seen_as
from tests.cast import World
from tests.database import as_owner

ENOUGH = "'twenty letters and a few more'"


class Attempt(NamedTuple):
    """Somebody tries something. `answers` is what a SELECT must answer, None where it must be refused."""

    by: str
    statement: str
    answers: object
    #: What the owner does first, and how the transaction looks at one child: (reader, child).
    before: str = ""
    eyes: tuple[str, str] | None = None
    #: By the owner's rights, under the same person's context: to try a second line behind a first.
    owned: bool = False
    #: What the owner asks afterwards; its answer counts, not the statement's.
    then: str = ""


def give(
    child: str,
    to: str,
    *,
    role: str = "",
    basis: str = "allocated",
    parts: str = "NULL",
    writes: str = "true",
    purpose: str = "",
    law: str = "",
) -> str:
    holder = {"account": "NULL", "team": "NULL", "agency": "NULL"}
    kind = "agency" if to in ("aberwern", "marlbrook", "threeways") else "team" if "_" in to else "account"
    holder[kind] = f"{{{to}}}"
    return (
        f"SELECT access.give({{{child}}}, {holder['account']}, {holder['team']}, {holder['agency']}, '{role}', '{basis}', {parts}, "
        f"{writes}, 'why', '{purpose}', '{law}', now(), NULL, NULL) > 0"
    )


def draw(account: str = "NULL", team: str = "NULL", agency: str = "NULL") -> str:
    return f"SELECT count(*) FROM access.draw_children(2, {account}, {team}, {agency}, 'why')"


SHARED = {"role": "asw", "purpose": "p", "law": "public_task"}
CARE = "ARRAY['care']"
ALL = "ARRAY['care','court','health','adoption','family','family_time']"
RESTRICT = (
    "SELECT access.restrict({{{child}}}, 'staff', 'why', '2124-01-01', {{{custodian}}}, 'l') IS NOT NULL"
)
SEAL = "SELECT access.seal({{{child}}}, 'why', 'l') IS NOT NULL"
LIVE = (
    "SELECT count(*) FROM access_grant WHERE child_id = {{{child}}} AND (ends_at IS NULL OR ends_at > now())"
)
READ_ONLY = "UPDATE access_grant SET may_write = false WHERE child_id = {{{child}}}"
CLOSED = "UPDATE identity_account SET is_active = false WHERE id = {{{who}}}"
JOBLESS = "UPDATE identity_membership SET ends_on = current_date WHERE account_id = {{{who}}}"
BREAK = "SELECT people.open_in_emergency('{told}', '{named}', {born}, '{code}', {why}) IS NOT NULL"
TWO_NAMES = "UPDATE people_child SET finding = 'canary mair prydderch x', born_on = '2025-03-04', reference = 'A 7' WHERE id = {only_ewa_knows}"


def broken(
    told: str = "", named: str = "", born: str = "NULL", code: str = "at_risk_now", why: str = ENOUGH
) -> str:
    return BREAK.format(told=told, named=named, born=born, code=code, why=why)


def names(world: World) -> dict[str, Any]:
    """What the words in braces stand for."""
    cast = world.cast
    found: dict[str, Any] = {
        name.replace(" ", "_").replace("’", ""): key for name, key in world.children.items()
    }
    found |= {"only_alys": world.children["only Alys"], "nobody": 987_654_321}
    for shelf in (cast.people, cast.teams, cast.agencies):
        found |= {name: each.pk for name, each in shelf.items()}
    with as_owner(), connection.cursor() as cursor:
        for child in ("only_alys", "shared_with_Threeways", "known_in_parts"):
            cursor.execute("SELECT min(id) FROM access_grant WHERE child_id = %s", [found[child]])
            found[f"a_grant_of_{child}"] = cursor.fetchone()[0]
        for name, child in (("sealed_id", "sealed"), ("restricted_id", "restricted_to_a_few")):
            cursor.execute(
                "SELECT public_id FROM access_seclusion WHERE child_id = %s AND ends_at IS NULL",
                [found[child]],
            )
            found[name] = f"'{cursor.fetchone()[0]}'::uuid"
        cursor.execute(
            "UPDATE access_alert SET account_id = %s, agency_id = %s, closed_at = NULL WHERE id = (SELECT min(id) FROM access_alert) "
            "RETURNING public_id",
            [cast.bryn.pk, cast.aberwern.pk],
        )
        found["alert"] = f"'{cursor.fetchone()[0]}'::uuid"
    return found


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens inside has not happened."""
    point = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)


def outcome(attempt: Attempt, told: dict[str, Any]) -> object:
    """What came of it; None where it was refused."""
    with undone():
        if attempt.before:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(attempt.before.format(**told))
        try:
            with acting_as(told[attempt.by]):
                if attempt.owned:
                    with as_owner():
                        return ask(attempt.statement.format(**told))
                if attempt.then:
                    ask(attempt.statement.format(**told))
                    with as_owner():
                        return ask(attempt.then.format(**told))
                if attempt.eyes is None:
                    return ask(attempt.statement.format(**told))
                with seen_as(attempt.eyes[0], told[attempt.eyes[1]]):
                    return ask(attempt.statement.format(**told))
        except DatabaseError:
            return None


def ask(statement: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]
