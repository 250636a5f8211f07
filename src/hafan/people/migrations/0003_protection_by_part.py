"""Each table of people is open to those who may see its part of the record; a hidden child is found only in an emergency."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import narrow
from hafan.people import finding_statements
from hafan.practice.entries import Compartment

EVERYTHING = ("select", "insert", "update", "delete")


class Migration(migrations.Migration):
    dependencies = [("people", "0002_protection"), ("access", "0004_parts_and_seclusion")]
    operations = [
        *narrow("people_child", by="id"),
        *narrow("people_person", part=Compartment.FAMILY),
        *narrow("people_placement", part=Compartment.CARE, commands=EVERYTHING),
        *narrow("people_caserole", commands=EVERYTHING),
        migrations.RunSQL(finding_statements.FORWARD, finding_statements.BACKWARD),
    ]
