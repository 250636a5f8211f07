"""Asking for the second step again before what cannot be undone."""

from __future__ import annotations

import time

import pyotp
import pytest
from allauth.core.context import request_context
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from hafan.identity.sessions import STEPPED
from hafan.identity.stepup import stepped_up
from tests.cast import Cast

pytestmark = pytest.mark.django_db

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def long_ago(client: Client) -> Client:
    """As if the second step had been given ten minutes ago."""
    session = client.session
    session[STEPPED] = int(time.time()) - 600
    session.save()
    return client


def give_totp(account) -> pyotp.TOTP:
    cache.clear()
    TOTP.activate(account, SECRET)
    return pyotp.TOTP(SECRET)


@stepped_up
def unsealing(request):
    """A page of some other room."""
    return HttpResponse(f"unsealed: {request.POST.get('reason', '')}")


def asked(client: Client, account, **sent) -> HttpResponse:
    """That page, asked in somebody's browser session."""
    request = RequestFactory().post("/unseal/?x=1", sent) if sent else RequestFactory().get("/unseal/?x=1")
    request.session, request.user = client.session, account
    with request_context(request):
        return unsealing(request)


class TestAPageThatAsksAgain:
    def test_opens_at_once_to_somebody_who_has_just_signed_in(self, cast: Cast, sign_in):
        assert asked(sign_in(cast.alys), cast.alys).content == b"unsealed: "

    def test_sends_somebody_whose_step_is_old_to_give_it_again_and_back(self, cast: Cast, sign_in):
        answer = asked(long_ago(sign_in(cast.alys)), cast.alys)
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"{reverse('step_up')}?next=%2Funseal%2F%3Fx%3D1"

    def test_sent_too_late_asks_in_place_and_keeps_what_was_typed(self, cast: Cast, sign_in):
        steps = give_totp(cast.alys)
        client = long_ago(sign_in(cast.alys))
        page = asked(client, cast.alys, reason="a court asked")
        assert page.status_code == 200
        assert b"unsealed" not in page.content
        assert b'name="reason" value="a court asked"' in page.content
        answer = asked(client, cast.alys, reason="a court asked", **{"step-code": steps.now()})
        assert answer.content == b"unsealed: a court asked"

    def test_stays_shut_to_a_wrong_code(self, cast: Cast, sign_in):
        give_totp(cast.alys)
        client = long_ago(sign_in(cast.alys))
        assert b"unsealed" not in asked(client, cast.alys, reason="x", **{"step-code": "000000"}).content

    def test_is_not_fooled_by_the_yes_of_the_demo(self, cast: Cast, sign_in):
        client = long_ago(sign_in(cast.alys))
        assert b"unsealed" not in asked(client, cast.alys, reason="x", **{"step-go_on": "on"}).content


class TestGivingTheStepAgain:
    def test_leads_back_and_changes_the_key_of_the_sign_in(self, cast: Cast, sign_in):
        steps = give_totp(cast.alys)
        client = long_ago(sign_in(cast.alys))
        before = client.session.session_key
        there = {"next": "/account/?x=1"}
        answer = client.post(reverse("step_up"), {**there, "step-code": steps.now()})
        assert answer.headers["Location"] == "/account/?x=1"
        assert client.session.session_key != before
        assert time.time() - client.session[STEPPED] < 5

    def test_never_leads_elsewhere(self, cast: Cast, sign_in):
        steps = give_totp(cast.alys)
        client = long_ago(sign_in(cast.alys))
        sent = {"next": "https://elsewhere.example/", "step-code": steps.now()}
        assert client.post(reverse("step_up"), sent).headers["Location"] == "/"

    def test_somebody_with_great_powers_cannot_do_with_a_code(self, cast: Cast, sign_in):
        steps = give_totp(cast.gwen)
        client = long_ago(sign_in(cast.gwen))
        answer = client.post(reverse("step_up"), {"step-code": steps.now()})
        assert answer.status_code == 200
        assert time.time() - client.session[STEPPED] > 500

    def test_in_the_demo_a_plain_yes_is_enough_and_says_so(self, cast: Cast, sign_in, settings):
        settings.DEMO = True
        client = long_ago(sign_in(cast.gwen))
        assert b"This is the demonstration" in client.get(reverse("step_up")).content
        assert client.post(reverse("step_up"), {"step-go_on": "on"}).headers["Location"] == "/"
        assert time.time() - client.session[STEPPED] < 5

    def test_codes_cannot_be_guessed_there_either(self, cast: Cast, sign_in):
        steps = give_totp(cast.alys)
        client = long_ago(sign_in(cast.alys))
        for _ in range(5):
            client.post(reverse("step_up"), {"step-code": "000000"})
        assert client.post(reverse("step_up"), {"step-code": steps.now()}).status_code == 200
