"""What is kept apart from a child's record, each part in a table of its own. Written once: a later row replaces an earlier one."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Agency
from hafan.people.models import Child, Household, Person


class Kept(Row):
    """Something kept apart. Never changed: who puts it right writes another row that replaces it, and both stay readable."""

    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until (if it no longer holds)"), null=True, blank=True)
    #: Empty for what was moved here from before things were kept apart.
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Did it hold on this day?"""
        return self.from_on <= day and (self.until_on is None or day < self.until_on)


class KeptOfChild(Kept):
    """Something kept apart about one child."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class CarerIdentity(Kept):
    """Who the carers of a household are and where they live: held once, for every child who lives there."""

    household = models.ForeignKey(Household, models.PROTECT, related_name="+")
    names = models.CharField(_("names of the carers"), max_length=300)
    address = models.TextField(_("address"), blank=True, max_length=500)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    area = models.CharField(_("village or part of town"), max_length=120, blank=True)
    phones = models.CharField(_("phone numbers"), max_length=120, blank=True)
    email = models.CharField(_("email address"), max_length=254, blank=True)
    school = models.CharField(_("school or nursery the child goes to"), max_length=200, blank=True)
    surgery = models.CharField(_("doctor’s surgery the child uses"), max_length=200, blank=True)

    def __str__(self) -> str:
        return f"{self.household} · {self.from_on}"


class BirthFamilyContact(KeptOfChild):
    """How to reach one person of the birth family, and whether it is safe to write to them there."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="contacts")
    address = models.TextField(_("address"), blank=True, max_length=500)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    phones = models.CharField(_("phone numbers"), max_length=200, blank=True)
    email = models.CharField(_("email address"), max_length=254, blank=True)
    do_not_write = models.BooleanField(_("do not write to this address"), default=False)
    safely = models.TextField(
        _("how to reach them safely, and in which language"), blank=True, max_length=1000
    )
    confirmed_on = models.DateField(_("last confirmed with them on"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.person} · {self.from_on}"


class DatedNote(KeptOfChild):
    """A note of one day: what it is about, who said it, and what they said."""

    about = models.CharField(_("what it is about"), max_length=200)
    said_by = models.CharField(_("who said or wrote it"), max_length=200, blank=True)
    words = models.TextField(_("what was said"), max_length=20_000)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.from_on} · {self.about}"


class HealthNote(DatedNote):
    """Health information that is not for everybody who works with the child."""


class LegalAdvice(DatedNote):
    """Legal advice to the authority, privileged: never for the court, the family or the carers."""


class PanelNote(DatedNote):
    """Papers and deliberations of a panel."""


class SupportNote(DatedNote):
    """What an advocate or an independent counsellor wrote down, hidden from the authority."""


class AdoptiveIdentity(KeptOfChild):
    """Who the adoptive family are and where they live: on the record that began after the order."""

    names = models.CharField(_("names of the adoptive parents"), max_length=300)
    address = models.TextField(_("address"), blank=True, max_length=500)
    postcode = models.CharField(_("postcode"), max_length=12, blank=True)
    phones = models.CharField(_("phone numbers"), max_length=120, blank=True)
    email = models.CharField(_("email address"), max_length=254, blank=True)

    def __str__(self) -> str:
        return f"{self.names} · {self.from_on}"


class SealedLink(Row):
    """That two records are of one person. Nobody reads this table; a function answers one question at a time, and keeps who asked."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    before_id = models.BigIntegerField(unique=True)
    after_id = models.BigIntegerField(unique=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return str(self.public_id)


class LinkReading(Row):
    """A custodian asked which record belongs to a sealed one, and why."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seclusion = models.UUIDField()
    label = models.CharField(max_length=40, blank=True)
    reason = models.TextField()
    read_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.label} · {self.read_at:%Y-%m-%d %H:%M}"


class Knock(Row):
    """A statutory return named a sealed record. Its rows were passed over; a custodian should know."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    seclusion = models.UUIDField()
    label = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seclusion", "by", "on"], name="one_knock_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.on}"
