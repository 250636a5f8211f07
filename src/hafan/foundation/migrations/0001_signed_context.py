"""Schemas, the vault of keys and sessions, and the functions of the signed context."""

from __future__ import annotations

from django.db import migrations

from hafan.foundation import statements


class Migration(migrations.Migration):
    initial = True
    dependencies: list[tuple[str, str]] = []
    operations = [
        migrations.RunSQL(statements.FORWARD, statements.BACKWARD),
        migrations.RunSQL(statements.WRITTEN_ONCE_FORWARD, statements.WRITTEN_ONCE_BACKWARD),
    ]
