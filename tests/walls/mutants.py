"""Walls with one brick taken out: every policy, guard and right dropped or widened, every condition of every function turned round.

A mutant is a name and the SQL that makes it; it is made by the owner inside a transaction that is rolled back.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hafan.access.classes import CLASSES

SCHEMAS = (
    "access",
    "people",
    "foundation",
    "vault",
    "sharing",
    "shielded",
    "disclosure",
    "retention",
    "audit",
)


class Mutant(NamedTuple):
    """One brick taken out."""

    name: str
    sql: str


#: What in the text of a function is turned into what.
TURNS: tuple[tuple[str, str], ...] = (
    (r"\bAND\b", "OR"),
    (r"\bOR\b", "AND"),
    (r"(?<![<>:=!])=(?![>=])(?! ANY)", "<>"),
    (r"<>(?! ALL)", "="),
    (r"= ANY\b", "<> ALL"),
    (r"<> ALL\b", "= ANY"),
    (r"<=(?!>)", "<"),
    (r"(?<!<)>=", ">"),
    (r"(?<![<>=-])>(?!=)", ">="),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bNOT (?!NULL|IN\b)", ""),
    (r"\bIS DISTINCT FROM\b", "IS NOT DISTINCT FROM"),
    (r"\b60 minutes\b", "600 minutes"),
    (r"\b20\b", "2"),
    (r", false,", ", true,"),
    (
        r"'(sealed|restricted|emergency|records_custodian|privacy_officer|house|break_glass|unsealed|care|whole)'",
        "'nobody'",
    ),
    (r"<@", "@>"),
    (r"\bUNION ALL\b", "INTERSECT"),
    (r"\bINTERSECT\b", "UNION"),
    (r"\ba\.is_active\b", "true"),
    (r"\bbool_or\b", "bool_and"),
)
#: The functions that decide about sight. Others are their rooms' own to attack.
DECIDING = re.compile(
    r"^(access\.(own_sight|sight|visible_children|changeable_children|sees_whole|own_parts|parts_of|changeable_parts_of|agencies_as|give|"
    r"draw_children|require_change|require_whole|end_grant|deny|lift_denial|denials_of|restrict|lift_restriction|seal|unseal|break_glass|"
    r"close_alert|sign_off|guard_seclusion|guard_account|who_acts)|people\.|foundation\.(acting_account|read_as|reading_as|reading_about|"
    r"begin|begin_as)|vault\.(sworn|require_proof|swear_in|sign))\("
)


def of_the_catalogue(cursor: Any) -> Iterator[Mutant]:
    """Policies, forces, guards and rights."""
    cursor.execute(
        "SELECT tablename, policyname, cmd FROM pg_policies WHERE schemaname = 'public' ORDER BY 1, 2"
    )
    for table, policy, command in cursor.fetchall():
        yield Mutant(f"drop policy {policy}", f"DROP POLICY {policy} ON {table}")
        clauses = {"SELECT": "USING (true)", "DELETE": "USING (true)", "INSERT": "WITH CHECK (true)"}
        widened = clauses.get(command, "USING (true) WITH CHECK (true)")
        yield Mutant(f"widen policy {policy}", f"ALTER POLICY {policy} ON {table} {widened}")
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace ORDER BY 1"
    )
    for (table,) in cursor.fetchall():
        yield Mutant(f"no force {table}", f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
        yield Mutant(f"no row security {table}", f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    cursor.execute(
        "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal AND tgrelid::regclass::text NOT LIKE 'procrastinate%' "
        "ORDER BY 2, 1"
    )
    for trigger, table in cursor.fetchall():
        yield Mutant(f"drop trigger {trigger} on {table}", f"DROP TRIGGER {trigger} ON {table}")
    yield from _rights(cursor)


def _rights(cursor: Any) -> Iterator[Mutant]:
    cursor.execute(
        "SELECT p.oid::regprocedure::text, n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = ANY (%s) AND NOT has_function_privilege('hafan_app', p.oid, 'execute') AND p.prorettype <> 'trigger'::regtype "
        "ORDER BY 1",
        [list(SCHEMAS)],
    )
    for function, schema in cursor.fetchall():
        yield Mutant(
            f"let the app call {function}",
            f"GRANT USAGE ON SCHEMA {schema} TO hafan_app; GRANT EXECUTE ON FUNCTION {function} TO hafan_app",
        )
    cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    for (table,) in cursor.fetchall():
        guard = CLASSES.get(table)
        if guard is not None and guard.access in ("protected", "private", "directory"):
            lacking = [
                c for c in ("select", "insert", "update", "delete", "truncate") if c not in guard.commands
            ]
            for command in lacking:
                yield Mutant(f"let the app {command} {table}", f"GRANT {command} ON {table} TO hafan_app")
    for right in ("SELECT ON vault.key", "SELECT ON vault.session", "USAGE ON SEQUENCE access.child_number"):
        schema = right.rpartition(" ")[2].partition(".")[0]
        yield Mutant(
            f"grant {right}", f"GRANT USAGE ON SCHEMA {schema} TO hafan_app; GRANT {right} TO hafan_app"
        )


def of_the_functions(cursor: Any) -> Iterator[Mutant]:
    """Every condition of every function that decides, turned round one at a time."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text, pg_get_functiondef(p.oid) FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = ANY (%s) AND p.prokind = 'f' ORDER BY 1",
        [list(SCHEMAS)],
    )
    for function, text in cursor.fetchall():
        if DECIDING.match(function):
            yield from _turned(function, text)


def _turned(function: str, text: str) -> Iterator[Mutant]:
    head, mark, body = text.partition("$function$")
    clean = re.sub(r"--[^\n]*", lambda m: " " * len(m.group()), body)
    for pattern, turn in TURNS:
        for number, found in enumerate(re.finditer(pattern, clean)):
            line = clean[: found.start()].rpartition("\n")[2] + clean[found.start() :].partition("\n")[0]
            if "RAISE" in line.upper()[: line.upper().find("USING") + 1 or None] and "IF" not in line:
                continue
            changed = body[: found.start()] + turn + body[found.end() :]
            yield Mutant(f"{function} {found.group().strip()!r} #{number} -> {turn!r}", head + mark + changed)
    for role in set(re.findall(r"'([a-z_]+)'(?=,| *\))", clean)) & ROLES_NAMED:
        yield Mutant(f"{function} without role {role}", head + mark + body.replace(f"'{role}'", "'nobody'"))


ROLES_NAMED = {
    "csw", "la_manager", "service_manager", "iro", "iro_manager", "leader", "dcs", "agency_manager", "data_officer", "sysadmin",
}  # fmt: skip
