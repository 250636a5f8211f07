"""Hafan refuses to start when it would not be safe."""

from __future__ import annotations

import secrets

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from hafan.config import checks
from hafan.config.versions import fault_of
from hafan.foundation.doors import open_to_all
from tests.database import Owner


def numbers(messages) -> set[str]:
    return {message.id for message in messages}


def a_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


class TestTheDoors:
    def test_a_page_without_one_is_named(self, monkeypatch: pytest.MonkeyPatch):
        class Resolver:
            url_patterns = [path("safe/", open_to_all(reason="for a test")(a_view)), path("loose/", a_view)]

        monkeypatch.setattr(checks, "get_resolver", Resolver)
        (fault,) = checks.every_page_has_a_door(None)
        assert "/loose/" in fault.msg


class TestTheKeys:
    def test_must_be_there(self, settings):
        settings.CONTEXT_KEY = b""
        assert "hafan.E002" in numbers(checks.keys_are_ours(None))

    def test_must_not_be_guessable(self, settings):
        settings.CONTEXT_KEY = b"x" * 60
        assert "hafan.E002" in numbers(checks.keys_are_ours(None))

    def test_must_not_be_one_and_the_same(self, settings):
        settings.SECRET_KEY = secrets.token_urlsafe(48)
        settings.CONTEXT_KEY = settings.SECRET_KEY.encode()
        assert numbers(checks.keys_are_ours(None)) == {"hafan.E003"}

    def test_of_our_own_are_well(self, settings):
        settings.SECRET_KEY = secrets.token_urlsafe(48)
        settings.CONTEXT_KEY = secrets.token_urlsafe(48).encode()
        assert checks.keys_are_ours(None) == []


@pytest.mark.django_db
class TestTheDatabase:
    def test_is_refused_to_a_role_that_passes_row_level_security(self, owner: Owner):
        with owner():
            assert {"hafan.E011", "hafan.E012"} <= numbers(checks.database_faults("default"))

    def test_is_refused_when_too_old(self, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(checks, "fault_of", lambda number: "too old" if number > 150_000 else "")
        assert "hafan.E010" in numbers(checks.database_faults("default"))

    @pytest.mark.parametrize("number", [140_022, 150_017, 160_002, 170_009, 180_003])
    def test_of_a_line_with_known_holes_is_refused(self, number: int):
        assert fault_of(number)

    @pytest.mark.parametrize("number", [150_018, 150_020, 160_014, 170_010, 180_004, 190_000])
    def test_with_its_holes_mended_is_well(self, number: int):
        assert fault_of(number) == ""

    def test_is_asked_only_when_there_is_one(self):
        assert checks.the_app_role_is_small(None, databases=None) == []
        assert connection.alias == "default"
