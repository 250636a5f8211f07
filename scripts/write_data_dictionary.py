"""Writes docs/reference/data-dictionary.md: every table, what it is for, how it is guarded, and its columns."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hafan.config.settings")
os.environ.setdefault("HAFAN_SECRET_KEY", "only-to-read-the-models-never-to-serve-anybody-with-it")
os.environ.setdefault("HAFAN_CONTEXT_KEY", "only-to-read-the-models-never-to-serve-anybody-with-it")

import django
from django.apps import apps
from django.db import models

django.setup()

from hafan.access.classes import CLASSES  # noqa: E402

TARGET = Path(__file__).resolve().parent.parent / "docs" / "reference" / "data-dictionary.md"
HEADING = """# Data dictionary

Written by `scripts/write_data_dictionary.py`; do not edit. What an entry holds in `details` is in
[entry-kinds.md](entry-kinds.md). *Protected* tables are closed by row-level security to everyone who may not see the
child (or, for returns, does not send that agency's returns). *Directory* tables hold agencies and staff. Keys: `id`
never leaves the house; `public_id` goes in addresses.

"""


def _column(field: models.Field[object, object]) -> str:
    related = field.related_model._meta.db_table if field.is_relation and field.related_model else ""
    kind = f"key of `{related}`" if related else field.get_internal_type()
    return f"| `{field.column}` | {kind} | {'may be empty' if field.null else ''} |"


def _tables() -> Iterator[str]:
    ours = [model for model in apps.get_models() if model.__module__.startswith("hafan.")]
    for model in sorted(ours, key=lambda each: each._meta.db_table):
        guard = CLASSES[model._meta.db_table]
        yield f"## `{model._meta.db_table}`\n"
        yield f"{' '.join((model.__doc__ or '').split())}\n"
        once = "; written once" if guard.append_only else ""
        yield f"{guard.access}{once}; kept: {guard.retention}; noted: {guard.audit.replace('_', ' ')}. {guard.reason}\n"
        yield "| column | kind | |\n|---|---|---|"
        yield "\n".join(_column(field) for field in model._meta.concrete_fields) + "\n"


def text() -> str:
    """The whole page."""
    return HEADING + "\n".join(_tables())


if __name__ == "__main__":
    if "--check" in sys.argv:
        sys.exit(
            TARGET.read_text(encoding="utf-8") != text()
            and f"{TARGET.name} is out of date: run {sys.argv[0]}"
        )
    TARGET.write_text(text(), encoding="utf-8")
