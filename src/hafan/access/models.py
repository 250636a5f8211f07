"""Who may see a child, and who must never: rows written with the fact that justifies them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Agency, Team


class Basis(models.TextChoices):
    """The fact that lets somebody see a child."""

    RECORD_OPENED = "record_opened", _("Opened the record")
    ALLOCATED = "allocated", _("Allocated worker")
    TEAM = "team", _("Team that holds the case")
    RESPONSIBLE = "responsible", _("Responsible agency")
    SHARED = "shared", _("Shared with another agency")
    PANEL = "panel", _("Panel that reads the papers")
    APPOINTED = "appointed", _("Appointed by the court")
    CONSENT = "consent", _("With consent")
    AUDIT = "audit", _("Case audit")
    CUSTODIAN = "custodian", _("Named for a restricted record")
    BREAK_GLASS = "break_glass", _("Emergency access")
    UNSEALED = "unsealed", _("Unsealed for an hour")


class Reach(models.Model):
    """Which role reaches which part of a record: the policy table, written here by every `migrate`."""

    id = models.BigAutoField(primary_key=True)
    role = models.CharField(max_length=30)
    part = models.CharField(max_length=30)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["role", "part"], name="one_reach")]

    def __str__(self) -> str:
        return f"{self.role} · {self.part}"


class Grant(Row):
    """One account, team or agency may see one child, or named parts of the record, from a moment until a moment.

    Without `role`, as whatever the holder is; without `parts`, all that the role reaches.
    """

    child_id = models.BigIntegerField()
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="grants", db_index=False
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="grants", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="grants", db_index=False)
    role = models.CharField(max_length=30, blank=True)
    basis = models.CharField(max_length=30, choices=Basis)
    parts = ArrayField(models.TextField(), null=True)
    may_write = models.BooleanField(db_default=True)
    reason = models.TextField(blank=True)
    purpose = models.TextField(blank=True, db_default="")
    legal_basis = models.CharField(max_length=60, blank=True, db_default="")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
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
                    include=["begins_at", "ends_at", "role", "parts", "may_write"],
                    name=f"grant_to_{holder}",
                    condition=Q(**{f"{holder}__isnull": False}),
                )
                for holder in ("account", "team", "agency")
            ),
            # The few that show less than the whole: most people hold none, and are asked no more.
            *(
                models.Index(
                    fields=[holder],
                    include=["begins_at", "ends_at"],
                    name=f"grant_narrow_{holder}",
                    condition=Q(**{f"{holder}__isnull": False}) & (Q(parts__isnull=False) | ~Q(role="")),
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


class Level(models.TextChoices):
    """How far a record is shut."""

    RESTRICTED = "restricted", _("Restricted: named people only")
    SEALED = "sealed", _("Sealed")


class Why(models.TextChoices):
    """Why a record is restricted or sealed."""

    STAFF = "staff", _("A member of staff, or a relative of one")
    KNOWN = "known", _("Known to people who work here")
    HIGH_PROFILE = "high_profile", _("In the public eye")
    HIGH_RISK = "high_risk", _("In danger if found")
    ADOPTION = "adoption", _("Adoption")


class Seclusion(Row):
    """A record that only named people see, or nobody. `label` is the reference a custodian knows it by."""

    child_id = models.BigIntegerField(db_index=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    level = models.CharField(max_length=12, choices=Level)
    kind = models.CharField(max_length=20, choices=Why)
    reason = models.TextField()
    label = models.CharField(max_length=40, blank=True)
    custodian = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    review_on = models.DateField(null=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    end_reason = models.TextField(blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["child_id"], condition=Q(ends_at__isnull=True), name="one_seclusion_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.get_level_display()}"


class Urgency(models.TextChoices):
    """Why somebody broke the glass."""

    AT_RISK_NOW = "at_risk_now", _("A child is at risk now")
    OUT_OF_HOURS = "out_of_hours", _("Out of hours, nobody who has access can be reached")
    COURT_TODAY = "court_today", _("The court needs it today")


class Outcome(models.TextChoices):
    """What a privacy officer found."""

    JUSTIFIED = "justified", _("It was justified")
    NOT_JUSTIFIED = "not_justified", _("It was not justified")


class Alert(Row):
    """Somebody broke the glass: written in the same breath, open until a privacy officer has looked into it."""

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="+", db_index=False)
    child_id = models.BigIntegerField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    label = models.CharField(max_length=40)
    code = models.CharField(max_length=20, choices=Urgency)
    reason = models.TextField()
    raised_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    outcome = models.CharField(max_length=20, choices=Outcome, blank=True, db_default="")
    finding = models.TextField(blank=True, db_default="")

    def __str__(self) -> str:
        return f"{self.label} · {self.raised_at:%Y-%m-%d %H:%M}"


class SignOff(Row):
    """A privacy officer has looked into every alert of a month."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    month = models.DateField()
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        db_table = "access_signoff"
        constraints: ClassVar = [models.UniqueConstraint(fields=["agency", "month"], name="one_sign_off")]

    def __str__(self) -> str:
        return f"{self.agency} · {self.month:%Y-%m}"


class Appointment(Row):
    """A proposal that somebody be a privacy officer or a custodian of records; it takes two people (`BY_TWO`)."""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    role = models.CharField(max_length=30)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    agreed = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "role"], condition=Q(decided_at__isnull=True), name="one_open_appointment"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.role}"
