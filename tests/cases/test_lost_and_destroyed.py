"""Records that were shredded or lost: cases 19 and 20."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.chronology.models import Entry
from hafan.files.models import Piece
from hafan.files.operations import is_as_sent
from hafan.files.queries import original
from hafan.files.sealing import Tampered
from hafan.foundation.context import acting_as
from hafan.identity.sessions import STEPPED
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.retention import operations
from hafan.retention.models import Destruction, Fate, HoldKind
from hafan.retention.operations import MayNotBeDestroyed
from tests.cases.arriving import paper
from tests.cases.held import case
from tests.rooms.disclosure.conftest import Desk
from tests.rooms.retention.test_retention import agreed, old  # noqa: F401

pytestmark = pytest.mark.django_db


@case(19)
class TestShreddingACupboardOfAdoptionRecords:
    """Birthlink, 2025 (ICO): about 4,800 records were shredded to make room, a tenth of them irreplaceable; nobody had a list."""

    def test_takes_two_people(self, old: Child, cast) -> None:  # noqa: F811
        with acting_as(cast.mair):
            operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())
            for step in (operations.confirm, operations.destroy):
                with pytest.raises(MayNotBeDestroyed):
                    step(child=old.public_id, by=cast.mair, on=timezone.localdate())

    def test_can_be_taken_back_for_thirty_days(self, old: Child, cast, owner) -> None:  # noqa: F811
        agreed(old, cast, owner, days_ago=29)
        with acting_as(cast.mair):
            with pytest.raises(MayNotBeDestroyed):
                operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
            assert operations.undo(child=old.public_id, by=cast.mair)
        with acting_as(cast.alys):
            assert Entry.objects.filter(child=old).exists()

    def test_waits_for_the_fate_of_every_thing_in_the_box(self, old: Child, cast) -> None:  # noqa: F811
        with acting_as(cast.mair):
            letter = operations.list_item(
                child=old.public_id, what="A letter from the mother", place="Store 2", by=cast.mair
            )
            operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with acting_as(cast.lowri):
            with pytest.raises(MayNotBeDestroyed):
                operations.confirm(child=old.public_id, by=cast.lowri, on=timezone.localdate())
            operations.settle_item(child=old.public_id, item=letter, fate=Fate.GIVEN, by=cast.lowri)
            assert operations.confirm(child=old.public_id, by=cast.lowri, on=timezone.localdate())

    def test_does_not_happen_to_a_record_that_is_held(self, old: Child, cast, owner) -> None:  # noqa: F811
        agreed(old, cast, owner)
        with acting_as(cast.lowri):
            operations.place_hold(
                child=old.public_id, kind=HoldKind.INQUIRY, reason="an inquiry", by=cast.lowri
            )
            with pytest.raises(MayNotBeDestroyed):
                operations.destroy(child=old.public_id, by=cast.lowri, on=timezone.localdate())

    def test_leaves_a_list_of_what_there_was_and_who_agreed(self, old: Child, cast, owner) -> None:  # noqa: F811
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
            left = Destruction.objects.get()
        assert (left.reference, left.proposed_by, left.confirmed_by) == ("OLD 1", cast.mair, cast.lowri)
        assert left.counts["chronology_entry"] > 0

    def test_is_not_one_click_on_any_page(self, old: Child, cast, sign_in) -> None:  # noqa: F811
        mair = sign_in(cast.mair)
        session = mair.session
        session[STEPPED] = int(time.time())
        session.save()
        mair.post(reverse("destroy_record", args=[old.public_id]))
        with acting_as(cast.alys):
            assert Child.objects.filter(pk=old.pk).exists()


@case(20)
class TestALostRecord:
    """Newham, 2021, Devon, 2021, and Essex, 2019 (Ombudsman): care records were lost, one with a dead mother's only letter."""

    def test_a_scanned_letter_is_kept_as_it_was_sent_and_a_change_is_found(self, desk: Desk, owner) -> None:
        letter = paper(desk, Compartment.FAMILY, "To my girl, when you are eighteen.")
        with acting_as(desk.ewa):
            assert is_as_sent(letter)
            assert len(letter.sha256) == 64
        with owner(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE files_piece DISABLE TRIGGER USER")
            Piece.objects.filter(file=letter, is_clean=False).update(
                sealed=b"something else altogether, quite long enough"
            )
        with acting_as(desk.ewa), pytest.raises(Tampered):
            original(letter)

    def test_nobody_who_works_here_can_take_anything_away(self, desk: Desk) -> None:
        letter = paper(desk, Compartment.FAMILY, "To my girl, when you are eighteen.")
        for table, column in (("files_piece", "file_id"), ("files_file", "id")):
            for person in (desk.ewa, desk.grace, desk.cast.sam):
                with acting_as(person), pytest.raises(DatabaseError), transaction.atomic():
                    with connection.cursor() as cursor:
                        cursor.execute(f"DELETE FROM {table} WHERE {column} = %s", [letter.pk])

    def test_a_record_inside_its_period_is_locked(self, baby: Child, cast) -> None:
        with acting_as(cast.mair), pytest.raises(MayNotBeDestroyed):
            operations.propose(
                child=baby.public_id, by=cast.mair, on=timezone.localdate() + timedelta(days=3650)
            )
