"""Sight by parts of a record, grants with a purpose and a law, restricted and sealed records, and break-glass."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import grants, narrow
from hafan.access.sql import emergencies, giving, secluding, sight
from hafan.practice.entries import Compartment


class Migration(migrations.Migration):
    dependencies = [("access", "0003_parts"), ("foundation", "0002_eyes")]
    operations = [
        migrations.RunSQL(sight.FORWARD, ""),
        migrations.RunSQL(giving.FORWARD, ""),
        migrations.RunSQL(secluding.FORWARD, ""),
        migrations.RunSQL(emergencies.FORWARD, ""),
        *narrow("access_grant", part=Compartment.CARE, commands=("select",)),
        grants("access_seclusion", ("select",)),
        grants("access_alert", ("select",)),
        grants("access_signoff", ("select",)),
    ]
