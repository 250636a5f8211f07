"""The catalogue of the database: every table classed, protected ones closed, nothing left ajar."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import connection

from hafan.access.classes import CLASSES
from tests.database import Owner

pytestmark = pytest.mark.django_db

TABLES = """
SELECT CASE n.nspname WHEN 'public' THEN c.relname ELSE n.nspname || '.' || c.relname END, c.relrowsecurity, c.relforcerowsecurity
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
"""


@pytest.fixture
def catalogue(owner: Owner):
    """Ask the catalogue as the owner."""

    def ask(question: str, *values: object) -> list[tuple]:
        with owner(), connection.cursor() as cursor:
            cursor.execute(question, list(values))
            return cursor.fetchall()

    return ask


def protected() -> list[str]:
    present = set(connection.introspection.table_names())
    return [t for t, guard in CLASSES.items() if guard.access == "protected" and t in present]


class TestEveryTable:
    def test_is_classed(self, catalogue):
        assert {name for name, *_ in catalogue(TABLES)} - set(CLASSES) == set()

    def test_that_a_model_makes_is_classed(self):
        made = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
        views_of_the_queue = {t for t in made if t.startswith("procrastinate")}
        assert made - views_of_the_queue - set(CLASSES) == set()

    def test_lets_the_app_do_what_its_class_says_and_no_more(self, catalogue):
        kinds = ("select", "insert", "update", "delete", "truncate", "references", "trigger")
        for table, *_ in catalogue(TABLES):
            rights = catalogue(
                "SELECT " + ", ".join(f"has_table_privilege('hafan_app', %s, '{k}')" for k in kinds),
                *([table] * len(kinds)),
            )
            allowed = {kind for kind, may in zip(kinds, rights[0], strict=True) if may}
            assert allowed == set(CLASSES[table].commands), table

    def test_can_be_backed_up(self, catalogue):
        for table, *_ in catalogue(TABLES):
            if not table.startswith("vault."):
                assert catalogue("SELECT has_table_privilege('hafan_backup', %s, 'select')", table) == [
                    (True,)
                ], table


class TestProtectedTables:
    def test_have_row_level_security_enabled_and_forced(self, catalogue, figure):
        closed = {name for name, enabled, forced in catalogue(TABLES) if enabled and forced}
        figure("G5", tables=len(protected()), open=len(set(protected()) - closed))
        assert set(protected()) - closed == set()

    def test_have_a_policy_for_every_command_the_app_may_use(self, catalogue):
        policies = {
            (table, command.lower()) for table, command in catalogue("SELECT tablename, cmd FROM pg_policies")
        }
        for table in protected():
            for command in CLASSES[table].commands:
                assert (table, command) in policies, f"{table} {command}"

    def test_written_once_refuse_change_even_to_the_owner(self, catalogue):
        triggers = {name for (name,) in catalogue("SELECT tgname FROM pg_trigger WHERE tgenabled = 'O'")}
        for table in protected():
            if CLASSES[table].append_only:
                assert {f"{table}_written_once", f"{table}_never_emptied"} <= triggers, table

    def test_every_row_is_about_a_child_and_the_column_has_an_index(self, catalogue):
        for table in protected():
            if CLASSES[table].by not in ("id", "child_id"):
                continue
            indexed = {
                column
                for (column,) in catalogue(
                    "SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey) "
                    "WHERE i.indrelid = %s::regclass",
                    table,
                )
            }
            assert CLASSES[table].by in indexed, f"{table}: no index holds {CLASSES[table].by}"


class TestEveryPolicy:
    def test_calls_no_function_with_a_row_in_its_hand(self, catalogue):
        for table, name, condition in catalogue(
            "SELECT tablename, policyname, coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies"
        ):
            for function, inside in re.findall(
                r"\b((?:access|foundation|audit|public)\.\w+)\(([^)]*)\)", condition
            ):
                words = re.sub(r"'[a-z_]*'|::text|true|false|VARIADIC|ARRAY|[\[\], ]", "", inside)
                assert words == "", f"{table}.{name}: {function}({inside})"

    def test_is_for_the_app_alone(self, catalogue):
        assert {tuple(roles) for (roles,) in catalogue("SELECT roles FROM pg_policies")} == {("hafan_app",)}


class TestNothingIsAjar:
    def test_no_view_lends_its_owners_eyes(self, catalogue):
        lending = catalogue(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname NOT IN "
            "('pg_catalog', 'information_schema') AND (c.relkind = 'm' OR c.relkind = 'v' AND NOT coalesce("
            "array_to_string(c.reloptions, ',') LIKE '%%security_invoker=true%%', false))"
        )
        assert lending == []

    def test_every_function_that_lends_rights_keeps_to_its_own_path(self, catalogue):
        loose = catalogue(
            "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
            "WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND "
            "NOT coalesce(p.proconfig, '{}') @> ARRAY['search_path=pg_catalog, pg_temp']"
        )
        assert loose == []

    def test_the_app_owns_nothing_and_makes_nothing(self, catalogue):
        assert catalogue("SELECT relname FROM pg_class WHERE relowner = 'hafan_app'::regrole") == []
        assert catalogue("SELECT proname FROM pg_proc WHERE proowner = 'hafan_app'::regrole") == []
        for schema in ("public", "access", "foundation", "vault", "audit"):
            assert catalogue("SELECT has_schema_privilege('hafan_app', %s, 'create')", schema) == [(False,)]
        assert catalogue("SELECT has_database_privilege('hafan_app', current_database(), 'create')") == [
            (False,)
        ]
        assert catalogue("SELECT has_database_privilege('hafan_app', current_database(), 'temp')") == [
            (False,)
        ]

    def test_the_roles_are_as_small_as_they_should_be(self, catalogue):
        found = catalogue(
            "SELECT rolname, rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles "
            "WHERE rolname IN ('hafan_app', 'hafan_backup', 'hafan_owner') ORDER BY 1"
        )
        assert found == [
            ("hafan_app", False, False, False, False, False),
            ("hafan_backup", False, False, False, False, True),
            ("hafan_owner", False, False, True, False, True),
        ]

    def test_the_app_is_a_member_of_no_role(self, catalogue):
        assert (
            catalogue("SELECT roleid::regrole::text FROM pg_auth_members WHERE member = 'hafan_app'::regrole")
            == []
        )

    def test_the_app_cannot_call_what_the_vault_keeps(self, catalogue):
        callable_ = catalogue(
            "SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('vault', 'audit') "
            "AND has_function_privilege('hafan_app', p.oid, 'execute') AND has_schema_privilege('hafan_app', n.oid, 'usage')"
        )
        assert callable_ == []
