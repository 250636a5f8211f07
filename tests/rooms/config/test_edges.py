"""At the edge of a request: the visitor's own address, and a line for each refusal that holds nothing of what was asked."""

from __future__ import annotations

import re
import uuid

import pytest
from axes.models import AccessFailureLog
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD, Cast

pytestmark = pytest.mark.django_db


def refusals(caplog) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.name == "hafan.refused"]


class TestTheVisitorsAddress:
    def test_is_the_last_one_the_proxy_wrote(self, cast: Cast, settings):
        settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
        for number in range(5):
            guess(cast, f"10.9.9.{number}, 192.0.2.7")
        assert guess(cast, "10.9.9.77, 192.0.2.7").status_code == 429
        assert guess(cast, "192.0.2.7, 192.0.2.8").status_code == 200

    def test_is_never_what_a_visitor_says_without_a_proxy(self, cast: Cast, settings):
        settings.SECURE_PROXY_SSL_HEADER = None
        for number in range(5):
            guess(cast, f"192.0.2.{number}")
        assert guess(cast, "192.0.2.99").status_code == 429


def guess(cast: Cast, said: str):
    told = {"login": cast.alys.email, "password": "a wrong guess of it"}
    return Client(headers={"x-forwarded-for": said}).post(reverse("account_login"), told)


class TestARefusal:
    def test_at_a_door_is_told_with_page_account_and_request(self, cast: Cast, sign_in, caplog):
        sign_in(cast.alys).get(reverse("administration"))
        (line,) = refusals(caplog)
        assert re.fullmatch(
            rf"administration refused with 404, account {cast.alys.pk}, request [0-9a-f-]{{36}}", line
        )

    def test_of_a_child_out_of_sight_is_told_and_names_nobody(self, baby, cast: Cast, sign_in, caplog):
        sign_in(cast.ewa).get(reverse("child", args=[baby.public_id]))
        (line,) = refusals(caplog)
        assert line.startswith(f"child refused with 404, account {cast.ewa.pk}")
        assert str(baby.public_id) not in line
        assert baby.family_name not in line

    def test_of_a_form_that_is_not_ours_is_told(self, cast: Cast, sign_in, caplog):
        client = Client(enforce_csrf_checks=True)
        client.cookies = sign_in(cast.alys).cookies
        client.post(reverse("new_record"), {"given_name": "kanari"})
        assert [line.split(",")[0] for line in refusals(caplog)] == ["new_record refused with 403"]
        assert "kanari" not in caplog.text

    def test_is_not_told_of_pages_that_open(self, cast: Cast, sign_in, caplog):
        sign_in(cast.alys).get(reverse("children"))
        assert refusals(caplog) == []

    def test_of_what_was_never_an_address_of_ours_is_left_to_the_proxy(self, cast: Cast, sign_in, caplog):
        sign_in(cast.alys).get(f"/{uuid.uuid4()}/kanari")
        assert refusals(caplog) == []


class TestAWrongTry:
    def test_of_a_password_is_kept_with_the_account_and_told(self, cast: Cast, caplog):
        Client().post(reverse("account_login"), {"login": cast.alys.email, "password": "a wrong guess of it"})
        assert AccessFailureLog.objects.count() == 1
        assert "a wrong guess" not in str(AccessFailureLog.objects.values().first())
        assert [line.split(",")[0] for line in refusals(caplog)] == ["account_login refused with 200"]

    def test_of_a_code_is_told_with_the_account(self, cast: Cast, sign_in, caplog):
        from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

        TOTP.activate(cast.alys, generate_totp_secret())
        client = Client()
        client.post(reverse("account_login"), {"login": cast.alys.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": "000000"})
        assert f"mfa_authenticate refused with 200, account {cast.alys.pk}" in refusals(caplog)[-1]
        assert "000000" not in caplog.text
