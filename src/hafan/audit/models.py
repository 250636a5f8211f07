"""What was done and what was read, by whom: written once, chained, and sealed."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency


class Event(models.Model):
    """One thing somebody did or read. Codes, counts and keys, never content; `reason` is the reader's own word for why they looked.

    Its keys are not checked by the database: checking locks the row of the account and of the agency for every page anybody opens,
    and neither can be deleted by the app.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=Now())
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    #: Who really acted, where somebody acts for another.
    real_account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        db_constraint=False,
    )
    agency = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    action = models.CharField(max_length=80)
    object_type = models.CharField(max_length=60, blank=True, db_default="")
    object_id = models.UUIDField(null=True)
    child_id = models.BigIntegerField(null=True)
    #: The children a list showed, by key; the list itself is noted under whoever read it.
    listed = ArrayField(models.BigIntegerField(), null=True)
    #: The parts of the record that were read.
    parts = ArrayField(models.CharField(max_length=30), db_default=[])
    #: By which grant the child was in sight. The database fills it in.
    grant_id = models.BigIntegerField(null=True)
    reason = models.TextField(blank=True, db_default="")
    request_id = models.UUIDField(null=True)
    #: The first half of the name the sign-in has in the vault: which sign-in it was, of no use to come in by.
    session_hash = models.BinaryField(max_length=16, null=True)
    result = models.CharField(max_length=10, db_default="done")
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


class Link(models.Model):
    """The place of one event in its chain: `hash` is made from the hash before it and from the event. Written when a transaction ends."""

    event_id = models.BigIntegerField(primary_key=True)
    place = models.BigIntegerField()
    stream = models.BigIntegerField()
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["stream", "seq"], name="one_link_of_a_place"),
        ]
        indexes: ClassVar = [models.Index(fields=["place"], name="link_by_place")]

    def __str__(self) -> str:
        return f"{self.stream}/{self.seq}"


class Head(models.Model):
    """The last link of each chain: one chain a child, one an account for what concerns no child, one for nobody."""

    stream = models.BigIntegerField(primary_key=True)
    seq = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.stream}/{self.seq}"


class Seal(models.Model):
    """One hash over every chain as it stood, and over the seal before. Kept in a second place, where the owner of the database cannot reach."""

    number = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    upto = models.BigIntegerField()
    hash = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.number} {bytes(self.hash).hex()}"


class Why(models.TextChoices):
    """Why a view is unusual. None of them proves anything; each asks to be looked into."""

    SAME_SURNAME = "same_surname", _("Same surname as the child or somebody in the child’s life")
    NO_LONGER = "no_longer", _("Used to work with the child, and no longer does")
    OUT_OF_HOURS = "out_of_hours", _("At night, on a weekend or on a bank holiday")
    KNOWN_PERSON = "known_person", _("Must not see a brother, a sister or a child of the same household")
    MANY_CHILDREN = "many_children", _("Opened the records of many children within an hour")
    NEVER_OPENED = "never_opened", _("Searched for a child and never opened the record")


class Unusual(Row):
    """Views on one day that somebody should look into: who, which child, why. No content of any record."""

    why = models.CharField(max_length=20, choices=Why)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    child_id = models.BigIntegerField(null=True)
    child_agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+", db_index=False)
    child_reference = models.CharField(max_length=40, blank=True, db_default="")
    day = models.DateField()
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    views = models.IntegerField()
    detail = models.JSONField(db_default={})
    looked_into_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    looked_into_at = models.DateTimeField(null=True)
    found = models.TextField(blank=True, db_default="")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["why", "account", "child_id", "day"], nulls_distinct=False, name="one_unusual_a_day"
            ),
            models.CheckConstraint(
                condition=Q(looked_into_at__isnull=True, looked_into_by__isnull=True)
                | Q(looked_into_at__isnull=False, looked_into_by__isnull=False),
                name="unusual_looked_into_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["child_id"], name="unusual_of_child"),
            models.Index(fields=["agency", "-first_at"], name="unusual_of_agency"),
            models.Index(fields=["child_agency", "-first_at"], name="unusual_of_child_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.why}"
