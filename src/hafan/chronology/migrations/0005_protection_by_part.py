"""Entries and what they make due are told their part of the record, and each part is open to those who may see it."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from hafan.access.protection import narrow
from hafan.practice.entries import Compartment
from hafan.practice.entry_types import ENTRY_TYPES

EVERYTHING = ("select", "insert", "update", "delete")


def tell_entries_their_part(apps: Any, schema_editor: Any) -> None:
    """Once, past the guard that keeps entries as they were written: the part was always there, in the kind."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("ALTER TABLE chronology_entry DISABLE TRIGGER chronology_entry_written_once")
        for declared in ENTRY_TYPES:
            if declared.compartment is not Compartment.CARE:
                cursor.execute(
                    "UPDATE chronology_entry SET part = %s WHERE kind = %s",
                    [declared.compartment, declared.key],
                )
        cursor.execute("ALTER TABLE chronology_entry ENABLE TRIGGER chronology_entry_written_once")


class Migration(migrations.Migration):
    dependencies = [
        ("chronology", "0004_parts"),
        ("access", "0004_parts_and_seclusion"),
        ("people", "0003_protection_by_part"),
    ]
    operations = [
        migrations.RunPython(tell_entries_their_part, migrations.RunPython.noop),
        *narrow("chronology_entry", part_column="part", commands=("select", "insert")),
        *narrow("chronology_obligation", part_column="part", commands=EVERYTHING),
        *narrow("chronology_standing", part=Compartment.CARE, commands=EVERYTHING),
        *narrow("chronology_draft", commands=EVERYTHING),
    ]
