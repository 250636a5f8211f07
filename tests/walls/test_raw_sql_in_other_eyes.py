"""Somebody with raw SQL and somebody else's eyes: contexts narrowed to one child, forged, bent, nested and kept; and every function
the app may call, called by people it is not for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from hafan.access.classes import CLASSES
from tests.cast import CANARY, World
from tests.figures import Figure
from tests.walls.test_raw_sql import Attacker, attacker, fingerprint, leaked, proof, tables, undone  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)

#: Asked of every protected table.
PROBES = (
    "SELECT * FROM {table}",
    "COPY (SELECT * FROM {table}) TO STDOUT",
    "SELECT t::text FROM {table} t WHERE t::text LIKE '%canary%'",
    "UPDATE {table} SET {by} = {by} RETURNING *",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM {table}",
)


def begin(connection: Attacker, account: int) -> None:
    connection.execute("SELECT foundation.begin_as(%s, %s)", [account, proof(connection, f"act {account}")])


def narrow(connection: Attacker, reader: str, child: int) -> None:
    words = f"read {reader} {child}"
    connection.execute("SELECT foundation.read_as(%s, %s, %s)", [reader, child, proof(connection, words)])


def context(connection: Attacker) -> str:
    return connection.execute("SELECT current_setting('hafan.context')").fetchone()[0]


def take(connection: Attacker, words: str) -> None:
    connection.execute("SELECT set_config('hafan.context', %s, true)", [words])


def forged(connection: Attacker, world: World) -> None:
    """A narrowing out of thin air."""
    take(connection, f"{world.cast.alys.pk}/house/{world.children['only Alys']} {'0' * 64}")


def bent_to_another_child(connection: Attacker, world: World) -> None:
    """A true narrowing of somebody's own child, with another child's number in it."""
    begin(connection, world.cast.ewa.pk)
    narrow(connection, "house", world.children["only Ewa"])
    mac = context(connection).partition(" ")[2]
    take(connection, f"{world.cast.ewa.pk}/house/{world.children['only Alys']} {mac}")


def bent_to_another_person(connection: Attacker, world: World) -> None:
    """A true narrowing with another's number in it."""
    begin(connection, world.cast.gwen.pk)
    narrow(connection, "house", world.children["only Alys"])
    mac = context(connection).partition(" ")[2]
    take(connection, f"{world.cast.alys.pk}/house/{world.children['only Alys']} {mac}")


def widened(connection: Attacker, world: World) -> None:
    """A true narrowing with its narrowing cut off."""
    begin(connection, world.cast.alys.pk)
    narrow(connection, "family_member", world.children["only Alys"])
    mac = context(connection).partition(" ")[2]
    take(connection, f"{world.cast.alys.pk} {mac}")


def of_a_child_out_of_sight(connection: Attacker, world: World) -> None:
    """The house's own eyes, truly sworn, for a child whoever acts does not see."""
    begin(connection, world.cast.gwen.pk)
    narrow(connection, "house", world.children["only Alys"])


def as_a_reader_who_reaches_nothing(connection: Attacker, world: World) -> None:
    """Truly sworn, in the eyes of a role that reaches nothing."""
    begin(connection, world.cast.alys.pk)
    narrow(connection, "trainer", world.children["only Alys"])


def kept(connection: Attacker, world: World) -> None:
    """A true narrowing of the transaction before, on this very server process."""
    begin(connection, world.cast.alys.pk)
    narrow(connection, "house", world.children["only Alys"])
    words = context(connection)
    connection.execute("COMMIT")
    connection.execute("BEGIN")
    take(connection, words)


def garbled(connection: Attacker, world: World) -> None:
    """Four words where there should be three."""
    take(connection, f"{world.cast.alys.pk}/house/{world.children['only Alys']}/1 x")


STANCES: tuple[Callable[[Attacker, World], None], ...] = (
    forged, bent_to_another_child, bent_to_another_person, widened, of_a_child_out_of_sight, as_a_reader_who_reaches_nothing, kept, garbled,
)  # fmt: skip
#: Functions that tell the asker about themself, and what everybody may know.
HARMLESS = {
    "foundation.challenge", "foundation.acting_account", "foundation.reading_as", "foundation.reading_about", "access.agencies_as",
    "access.visible_children", "access.changeable_children", "access.administered_agencies", "access.returning_agencies", "sharing.working_agencies", "access.sees_whole",
}  # fmt: skip
VALUES = {
    "bigint": "{child}", "integer": "1", "text": "'{word}'", "text[]": "ARRAY['care']", "boolean": "true", "uuid": "'{sealed}'", "bytea": "'\\x00'",
    "date": "current_date", "timestamp with time zone": "now()", "jsonb": "'{{}}'", "date[]": "ARRAY[current_date]", "uuid[]": "ARRAY['{sealed}']::uuid[]",
    "bigint[]": "ARRAY[{child}]::bigint[]",
    "character varying": "'{word}'",
    "numeric": "1",
}  # fmt: skip
NOTHING = (None, "", False, 0, [], {}, "()")


class TestSomebodyInOthersEyes:
    @pytest.mark.parametrize("stance", STANCES, ids=lambda stance: stance.__name__)
    def test_reads_and_writes_no_row(self, attacker: Attacker, world: World, stance, figure: Figure):  # noqa: F811
        brought, probes = {}, 0
        own = stance in (of_a_child_out_of_sight, as_a_reader_who_reaches_nothing)
        for table in tables():
            for probe in PROBES:
                statement, probes = probe.format(table=table, by=CLASSES[table].by), probes + 1
                with undone(attacker):
                    stance(attacker, world)
                    rows = leaked(attacker, statement)
                told = [row for row in rows if "EXPLAIN" not in statement or CANARY in str(row)]
                if told and not (own and table == "audit_event"):
                    brought[statement] = told
        figure("G6", probes=probes, leaked=len(brought))
        assert brought == {}

    def test_a_narrowing_is_never_laid_over_another(self, attacker: Attacker, world: World):  # noqa: F811
        child = world.children["only Alys"]
        with undone(attacker):
            begin(attacker, world.cast.alys.pk)
            narrow(attacker, "parent", child)
            with pytest.raises(psycopg.Error, match="nobody to look for"):
                narrow(attacker, "house", child)

    def test_a_narrowing_needs_the_proof_and_somebody_who_acts(self, attacker: Attacker, world: World):  # noqa: F811
        child = world.children["only Alys"]
        for before, statement in (
            (True, f"SELECT foundation.read_as('house', {child}, '\\x00')"),
            (True, f"SELECT foundation.read_as('house', {child}, NULL)"),
            (False, f"SELECT foundation.read_as('house', {child}, '\\x00')"),
        ):
            with undone(attacker):
                if before:
                    begin(attacker, world.cast.alys.pk)
                with pytest.raises(psycopg.Error, match="forged context"):
                    attacker.execute(statement)
        with undone(attacker), pytest.raises(psycopg.Error, match="nobody to look for"):
            narrow(attacker, "house", child)


class TestEveryFunctionTheAppMayCall:
    def test_gives_nothing_to_somebody_it_is_not_for(self, attacker: Attacker, world: World, figure: Figure):  # noqa: F811
        """Each with a hidden child's key, a sealed record's id and words that fit, by an administrator of accounts and by another agency."""
        told, tried = {}, 0
        before = fingerprint()
        for name, statement in calls(attacker, world):
            for person in (world.cast.gwen, world.cast.femi, None):
                tried += 1
                with undone(attacker):
                    if person is not None:
                        begin(attacker, person.pk)
                    rows = leaked(attacker, statement)
                    hidden = [
                        row
                        for row in rows
                        for value in row
                        if value not in NOTHING and str(value) != "{" + "}"
                    ]
                if hidden and name not in HARMLESS:
                    told[f"{person}: {statement}"] = hidden[:3]
        figure("G6", functions=tried, leaked=len(told))
        assert told == {}
        assert fingerprint() == before


def calls(connection: Attacker, world: World) -> Iterator[tuple[str, str]]:
    """Every function of the house the app may call, with values that fit."""
    names = {"child": world.children["only Alys"], "word": "canary", "sealed": sealed_id()}
    found = connection.execute(
        "SELECT n.nspname || '.' || p.proname, (SELECT coalesce(array_agg(format_type(t, NULL)), '{}') FROM unnest(p.proargtypes) t), "
        "p.provariadic <> 0 FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname NOT IN ('pg_catalog', "
        "'information_schema', 'public') AND has_schema_privilege(n.oid, 'usage') AND has_function_privilege(p.oid, 'execute') ORDER BY 1"
    ).fetchall()
    assert len(found) > 50
    for name, types, variadic in found:
        values = [VALUES[kind].format(**names) for kind in types]
        if variadic:
            values[-1] = "VARIADIC " + values[-1]
        yield name, f"SELECT * FROM {name}({', '.join(values)})"


def sealed_id() -> Any:
    from tests.database import plain_login

    with plain_login("owner") as owner:
        return owner.execute(
            "SELECT public_id FROM access_seclusion WHERE level = 'sealed' AND ends_at IS NULL ORDER BY id LIMIT 1"
        ).fetchone()[0]
