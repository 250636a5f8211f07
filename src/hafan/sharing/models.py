"""What one agency shows another about one child, item by item, and what one asks another for."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hafan.access.models import Grant
from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency, Team
from hafan.people.models import Child


class Consent(models.TextChoices):
    """Whether whoever it is about agreed."""

    GIVEN = "given", _("They agree")
    NOT_ASKED = "not_asked", _("Not asked: the law does not need it")
    OVERRIDDEN = "overridden", _("They do not agree, and it is shared all the same")


class State(models.TextChoices):
    """How far a share has come."""

    OFFERED = "offered", _("Waiting")
    ACKNOWLEDGED = "acknowledged", _("Shared")
    DECLINED = "declined", _("Declined")
    ENDED = "ended", _("Ended")
    EXPIRED = "expired", _("Ran out")


class Share(Row):
    """Parts of one child's record, shown to another agency under one role, from a day until a day.

    `told_as` is what the receiver is told before they answer. `items` are agreed in words: what, who may know, how it is handled.
    """

    child = models.ForeignKey(Child, models.PROTECT, related_name="shares")
    from_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    to_team = models.ForeignKey(Team, models.PROTECT, null=True, related_name="+", db_index=False)
    to_account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    told_as = models.CharField(max_length=120)
    role = models.CharField(max_length=30)
    parts = ArrayField(models.TextField())
    may_write = models.BooleanField(default=False)
    items = models.JSONField(default=list)
    purpose = models.TextField()
    legal_basis = models.CharField(max_length=60)
    consent = models.CharField(max_length=12, choices=Consent)
    consent_words = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    review_on = models.DateField()
    offered_at = models.DateTimeField()
    offered_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    declined = models.BooleanField(default=False)
    answer = models.TextField(blank=True)
    grant = models.OneToOneField(Grant, models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    end_reason = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.told_as

    def state(self, at: datetime) -> State:
        """How far it has come at a moment."""
        if self.ended_at is not None and self.ended_at <= at:
            return State.ENDED
        if self.declined:
            return State.DECLINED
        if self.ends_at <= at:
            return State.EXPIRED
        return State.OFFERED if self.answered_at is None else State.ACKNOWLEDGED


class Outcome(models.TextChoices):
    """What became of a request."""

    WAITING = "", _("Waiting")
    OFFERED = "offered", _("Something was offered")
    REFUSED = "refused", _("Refused")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Request(Row):
    """One agency asks another for something about a child it can only describe. `agency` is the one asked."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    asking = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    about = models.TextField()
    wanted = models.TextField()
    purpose = models.TextField()
    legal_basis = models.CharField(max_length=60)
    asked_at = models.DateTimeField()
    answer_by = models.DateField()
    written_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.TextField(blank=True)
    share = models.ForeignKey(Share, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency"], name="request_to_agency")]

    def __str__(self) -> str:
        return str(self.public_id)
