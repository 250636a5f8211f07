"""Somebody with raw SQL as the app role, as after an injection: with no context, a wrong one, a forged one, an ended one or another's."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.utils import timezone

from hafan.access.classes import CLASSES
from hafan.foundation.context import end_session, open_session
from tests.cast import CANARY, World
from tests.database import plain_login

pytestmark = pytest.mark.django_db(transaction=True)

Attacker = psycopg.Connection[Any]

#: For each protected table: {table}. The answer may hold no row, no canary, no count but nought.
ON_EVERY_TABLE = (
    "SELECT * FROM {table}",
    "SELECT count(*) FROM {table} HAVING count(*) > 0",
    "SELECT t::text FROM {table} t WHERE t::text LIKE '%canary%'",
    "COPY (SELECT * FROM {table}) TO STDOUT",
    "COPY {table} TO STDOUT",
    "TABLE {table}",
    "SELECT 1 / (CASE WHEN EXISTS (SELECT 1 FROM {table}) THEN 0 ELSE 1 END) WHERE false",
    "SELECT max({by}) FROM {table} HAVING max({by}) IS NOT NULL",
    "UPDATE {table} SET {by} = {by} RETURNING *",
    "DELETE FROM {table} RETURNING *",
    "TRUNCATE {table}",
    "SELECT * FROM {table} FOR UPDATE",
    "SELECT a.* FROM {table} a JOIN {table} b USING ({by})",
    "WITH w AS (UPDATE {table} SET {by} = {by} RETURNING *) SELECT * FROM w",
    "DECLARE c CURSOR WITH HOLD FOR SELECT * FROM {table}; FETCH ALL FROM c",
    "EXPLAIN (ANALYZE, VERBOSE) SELECT * FROM {table}",
    "SELECT most_common_vals::text, histogram_bounds::text FROM pg_stats WHERE tablename = '{table}'",
    "SELECT * FROM {table} TABLESAMPLE SYSTEM (100)",
    "ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
    "CREATE POLICY mine ON {table} USING (true)",
    "CREATE VIEW mine AS SELECT * FROM {table}",
    "CREATE TEMP TABLE mine AS SELECT * FROM {table}",
    "CREATE TABLE mine AS SELECT * FROM {table}",
    "CREATE INDEX mine ON {table} ({by})",
    "CREATE TRIGGER mine AFTER INSERT ON {table} EXECUTE FUNCTION foundation.refuse_change()",
    "COMMENT ON TABLE {table} IS 'mine'",
    "DROP TABLE {table}",
    "GRANT ALL ON {table} TO PUBLIC",
    "SET row_security = off; SELECT * FROM {table}",
    "SET SESSION row_security = off; TABLE {table}",
)
#: Once each. They may fail or answer nothing; what they try to change is compared afterwards.
ONCE = (
    "SET ROLE hafan_owner",
    "SET ROLE hafan_backup",
    "SET SESSION AUTHORIZATION hafan_owner",
    "ALTER ROLE hafan_app BYPASSRLS",
    "ALTER ROLE hafan_app SUPERUSER",
    "GRANT hafan_owner TO hafan_app",
    "SET session_replication_role = replica",
    "SELECT * FROM vault.key",
    "SELECT * FROM vault.session",
    "SELECT vault.sign('database', '1')",
    "SELECT vault.swear_in(1)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION pg_temp.spy(t text) RETURNS bool COST 0.0001 LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE '%', t; RETURN true; END $$",
    "CREATE FUNCTION public.spy(t text) RETURNS bool LANGUAGE sql AS 'SELECT true'",
    "DO $$ BEGIN PERFORM 1 FROM access_grant; IF FOUND THEN RAISE EXCEPTION 'canary'; END IF; END $$",
    "DO $$ BEGIN EXECUTE 'SET ROLE hafan_owner'; END $$",
    "SELECT unnest(access.visible_children())",
    "SELECT * FROM access_denial",
    "SELECT * FROM audit_link",
    "SELECT * FROM audit_head",
    "SELECT audit.chain_from(1)",
    "SELECT access.require_sight(1)",
    "SELECT access.who_acts()",
    "SELECT nextval('access.child_number')",
    "SELECT setval('access.child_number', 1)",
    "SELECT pg_read_file('/etc/passwd')",
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "COPY access_grant FROM PROGRAM 'id'",
    "SELECT lo_import('/etc/passwd')",
    (
        "SELECT query_to_xml('SELECT * FROM access_grant', false, false, '')::text LIKE '%canary%' WHERE "
        "query_to_xml('SELECT * FROM access_grant', false, false, '')::text LIKE '%canary%'"
    ),
    "SELECT table_to_xml('audit_event', false, true, '')::text WHERE table_to_xml('audit_event', false, true, '')::text LIKE '%<child_id>%'",
    "LOCK TABLE access_grant IN ACCESS EXCLUSIVE MODE",
    "LISTEN canary; NOTIFY canary; UNLISTEN canary",
)
#: What somebody would try to become or to write; {alys} is who they would be, {child} whose record they want.
TO_BECOME = (
    "SELECT foundation.begin_as({alys}, '\\x00')",
    "SELECT foundation.begin_as({alys}, NULL)",
    "SELECT foundation.begin_as({alys}, sha256(convert_to('act {alys} ' || foundation.challenge(), 'UTF8')))",
    "SELECT foundation.begin('{token}'::bytea, NULL)",
    "SELECT foundation.begin('{token}'::bytea, sha256('{token}'::bytea))",
    "SELECT foundation.begin('{token}'::bytea, '{old_proof}'::bytea)",
    "SELECT foundation.open_session('\\x00', {alys}, now() + interval '1 day', '\\x00')",
    "SELECT foundation.end_sessions_of({alys}, '\\x00')",
    "SELECT access.give({child}, {me}, NULL, NULL, '', 'shared', 'mine', now(), NULL)",
    "SELECT access.deny({child}, {alys}, 'mine', now())",
    "SELECT access.lift_denial({child}, {me}, now())",
    "SELECT access.end_grant((SELECT min(id) FROM access_grant), now(), 'mine')",
    "SELECT access.end_grant(g, now(), 'mine') FROM generate_series(1, 500) g",
    "SELECT access.draw_children(1, {alys}, NULL, NULL, 'mine')",
    (
        "INSERT INTO access_grant (public_id, child_id, account_id, role, basis, reason, begins_at, written_by_id, end_reason) "
        "VALUES (gen_random_uuid(), {child}, {me}, '', 'shared', '', now(), {me}, '')"
    ),
    (
        "INSERT INTO identity_membership (public_id, account_id, agency_id, role, begins_on) "
        "VALUES (gen_random_uuid(), {me}, {agency}, 'data_officer', '2020-01-01')"
    ),
    "UPDATE identity_membership SET account_id = {me}",
    "UPDATE identity_membership SET role = 'data_officer', agency_id = {agency}, team_id = NULL WHERE account_id = {me}",
    "UPDATE identity_account SET agency_id = {agency} WHERE id = {me}",
    "UPDATE identity_account SET is_active = false",
    "UPDATE identity_account SET password = 'mine' WHERE id = {alys}",
    (
        "INSERT INTO identity_account (public_id, password, email, display_name, agency_id, language, is_active) "
        "VALUES (gen_random_uuid(), '', 'mine@mine.example', 'Mine', {agency}, 'en', true)"
    ),
    "DELETE FROM identity_membership",
    "INSERT INTO identity_agency (public_id, kind, country, name_en, name_cy) VALUES (gen_random_uuid(), 'la', 'wales', 'm', 'm')",
    "INSERT INTO audit_event (account_id, action) VALUES ({alys}, 'mine')",
    "INSERT INTO audit_event (account_id, action, child_id) VALUES ({me}, 'mine', {child})",
    "UPDATE audit_event SET action = 'mine'",
    "DELETE FROM audit_event",
    "DELETE FROM audit_seal",
    "SELECT * FROM access.seal_audit('\\x00')",
    "SELECT access.find_unusual('2020-01-01', '{{}}', '\\x00')",
    "UPDATE audit_unusual SET found = 'nothing', looked_into_by_id = {me}, looked_into_at = now()",
    "INSERT INTO people_child SELECT * FROM people_child",
)


@pytest.fixture
def attacker(world: World) -> Iterator[Attacker]:
    """A true login of the app role, in a transaction."""
    with plain_login("app") as connection:
        yield connection


def proof(connection: Attacker, words: str) -> bytes:
    challenge = connection.execute("SELECT foundation.challenge()").fetchone()[0]
    return hmac.new(settings.CONTEXT_KEY, f"{words} {challenge}".encode(), hashlib.sha256).digest()


def nobody(connection: Attacker, world: World) -> None:
    """No context at all."""


def wrong(connection: Attacker, world: World) -> None:
    """A true context of somebody who sees none of it."""
    gwen = world.cast.gwen.pk
    connection.execute("SELECT foundation.begin_as(%s, %s)", [gwen, proof(connection, f"act {gwen}")])


def forged(connection: Attacker, world: World) -> None:
    """Somebody's number with a mac out of thin air."""
    connection.execute("SELECT set_config('hafan.context', %s, true)", [f"{world.cast.alys.pk} {'0' * 64}"])


def swapped(connection: Attacker, world: World) -> None:
    """A true mac with another's number before it."""
    wrong(connection, world)
    connection.execute(
        "SELECT set_config('hafan.context', %s || ' ' || split_part(current_setting('hafan.context'), ' ', 2), true)",
        [str(world.cast.alys.pk)],
    )


def malformed(connection: Attacker, world: World) -> None:
    """Words that are no context."""
    connection.execute("SELECT set_config('hafan.context', %s, true)", ["1 OR 1=1 --"])


def replayed(connection: Attacker, world: World) -> None:
    """A true context of another transaction on another server process."""
    alys = world.cast.alys.pk
    with plain_login("app") as other, other.transaction():
        other.execute("SELECT foundation.begin_as(%s, %s)", [alys, proof(other, f"act {alys}")])
        kept = other.execute("SELECT current_setting('hafan.context')").fetchone()[0]
    connection.execute("SELECT set_config('hafan.context', %s, true)", [kept])


def kept(connection: Attacker, world: World) -> None:
    """A true context of an earlier transaction on this very server process, set for good."""
    alys = world.cast.alys.pk
    connection.execute("SELECT foundation.begin_as(%s, %s)", [alys, proof(connection, f"act {alys}")])
    words = connection.execute("SELECT current_setting('hafan.context')").fetchone()[0]
    connection.execute("COMMIT")
    connection.execute("BEGIN")
    connection.execute("SELECT set_config('hafan.context', %s, true)", [words])


def expired(connection: Attacker, world: World) -> None:
    """The token of a session that has run out; even the app's own proof does not revive it."""
    token = open_session(world.cast.alys, timezone.now() - timedelta(seconds=1))
    begun = connection.execute(
        "SELECT foundation.begin(%s, %s)", [token, proof(connection, f"begin {token.hex()}")]
    )
    assert begun.fetchone()[0] is None


def ended(connection: Attacker, world: World) -> None:
    """The token of a session that was signed out."""
    token = open_session(world.cast.alys, timezone.now() + timedelta(hours=1))
    end_session(token)
    begun = connection.execute(
        "SELECT foundation.begin(%s, %s)", [token, proof(connection, f"begin {token.hex()}")]
    )
    assert begun.fetchone()[0] is None


STANCES: list[Callable[[Attacker, World], None]] = [
    nobody, wrong, forged, swapped, malformed, replayed, kept, expired, ended,
]  # fmt: skip


@contextmanager
def undone(connection: Attacker) -> Iterator[None]:
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if not connection.closed:
            connection.rollback()


def leaked(connection: Attacker, statement: str) -> list[Any]:
    """What an attack brought home: rows, or nothing when it was refused."""
    try:
        if statement.startswith("COPY") and "STDOUT" in statement:
            with connection.cursor().copy(statement) as copy:
                return list(copy.rows())
        cursor = connection.execute(statement)
        rows: list[Any] = []
        while True:
            rows += cursor.fetchall() if cursor.description else []
            if not cursor.nextset():
                return rows
    except psycopg.Error as refused:
        assert CANARY not in str(refused), statement
        return []


def fingerprint() -> list[tuple]:
    """What must not have changed; that sessions were opened, as some stances do, is no matter."""
    one = "SELECT '{0}', count(*), md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM {0} t"
    with plain_login("owner") as owner:
        present = {t for (t,) in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
        watched = sorted(
            present & set(CLASSES) - {"django_session", "audit_event", "audit_link", "audit_head"}
        )
        sums = [one.format(t) for t in watched]
        sums.append(one.format("audit_event") + " WHERE object_type <> 'identity.session'")
        return sorted(owner.execute(" UNION ALL ".join(sums)).fetchall())


def tables() -> list[str]:
    with plain_login("owner") as owner:
        return [
            t
            for t, guard in CLASSES.items()
            if guard.access == "protected" and owner.execute("SELECT to_regclass(%s)", [t]).fetchone()[0]
        ]


@pytest.mark.parametrize("stance", STANCES, ids=lambda stance: stance.__name__)
class TestSomebodyWithRawSql:
    def test_reads_no_row_of_a_protected_table(self, attacker: Attacker, world: World, stance):
        brought = {}
        for table in tables():
            for attack in ON_EVERY_TABLE:
                statement = attack.format(table=table, by=CLASSES[table].by)
                with undone(attacker):
                    stance(attacker, world)
                    rows = leaked(attacker, statement)
                told = [row for row in rows if "EXPLAIN" not in statement or CANARY in str(row)]
                own = world.cast.gwen.pk if stance is wrong else None
                told = [row for row in told if not (table == "audit_event" and own is not None)]
                if told:
                    brought[statement] = told
        assert brought == {}

    def test_climbs_nowhere(self, attacker: Attacker, world: World, stance):
        before = fingerprint()
        brought = {}
        for statement in ONCE:
            with undone(attacker):
                stance(attacker, world)
                rows = leaked(attacker, statement)
                if attacker.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS:
                    role = attacker.execute("SELECT current_user").fetchone()[0]
                    assert role == "hafan_app", statement
            if any(value not in (None, "", b"") for row in rows for value in row):
                brought[statement] = rows
        assert brought == {}
        assert fingerprint() == before

    def test_becomes_nobody_and_writes_nothing(self, attacker: Attacker, world: World, stance):
        cast = world.cast
        token = open_session(cast.alys, timezone.now() + timedelta(hours=1))
        with undone(attacker):
            old_proof = proof(attacker, f"begin {token.hex()}")
        names = {
            "alys": cast.alys.pk,
            "me": cast.gwen.pk,
            "agency": cast.marlbrook.pk,
            "child": world.children["only Alys"],
            "token": "\\x" + token.hex(),
            "old_proof": "\\x" + old_proof.hex(),
        }
        # Committed, each on its own, so that whatever came through would show. The stance is taken anew each time.
        before = fingerprint()
        for attack in TO_BECOME:
            if stance is wrong and ("is_active = false" in attack or "password = 'mine'" in attack):
                continue  # an administrator may close the accounts of their own agency; see tests/rooms/access
            with undone(attacker):
                stance(attacker, world)
                leaked(attacker, attack.format(**names))
                if attacker.info.transaction_status == psycopg.pq.TransactionStatus.INTRANS:
                    attacker.execute("COMMIT")
            assert fingerprint() == before, attack


class TestTheCountOfAttacks:
    def test_is_at_least_sixty(self):
        assert len(ON_EVERY_TABLE) + len(ONCE) + len(TO_BECOME) >= 60
