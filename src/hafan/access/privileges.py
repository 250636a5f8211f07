"""What the app role may do to each table, granted from the table classes after every migration."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from hafan.access.classes import CLASSES
from hafan.access.policy import REACH
from hafan.foundation.roles import APP, BACKUP, FENCES
from hafan.practice.entries import WHOLE


def grant_all(connection: BaseDatabaseWrapper) -> None:
    """Bring the app's rights to what the classes say, no more and no less. Run by the owner."""
    with connection.cursor() as cursor:
        cursor.execute(FENCES)
        present = _tables(cursor)
        for table, guard in CLASSES.items():
            if table in present:
                cursor.execute(f"REVOKE ALL ON TABLE {table} FROM {APP}")
                if guard.commands:
                    cursor.execute(f"GRANT {', '.join(guard.commands).upper()} ON TABLE {table} TO {APP}")
        cursor.execute(
            f"GRANT USAGE ON SCHEMA access, vault TO {BACKUP};"
            f"GRANT SELECT ON TABLE vault.session TO {BACKUP};"
            f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {BACKUP};"
            f"GRANT SELECT ON ALL SEQUENCES IN SCHEMA public, access TO {BACKUP};"
        )
        _machinery(cursor)
        if "access_reach" in present:
            write_reach(cursor)


def write_reach(cursor: Any) -> None:
    """Write the policy table where the database reads it: each role with the parts it reaches, and with 'whole' when that is all."""
    rows = [(role, part.value) for role, parts in REACH.items() for part in parts]
    rows += [(role, "whole") for role, parts in REACH.items() if parts >= WHOLE]
    cursor.execute("DELETE FROM access_reach")
    cursor.executemany("INSERT INTO access_reach (role, part) VALUES (%s, %s)", rows)


def _tables(cursor: Any) -> set[str]:
    cursor.execute(
        "SELECT CASE schemaname WHEN 'public' THEN tablename ELSE schemaname || '.' || tablename END "
        "FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')"
    )
    return {name for (name,) in cursor.fetchall()}


def _machinery(cursor: Any) -> None:
    """The job queue works through functions of its own; none of them is a security definer."""
    cursor.execute(
        "SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace "
        "WHERE n.nspname = 'public' AND p.proname LIKE 'procrastinate%%' AND NOT p.prosecdef",
    )
    for (function,) in cursor.fetchall():
        cursor.execute(f"GRANT EXECUTE ON FUNCTION {function} TO {APP}")
    cursor.execute(
        "SELECT c.oid::regclass::text FROM pg_class c WHERE c.relkind = 'S' "
        "AND c.relnamespace = 'public'::regnamespace AND c.relname LIKE 'procrastinate%%'"
    )
    for (
        sequence,
    ) in cursor.fetchall():  # its tables number their rows in the old way, which asks a right of its own
        cursor.execute(f"GRANT USAGE ON SEQUENCE {sequence} TO {APP}")
