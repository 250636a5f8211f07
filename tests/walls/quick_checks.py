"""The walls made quick: one look at everything that would be different if a brick were missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import DatabaseError, connection, transaction

from hafan.access.classes import CLASSES
from hafan.foundation.context import acting_as, seen_as
from tests.cast import World
from tests.database import as_owner
from tests.planting import SPECIAL, _insert, _values, household_of
from tests.walls.declared_rights import CALLABLE, GUARDS
from tests.walls.oracle import STORY, consult
from tests.walls.test_access_equality import everything, protected_tables, should_see
from tests.walls.trying import undone

#: Everybody whose sight is compared, those of whom most conditions speak first.
LOOKING = ("alys", "bryn", "jac", "femi", "dafydd", "mair", "lowri", "huw", "gwen", "carys", "ewa", "nia")
CATALOGUE = """
SELECT 'not closed: ' || c.relname FROM pg_class c WHERE c.relname = ANY (%(closed)s) AND c.relnamespace = 'public'::regnamespace
    AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
UNION ALL SELECT 'callable: ' || p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE n.nspname IN ('vault', 'audit') AND has_function_privilege('hafan_app', p.oid, 'execute')
    AND has_schema_privilege('hafan_app', n.oid, 'usage')
"""


class Walls:
    """What is true before anything is touched, and every fault found when it is looked at again."""

    def __init__(self, world: World, told: dict[str, Any]) -> None:
        self.world, self.told = world, told
        self.tables = protected_tables()
        present = set(connection.introspection.table_names())
        self.every_table = [t for t in CLASSES if t in present or t.startswith("vault.")]
        self.closed = [t for t in CLASSES if t in present and (t in self.tables or t in GUARDED)]
        with as_owner(), connection.cursor() as cursor:
            self.oracle = consult(cursor)
            self.every = everything(cursor)

    def faults(self) -> Iterator[str]:
        """Every fault, the quickest to find first."""
        yield from self.of_the_catalogue()
        yield from self.of_written_once()
        yield from self.of_sight()
        yield from self.of_eyes()
        yield from self.of_tables()

    def of_the_catalogue(self) -> Iterator[str]:
        """What must stand in the catalogue, whatever else: closed tables, policies for every command, rights of the class and no more."""
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(CATALOGUE, {"closed": self.closed})
            yield from (fault for (fault,) in cursor.fetchall())
            kinds = asked(cursor, "SELECT tablename, lower(cmd) FROM pg_policies")
            for table in self.closed:
                for command in CLASSES[table].commands:
                    if (table, command) not in kinds:
                        yield f"{table} has no policy for {command}"
            cursor.execute("SELECT policyname FROM pg_policies WHERE qual = 'true' OR with_check = 'true'")
            yield from (
                f"open to all: {name}" for (name,) in cursor.fetchall() if name not in OPEN_ON_PURPOSE
            )
            for table in self.every_table:
                rights = {
                    k for k in ("select", "insert", "update", "delete", "truncate") if may(cursor, table, k)
                }
                if rights != set(CLASSES[table].commands):
                    yield f"{table}: the app may {rights}"
            yield from (f"callable and not declared: {name}" for name in callable_by_app(cursor) - CALLABLE)
            yield from (f"not on guard: {name}" for name in GUARDS - on_guard(cursor))

    def of_written_once(self) -> Iterator[str]:
        """The owner too is refused by the guards of rows that are written once."""
        for table in self.tables:
            if CLASSES[table].append_only:
                for command in (
                    f"UPDATE {table} SET {CLASSES[table].by} = {CLASSES[table].by}",
                    f"TRUNCATE {table} CASCADE",
                ):
                    if done(command, owner=True):
                        yield f"done: {command}"

    def of_sight(self) -> Iterator[str]:
        """Which children each person sees and may change, by part, against the oracle."""
        for name in LOOKING:
            me = self.told[name]
            with acting_as(me), connection.cursor() as cursor:
                for part in (
                    "",
                    "whole",
                    "care",
                    "health",
                    "family_time",
                    "carer_identity",
                    "legal_privileged",
                    "sealed_link",
                ):
                    for doing, changing in (("visible", False), ("changeable", True)):
                        inside = f"'{part}'" if part else ""
                        cursor.execute(f"SELECT access.{doing}_children({inside})")
                        if set(cursor.fetchone()[0]) != self.oracle.sees(me, part, changing=changing):
                            yield f"{name}: {doing} {part}"
                for child in self.world.children.values():
                    for function, known in (
                        ("parts_of", self.oracle.parts),
                        ("changeable_parts_of", self.oracle.changes),
                    ):
                        cursor.execute(f"SELECT access.{function}(%s)", [child])
                        if set(cursor.fetchone()[0]) - {"whole"} != known[me].get(child, set()) - {"whole"}:
                            yield f"{name}: {function} {child}"

    def of_eyes(self) -> Iterator[str]:
        """One pair of eyes is never laid over another."""
        child = self.told["only_alys"]
        with undone(), acting_as(self.told["alys"]), seen_as("parent", child):
            try:
                with transaction.atomic(), seen_as("house", child):
                    yield "the house looked through a parent’s eyes"
            except DatabaseError:
                return

    def of_change(self) -> Iterator[str]:
        """Rows each person can change or add, where the class lets the app do so at all."""
        for name in ("femi", "alys", "jac", "bryn", "mair"):
            me = self.told[name]
            for table in self.tables:
                guard = CLASSES[table]
                if guard.by not in ("child_id", "id") or table in OWN_RULES:
                    continue
                if "update" in guard.commands:
                    expected = self.oracle.sees(me, "", changing=True)
                    if changed_outside(me, table, guard.by, expected):
                        yield f"{name} changed rows of {table}"
                if "insert" in guard.commands and guard.by == "child_id":
                    hidden = self.told["only_alys"] if name != "alys" else self.world.children["Marlbrook’s"]
                    if added(me, table, hidden):
                        yield f"{name} added a row to {table}"

    def of_tables(self) -> Iterator[str]:
        """Every row of every protected table."""
        for name in LOOKING:
            me = self.told[name]
            with acting_as(me), connection.cursor() as cursor:
                for table, rows in self.every.items():
                    cursor.execute(f"SELECT ctid::text FROM {table}")
                    seen = {key for (key,) in cursor.fetchall()}
                    if seen != {place for place, row in rows if should_see(table, me, row, self.oracle)}:
                        yield f"{name} in {table}"


#: Teams and staff are read by all (docs/security); who may change them is another policy.
OPEN_ON_PURPOSE = frozenset({"team_select", "account_select", "membership_select", "outsideidentity_select"})
#: Closed though not about children.
GUARDED = (
    "identity_team", "identity_account", "identity_membership", "identity_signin", "identity_invitation", "identity_outsideidentity",
    "access_appointment",
)  # fmt: skip
#: Tables whose writing has rules of their own, tried by their rooms.
OWN_RULES = ("access_grant", "audit_event", "audit_unusual")


def on_guard(cursor: Any) -> set[str]:
    """The triggers of the house that stand."""
    cursor.execute(
        "SELECT tgrelid::regclass::text || '.' || tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O' "
        "AND tgrelid::regclass::text NOT LIKE 'procrastinate%'"
    )
    return {name for (name,) in cursor.fetchall()}


def callable_by_app(cursor: Any) -> set[str]:
    """The functions of the house that the app may call."""
    cursor.execute(
        "SELECT n.nspname || '.' || p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE has_function_privilege("
        "'hafan_app', p.oid, 'execute') AND has_schema_privilege('hafan_app', n.oid, 'usage') "
        "AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'public')"
    )
    return {name for (name,) in cursor.fetchall()}


def asked(cursor: Any, question: str) -> set[tuple[Any, ...]]:
    cursor.execute(question)
    return set(cursor.fetchall())


def may(cursor: Any, table: str, command: str) -> bool:
    cursor.execute("SELECT has_table_privilege('hafan_app', %s, %s)", [table, command])
    return bool(cursor.fetchone()[0])


def done(statement: str, *, owner: bool = False) -> bool:
    """Whether a statement goes through; undone either way."""
    with undone():
        try:
            with as_owner(), connection.cursor() as cursor:
                cursor.execute(statement)
            return True
        except DatabaseError:
            return False


def changed_outside(me: int, table: str, by: str, expected: set[int]) -> bool:
    with undone():
        try:
            with acting_as(me), connection.cursor() as cursor:
                cursor.execute(f"UPDATE {table} SET {by} = {by} RETURNING {by}")
                return not {key for (key,) in cursor.fetchall()} <= expected
        except DatabaseError:
            return False


def added(me: int, table: str, child: int) -> bool:
    with undone():
        try:
            with as_owner(), connection.cursor() as cursor:
                if CLASSES[table].by == "household_id":
                    child = household_of(cursor, child)
                values = {**_values(cursor, table, child), **SPECIAL.get(table, {}), CLASSES[table].by: child}
            if "part" in values and values["part"] not in STORY:
                values["part"] = "care"
            with acting_as(me), connection.cursor() as cursor:
                _insert(cursor, table, values)
            return True
        except DatabaseError:
            return False
