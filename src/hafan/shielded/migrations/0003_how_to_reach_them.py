"""How to reach the birth family leaves the list of people, which many read, for a table of its own."""

from __future__ import annotations

from django.db import migrations

from hafan.shielded import statements


class Migration(migrations.Migration):
    dependencies = [("shielded", "0002_protection")]
    operations = [migrations.RunSQL(statements.MOVE_REACH, statements.MOVE_REACH_BACKWARD)]
