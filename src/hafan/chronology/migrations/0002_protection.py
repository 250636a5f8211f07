"""The chronology is written once, and closed to all but those who may see the child."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import protect

EVERYTHING = ("select", "insert", "update", "delete")


class Migration(migrations.Migration):
    dependencies = [("chronology", "0001_initial"), ("people", "0002_protection")]
    operations = [
        *protect("chronology_entry", append_only=True),
        *protect("chronology_obligation", commands=EVERYTHING),
        *protect("chronology_standing", commands=EVERYTHING),
        *protect("chronology_draft", commands=EVERYTHING),
    ]
