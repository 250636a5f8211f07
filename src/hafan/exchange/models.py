"""A return sent in: what was read, what it would change, what was done, and every fault with its place."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from hafan.foundation.models import Row
from hafan.identity.models import Account, Agency


class Stage(models.TextChoices):
    """How far a return has come."""

    WAITING = "waiting", _("Waiting to be read")
    READING = "reading", _("Being read")
    READY = "ready", _("Read; waiting for you to say yes")
    WRITING = "writing", _("Being written into the records")
    DONE = "done", _("Done")
    NEEDS_YEAR = "needs_year", _("Waiting for its collection year")
    REFUSED = "refused", _("Refused")
    SET_ASIDE = "set_aside", _("Set aside")


#: Stages at which a job is at work, or about to be.
BUSY = frozenset({Stage.WAITING, Stage.READING, Stage.WRITING})
#: Stages at which a person may still give another collection year and have it read again.
OPEN = frozenset({Stage.READY, Stage.NEEDS_YEAR})
#: Longer than any step of a job takes; a busy return that has not moved for so long is stuck.
STILL = timedelta(minutes=5)


class Import(Row):
    """One return sent in. The files are kept only until it is done, refused or set aside.

    `attempt` grows each time a job takes it up, so that a job that was given up cannot finish behind another's back.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    name = models.CharField(max_length=200)
    year = models.CharField(max_length=7, blank=True)
    year_given = models.CharField(max_length=20, blank=True)
    year_from = models.CharField(max_length=10, blank=True)
    stage = models.CharField(max_length=20, choices=Stage, default=Stage.WAITING)
    progress = models.IntegerField(default=0)
    attempt = models.IntegerField(default=0)
    moved_at = models.DateTimeField(null=True)
    files = models.BinaryField(null=True)
    tallies = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    preview = models.JSONField(default=list)
    fault_counts = models.JSONField(default=list)
    refusal_en = models.TextField(blank=True)
    refusal_cy = models.TextField(blank=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["agency", "-sent_at"], name="imports_of_agency")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    @property
    def is_busy(self) -> bool:
        """Is a job at work on it, or about to be?"""
        return self.stage in BUSY

    def is_stuck(self, at: datetime) -> bool:
        """Should a job have moved it on long ago?"""
        return self.is_busy and at - (self.moved_at or self.sent_at) > STILL

    @property
    def totals(self) -> dict[str, Any]:
        """Rows read, placed and left out, over all tables."""
        return {
            word: sum(tally[word] for tally in self.tallies.values())
            for word in ("read", "usable", "left_out")
        }


class ImportFault(models.Model):
    """One fault of a return: where it is, what kind, and the value found. Its words come from its kind.

    Past the first few hundred of a kind, one row stands for `count` alike faults and `rows` says where they are.
    """

    id = models.BigAutoField(primary_key=True)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    sent_in = models.ForeignKey(Import, models.PROTECT, related_name="faults", db_index=False)
    code = models.CharField(max_length=60)
    severity = models.CharField(max_length=10)
    file = models.CharField(max_length=300)
    table = models.CharField(max_length=20, blank=True)
    row = models.IntegerField(null=True)
    column = models.CharField(max_length=40, blank=True)
    value = models.CharField(max_length=100, blank=True)
    child = models.CharField(max_length=100, blank=True)
    more_en = models.CharField(max_length=300, blank=True)
    more_cy = models.CharField(max_length=300, blank=True)
    in_xml = models.BooleanField(default=False)
    count = models.IntegerField(default=1)
    rows = models.TextField(blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["sent_in", "severity", "id"], name="faults_of_import")]

    def __str__(self) -> str:
        return f"{self.file} {self.row} {self.code}"
