"""What leaves is closed to all but those who see the part of the record it belongs to; nothing held back is let go."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import grants, policy, protect, written_once
from hafan.disclosure import statements

CLOSED = {
    "disclosure_recipient": ("select", "insert", "update"),
    "disclosure_outgoing": ("select", "insert", "update"),
    "disclosure_attachment": ("select", "insert", "update", "delete"),
    "disclosure_finding": ("select", "insert", "update", "delete"),
    "disclosure_ledgerline": ("select", "insert"),
    "disclosure_exposure": ("select", "insert", "update"),
    "disclosure_exposureline": ("select", "insert"),
    "disclosure_redaction": ("select", "insert"),
}
#: A redaction begins undone, by whoever acts.
UNDONE = (
    f"{statements.CHANGES} AND done_by_id IS NULL AND proposed_by_id = (SELECT foundation.acting_account())"
)
EXPORTERS = "access.agencies_as('data_officer', 'service_manager', 'agency_manager', 'privacy_officer')"


def closed(table: str, commands: tuple) -> list:
    changes = UNDONE if table == "disclosure_redaction" else statements.CHANGES
    return [
        migrations.RunSQL(
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY; ALTER TABLE {table} FORCE ROW LEVEL SECURITY;",
            migrations.RunSQL.noop,
        ),
        *(
            migrations.RunSQL(policy(table, command, statements.SEES, changes), migrations.RunSQL.noop)
            for command in commands
        ),
        grants(table, commands),
    ]


class Migration(migrations.Migration):
    dependencies = [
        ("disclosure", "0001_initial"),
        ("access", "0004_parts_and_seclusion"),
        ("people", "0003_protection_by_part"),
        ("chronology", "0005_protection_by_part"),
        ("audit", "0002_written_once"),
        ("shielded", "0002_protection"),
    ]
    operations = [
        migrations.RunSQL(statements.VALUES, migrations.RunSQL.noop),
        *(step for table, commands in CLOSED.items() for step in closed(table, commands)),
        *written_once("disclosure_ledgerline"),
        *written_once("disclosure_exposureline"),
        *protect("disclosure_bulkexport", by="agency_id", through=EXPORTERS),
        migrations.RunSQL(statements.GUARD, migrations.RunSQL.noop),
        migrations.RunSQL(statements.REDACTION, statements.BACKWARD),
    ]
