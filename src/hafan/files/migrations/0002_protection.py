"""Each file is closed to all but those who see its part of the child's record."""

from __future__ import annotations

from django.db import migrations

from hafan.files import statements


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial"), ("access", "0004_parts_and_seclusion")]
    operations = [
        migrations.RunSQL(statements.TOGETHER, statements.TOGETHER_BACKWARD),
        *statements.protect_by_part("files_file"),
        *statements.protect_by_part("files_piece", append_only=True),
    ]
