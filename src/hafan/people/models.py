"""Children, the people around them, the households they live in, and where they lived from day to day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency, Country, Team
from hafan.practice.relations import relation_in_words


class Sex(models.TextChoices):
    """As recorded."""

    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    UNKNOWN = "unknown", _("Not known")


class Child(Row):
    """A child, born or expected. The key is drawn with the first grants (hafan.access.operations)."""

    id = models.BigIntegerField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="children")
    reference = models.CharField(_("reference"), max_length=40)
    given_name = models.CharField(_("given name"), max_length=200, blank=True)
    family_name = models.CharField(_("family name"), max_length=200, blank=True)
    known_as = models.CharField(_("known as"), max_length=200, blank=True)
    born_on = models.DateField(null=True)
    expected_on = models.DateField(null=True)
    sex = models.CharField(max_length=10, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=4, blank=True)
    finding = models.TextField(blank=True, editable=False)
    sounding = models.TextField(blank=True, editable=False)
    version = models.IntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "reference"], name="one_child_of_a_reference"),
        ]
        indexes: ClassVar = [models.Index(fields=["agency", "born_on"], name="child_by_birth")]

    @property
    def country(self) -> str:
        """Whose law applies: that of the responsible agency."""
        return self.agency.country

    @property
    def name(self) -> str:
        """What the child is called; the reference where no name is held."""
        given = self.known_as or self.given_name
        return f"{given} {self.family_name}".strip() or self.reference

    def __str__(self) -> str:
        return self.name


class Person(Row):
    """Someone in a child's life, in this child's record."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="people")
    name = models.CharField(_("name"), max_length=200)
    relation = models.CharField(_("relation"), max_length=80)
    has_pr = models.BooleanField(_("holds parental responsibility"), null=True)
    language = models.CharField(_("language"), max_length=2, blank=True)

    def __str__(self) -> str:
        return self.name

    @property
    def related(self) -> str:
        """How they are related, in the reader's language."""
        return relation_in_words(self.relation, get_language() or "en")


class Household(Row):
    """A household of carers, by reference only: who they are and where they live is kept apart."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="households")
    reference = models.CharField(_("reference"), max_length=40)
    country = models.CharField(max_length=10, choices=Country)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agency", "reference"], name="one_household_of_a_reference")
        ]

    def __str__(self) -> str:
        return self.reference


class Placement(Row):
    """Where a child lives from one day to another: worked out from the chronology, kept for constraints and lists."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="placements")
    kind = models.CharField(max_length=40)
    household = models.ForeignKey(Household, models.PROTECT, null=True, related_name="placements")
    carers = models.CharField(max_length=40)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)
    began_by = models.UUIDField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("began_on")),
                name="placement_in_order",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["child", "began_on"], name="placement_of_child")]

    def __str__(self) -> str:
        return f"{self.kind} {self.began_on}"


class CaseRole(Row):
    """Who works with a child in which role, from one day to another: worked out from the chronology."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="case_roles")
    role = models.CharField(max_length=30)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="case_roles", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="case_roles", db_index=False)
    began_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["account", "child"], name="role_of_account", condition=Q(ended_on__isnull=True)
            ),
            models.Index(fields=["child"], name="role_of_child"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.began_on}"
