"""Offers and requests are read by the two agencies they concern, and written by functions alone."""

from __future__ import annotations

from django.db import migrations

from hafan.access.protection import grants
from hafan.sharing import statements


class Migration(migrations.Migration):
    dependencies = [("sharing", "0001_initial")]
    operations = [
        migrations.RunSQL(statements.SEEING + statements.GIVING + statements.CONFLICTS, statements.BACKWARD),
        grants("sharing_share", ("select",)),
        grants("sharing_request", ("select",)),
    ]
