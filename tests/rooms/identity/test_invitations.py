"""The first time: a code told in person, good once and for three days, and a password nobody else ever knew."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.foundation.doors import TOKEN
from hafan.identity.models import Account, Invitation
from hafan.identity.operations import invite, invite_again
from tests.cast import PASSWORD, Cast
from tests.rooms.identity.soft_key import SoftKey, add

pytestmark = pytest.mark.django_db
OWN = "three words of mine"


@pytest.fixture
def iolo(cast: Cast) -> Account:
    """Somebody new, whose account has just been opened."""
    with acting_as(cast.gwen):
        return Account.objects.create_user(
            "iolo@aberwern.example", None, display_name="Iolo", agency=cast.aberwern, language="en"
        )


def invited(cast: Cast, account: Account, at=None) -> str:
    with acting_as(cast.gwen):
        return invite(account=account, by=cast.gwen, at=at or timezone.now())


def come(code: str, email: str = "iolo@aberwern.example", password: str = OWN, client: Client | None = None):
    return (client or Client()).post(
        reverse("invitation"), {"email": email, "code": code, "password": password}
    )


class TestAnInvitation:
    def test_lets_somebody_choose_their_own_password_and_then_asks_for_a_second_step(self, cast, iolo):
        client = Client()
        answer = come(invited(cast, iolo), client=client)
        assert answer.status_code == 302
        assert TOKEN not in client.session
        assert client.get("/").headers["Location"] == reverse("mfa_activate_totp")
        iolo.refresh_from_db()
        assert iolo.check_password(OWN)

    def test_is_told_however_somebody_types_it(self, cast, iolo):
        code = invited(cast, iolo)
        assert come(f" {code.lower().replace('-', ' ')} ").status_code == 302

    def test_opens_nothing_a_second_time(self, cast, iolo):
        code = invited(cast, iolo)
        come(code)
        assert b"do not open anything" in come(code, password="another phrase of mine").content
        iolo.refresh_from_db()
        assert iolo.check_password(OWN)

    def test_runs_out_after_three_days(self, cast, iolo):
        code = invited(cast, iolo)
        with time_machine.travel(timezone.now() + timedelta(hours=72, minutes=1)):
            assert b"do not open anything" in come(code).content

    def test_is_not_used_up_by_a_password_that_is_too_easy(self, cast, iolo):
        code = invited(cast, iolo)
        assert come(code, password="croeso2026!!").status_code == 200
        assert come(code).status_code == 302

    def test_is_replaced_by_a_later_one(self, cast, iolo):
        first, second = invited(cast, iolo), invited(cast, iolo)
        assert come(first).status_code == 200
        assert come(second).status_code == 302

    def test_says_the_same_of_a_wrong_code_and_an_unknown_email(self, cast, iolo):
        code = invited(cast, iolo)
        wrong = come("AAAAA-AAAAA-AAAAA-AAAAA").content
        assert b"do not open anything" in wrong
        unknown = come(code, email="nobody@aberwern.example").content
        assert b"do not open anything" in unknown
        assert b"do not open anything" in come(code, email=cast.bryn.email).content

    def test_of_a_closed_account_opens_nothing(self, cast, iolo, owner):
        code = invited(cast, iolo)
        with owner():
            Account.objects.filter(pk=iolo.pk).update(is_active=False)
        assert come(code).status_code == 200

    def test_is_kept_only_as_a_hash(self, cast, iolo, owner):
        code = invited(cast, iolo)
        with owner(), connection.cursor() as cursor:
            cursor.execute("SELECT i::text FROM identity_invitation i")
            assert code not in str(cursor.fetchall())

    def test_without_one_a_new_account_has_no_password_that_works(self, cast, iolo):
        for guess in ("", "!", PASSWORD, iolo.password):
            client = Client()
            client.post(reverse("account_login"), {"login": iolo.email, "password": guess})
            assert not client.session.get("_auth_user_id")

    @pytest.mark.parametrize("who", ["gwen", "sam", "alys"])
    def test_cannot_be_made_by_somebody_else_or_for_oneself(self, cast, iolo, who):
        maker = cast.people[who]
        whom = maker if who == "gwen" else iolo
        with acting_as(maker), pytest.raises(DatabaseError), transaction.atomic():
            Invitation.objects.create(
                account=whom, code_hash=b"x" * 32, made_by=maker, expires_at=timezone.now()
            )


class TestInvitingAgain:
    def test_takes_away_all_that_was_lost_and_begins_anew(self, cast: Cast, sign_in):
        client = Client()
        client.post(reverse("account_login"), {"login": cast.alys.email, "password": PASSWORD})
        add(client, SoftKey())
        assert client.get("/account/").status_code == 200
        page = sign_in(cast.gwen).post(reverse("invite_account", args=[cast.alys.public_id]))
        code = page.content.decode().split("<code>")[1].split("</code>")[0]
        assert client.get("/account/").status_code == 302
        assert not Authenticator.objects.filter(user_id=cast.alys.pk).exists()
        old = Client()
        old.post(reverse("account_login"), {"login": cast.alys.email, "password": PASSWORD})
        assert "_auth_user_id" not in old.session
        assert come(code, email=cast.alys.email).status_code == 302

    def test_asks_the_administrator_for_a_fresh_second_step(self, cast: Cast, sign_in):
        client = sign_in(cast.gwen)
        session = client.session
        session["hafan_stepped"] = 0
        session.save()
        page = client.post(reverse("invite_account", args=[cast.alys.public_id]))
        assert b"<code>" not in page.content
        cast.alys.refresh_from_db()
        assert cast.alys.check_password(PASSWORD)

    def test_is_for_an_administrator_of_the_same_agency_only(self, cast: Cast):
        with acting_as(cast.sam), pytest.raises(DatabaseError), transaction.atomic():
            invite_again(account=cast.alys, by=cast.sam, at=timezone.now())
