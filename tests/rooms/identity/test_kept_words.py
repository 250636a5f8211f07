"""Typing is not lost when a sign-in runs out: it waits, sealed, for the same person and nobody else."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.foundation.context import acting_as, end_sessions_of
from hafan.identity.kept_words import KEPT
from hafan.identity.models import Team
from tests.cast import PASSWORD, Cast
from tests.rooms.identity.soft_key import SoftKey, add, options_on

pytestmark = pytest.mark.django_db
TYPED = {"name": "The team of a long afternoon’s typing"}


class Worker:
    """An administrator with a key, typing the name of a team."""

    def __init__(self, account) -> None:
        self.account, self.key, self.client = account, SoftKey(), Client()
        self._password()
        add(self.client, self.key)

    def comes_back(self):
        self._password()
        page = self.client.get(reverse("mfa_authenticate"))
        told = {"credential": self.key.answer(options_on(page.content))}
        return self.client.post(reverse("mfa_authenticate"), told)

    def _password(self) -> None:
        self.client.post(reverse("account_login"), {"login": self.account.email, "password": PASSWORD})


@pytest.fixture
def gwen(cast: Cast) -> Worker:
    return Worker(cast.gwen)


def run_out(gwen: Worker, way: str) -> None:
    """The sign-in ends while she types: idle too long, or at the end of the day."""
    if way == "idle":
        Session.objects.update(expire_date=timezone.now() - timedelta(minutes=5))
    else:
        end_sessions_of(gwen.account)


@pytest.mark.parametrize("way", ["idle", "the end of the day"])
class TestWhatWasTyped:
    def test_comes_back_after_signing_in_and_is_sent_again_by_one_button(self, gwen, way):
        run_out(gwen, way)
        answer = gwen.client.post(reverse("new_team"), TYPED)
        assert answer.headers["Location"].startswith(reverse("account_login"))
        assert not Team.objects.filter(**TYPED).exists()
        assert gwen.comes_back().headers["Location"] == reverse("kept_words")
        page = gwen.client.get(reverse("kept_words")).content.decode()
        assert TYPED["name"] in page
        assert f'action="{reverse("new_team")}"' in page
        gwen.client.post(reverse("new_team"), TYPED)
        assert Team.objects.filter(**TYPED).exists()
        assert KEPT not in gwen.client.session

    def test_can_be_thrown_away(self, gwen, way):
        run_out(gwen, way)
        gwen.client.post(reverse("new_team"), TYPED)
        gwen.comes_back()
        gwen.client.post(reverse("kept_words"))
        assert KEPT not in gwen.client.session
        assert gwen.client.get(reverse("kept_words")).headers["Location"] == "/"

    def test_is_shown_to_nobody_else_at_the_same_machine(self, gwen, way, cast: Cast, owner):
        run_out(gwen, way)
        gwen.client.post(reverse("new_team"), TYPED)
        sam = Worker(cast.sam)
        sam.client = gwen.client
        assert KEPT in sam.client.session
        assert sam.comes_back().headers["Location"] != reverse("kept_words")
        assert sam.client.get(reverse("kept_words")).status_code == 302
        assert KEPT not in sam.client.session

    def test_cannot_be_read_in_the_table_of_sessions(self, gwen, way):
        run_out(gwen, way)
        gwen.client.post(reverse("new_team"), TYPED)
        assert "afternoon" not in str([each.get_decoded() for each in Session.objects.all()])

    def test_waits_for_half_a_day_at_most(self, gwen, way):
        run_out(gwen, way)
        gwen.client.post(reverse("new_team"), TYPED)
        assert KEPT in gwen.client.session
        with time_machine.travel(timezone.now() + timedelta(hours=13)):
            assert gwen.client.get(reverse("kept_words")).status_code == 302

    def test_never_includes_a_password(self, gwen, way):
        run_out(gwen, way)
        gwen.client.post(reverse("change_password"), {"current": PASSWORD, "password": "quiet harbour"})
        assert KEPT not in gwen.client.session


class TestAStranger:
    def test_has_nothing_kept(self, cast: Cast):
        client = Client()
        client.post(reverse("new_team"), TYPED)
        client.cookies["hafan"] = "no such key"
        client.post(reverse("new_team"), TYPED)
        assert KEPT not in client.session

    def test_who_forges_a_form_has_nothing_kept(self, gwen):
        client = Client(enforce_csrf_checks=True)
        client.cookies = gwen.client.cookies
        Session.objects.update(expire_date=timezone.now() - timedelta(minutes=5))
        assert client.post(reverse("new_team"), TYPED).status_code == 403
        assert KEPT not in client.session
        with acting_as(gwen.account):
            assert Authenticator.objects.filter(user_id=gwen.account.pk).exists()
