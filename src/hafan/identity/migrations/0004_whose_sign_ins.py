"""Whose sign-ins and invitations may be seen, ending a sign-in, and suspending whoever never comes."""

from __future__ import annotations

from django.db import migrations

from hafan.identity import statements


class Migration(migrations.Migration):
    dependencies = [
        ("identity", "0003_sign_ins"),
        ("access", "0002_who_sees_what"),
        ("foundation", "0001_signed_context"),
    ]
    operations = [migrations.RunSQL(statements.FORWARD, statements.BACKWARD)]
