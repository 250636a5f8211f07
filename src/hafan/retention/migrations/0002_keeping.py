"""How long a record must be kept, holds, and the only way one is destroyed."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import grants
from hafan.retention import destroying_statements, statements

TABLES = ("retention_hold", "retention_item", "retention_destruction")


class Migration(migrations.Migration):
    dependencies = [
        ("retention", "0001_initial"),
        ("access", "0004_parts_and_seclusion"),
        ("chronology", "0005_protection_by_part"),
    ]
    operations = [
        migrations.RunSQL(statements.SIGHT, statements.SIGHT_BACKWARD),
        *(migrations.RunSQL(statements.closed(table), statements.opened(table)) for table in TABLES),
        *(grants(table, ("select",)) for table in TABLES),
        migrations.RunSQL(statements.PERIODS, ""),
        migrations.RunSQL(statements.ASKING, ""),
        migrations.RunSQL(statements.HOLDING, ""),
        migrations.RunSQL(destroying_statements.DESTROYING, ""),
    ]
