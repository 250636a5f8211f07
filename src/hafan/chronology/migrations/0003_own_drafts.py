"""A draft is its writer's alone: nobody else reads it, whoever may see the child."""

from __future__ import annotations

from django.db import migrations

from hafan.foundation.roles import APP

MINE = "account_id = (SELECT foundation.acting_account())"


class Migration(migrations.Migration):
    dependencies = [("chronology", "0002_protection")]
    operations = [
        migrations.RunSQL(
            f"CREATE POLICY chronology_draft_own ON chronology_draft AS RESTRICTIVE FOR ALL TO {APP} "
            f"USING ({MINE}) WITH CHECK ({MINE});",
            "DROP POLICY chronology_draft_own ON chronology_draft;",
        )
    ]
