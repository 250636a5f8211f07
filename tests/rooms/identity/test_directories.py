"""Signing in through an agency's own directory: known by subject and never by email, and every lie refused."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.foundation.doors import TOKEN
from hafan.identity.directory import Directory, from_environment
from hafan.identity.models import OutsideIdentity, SignIn
from hafan.identity.operations import invite, link
from tests.cast import Cast
from tests.rooms.identity.directory_server import CLIENT, SECRET, TENANT, Provider, open_directory
from tests.rooms.identity.soft_key import SoftKey, add, options_on

pytestmark = [
    pytest.mark.django_db,
    # the library’s pool of connections is collected after the server it spoke to has gone
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture
def provider(settings):
    with open_directory() as provider:
        settings.DIRECTORIES = {
            "aberwern": Directory(
                "aberwern", "Aberwern Council", "Cyngor Aberwern", provider.issuer, CLIENT, SECRET, TENANT
            )
        }
        yield provider


def linked(provider: Provider, account, subject: str = "subject of alys") -> None:
    with acting_as(account):
        link(account=account, issuer=provider.issuer, tenant=TENANT, subject=subject)


def go(client: Client, provider: Provider) -> str:
    """Where the directory sends somebody back to."""
    there = client.get(reverse("directory", args=["aberwern"]))
    assert there.status_code == 302
    return provider.sign_in(there.headers["Location"])


def come_back(client: Client, address: str):
    parts = urlsplit(address)
    return client.get(f"{parts.path}?{parts.query}")


def signed_in(provider: Provider, client: Client | None = None):
    client = client or Client()
    return client, come_back(client, go(client, provider))


class TestSigningInThroughADirectory:
    def test_is_offered_where_people_sign_in(self, provider):
        assert b"Sign in with Aberwern Council" in Client().get(reverse("account_login")).content

    def test_opens_the_account_that_is_linked(self, provider, cast: Cast):
        linked(provider, cast.alys)
        client, _ = signed_in(provider)
        assert client.get("/account/").status_code == 200
        assert b"Alys" in client.get("/account/").content
        with acting_as(cast.alys):
            assert SignIn.objects.get().how == "directory"

    def test_never_believes_an_email(self, provider, cast: Cast):
        client, answer = signed_in(provider)  # the token says it is Gwen
        assert answer.headers["Location"] == reverse("invitation")
        assert "_auth_user_id" not in client.session
        assert not OutsideIdentity.objects.exists()

    def test_asks_for_an_invitation_the_first_time_and_never_again(self, provider, cast: Cast):
        with acting_as(cast.gwen):
            code = invite(account=cast.bryn, by=cast.gwen, at=timezone.now())
        client, answer = signed_in(provider)
        page = client.get(answer.headers["Location"])
        assert b"password" not in page.content
        client.post(reverse("invitation"), {"email": cast.bryn.email, "code": code})
        assert client.get("/account/").status_code == 200
        again, answer = signed_in(provider)
        assert b"Bryn" in again.get("/account/").content

    def test_waits_for_the_invitation_no_longer_than_a_quarter_of_an_hour(self, provider, cast: Cast):
        client, _ = signed_in(provider)
        session = client.session
        session["hafan_outside"] = {**session["hafan_outside"], "until": int(time.time()) - 1}
        session.save()
        assert b"password" in client.get(reverse("invitation")).content

    @pytest.mark.parametrize("says", [{"amr": ["pwd"]}, {"amr": None}, {"amr": None, "acr": "1"}])
    def test_asks_for_a_second_step_here_when_none_was_given_there(self, provider, cast: Cast, says):
        linked(provider, cast.alys)
        provider.says = says
        client, _ = signed_in(provider)
        assert TOKEN not in client.session
        assert client.get("/account/").headers["Location"] == reverse("mfa_activate_totp")

    def test_asks_for_the_second_step_somebody_has_here(self, provider, cast: Cast, sign_in):
        add(sign_in(cast.alys), key := SoftKey())
        linked(provider, cast.alys)
        provider.says = {"amr": ["pwd"]}
        client, answer = signed_in(provider)
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        page = client.get(reverse("mfa_authenticate"))
        client.post(reverse("mfa_authenticate"), {"credential": key.answer(options_on(page.content))})
        assert client.get("/account/").status_code == 200

    def test_asks_whoever_has_great_powers_for_their_key_all_the_same(self, provider, cast: Cast, sign_in):
        linked(provider, cast.gwen)
        client, _ = signed_in(provider)
        assert TOKEN not in client.session
        assert client.get(reverse("mfa_activate_totp")).headers["Location"] == reverse("mfa_add_webauthn")
        add(client, key := SoftKey())
        again, answer = signed_in(provider)
        assert answer.headers["Location"] == reverse("mfa_authenticate")
        page = again.get(reverse("mfa_authenticate"))
        again.post(reverse("mfa_authenticate"), {"credential": key.answer(options_on(page.content))})
        assert again.get("/administration/").status_code == 200

    def test_tells_somebody_whose_account_is_closed_whom_to_ask(self, provider, cast: Cast, owner):
        linked(provider, cast.alys)
        with owner():
            cast.alys.is_active = False
            cast.alys.save()
        client, answer = signed_in(provider)
        assert answer.headers["Location"] == reverse("account_inactive")
        assert "_auth_user_id" not in client.session


LIES = {
    "another issuer": {"says": {"iss": "https://login.evil.example/v2.0"}},
    "no issuer": {"says": {"iss": None}},
    "another audience": {"says": {"aud": "another-app"}},
    "another audience, for our use": {"says": {"aud": "another-app", "azp": CLIENT}},
    "an audience of several": {"says": {"aud": [CLIENT, "another-app"]}},
    "no audience": {"says": {"aud": None}},
    "expired": {"says": {"exp": int(time.time()) - 3600}},
    "never expires": {"says": {"exp": None}},
    "another tenant": {"says": {"tid": "99999999-2222-4333-8444-555555555555"}},
    "no tenant": {"says": {"tid": None}},
    "no subject": {"says": {"sub": None}},
    "another nonce": {"says": {"nonce": "another"}},
    "no nonce": {"says": {"nonce": None}},
    "issued in the future": {"says": {"iat": int(time.time()) + 3600}},
    "methods that are no list": {"says": {"amr": "mfa"}},
    "unsigned": {"header": {"alg": "none"}, "signs_with": "nothing"},
    "unsigned, in capitals": {"header": {"alg": "None"}, "signs_with": "nothing"},
    "signed with the public key": {"header": {"alg": "HS256"}, "signs_with": "public key as a secret"},
    "signed by a stranger": {"signs_with": "a stranger's key"},
    "signed by nobody": {"signs_with": "nothing"},
    "signed with an unknown key": {"header": {"kid": "two"}},
    "another name in discovery": {"discovery": {"issuer": "https://login.evil.example/v2.0"}},
}


class TestALyingDirectory:
    @pytest.mark.parametrize("lie", LIES)
    def test_opens_nothing(self, provider, cast: Cast, lie, caplog):
        linked(provider, cast.alys)
        client = Client()
        address = go(client, provider)
        for name, value in LIES[lie].items():
            setattr(provider, name, value)
        answer = come_back(client, address)
        assert answer.status_code == 400, lie
        assert b"You are not signed in" in answer.content
        assert "_auth_user_id" not in client.session
        assert "hafan_outside" not in client.session
        said = caplog.messages[0]  # the lie itself was seen, not something else on the way
        assert said.endswith(
            ("ClaimError", "ExpiredTokenError", "SignatureError", "AlgorithmError", "KeyIdError", "Refused")
        )

    def test_is_not_there(self, cast: Cast, settings):
        gone = Directory("gone", "Gone", "Gone", "http://127.0.0.1:9/none", CLIENT, SECRET, TENANT)
        settings.DIRECTORIES = {"gone": gone}
        assert Client().get(reverse("directory", args=["gone"])).status_code == 400

    def test_we_do_not_know_is_not_found(self, provider):
        for name in ("directory", "directory_back"):
            assert Client().get(reverse(name, args=["elsewhere"])).status_code == 404


class TestAThief:
    def test_with_a_borrowed_answer_gets_nowhere_in_their_own_browser(self, provider, cast: Cast):
        linked(provider, cast.alys)
        address = go(Client(), provider)
        thief = Client()
        go(thief, provider)
        assert come_back(thief, address).status_code == 400
        assert "_auth_user_id" not in thief.session

    def test_with_a_used_answer_gets_nowhere(self, provider, cast: Cast):
        linked(provider, cast.alys)
        client = Client()
        address = go(client, provider)
        come_back(client, address)
        client.post(reverse("account_logout"))
        assert come_back(client, address).status_code == 400

    def test_who_puts_another_code_into_somebodys_state_gets_nowhere(self, provider, cast: Cast):
        linked(provider, cast.alys)
        theirs, mine = go(Client(), provider), Client()
        state = urlsplit(go(mine, provider)).query.split("state=")[1]
        code = urlsplit(theirs).query.split("code=")[1].split("&")[0]
        back = reverse("directory_back", args=["aberwern"])
        assert mine.get(back, {"code": code, "state": state}).status_code == 400  # the proof key is another's

    @pytest.mark.parametrize(
        "told",
        [{}, {"code": "x"}, {"state": "x"}, {"error": "access_denied"}, {"code": "x", "state": "\x00é"}],
    )
    def test_who_makes_an_answer_up_gets_nowhere(self, provider, told):
        assert Client().get(reverse("directory_back", args=["aberwern"]), told).status_code == 400

    def test_learns_no_secret_from_the_way_there(self, provider, settings):
        client = Client()
        go(client, provider)
        (asked,) = provider.asked
        assert asked["code_challenge_method"] == "S256"
        assert len(asked["state"]) >= 20
        assert len(asked["nonce"]) >= 20
        assert "client_secret" not in asked
        assert SECRET not in repr(next(iter(settings.DIRECTORIES.values())))


class TestTheEnvironment:
    def test_tells_of_each_directory(self):
        found = from_environment(
            {
                "HAFAN_OIDC": "aberwern,marlbrook",
                "HAFAN_OIDC_ABERWERN_NAME_EN": "Aberwern Council",
                "HAFAN_OIDC_ABERWERN_ISSUER": "https://login.example/a/v2.0",
                "HAFAN_OIDC_ABERWERN_SECOND_STEP": "mfa,c1",
            }
        )
        assert set(found) == {"aberwern", "marlbrook"}
        assert found["aberwern"].name_cy == "Aberwern Council"
        assert found["aberwern"].has_vouched({"acr": "c1"})
        assert not found["marlbrook"].has_vouched({"acr": "c1"})

    def test_tells_of_none_by_itself(self):
        assert from_environment({}) == {}
