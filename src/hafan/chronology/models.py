"""The ledger and what follows from it: entries written once, what they make due, and where each child stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency, Team
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.practice.entry_types import ENTRY_TYPES

#: Sorts after every real day, so that one index serves "soonest first, nothing due last".
NOTHING_DUE = date(9999, 12, 31)

#: The part of the record an entry of each kind sits in.
PART_OF: Mapping[str, str] = {declared.key: declared.compartment.value for declared in ENTRY_TYPES}


def part_of(kind: str) -> str:
    """The part of the record an entry of this kind sits in; care, for a kind this version does not know."""
    return PART_OF.get(kind, Compartment.CARE)


#: The source of entries that a statutory return told; others are told by a person.
FROM_RETURN = "return"


class Entry(Row):
    """One dated fact, of a declared kind. Never changed: a later entry corrects or withdraws it and says why."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="entries", db_index=False)
    kind = models.CharField(max_length=60)
    part = models.CharField(max_length=30, db_default="care")
    happened_on = models.DateField(null=True)
    precision = models.CharField(max_length=7)
    learnt_on = models.DateField()
    details = models.JSONField(default=dict)
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    withdrawn = models.BooleanField(default=False)
    why = models.TextField(blank=True)
    breaches = models.JSONField(default=list)
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(db_default=Now())
    source = models.CharField(max_length=20, default="person")
    source_key = models.CharField(max_length=80, null=True)  # noqa: DJ001  (null where no source keys it)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "source_key"], name="one_entry_of_a_source_key"),
            models.CheckConstraint(
                condition=Q(happened_on__isnull=False) | Q(precision="unknown"), name="entry_dated_or_unknown"
            ),
            models.CheckConstraint(
                condition=Q(corrects__isnull=True, withdrawn=False) | ~Q(why=""), name="correction_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["child", "happened_on", "id"], name="chronology_of_child")]

    def __str__(self) -> str:
        return f"{self.kind} {self.happened_on}"


class Obligation(models.Model):
    """One open obligation of a child, worked out from the chronology and kept for lists. Its state is asked with a day."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, models.PROTECT, related_name="obligations", db_index=False)
    clock = models.CharField(max_length=60)
    part = models.CharField(max_length=30, db_default="care")
    owner = models.CharField(max_length=30)
    started_on = models.DateField()
    started_by = models.UUIDField()
    due_on = models.DateField(null=True)
    not_before = models.DateField(null=True)
    soon_from = models.DateField(null=True)
    suspended_from = models.DateField(null=True)
    is_unknown = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "clock", "started_by"], name="one_running_of_a_clock"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due_on}"


class Standing(models.Model):
    """Where a child stands now, in one row for lists: worked out from the chronology."""

    child = models.OneToOneField(Child, models.PROTECT, primary_key=True, related_name="standing")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", db_index=False)
    worker = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=30)
    is_open = models.BooleanField(default=True)
    looked_after_from = models.DateField(null=True)
    legal_status = models.CharField(max_length=40, blank=True)
    placement_kind = models.CharField(max_length=40, blank=True)
    with_carers_from = models.DateField(null=True)
    ep_from = models.DateField(null=True)
    plans_return = models.BooleanField(null=True)
    plans_adoption = models.BooleanField(null=True)
    due_on = models.DateField(default=NOTHING_DUE)
    due_clock = models.CharField(max_length=60, blank=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["agency", "due_on", "child"], name="standing_of_agency", condition=Q(is_open=True)
            ),
            models.Index(
                fields=["team", "due_on", "child"], name="standing_of_team", condition=Q(is_open=True)
            ),
            models.Index(
                fields=["worker", "due_on", "child"], name="standing_of_worker", condition=Q(is_open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} {self.state}"


class Draft(models.Model):
    """What somebody has typed and not yet recorded, so that nothing typed is ever lost."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=60)
    corrects = models.UUIDField(null=True)
    typed = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["account", "child", "kind", "corrects"],
                name="one_draft_of_a_form",
                nulls_distinct=False,
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.saved_at}"
