"""Who may see which child, the only doors for grants and denials, and who may change the directory of staff."""

from __future__ import annotations

from django.db import migrations

from hafan.access import statements
from hafan.access.protection import protect


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial"), ("foundation", "0001_signed_context")]
    operations = [
        migrations.RunSQL(statements.VISIBLE + statements.GIVE + statements.DIRECTORY, statements.BACKWARD),
        *protect("access_grant", commands=("select",)),
    ]
