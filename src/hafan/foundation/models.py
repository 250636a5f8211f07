"""What every table of the house has: a bigint key for joins, a public id for addresses, and when it was written."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models.functions import Now


class Row(models.Model):
    """A row of the house. `public_id` goes in web addresses; `id` never leaves the house."""

    id = models.BigAutoField(primary_key=True)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
