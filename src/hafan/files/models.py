"""A file of a child's record: what it is, how far it has come, and its sealed pieces."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hafan.files.sieve.kinds import KINDS
from hafan.foundation.models import Row
from hafan.identity.models import Account
from hafan.people.models import Child
from hafan.practice.entries import COMPARTMENT_WORDS, Compartment
from hafan.practice.wording import Wording

#: Longer than any look at a file takes; one that has not moved for so long is stuck.
STILL = timedelta(minutes=5)


class State(models.TextChoices):
    """How far a file has come. It is served in one state only: clean."""

    WAITING = "waiting", _("Waiting to be checked")
    CHECKING = "checking", _("Being checked")
    CLEAN = "clean", _("Checked")
    REFUSED = "refused", _("Not let in")


class File(Row):
    """One file. The name it was sent under is not kept: names of files hold names of people."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="files", db_index=False)
    part = models.CharField(max_length=30)
    title = models.CharField(_("what it is"), max_length=120)
    kind = models.CharField(max_length=10)
    ending = models.CharField(max_length=10)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=20, blank=True)
    left_out = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    clean_size = models.BigIntegerField(null=True)
    clean_sha256 = models.CharField(max_length=64, blank=True)
    attempt = models.IntegerField(default=0)
    added_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    added_at = models.DateTimeField()
    moved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(state=State.CLEAN) | ~Q(clean_sha256=""), name="clean_file_has_a_copy"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(reason=""), name="refused_file_says_why"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["child", "-added_at"], name="files_of_child")]

    def __str__(self) -> str:
        return self.title

    @property
    def is_clean(self) -> bool:
        """May it be opened?"""
        return self.state == State.CLEAN

    @property
    def is_busy(self) -> bool:
        """Is a job at work on it, or about to be?"""
        return self.state in (State.WAITING, State.CHECKING)

    def is_stuck(self, at: datetime) -> bool:
        """Should a job have moved it on long ago?"""
        return self.is_busy and at - self.moved_at > STILL

    @property
    def served_name(self) -> str:
        """The name it leaves under: ours, and nobody's."""
        return f"file-{str(self.public_id)[:8]}.{KINDS[self.kind].leaves_as}"

    @property
    def media_type(self) -> str:
        """What the browser is told it is."""
        return KINDS[self.kind].media_type

    @property
    def part_words(self) -> Wording:
        """The part of the record it is in."""
        return COMPARTMENT_WORDS[Compartment(self.part)]


class Piece(models.Model):
    """A sealed piece of a file: of what was sent (kept as evidence, never served) or of its clean copy. Written once."""

    id = models.BigAutoField(primary_key=True)
    child = models.ForeignKey(Child, models.PROTECT, related_name="+", db_index=False)
    part = models.CharField(max_length=30)
    file = models.ForeignKey(File, models.PROTECT, related_name="pieces", db_index=False)
    is_clean = models.BooleanField()
    number = models.IntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["file", "is_clean", "number"], name="one_piece_of_a_number"),
        ]
        indexes: ClassVar = [models.Index(fields=["child"], name="pieces_of_child")]

    def __str__(self) -> str:
        return f"{self.file_id} {self.number}"
