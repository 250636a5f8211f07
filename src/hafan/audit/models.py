"""What was done and what was read, by whom: written once."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from hafan.identity.models import Agency


class Event(models.Model):
    """One thing somebody did or read. `detail` holds codes and counts, never content."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60, blank=True)
    object_id = models.UUIDField(null=True)
    child_id = models.BigIntegerField(null=True)
    request_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["child_id", "-at"], name="audit_of_child", condition=models.Q(child_id__isnull=False)
            ),
            models.Index(
                fields=["account", "-at"], name="audit_of_account", condition=models.Q(account__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
