"""Attacks on the way in: guessing codes, being led elsewhere, borrowed sessions, forged forms, odd methods and hosts."""

from __future__ import annotations

import re

import pyotp
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from hafan.foundation.doors import TOKEN
from hafan.identity.models import Account
from tests.cast import PASSWORD, Cast
from tests.walls.test_doors import addresses

pytestmark = pytest.mark.django_db

#: Where a browser itself reports a breach of our policy, without a form of ours; nothing is kept of it (test_headers.py).
BROWSERS_POST_HERE = "/policy-report/"

ELSEWHERE = (
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http:///evil.example",
    "https:evil.example",
    "javascript:alert(1)",
    "/\x00//evil.example",
    "\t//evil.example",
    "https://localhost@evil.example/",
    "http://[evil",
)
ODD_METHODS = ("TRACE", "PROPFIND", "PATCH", "PUT", "DELETE", "OPTIONS", "CONNECT", "NONSENSE")


def give_password(client: Client, account: Account):
    return client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})


def set_up(account: Account) -> pyotp.TOTP:
    client = Client()
    give_password(client, account)
    client.get(reverse("mfa_activate_totp"))
    step = pyotp.TOTP(client.session["mfa.totp.secret"])
    client.post(reverse("mfa_activate_totp"), {"code": step.now()})
    return step


def leads_away(answer) -> bool:
    return not re.match(r"/(?![/\\\\])", answer.headers.get("Location", "/"))


class TestTheSecondStep:
    def test_cannot_be_guessed_by_somebody_who_has_the_password(self, cast: Cast):
        step = set_up(cast.alys)
        client = Client()
        give_password(client, cast.alys)
        for number in range(6):
            client.post(reverse("mfa_authenticate"), {"code": f"{number:06}"})
        answer = client.post(reverse("mfa_authenticate"), {"code": step.now()})
        assert answer.status_code == 200
        assert TOKEN not in client.session
        again = Client()
        give_password(again, cast.alys)
        again.post(reverse("mfa_authenticate"), {"code": step.now()})
        assert TOKEN not in again.session

    def test_cannot_be_set_up_anew_by_somebody_who_has_only_the_password(self, cast: Cast):
        set_up(cast.alys)
        client = Client()
        give_password(client, cast.alys)
        for address in (reverse("mfa_activate_totp"), reverse("mfa_view_recovery_codes"), "/account/"):
            assert client.get(address).headers["Location"].startswith(reverse("account_login"))

    def test_half_done_opens_nothing_at_any_address(self, cast: Cast):
        fresh, known = Client(), Client()
        give_password(fresh, cast.bryn)
        set_up(cast.alys)
        give_password(known, cast.alys)
        for client in (fresh, known):
            for path, door in addresses():
                if door.kind == "permitted":
                    for method in ("get", "post"):
                        answer = getattr(client, method)(path)
                        assert answer.status_code == 302, f"{method} {path}"
                        assert not leads_away(answer)
        assert TOKEN not in fresh.session
        assert TOKEN not in known.session

    def test_wrong_is_said_in_the_readers_language(self, cast: Cast):
        client = Client(headers={"accept-language": "cy"})
        answer = client.post(reverse("account_login"), {"login": cast.alys.email, "password": "wrong one"})
        assert "Nid yw’r e-bost gwaith" in answer.content.decode()


class TestBeingLedElsewhere:
    @pytest.mark.parametrize("place", ELSEWHERE)
    def test_changing_language_stays_in_the_house(self, cast: Cast, place, sign_in):
        for client in (Client(), sign_in(cast.alys)):
            assert not leads_away(client.post(reverse("language"), {"language": "cy", "next": place}))

    @pytest.mark.parametrize("place", ELSEWHERE)
    def test_signing_in_stays_in_the_house(self, cast: Cast, place):
        step = set_up(cast.alys)
        client = Client()
        answer = client.post(
            reverse("account_login"), {"login": cast.alys.email, "password": PASSWORD, "next": place}
        )
        assert not leads_away(answer)
        answer = client.post(
            f"{reverse('mfa_authenticate')}",
            {"code": step.now(), "next": place},
            query_params={"next": place},
        )
        assert not leads_away(answer)

    def test_signing_out_stays_in_the_house(self, cast: Cast, sign_in):
        answer = sign_in(cast.alys).post("/sign-out/?next=https://evil.example/")
        assert not leads_away(answer)

    def test_a_language_that_is_none_is_not_kept(self, cast: Cast, sign_in):
        client = sign_in(cast.alys)
        for language in ("xx", "../../etc", "cy\r\nSet-Cookie: a=b", "", "cy\x00"):
            answer = client.post(reverse("language"), {"language": language, "next": "/"})
            assert answer.status_code == 404
            assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


class TestTheBrowserSession:
    def test_is_another_after_each_step_of_signing_in(self, cast: Cast):
        client = Client()
        client.get(reverse("account_login"))
        keys = [client.session.session_key]
        give_password(client, cast.alys)
        keys.append(client.session.session_key)
        client.get(reverse("mfa_activate_totp"))
        step = pyotp.TOTP(client.session["mfa.totp.secret"])
        client.post(reverse("mfa_activate_totp"), {"code": step.now()})
        keys.append(client.session.session_key)
        assert len(set(keys)) == 3

    def test_cannot_be_chosen_by_somebody_else(self, cast: Cast):
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = "thekeythatathiefchose0000000000"
        give_password(client, cast.alys)
        assert client.cookies[settings.SESSION_COOKIE_NAME].value != "thekeythatathiefchose0000000000"

    def test_comes_in_a_cookie_no_script_and_no_other_site_can_use(self, cast: Cast):
        client = Client()
        answer = give_password(client, cast.alys)
        for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
            if name in answer.cookies:
                cookie = answer.cookies[name]
                assert cookie["httponly"]
                assert cookie["samesite"] == "Lax"
                assert cookie["path"] == "/"
                assert not cookie["domain"]
                assert bool(cookie["secure"]) == settings.SECURE
        assert settings.SESSION_COOKIE_NAME in answer.cookies


class TestAForm:
    def test_that_did_not_come_from_us_is_refused_everywhere(self, cast: Cast):
        client = Client(enforce_csrf_checks=True)
        for path, _ in addresses():
            if path == BROWSERS_POST_HERE:
                continue
            answer = client.post(path, {"language": "cy"})
            assert answer.status_code in (302, 403), f"{path}: {answer.status_code}"
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith(reverse("account_login")), path

    def test_that_did_not_come_from_us_is_refused_to_somebody_signed_in(self, cast: Cast, sign_in):
        for person in (cast.alys, cast.gwen, cast.dafydd):
            client = sign_in(person)
            client.handler.enforce_csrf_checks = True
            for path, _ in addresses():
                if path != BROWSERS_POST_HERE:
                    assert client.post(path, {"language": "cy"}).status_code == 403, path

    @pytest.mark.parametrize("size", [6_000_000, 10_000_000])
    def test_too_large_is_refused_and_never_a_fault(self, cast: Cast, sign_in, size):
        client = sign_in(cast.alys)
        for address in (reverse("new_record"), reverse("language"), reverse("account_login")):
            answer = client.post(address, {"reference": "x" * size, "language": "cy"})
            assert answer.status_code in (400, 413, 302), f"{address}: {answer.status_code}"
            assert len(answer.content) < 50_000

    def test_with_too_many_fields_is_refused(self, cast: Cast, sign_in):
        answer = sign_in(cast.alys).post(reverse("new_record"), {f"f{n}": "x" for n in range(3000)})
        assert answer.status_code == 400


class TestOddRequests:
    @pytest.mark.parametrize("method", ODD_METHODS)
    def test_an_odd_method_is_never_a_fault(self, cast: Cast, sign_in, method):
        for client in (Client(), sign_in(cast.alys), sign_in(cast.gwen), sign_in(cast.dafydd)):
            for path, _ in addresses():
                assert client.generic(method, path).status_code < 500, f"{method} {path}"

    @pytest.mark.parametrize(
        "host", ["evil.example", "localhost:99999999", "a b", "[::1", "localhost\x00", ""]
    )
    def test_another_host_is_refused_without_a_word_about_it(self, cast: Cast, host):
        answer = Client().get("/sign-in/", headers={"host": host})
        assert answer.status_code in (200, 400)
        assert "evil" not in answer.content.decode()

    @pytest.mark.parametrize(
        "path",
        ["/%00", "/children/%ed%a0%80/", "/..%2f..%2fetc/passwd", "/children/" + "x" * 5000, "/%2e%2e/", "//x", "/static/%00",
         "/static/../settings.py", "/static/%2e%2e/%2e%2e/settings.py", "/law/?stage=%00&country=%ff%fe", "/children/?name=%ed%a0%80",
         "/children/?after=0001-01-01_00000000-0000-0000-0000-000000000000", "/children/?before=9999-12-31_" + "f" * 32],
    )  # fmt: skip
    def test_an_odd_address_is_never_a_fault(self, cast: Cast, sign_in, path):
        for client in (Client(), sign_in(cast.alys), sign_in(cast.dafydd)):
            assert client.get(path).status_code < 500

    def test_the_demo_people_are_not_found_outside_the_demo(self, cast: Cast, sign_in):
        assert not settings.DEMO
        for client in (Client(), sign_in(cast.gwen)):
            assert client.get(reverse("demo_people")).status_code == 404
            assert client.post(reverse("demo_sign_in", args=[cast.alys.public_id])).status_code == 404
