"""How to reach somebody is no longer beside their name: it has moved to what is kept apart."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("people", "0003_protection_by_part"), ("shielded", "0003_how_to_reach_them")]
    operations = [migrations.RemoveField(model_name="person", name="reach")]
