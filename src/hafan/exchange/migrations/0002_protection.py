"""A return names every child of an agency: its rows are closed to all but those who send that agency's returns."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import protect
from hafan.exchange import statements

MINE = "access.returning_agencies()"


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("access", "0002_who_sees_what")]
    operations = [
        migrations.RunSQL(statements.RETURNING, statements.RETURNING_BACKWARD),
        *protect("exchange_import", by="agency_id", through=MINE),
        *protect(
            "exchange_importfault",
            by="agency_id",
            through=MINE,
            commands=("select", "insert", "update", "delete"),
        ),
    ]
