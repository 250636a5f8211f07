"""Who may see a child, and who must never: rows written with the fact that justifies them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Agency, Team
from hafan.identity.roles import Role


class Basis(models.TextChoices):
    """Why somebody may see a child."""

    RECORD_OPENED = "record_opened", _("Opened the record")
    ALLOCATED = "allocated", _("Allocated worker")
    TEAM = "team", _("Team that holds the case")
    RESPONSIBLE = "responsible", _("Responsible agency")
    SHARED = "shared", _("Shared with another agency")


class Grant(Row):
    """One account, team or agency may see one child, from a moment until a moment."""

    child_id = models.BigIntegerField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="grants", db_index=False
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="grants", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="grants", db_index=False)
    role = models.CharField(max_length=30, choices=Role, blank=True)
    basis = models.CharField(max_length=30, choices=Basis)
    reason = models.TextField(blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    end_reason = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(account__isnull=False, team__isnull=True, agency__isnull=True)
                | Q(account__isnull=True, team__isnull=False, agency__isnull=True)
                | Q(account__isnull=True, team__isnull=True, agency__isnull=False),
                name="grant_has_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gte=models.F("begins_at")),
                name="grant_in_order",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child_id"], name="grant_of_child"),
            # Each holder's children straight from the index: the question every page asks first.
            *(
                models.Index(
                    fields=[holder, "child_id"],
                    include=["begins_at", "ends_at"],
                    name=f"grant_of_{holder}",
                    condition=Q(**{f"{holder}__isnull": False}),
                )
                for holder in ("account", "team", "agency")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account or self.team or self.agency} · {self.get_basis_display()}"


class Denial(Row):
    """One person must never see one child, whatever else would let them: a relative, a neighbour, a conflict of interest."""

    child_id = models.BigIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="denials")
    reason = models.TextField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.account} · {self.reason}"
