"""Coming in by an invitation, with a key, with a passkey, and seeing where one is signed in; in a real browser with a key in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from itertools import count
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from hafan.foundation.context import acting_as
from hafan.identity.models import Account, SignIn
from hafan.identity.operations import add_account, invite
from hafan.identity.roles import Role
from tests.stories.reader import SIZES, Reader

NUMBERS = count(1)
PHRASE = "quiet harbour lantern"


@pytest.fixture
def newcomer(browser: Any, house: Any, way: str) -> Iterator[tuple[Reader, Account, str]]:
    """A new administrator with an invitation, and a browser with a security key in it. Keys know houses by name, not by number."""
    cast, at = house.cast, timezone.now()
    with acting_as(cast.gwen):
        account = add_account(
            agency=cast.aberwern,
            email=f"new{next(NUMBERS)}@aberwern.example",
            display_name="Nia",
            language=way[-2:],
            role=Role.SYSADMIN,
            team=None,
            password=None,
            by=cast.gwen,
            at=at,
            on=timezone.localdate(),
        )
        code = invite(account=account, by=cast.gwen, at=at)
    address = house.address.replace("127.0.0.1", "localhost")
    context = browser.new_context(
        viewport=SIZES[way.split("-", maxsplit=1)[0]], locale="en-GB", base_url=address
    )
    context.set_default_timeout(15_000)
    context.add_cookies([{"name": "hafan-language", "value": way[-2:], "url": address}])
    page = context.new_page()
    reader = Reader(replace(house, address=address), way, context, page)
    page.on("console", lambda said: said.type == "error" and reader.said.append(said.text))
    page.on("pageerror", lambda fault: reader.said.append(str(fault)))
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": {**key, "isUserVerified": True, "automaticPresenceSimulation": True}},
    )
    yield reader, account, code
    context.close()


def arrived(reader: Reader, path: str) -> None:
    reader.page.wait_for_url(re.compile(re.escape(path) + "$"))
    reader.page.wait_for_load_state()
    reader.look()


class TestANewAdministrator:
    def test_comes_in_by_invitation_with_a_key_and_again_without_a_password(self, newcomer):
        reader, account, code = newcomer
        reader.open("/sign-in/")
        reader.follow("I am new here and have an invitation code")
        reader.fill("email", account.email)
        reader.fill("code", code.lower())
        reader.fill("password", PHRASE)
        reader.press("Continue")
        arrived(reader, "/account/keys/new/")
        reader.fill("name", "blue key")
        reader.press("Add this key")
        arrived(reader, "/account/")
        reader.open("/account/")
        assert "blue key" in reader.text()
        reader.press("Sign out")

        reader.fill("login", account.email)
        reader.fill("password", PHRASE)
        reader.press("Continue")
        arrived(reader, "/sign-in/second-step/")
        assert reader.page.locator("[name=code]").count() == 0
        reader.press("Use my security key or passkey")
        reader.page.wait_for_url(re.compile("/administration/|localhost:[0-9]+/$"))
        reader.open("/administration/")

        reader.press("Sign out")
        reader.press("Sign in with a passkey")
        reader.page.wait_for_url(re.compile("/administration/|localhost:[0-9]+/$"))
        reader.open("/account/")
        with acting_as(account):
            assert SignIn.objects.filter(account=account, how="key").count() == 3

    def test_is_asked_for_the_key_again_where_it_matters_and_goes_on(self, newcomer):
        reader, account, code = newcomer
        reader.open("/sign-in/invitation/")
        reader.fill("email", account.email)
        reader.fill("code", code)
        reader.fill("password", PHRASE)
        reader.press("Continue")
        arrived(reader, "/account/keys/new/")
        reader.press("Add this key")
        arrived(reader, "/account/")
        stale(reader)
        reader.open("/account/password/")
        assert "/account/step-up/" in reader.page.url
        reader.press("Use my security key or passkey")
        arrived(reader, "/account/password/")
        reader.fill("current", "not this one at all")
        reader.fill("password", "short")
        reader.press("Change it")
        reader.look_again()
        assert reader.page.locator(".govuk-error-summary").count() == 1
        reader.fill("current", PHRASE)
        reader.fill("password", "another quiet harbour")
        reader.press("Change it")
        arrived(reader, "/account/")
        cache.clear()


def stale(reader: Reader) -> None:
    """As if the second step had been given an hour ago."""
    cookie = next(each for each in reader.context.cookies() if each["name"] == settings.SESSION_COOKIE_NAME)
    session = import_module(settings.SESSION_ENGINE).SessionStore(cookie["value"])
    session["hafan_stepped"] = 0
    session.save()


class TestWithoutScripts:
    def test_the_pages_say_that_a_key_needs_them(self, reading, way):
        reader = reading(way, who="gwen", scripts=False)
        reader.open("/account/keys/new/")
        assert (
            reader.words(
                "A security key or passkey needs JavaScript and a secure connection, which this page has not got."
            )
            in reader.text()
        )
