"""The audit: noted by the one acting, read by those entitled, changed by nobody."""

from __future__ import annotations

import uuid

import pytest
from django.db import DatabaseError, connection, transaction

from hafan.audit.models import Event
from hafan.audit.operations import note, note_many
from hafan.foundation.context import acting_as
from tests.cast import World
from tests.database import Owner

pytestmark = pytest.mark.django_db


class TestNoting:
    def test_keeps_who_what_and_about_whom(self, world: World):
        thing, request = uuid.uuid4(), uuid.uuid4()
        with acting_as(world.cast.alys):
            note(
                action="people.child.viewed",
                by=world.cast.alys,
                object_type="people.child",
                object_id=thing,
                child_id=world.children["only Alys"],
                request_id=request,
                detail={"page": "chronology"},
            )
            event = Event.objects.get(action="people.child.viewed")
        assert (event.account, event.agency) == (world.cast.alys, world.cast.aberwern)
        assert (event.object_id, event.request_id, event.detail) == (thing, request, {"page": "chronology"})

    def test_notes_many_at_once(self, world: World, django_assert_num_queries):
        about = [(world.children["only Alys"], uuid.uuid4()) for _ in range(50)]
        with acting_as(world.cast.alys), django_assert_num_queries(1):
            note_many(
                action="people.child.listed", by=world.cast.alys, object_type="people.child", about=about
            )

    def test_in_anothers_name_is_refused(self, world: World):
        with acting_as(world.cast.alys), pytest.raises(DatabaseError), transaction.atomic():
            note(action="people.child.viewed", by=world.cast.bryn)

    def test_about_a_child_one_does_not_see_is_refused(self, world: World):
        with acting_as(world.cast.femi), pytest.raises(DatabaseError), transaction.atomic():
            note(action="people.child.viewed", by=world.cast.femi, child_id=world.children["only Alys"])

    def test_before_anybody_signed_in_names_nobody(self, world: World, owner: Owner):
        note(action="identity.sign_in.refused", by=None)
        with owner():
            assert Event.objects.get(action="identity.sign_in.refused").account is None


class TestWhatIsWritten:
    @pytest.mark.parametrize(
        "attempt",
        [
            "UPDATE audit_event SET action = ''",
            "DELETE FROM audit_event",
            "SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE audit_event",
        ],
    )
    def test_is_changed_by_nobody_not_even_the_owner(self, world: World, owner: Owner, attempt: str):
        with pytest.raises(DatabaseError, match="written once"), transaction.atomic(), owner():
            with connection.cursor() as cursor:
                cursor.execute(attempt)

    def test_tells_which_columns_changed_and_not_what_they_held(self, world: World, owner: Owner):
        with owner():
            world.cast.alys.display_name = "Secret"
            world.cast.alys.save()
            event = Event.objects.filter(action="identity.account.changed").latest("id")
        assert event.detail == {"columns": ["display_name"]}

    def test_includes_signing_in_and_out(self, world: World, owner: Owner, sign_in):
        sign_in(world.cast.alys).post("/sign-out/")
        with owner():
            told = Event.objects.filter(account=world.cast.alys, object_type="identity.session")
            assert [e.action for e in told.order_by("id")] == [
                "identity.session.opened",
                "identity.session.ended",
            ]
