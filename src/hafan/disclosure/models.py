"""Whatever leaves: whom it goes to, what it says, what was found in it, who let it go, and what became of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from hafan.disclosure.readers import READERS, Reader
from hafan.foundation.models import Row
from hafan.identity.models import Agency
from hafan.people.models import Child, Household, Person


class Kind(models.TextChoices):
    """What is sent."""

    LETTER = "letter", _("A letter")
    EXTRACT = "extract", _("Part of the chronology")
    SUMMARY = "summary", _("A short summary")
    FILE = "file", _("A file passed on")
    BUNDLE = "bundle", _("A bundle of several")


class State(models.TextChoices):
    """How far it has come."""

    DRAFTED = "drafted", _("Being written")
    CAUGHT = "caught", _("Held back")
    CLEAR = "clear", _("Waiting for a second person")
    RELEASED = "released", _("Sent")
    RECALLED = "recalled", _("Called back")
    COLLECTED = "collected", _("Collected")


class Way(models.TextChoices):
    """How it goes."""

    POST = "post", _("By post")
    HAND = "hand", _("By hand")
    LINK = "link", _("As a link for the recipient’s agency")


class OfAPart(Row):
    """A row that belongs to one part of a child's record."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="+")
    part = models.CharField(max_length=30)

    class Meta:
        abstract = True


class Recipient(OfAPart):
    """Somebody things about this child are sent to.

    Somebody of the family, or the carers: their names and addresses are where they are kept apart, and are copied nowhere.
    Somebody else, as a court or an agency: they stand here.
    """

    reader = models.CharField(max_length=30)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="+")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.CharField(_("e-mail"), max_length=200, blank=True)
    address_changed_at = models.DateTimeField(null=True)
    language = models.CharField(max_length=2, default="en")
    confirmed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(person__isnull=True, household__isnull=True) | Q(name="", address="", email=""),
                name="address_kept_in_one_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reader} {self.public_id}"

    @property
    def kind(self) -> Reader:
        """What kind of reader they are."""
        return READERS[self.reader]

    @property
    def serial(self) -> str:
        """The number that stands on their papers in place of a reference."""
        return f"S-{self.public_id.hex[:8].upper()}"

    @property
    def whose(self) -> int:
        """The key under which `disclosure.words_of` tells their own words."""
        if self.person_id:
            return self.person_id * 4 + 1
        return self.household_id * 4 + 3 if self.household_id else self.pk * 4 + 2


class Outgoing(OfAPart):
    """One thing on its way out to one recipient, as it was compiled for them."""

    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="outgoing")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind)
    gateway = models.CharField(max_length=40)
    purpose = models.TextField()
    language = models.CharField(max_length=4, default="en")
    words_en = models.TextField(blank=True)
    words_cy = models.TextField(blank=True)
    from_on = models.DateField(null=True)
    until_on = models.DateField(null=True)
    state = models.CharField(max_length=12, choices=State, default=State.DRAFTED)
    changed_at = models.DateTimeField()
    compiled = models.BinaryField(null=True)
    compiled_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.IntegerField(default=0)
    addressed = models.TextField(blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    released_at = models.DateTimeField(null=True)
    self_approved = models.BooleanField(default=False)
    way = models.CharField(max_length=10, blank=True, choices=Way)
    recall_until = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    link_hash = models.BinaryField(null=True)
    recalled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    recalled_at = models.DateTimeField(null=True)
    recalled_why = models.TextField(blank=True)
    collected_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("author")) | Q(self_approved=True),
                name="released_by_a_second_person",
            ),
            models.CheckConstraint(
                condition=Q(released_at__isnull=True) | (Q(released_by__isnull=False) & ~Q(sha256="")),
                name="released_by_somebody_and_hashed",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["child", "-changed_at"], name="outgoing_of_child")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def is_open(self) -> bool:
        """May it still be changed?"""
        return self.state in {State.DRAFTED, State.CAUGHT, State.CLEAR}


class Attachment(OfAPart):
    """A file of the record that goes with it. It is read with the recipient's eyes, and becomes pages of the one document."""

    outgoing = models.ForeignKey(Outgoing, models.CASCADE, related_name="attachments")
    file_id = models.UUIDField()
    title = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.title


class Finding(OfAPart):
    """Something found in it. What was found is not kept: only its kind, its place, its first letter and its length."""

    outgoing = models.ForeignKey(Outgoing, models.CASCADE, related_name="findings")
    what = models.CharField(max_length=20)
    of = models.CharField(max_length=10)
    stops = models.BooleanField()
    place = models.CharField(max_length=20)
    number = models.IntegerField(default=0)
    masked = models.CharField(max_length=40, blank=True)
    why = models.CharField(max_length=20, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    settled_words = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.what} {self.place} {self.number}"


class LedgerLine(OfAPart):
    """One thing that happened to something outgoing. Written once."""

    outgoing = models.ForeignKey(Outgoing, models.PROTECT, related_name="ledger")
    recipient = models.ForeignKey(Recipient, models.PROTECT, related_name="+", db_index=False)
    event = models.CharField(max_length=20)
    at = models.DateTimeField(db_default=Now())
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.IntegerField(default=0)
    detail = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.event} {self.at}"


class Exposure(OfAPart):
    """Somebody may have learnt what they must not. `words` are told step by step in its lines."""

    outgoing = models.ForeignKey(Outgoing, models.PROTECT, null=True, related_name="exposures")
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    learnt_on = models.DateField()
    closed_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.learnt_on}"


class ExposureLine(OfAPart):
    """One step: what was learnt, who was told, what was done. Written once."""

    exposure = models.ForeignKey(Exposure, models.PROTECT, related_name="lines")
    at = models.DateTimeField(db_default=Now())
    happened_on = models.DateField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=20)
    words = models.TextField()

    def __str__(self) -> str:
        return f"{self.step} {self.happened_on}"


class Redaction(OfAPart):
    """Words taken out of an entry by two people. What stays: who, when, why, and the hash of what stood there."""

    entry_id = models.UUIDField()
    fields = models.JSONField(default=list)
    why = models.TextField()
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField()
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    done_at = models.DateTimeField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(done_by__isnull=True) | ~Q(done_by=F("proposed_by")),
                name="redacted_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}"


class BulkExport(Row):
    """A file about many children asked for by one person and allowed by another, for a purpose, up to so many rows, until a moment."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    what = models.CharField(max_length=60)
    purpose = models.TextField()
    most_rows = models.IntegerField()
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    allowed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    allowed_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)
    rows_taken = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(allowed_by__isnull=True) | ~Q(allowed_by=F("asked_by")),
                name="export_by_two_people",
            ),
        ]

    def __str__(self) -> str:
        return self.what
