"""A context can be narrowed to one child through one reader's eyes."""

from __future__ import annotations

from django.db import migrations

from hafan.foundation import eyes


class Migration(migrations.Migration):
    dependencies = [("foundation", "0001_signed_context")]
    operations = [migrations.RunSQL(eyes.FORWARD, eyes.BACKWARD)]
