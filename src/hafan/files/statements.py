"""The SQL of this room: each file is seen by those who see its part of the child's record, whichever part that is."""

from __future__ import annotations

from typing import Final

from django.db.migrations import RunSQL

from hafan.access.protection import Command, grants, policy, visible, written_once
from hafan.practice.entries import WHOLE, Compartment

#: The parts of a record a file may be put in.
PARTS: Final = (
    *sorted(WHOLE),
    Compartment.BIRTH_FAMILY_CONTACT,
    Compartment.CARER_IDENTITY,
    Compartment.LEGAL_PRIVILEGED,
    Compartment.PANEL,
    Compartment.INDEPENDENT_SUPPORT,
)


def _by_part(doing: str) -> str:
    each = (
        f"part = '{part.value}' AND {visible('child_id', f'''access.{doing}_children('{part.value}')''')}"
        for part in PARTS
    )
    return " OR ".join(each)


def protect_by_part(table: str, *, append_only: bool = False) -> list[RunSQL]:
    """Close a table whose rows each say which part of the record they are in, compartments of their own included."""
    commands: tuple[Command, ...] = ("select", "insert") if append_only else ("select", "insert", "update")
    return [
        RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY; ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;",
        ),
        *(
            RunSQL(
                policy(table, command, _by_part("visible"), _by_part("changeable")),
                f"DROP POLICY {table}_{command} ON {table};",
            )
            for command in commands
        ),
        grants(table, commands),
        *(written_once(table) if append_only else []),
    ]


#: A piece is of its file's child and part; so neither can be changed once a file has pieces.
TOGETHER: Final = """
ALTER TABLE files_file ADD CONSTRAINT file_in_its_part UNIQUE (id, child_id, part);
ALTER TABLE files_piece ADD CONSTRAINT piece_of_its_file FOREIGN KEY (file_id, child_id, part)
    REFERENCES files_file (id, child_id, part) DEFERRABLE INITIALLY DEFERRED;
"""
TOGETHER_BACKWARD: Final = "ALTER TABLE files_piece DROP CONSTRAINT piece_of_its_file; ALTER TABLE files_file DROP CONSTRAINT file_in_its_part;"
