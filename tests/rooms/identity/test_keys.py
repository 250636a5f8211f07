"""Security keys and passkeys: for everybody who likes, and nothing less for those whose role opens most."""

from __future__ import annotations

import json
import time
from datetime import timedelta

import pyotp
import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.foundation.doors import TOKEN
from hafan.identity.models import Membership, SignIn
from hafan.identity.operations import add_membership
from hafan.identity.privilege import PHISHING_PROOF
from hafan.identity.roles import Role
from hafan.identity.sessions import STEPPED
from tests.cast import PASSWORD, SINCE, Cast
from tests.rooms.identity.soft_key import SoftKey, add, options_on

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


BENT = (
    lambda text: "",
    lambda text: text[:8],
    lambda text: text[: len(text) // 2],
    lambda text: text[::-1],
    lambda text: "oA",
    lambda text: None,
    lambda text: 7,
    lambda text: ["x"],
    lambda text: "\u0000é",
)


def half_way(account) -> Client:
    """A browser in which the password was right."""
    client = Client()
    client.post(reverse("account_login"), {"login": account.email, "password": PASSWORD})
    return client


def with_app(account) -> pyotp.TOTP:
    cache.clear()
    TOTP.activate(account, SECRET)
    return pyotp.TOTP(SECRET)


def with_key(account) -> SoftKey:
    """A key the account has had for long."""
    key = SoftKey()
    client = half_way(account)
    assert add(client, key).status_code == 302
    assert TOKEN in client.session
    return key


class TestWhoeverHasGreatPowers:
    def test_can_do_nothing_on_the_first_day_but_add_a_key(self, cast: Cast):
        client = half_way(cast.gwen)
        for path in ("/", "/account/", "/administration/"):
            assert client.get(path).headers["Location"] == reverse("mfa_activate_totp")
        assert client.get(reverse("mfa_activate_totp")).headers["Location"] == reverse("mfa_add_webauthn")
        answer = client.post(reverse("mfa_activate_totp"), {"code": "123456"})
        assert answer.headers["Location"] == reverse("mfa_add_webauthn")
        assert TOKEN not in client.session

    def test_works_once_a_key_is_added(self, cast: Cast):
        client = half_way(cast.gwen)
        before = client.session.session_key
        assert add(client, SoftKey()).headers["Location"] == reverse("mfa_index")
        assert client.get("/administration/").status_code == 200
        assert client.session.session_key != before

    def test_signs_in_with_the_key_and_not_with_a_code(self, cast: Cast):
        key, steps = with_key(cast.gwen), with_app(cast.gwen)
        client = half_way(cast.gwen)
        page = client.get(reverse("mfa_authenticate"))
        assert b'name="code"' not in page.content
        refused = client.post(reverse("mfa_authenticate"), {"code": steps.now()})
        assert refused.status_code == 200
        assert TOKEN not in client.session
        told = {"credential": key.answer(options_on(refused.content))}
        assert client.post(reverse("mfa_authenticate"), told).status_code == 302
        assert client.get("/administration/").status_code == 200

    def test_has_no_use_for_a_recovery_code(self, cast: Cast):
        with_key(cast.gwen)
        codes = Authenticator.objects.get(user_id=cast.gwen.pk, type="recovery_codes").wrap()
        client = half_way(cast.gwen)
        client.post(reverse("mfa_authenticate"), {"code": codes.get_unused_codes()[0]})
        assert TOKEN not in client.session

    def test_who_was_given_the_role_with_only_an_app_adds_a_key_after_giving_its_code(self, cast: Cast):
        steps = with_app(cast.gwen)
        client = half_way(cast.gwen)
        assert (
            client.get(reverse("mfa_add_webauthn")).headers["Location"].startswith(reverse("account_login"))
        )
        client.post(reverse("mfa_authenticate"), {"code": steps.now()})
        assert TOKEN not in client.session
        add(client, SoftKey())
        assert client.get("/administration/").status_code == 200

    def test_with_a_key_cannot_be_given_a_second_one_by_somebody_half_way_in(self, cast: Cast):
        with_key(cast.gwen)
        client = Client()
        client.force_login(cast.gwen, backend="hafan.identity.backends.WorkEmail")
        assert client.get(reverse("mfa_add_webauthn")).headers["Location"] == reverse("account_login")
        assert Authenticator.objects.filter(user_id=cast.gwen.pk, type="webauthn").count() == 1

    def test_is_signed_out_when_given_the_role_and_comes_back_with_a_key(self, cast: Cast, sign_in, owner):
        client = sign_in(cast.alys)
        assert client.get("/account/").status_code == 200
        with acting_as(cast.gwen):
            add_membership(account=cast.alys, role=Role.SYSADMIN, team=None, by=cast.gwen, on=SINCE)
        assert client.get("/account/").status_code == 302
        assert half_way(cast.alys).get(reverse("mfa_activate_totp")).headers["Location"] == reverse(
            "mfa_add_webauthn"
        )

    def test_whose_role_begins_while_they_are_signed_in_is_out_within_a_minute(
        self, cast: Cast, sign_in, owner
    ):
        client = sign_in(cast.bryn)
        assert client.get("/account/").status_code == 200
        with owner():
            Membership.objects.create(
                account=cast.bryn, agency=cast.aberwern, role="privacy_officer", begins_on=SINCE
            )
        with time_machine.travel(timezone.now() + timedelta(seconds=61)):
            assert client.get("/account/").status_code == 302
        assert TOKEN not in client.session

    @pytest.mark.parametrize("role", sorted(PHISHING_PROOF))
    def test_is_every_such_role(self, cast: Cast, owner, role):
        with owner():
            Membership.objects.create(account=cast.bryn, agency=cast.aberwern, role=role, begins_on=SINCE)
        client = half_way(cast.bryn)
        assert client.get(reverse("mfa_activate_totp")).headers["Location"] == reverse("mfa_add_webauthn")
        add(client, SoftKey())
        assert client.session["hafan_idle"] == settings.SESSION_IDLE_PRIVILEGED == 15 * 60

    def test_keeps_the_last_key(self, cast: Cast):
        client = half_way(cast.gwen)
        add(client, SoftKey())
        key = Authenticator.objects.get(user_id=cast.gwen.pk, type="webauthn")
        client.post(reverse("remove_key"), {"key": key.pk})
        assert Authenticator.objects.filter(pk=key.pk).exists()


class TestAKey:
    def test_may_be_anybodys_second_step(self, cast: Cast):
        key = with_key(cast.alys)
        client = half_way(cast.alys)
        page = client.get(reverse("mfa_authenticate"))
        client.post(reverse("mfa_authenticate"), {"credential": key.answer(options_on(page.content))})
        assert client.get("/account/").status_code == 200
        with acting_as(cast.alys):
            assert SignIn.objects.filter(how="key").count() == 2

    @pytest.mark.parametrize(
        "bad",
        [
            {"origin": "https://testserver.evil.example"},
            {"origin": "https://evil.example"},
            {"origin": "http://testserver"},
            {"verified": False},
            {"private": SoftKey().private},
        ],
        ids=[
            "a like name",
            "another house",
            "without a secure connection",
            "nobody unlocked it",
            "another key",
        ],
    )
    def test_answers_only_this_house_and_only_unlocked(self, cast: Cast, bad):
        key = with_key(cast.alys)
        forged = SoftKey(**{"name": key.name, "private": key.private, "owner": key.owner, **bad})
        client = half_way(cast.alys)
        page = client.get(reverse("mfa_authenticate"))
        client.post(reverse("mfa_authenticate"), {"credential": forged.answer(options_on(page.content))})
        assert TOKEN not in client.session

    def test_that_nobody_unlocked_is_not_even_added(self, cast: Cast):
        client = half_way(cast.alys)
        assert add(client, SoftKey(verified=False)).status_code == 200
        assert not Authenticator.objects.filter(user_id=cast.alys.pk).exists()

    def test_answers_once_to_one_question(self, cast: Cast):
        key = with_key(cast.alys)
        client = half_way(cast.alys)
        answer = key.answer(options_on(client.get(reverse("mfa_authenticate")).content))
        other = half_way(cast.alys)
        other.get(reverse("mfa_authenticate"))
        other.post(reverse("mfa_authenticate"), {"credential": answer})
        assert TOKEN not in other.session

    @pytest.mark.parametrize("nonsense", ["", "{}", "[]", "null", "1", '{"response": 3}', "{", '{"id": "x"}'])
    def test_that_talks_nonsense_breaks_nothing(self, cast: Cast, nonsense):
        with_key(cast.alys)
        client = half_way(cast.alys)
        client.get(reverse("mfa_authenticate"))
        assert client.post(reverse("mfa_authenticate"), {"credential": nonsense}).status_code == 200
        stranger = Client()
        stranger.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
        assert stranger.post(reverse("mfa_login_webauthn"), {"credential": nonsense}).status_code == 302
        fresh = half_way(cast.bryn)
        fresh.get(reverse("mfa_add_webauthn"))
        assert fresh.post(reverse("mfa_add_webauthn"), {"credential": nonsense}).status_code == 200

    def test_whose_answer_is_cut_or_bent_breaks_nothing(self, cast: Cast):
        key = with_key(cast.alys)
        for bend in BENT:
            for part in ("clientDataJSON", "authenticatorData", "signature", "userHandle"):
                client = half_way(cast.alys)
                answer = json.loads(key.answer(options_on(client.get(reverse("mfa_authenticate")).content)))
                answer["response"][part] = bend(answer["response"][part])
                cache.clear()
                client.post(reverse("mfa_authenticate"), {"credential": json.dumps(answer)})
                assert TOKEN not in client.session or part == "userHandle"

    def test_whose_making_is_cut_or_bent_is_not_added(self, cast: Cast):
        client = half_way(cast.alys)
        for bend in BENT:
            for part in ("clientDataJSON", "attestationObject"):
                made = json.loads(SoftKey().make(options_on(client.get(reverse("mfa_add_webauthn")).content)))
                made["response"][part] = bend(made["response"][part])
                answer = client.post(reverse("mfa_add_webauthn"), {"credential": json.dumps(made)})
                assert answer.status_code == 200
        assert not Authenticator.objects.filter(user_id=cast.alys.pk).exists()

    def test_is_a_second_step_given_again(self, cast: Cast, sign_in):
        key = with_key(cast.gwen)
        client = sign_in(cast.gwen)
        session = client.session
        session[STEPPED] = 0
        session.save()
        page = client.get(reverse("step_up"))
        assert b'name="step-code"' not in page.content
        told = {"step-credential": key.answer(options_on(page.content)), "next": "/account/"}
        assert client.post(reverse("step_up"), told).headers["Location"] == "/account/"
        assert time.time() - client.session[STEPPED] < 5

    def test_more_of_them_ask_for_a_fresh_second_step(self, cast: Cast, sign_in):
        with_key(cast.alys)
        client = sign_in(cast.alys)
        session = client.session
        session[STEPPED] = 0
        session.save()
        assert client.get(reverse("mfa_add_webauthn")).headers["Location"].startswith(reverse("step_up"))
        assert client.post(reverse("mfa_add_webauthn"), {}).headers["Location"].startswith(reverse("step_up"))
        assert client.post(reverse("remove_key"), {"key": "1"}).status_code == 200  # asks in place
        assert Authenticator.objects.filter(user_id=cast.alys.pk, type="webauthn").count() == 1

    def test_of_somebody_else_cannot_be_taken_away(self, cast: Cast, sign_in):
        with_key(cast.alys)
        hers = Authenticator.objects.get(user_id=cast.alys.pk, type="webauthn")
        assert sign_in(cast.bryn).post(reverse("remove_key"), {"key": hers.pk}).status_code == 404
        assert Authenticator.objects.filter(pk=hers.pk).exists()


class TestAPasskey:
    def ask(self, client: Client):
        answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
        return answer.json()["request_options"]

    def test_signs_in_alone(self, cast: Cast):
        key, client = with_key(cast.gwen), Client()
        told = {"credential": key.answer(self.ask(client))}
        assert client.post(reverse("mfa_login_webauthn"), told).status_code == 302
        assert client.get("/administration/").status_code == 200

    def test_of_a_closed_account_opens_nothing(self, cast: Cast, owner):
        key, client = with_key(cast.alys), Client()
        with owner():
            cast.alys.is_active = False
            cast.alys.save()
        told = {"credential": key.answer(self.ask(client))}
        assert client.post(reverse("mfa_login_webauthn"), told).headers["Location"] == reverse(
            "account_inactive"
        )
        assert TOKEN not in client.session

    def test_of_nobody_here_is_told_so_and_nothing_more(self, cast: Cast):
        client = Client()
        told = {"credential": SoftKey(owner=b"no").answer(self.ask(client))}
        answer = client.post(reverse("mfa_login_webauthn"), told, follow=True)
        assert b"not known here" in answer.content

    def test_that_nobody_unlocked_is_not_enough(self, cast: Cast):
        key, client = with_key(cast.alys), Client()
        key.verified = False
        client.post(reverse("mfa_login_webauthn"), {"credential": key.answer(self.ask(client))})
        assert TOKEN not in client.session


class TestRecoveryCodes:
    def test_are_shown_once_and_made_anew_by_a_fresh_second_step(self, cast: Cast):
        client = half_way(cast.alys)
        add(client, SoftKey())
        first = client.get(reverse("mfa_view_recovery_codes")).content.decode()
        assert first.count("<code>") == 10
        assert "<code>" not in client.get(reverse("mfa_view_recovery_codes")).content.decode()
        answer = client.post(reverse("new_recovery_codes"), follow=True)
        assert answer.content.decode().count("<code>") == 10
        assert answer.content.decode() != first
        session = client.session
        session[STEPPED] = 0
        session.save()
        assert "<code>" not in client.post(reverse("new_recovery_codes")).content.decode()
