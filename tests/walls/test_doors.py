"""Every address x every person: each page says who may open it, and opens to nobody else."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hafan.access.policy import ACTIONS, MAY
from hafan.config.checks import every_page_has_a_door, pages
from hafan.foundation.doors import Door, door_of
from hafan.identity.roles import Role
from tests.cast import CANARY, World

pytestmark = pytest.mark.django_db

METHODS = ("get", "post", "put", "patch", "delete", "options", "head")
#: A value for each kind of part an address may have.
PARTS = {
    "UUIDConverter": "00000000-0000-4000-8000-00000000dead",
    "IntConverter": "999999",
    "StringConverter": "nothing",
    "SlugConverter": "nothing",
    "PathConverter": "nothing",
}


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, Door]]:
    """Every address of the house, its parts filled with what exists nowhere, and its door."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + re.sub(r"<[^>]+>", "{}", str(pattern.pattern))
        fill = [PARTS.get(type(c).__name__, "2026-11-01") for c in pattern.pattern.converters.values()]
        path = path.replace("{}", "%s") % tuple(fill) if fill else path
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            yield path, door_of(pattern.callback)


class TestEveryAddress:
    def test_says_who_may_open_it(self):
        assert every_page_has_a_door(None) == []
        assert len(list(pages())) == len(list(addresses())) > 10

    def test_that_is_open_says_why(self):
        assert [path for path, door in addresses() if door.kind == "open" and len(door.reason) < 10] == []

    def test_that_asks_for_an_action_asks_for_one_that_exists(self):
        assert {door.action for _, door in addresses() if door.kind == "permitted"} <= set(ACTIONS)

    def test_sends_a_stranger_at_the_gate_to_sign_in(self, client: Client):
        for path, door in addresses():
            if door.kind != "open":
                for method in METHODS:
                    answer = getattr(client, method)(path)
                    assert answer.status_code == 302, f"{method} {path}: {answer.status_code}"
                    assert answer.headers["Location"].startswith(reverse("account_login"))

    def test_is_not_found_by_those_whose_role_does_not_allow_it(self, world: World, sign_in):
        for name, role in {
            "gwen": Role.SYSADMIN,
            "femi": Role.ASW,
            "alys": Role.CSW,
            "dafydd": Role.DATA_OFFICER,
        }.items():
            client = sign_in(world.cast.people[name])
            for path, door in addresses():
                if door.kind == "permitted" and door.action not in MAY[role]:
                    for method in METHODS:
                        answer = getattr(client, method)(path)
                        assert answer.status_code == 404, f"{name} {method} {path}: {answer.status_code}"

    def test_never_fails_and_tells_nothing_about_what_does_not_exist(self, world: World, sign_in):
        for person in world.cast.people.values():
            client = sign_in(person)
            for path, door in addresses():
                if door.kind == "permitted" and "dead" in path:
                    answer = client.get(path)
                    assert answer.status_code in (404, 405), f"{person} {path}: {answer.status_code}"
                    assert CANARY not in answer.content.decode()


class TestARefusal:
    def test_is_the_same_for_what_is_hidden_and_what_is_not_there(self, world: World, sign_in):
        gwen = sign_in(world.cast.gwen)
        hidden = gwen.get(reverse("move_account", args=[world.cast.ewa.public_id]))
        nowhere = gwen.get(reverse("move_account", args=[uuid.uuid4()]))
        assert hidden.status_code == nowhere.status_code == 404
        assert strip(hidden.content) == strip(nowhere.content)

    def test_names_nobody(self, world: World, sign_in):
        page = sign_in(world.cast.alys).get("/administration/")
        assert page.status_code == 404
        assert b"Gwen" not in page.content


class TestEveryAnswer:
    def test_has_the_full_set_of_headers(self, world: World, sign_in):
        client = sign_in(world.cast.gwen)
        for path in ("/administration/", "/sign-in/", "/nowhere/", "/account/"):
            headers = client.get(path).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert headers["X-Frame-Options"] == "DENY"
            assert headers["X-Content-Type-Options"] == "nosniff"
            assert headers["Referrer-Policy"] == "same-origin"
            assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
            assert headers["Cache-Control"] == "no-store"
            assert "camera=()" in headers["Permissions-Policy"]

    def test_carries_no_inline_script_or_style_and_nothing_from_elsewhere(self, world: World, sign_in):
        client = sign_in(world.cast.gwen)
        for path in ("/administration/", "/administration/people/new/", "/account/", "/nowhere/"):
            page = client.get(path).content.decode()
            assert not re.search(
                r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle=|\son\w+=|javascript:", page
            ), path
            assert not re.search(r'(?:src|action)="(?:https?:)?//', page), path


def strip(page: bytes) -> bytes:
    """A page without what differs at each asking."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"|name="next" value="[^"]*"', b"", page)
