"""Holds, things kept in cupboards, and destructions. Written by the functions of statements.py alone; nobody edits a row.

None of them refers to the child's row: they outlive it, or are taken away with it.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency


class HoldKind(models.TextChoices):
    """Why a record must stay although its period is over."""

    LEGAL = "legal", _("A claim or proceedings")
    INQUIRY = "inquiry", _("An inquiry or review")
    COMPLAINT = "complaint", _("A complaint")
    REQUEST = "request", _("Somebody has asked to see it")
    OTHER = "other", _("Another reason")


class Fate(models.TextChoices):
    """What became of a thing kept in a cupboard."""

    GIVEN = "given", _("Given to the person it belongs to")
    KEPT = "kept", _("Kept elsewhere")
    DESTROYED = "destroyed", _("Destroyed")


class Hold(Row):
    """While it lasts, nothing of the record is destroyed."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child_id = models.BigIntegerField(db_index=True)
    kind = models.CharField(max_length=20, choices=HoldKind)
    reason = models.TextField()
    placed_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    placed_at = models.DateTimeField()
    lifted_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    lifted_at = models.DateTimeField(null=True)
    lift_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.placed_at}"


class Item(Row):
    """A thing that is no paper: a memory box, a letter, a toy. Listed, so that none is lost with a record."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child_id = models.BigIntegerField(db_index=True)
    what = models.CharField(_("what it is"), max_length=200)
    place = models.CharField(_("where it is"), max_length=200)
    noted_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    noted_at = models.DateTimeField()
    fate = models.CharField(max_length=20, choices=Fate, blank=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    settled_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.what


class Destruction(Row):
    """Proposed by one, confirmed by another, done thirty days later at the soonest. Afterwards it is all that is left."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    child_id = models.BigIntegerField(db_index=True)
    child_public_id = models.UUIDField()
    reference = models.CharField(max_length=40)
    keep_until = models.DateField()
    rules = models.JSONField(default=list)
    inventory = models.JSONField(default=dict)
    proposed_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    proposed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField(null=True)
    not_before = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)
    destroyed_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "-proposed_at"], name="destructions_of_agency")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child_id"],
                name="one_destruction_under_way",
                condition=models.Q(undone_at__isnull=True, destroyed_at__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed_by__isnull=True)
                | ~models.Q(confirmed_by=models.F("proposed_by")),
                name="destruction_takes_two",
            ),
            models.CheckConstraint(
                condition=models.Q(destroyed_at__isnull=True)
                | models.Q(
                    confirmed_by__isnull=False,
                    undone_at__isnull=True,
                    destroyed_at__gte=models.F("not_before"),
                ),
                name="destroyed_when_confirmed_and_waited_for",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.proposed_at}"

    @property
    def items(self) -> list[dict[str, str]]:
        """The things kept in cupboards and what became of each."""
        found: list[dict[str, str]] = self.inventory.get("items", [])
        return found

    @property
    def counts(self) -> dict[str, int]:
        """How many rows of each table."""
        found: dict[str, int] = self.inventory.get("rows", {})
        return found
