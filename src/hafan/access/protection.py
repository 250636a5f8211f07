"""Row-level security for a migration to write: who may read, add, change and remove the rows of a table about children."""

from __future__ import annotations

from typing import Final, Literal

from django.db.migrations import RunSQL

from hafan.foundation.roles import APP, BACKUP
from hafan.practice.entries import WHOLE, Compartment

Command = Literal["select", "insert", "update", "delete"]

#: The keys of the children the acting account sees at all, and may change at all, as one array. Asked once per statement.
CHILDREN: Final = "access.visible_children()"
CHANGEABLE: Final = "access.changeable_children()"


def protect(
    table: str,
    *,
    by: str = "child_id",
    part: Compartment | None = None,
    part_column: str = "",
    append_only: bool = False,
    commands: tuple[Command, ...] = ("select", "insert", "update"),
    through: str = "",
) -> list[RunSQL]:
    """Close a table to everyone but those who may see the row named in column `by`.

    Use it in the migration that creates the table: `operations = [..., *protect("shielded_address", part=Compartment.X)]`.
    `part` names the part of the record the table belongs to (none: anybody who sees the child at all); `part_column` the column that
    says so for each row. `through` names instead a function without arguments that answers the visible values of `by` as a bigint[].
    The row is checked on the way in too, against what may be changed, so nobody can write about a child they may not see; a child's
    first grant therefore comes before the child (`access.operations`).
    """
    if append_only:
        commands = ("select", "insert")
    sees, changes = conditions(by, part=part, part_column=part_column, through=through)
    operations = [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        ),
        *(_policy(table, command, sees, changes) for command in commands),
        grants(table, commands),
    ]
    return operations + (written_once(table) if append_only else [])


def narrow(
    table: str,
    *,
    by: str = "child_id",
    part: Compartment | None = None,
    part_column: str = "",
    commands: tuple[Command, ...] = ("select", "insert", "update"),
) -> list[RunSQL]:
    """Write the policies of a table anew, as `protect` would today: for a table that was closed before records had parts."""
    sees, changes = conditions(by, part=part, part_column=part_column)
    return [
        RunSQL(f"DROP POLICY {table}_{command} ON {table}; " + policy(table, command, sees, changes), "")
        for command in commands
    ]


def conditions(
    by: str, *, part: Compartment | None = None, part_column: str = "", through: str = ""
) -> tuple[str, str]:
    """What a reader must see and a writer may change, in SQL: uncorrelated sub-selects, so that each is answered once (0002)."""
    if through:
        return visible(by, through), visible(by, through)
    if part_column:
        return _of_its_part(by, part_column, "visible"), _of_its_part(by, part_column, "changeable")
    named = f"'{part.value}'" if part else ""
    return (
        visible(by, f"access.visible_children({named})"),
        visible(by, f"access.changeable_children({named})"),
    )


def visible(by: str, through: str = CHILDREN) -> str:
    """The column names one of the keys a function answers."""
    return f"{by} = ANY ((SELECT {through})::bigint[])"


def _of_its_part(by: str, column: str, doing: Literal["visible", "changeable"]) -> str:
    """Each row by the part it is in.

    Whoever sees the whole story of everybody they see is asked for that once. For others the parts are hashed, because an array that
    is not known when a statement is planned would be walked through for every row; and asked in a sub-select of their own, because
    otherwise the planner asks each of them itself, to guess how many there are.
    """

    def among(part: str) -> str:
        return f"{by} IN (SELECT unnest((SELECT access.{doing}_children('{part}'))))"

    parts = " OR ".join(f"{column} = '{part.value}' AND {among(part.value)}" for part in sorted(WHOLE))
    story = ", ".join(repr(part.value) for part in sorted(WHOLE))
    return (
        f"{visible(by, f'access.{doing}_children()')} AND "
        f"({column} IN ({story}) AND ((SELECT access.sees_whole()) OR {among('whole')}) OR {parts})"
    )


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


def _policy(table: str, command: Command, sees: str, changes: str) -> RunSQL:
    return RunSQL(policy(table, command, sees, changes), f"DROP POLICY {table}_{command} ON {table};")


def policy(table: str, command: Command, sees: str, changes: str) -> str:
    """One policy: rows are read by those who see them, and changed by those who may."""
    reads = {"select": f" USING ({sees})", "insert": ""}.get(command, f" USING ({changes})")
    writes = f" WITH CHECK ({changes})" if command in ("insert", "update") else ""
    return f"CREATE POLICY {table}_{command} ON {table} FOR {command.upper()} TO {APP}{reads}{writes};"
