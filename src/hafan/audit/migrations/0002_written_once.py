"""Events are added by whoever acts, read by those who may see the child or did the thing, and never changed."""

from __future__ import annotations

from django.db import migrations

from hafan.audit import statements


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial"), ("access", "0002_who_sees_what")]
    operations = statements.OPERATIONS
