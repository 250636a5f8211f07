"""Row-level security for a migration to write: who may read, add, change and remove the rows of a table about children."""

from __future__ import annotations

from typing import Final, Literal

from django.db.migrations import RunSQL

from hafan.foundation.roles import APP, BACKUP

Command = Literal["select", "insert", "update", "delete"]

#: The keys of the children the acting account may see, as one array. Asked once per statement, never once per row.
CHILDREN: Final = "access.visible_children()"


def protect(
    table: str,
    *,
    by: str = "child_id",
    append_only: bool = False,
    commands: tuple[Command, ...] = ("select", "insert", "update"),
    through: str = CHILDREN,
) -> list[RunSQL]:
    """Close a table to everyone but those who may see the row named in column `by`.

    Use it in the migration that creates the table: `operations = [..., *protect("chronology_entry", append_only=True)]`.
    `through` names a function without arguments that answers the visible values of `by` as a bigint[]. The row is checked on the way in too, so
    nobody can write about a child they may not see; a child's first grant therefore comes before the child (`access.operations`).
    """
    if append_only:
        commands = ("select", "insert")
    operations = [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        ),
        *(_policy(table, command, visible(by, through)) for command in commands),
        grants(table, commands),
    ]
    return operations + (written_once(table) if append_only else [])


def visible(by: str, through: str = CHILDREN) -> str:
    """The condition in SQL: an uncorrelated sub-select, so that it is answered once (docs/decisions/0002)."""
    return f"{by} = ANY ((SELECT {through})::bigint[])"


def grants(table: str, commands: tuple[Command, ...]) -> RunSQL:
    """Let the app do exactly these things to a table, and the backup read it."""
    allowed = ", ".join(commands).upper()
    return RunSQL(
        f"REVOKE ALL ON TABLE {table} FROM {APP}; GRANT {allowed} ON TABLE {table} TO {APP};"
        f"GRANT SELECT ON TABLE {table} TO {BACKUP};",
        f"REVOKE ALL ON TABLE {table} FROM {APP}, {BACKUP};",
    )


def written_once(table: str) -> list[RunSQL]:
    """Forbid changing, deleting and emptying, to the owner as well."""
    return [
        RunSQL(
            f"CREATE TRIGGER {table}_written_once BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW "
            f"EXECUTE FUNCTION foundation.refuse_change();"
            f"CREATE TRIGGER {table}_never_emptied BEFORE TRUNCATE ON {table} FOR EACH STATEMENT "
            f"EXECUTE FUNCTION foundation.refuse_change();",
            f"DROP TRIGGER {table}_never_emptied ON {table}; DROP TRIGGER {table}_written_once ON {table};",
        )
    ]


def _policy(table: str, command: Command, condition: str) -> RunSQL:
    reads = f" USING ({condition})" if command != "insert" else ""
    writes = f" WITH CHECK ({condition})" if command in ("insert", "update") else ""
    return RunSQL(
        f"CREATE POLICY {table}_{command} ON {table} FOR {command.upper()} TO {APP}{reads}{writes};",
        f"DROP POLICY {table}_{command} ON {table};",
    )
