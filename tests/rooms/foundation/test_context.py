"""Who acts: begun with proof, kept to one transaction, given back on leaving."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.foundation.context import (
    NotSignedIn,
    OutsideTransaction,
    acting_account,
    acting_as,
    end_session,
    end_sessions_of,
    open_session,
    session,
)
from tests.cast import Cast

pytestmark = pytest.mark.django_db


class TestActing:
    def test_nobody_acts_until_somebody_begins(self):
        assert acting_account() is None

    def test_somebody_acts_within_and_nobody_after(self, cast: Cast):
        with acting_as(cast.alys):
            assert acting_account() == cast.alys.pk
        assert acting_account() is None

    def test_whoever_acted_before_acts_again(self, cast: Cast):
        with acting_as(cast.alys):
            with acting_as(cast.ewa):
                assert acting_account() == cast.ewa.pk
            assert acting_account() == cast.alys.pk

    def test_an_error_inside_gives_the_earlier_person_back(self, cast: Cast):
        with acting_as(cast.alys):
            with pytest.raises(DatabaseError), acting_as(cast.ewa), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
            assert acting_account() == cast.alys.pk

    @pytest.mark.django_db(transaction=True)
    def test_a_context_ends_with_its_transaction(self, cast: Cast):
        with acting_as(cast.alys), connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('hafan.context')")
            kept = cursor.fetchone()[0]
        assert acting_account() is None
        with pytest.raises(DatabaseError, match="forged context"), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT set_config('hafan.context', %s, true)", [kept])
                cursor.execute("SELECT foundation.acting_account()")

    @pytest.mark.django_db(transaction=True)
    def test_reading_assigns_no_transaction_id(self, cast: Cast):
        with acting_as(cast.alys), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM access_grant")
            cursor.execute("SELECT pg_current_xact_id_if_assigned()")
            assert cursor.fetchone()[0] is None


class TestASession:
    def test_lets_its_holder_act(self, cast: Cast):
        token = open_session(cast.alys, timezone.now() + timedelta(hours=1))
        with session(token):
            assert acting_account() == cast.alys.pk
        assert acting_account() is None

    def test_is_refused_once_expired(self, cast: Cast):
        token = open_session(cast.alys, timezone.now() - timedelta(seconds=1))
        with pytest.raises(NotSignedIn), session(token):
            pass

    def test_is_refused_once_ended(self, cast: Cast):
        token = open_session(cast.alys, timezone.now() + timedelta(hours=1))
        end_session(token)
        with pytest.raises(NotSignedIn), session(token):
            pass

    def test_ends_with_every_other_when_somebody_leaves(self, cast: Cast):
        tokens = [open_session(cast.alys, timezone.now() + timedelta(hours=1)) for _ in range(2)]
        end_sessions_of(cast.alys)
        for token in tokens:
            with pytest.raises(NotSignedIn), session(token):
                pass

    def test_of_another_person_goes_on(self, cast: Cast):
        token = open_session(cast.ewa, timezone.now() + timedelta(hours=1))
        end_sessions_of(cast.alys)
        with session(token):
            assert acting_account() == cast.ewa.pk

    @pytest.mark.django_db(transaction=True)
    def test_needs_a_transaction_to_live_in(self, cast: Cast):
        token = open_session(cast.alys, timezone.now() + timedelta(hours=1))
        with pytest.raises(OutsideTransaction), session(token):
            pass
