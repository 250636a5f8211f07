"""Children's rows are closed to all but those who may see the child, and no child lives in two homes on one day."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import protect
from hafan.people import statements


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial"), ("access", "0002_who_sees_what")]
    operations = [
        migrations.RunSQL(statements.NEVER_IN_TWO_HOMES, statements.NEVER_IN_TWO_HOMES_BACKWARD),
        *protect("people_child", by="id"),
        *protect("people_person"),
        *protect("people_placement", commands=("select", "insert", "update", "delete")),
        *protect("people_caserole", commands=("select", "insert", "update", "delete")),
    ]
