"""Hafan refuses to start when it would not be safe."""

from __future__ import annotations

import secrets

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import path

from hafan.config import checks
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
        monkeypatch.setattr(checks, "OLDEST", 990_000)
        assert "hafan.E010" in numbers(checks.database_faults("default"))

    def test_is_asked_only_when_there_is_one(self):
        assert checks.the_app_role_is_small(None, databases=None) == []
        assert connection.alias == "default"
