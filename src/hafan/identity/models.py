"""Agencies, their teams, the people who sign in, and who works where and when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.roles import Role


class AgencyKind(models.TextChoices):
    """The kinds of body that share early permanence work."""

    LA = "la", _("Local authority")
    RAA = "raa", _("Regional adoption agency")
    VAA = "vaa", _("Voluntary adoption agency")
    COLLABORATIVE = "regional_collaborative", _("Regional collaborative")
    NATIONAL = "national", _("National body")


class Country(models.TextChoices):
    """Whose law an agency works under."""

    ENGLAND = "england", _("England")
    WALES = "wales", _("Wales")


class Language(models.TextChoices):
    """The language somebody reads and is written to in."""

    ENGLISH = "en", "English"
    WELSH = "cy", "Cymraeg"


class Agency(Row):
    """A body that holds records."""

    kind = models.CharField(max_length=30, choices=AgencyKind)
    country = models.CharField(max_length=10, choices=Country)
    name_en = models.CharField(max_length=200, unique=True)
    name_cy = models.CharField(max_length=200, unique=True)

    class Meta:
        ordering: ClassVar = ["name_en"]

    def __str__(self) -> str:
        return self.name_cy if get_language() == "cy" else self.name_en


class Team(Row):
    """A team of an agency."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="teams")
    name = models.CharField(max_length=120)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "name"], name="one_team_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class AccountManager(BaseUserManager["Account"]):
    """Finds people by their work address, whatever its capitals."""

    def get_by_natural_key(self, username: str | None) -> Account:
        """The account of a work address."""
        return self.get(email__iexact=username)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """An account with a password, or with none that works."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, Row):
    """A person who signs in."""

    last_login = None  # the vault knows who signed in and when
    email = models.EmailField(_("work email"), unique=True)
    display_name = models.CharField(_("name"), max_length=120)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="accounts")
    language = models.CharField(_("language"), max_length=2, choices=Language, default=Language.ENGLISH)
    is_active = models.BooleanField(default=True)
    opened_at = models.DateTimeField(
        db_default=Now()
    )  # and opened again; whoever never comes is dormant from here

    objects = AccountManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar = ["display_name"]

    class Meta:
        ordering: ClassVar = ["display_name"]

    def __str__(self) -> str:
        return self.display_name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Questions about who works where."""

    def live(self, on: date) -> MembershipQuerySet:
        """Those in force on a day."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=on), begins_on__lte=on)


class Membership(Row):
    """One person's role in one team, or in a whole agency. `ends_on` is the first day it is over."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="memberships")
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="memberships")
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(team__isnull=True, agency__isnull=False)
                | Q(team__isnull=False, agency__isnull=True),
                name="membership_of_a_team_or_an_agency",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("begins_on")),
                name="membership_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.team or self.agency} · {self.get_role_display()}"


class SignIn(Row):
    """One browser in which somebody signed in: shown to them alone, who may end it."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="sign_ins")
    token_hash = models.BinaryField(unique=True, max_length=32)
    how = models.CharField(max_length=20)
    browser = models.CharField(max_length=80)
    opened_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    is_new_browser = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["-opened_at"]

    def __str__(self) -> str:
        return self.browser


class Invitation(Row):
    """The one way a new account is first entered: a code told in person, good once and not for long."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="invitations")
    code_hash = models.BinaryField(unique=True, max_length=32)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.account)


class OutsideIdentity(Row):
    """Who somebody is in their own agency’s directory: issuer, tenant and subject, never an email."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="outside_identities")
    issuer = models.CharField(max_length=300)
    tenant = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=255)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["issuer", "tenant", "subject"], name="one_account_of_a_subject")
        ]

    def __str__(self) -> str:
        return f"{self.account} · {self.issuer}"
