"""Every address x every role x every relation to the child it names x the methods people send.

Two keys: what each address asks of a role is declared in `declared_doors.py` by hand, apart from the code; and a child hidden in
whatever way answers exactly as one that does not exist: status, body, length, headers.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from hafan.access.policy import MAY
from hafan.foundation.doors import Door, door_of
from tests.cast import CANARY, Cast
from tests.database import Owner
from tests.figures import Figure
from tests.walls.declared_doors import ASKS, KEEPERS_MEET, OPEN, SEEN_BY, SIGNED_IN
from tests.walls.relations import HIDDEN, SEEN, TABLES, WORDS, Relations, relate

pytestmark = pytest.mark.django_db

#: Roles tried in every relation for every change; the others in two of them, and in all by night.
TRIED = {"csw", "la_manager", "contact_worker", "data_officer", "privacy_officer", "records_custodian"}
NIGHTLY = os.environ.get("HAFAN_NIGHTLY") == "1"
METHODS = ("get", "post", "put", "delete", "head", "options")


class Address(NamedTuple):
    """One address of the house: its name, its pattern with {parts}, the names of the parts, its door."""

    name: str
    path: str
    parts: tuple[str, ...]
    door: Door

    def at(self, ids: dict[str, Any]) -> str:
        return self.path.format(
            **{part: ids.get(part, WORDS.get(part, uuid.UUID(int=0xDEAD))) for part in self.parts}
        )

    def nowhere(self) -> str:
        return self.at({part: uuid.uuid4() for part in TABLES})


def addresses(resolver: URLResolver | None = None, before: str = "/") -> Iterator[Address]:
    for pattern in (resolver or get_resolver()).url_patterns:
        path = before + str(pattern.pattern).replace("\\Z", "")
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern, path)
        elif isinstance(pattern, URLPattern):
            parts = tuple(re.findall(r"<(?:\w+:)?(\w+)>", path))
            yield Address(
                str(pattern.name),
                re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", path),
                parts,
                door_of(pattern.callback),
            )


def about_children() -> list[Address]:
    """The addresses that name a child, or something in a child's record."""
    return [each for each in addresses() if set(each.parts) & set(TABLES)]


def told(answer: Any) -> tuple[Any, ...]:
    """Everything an answer tells, but for what is different at each asking."""
    body = re.sub(
        rb'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}',
        b"",
        answer.content,
    )
    headers = {
        name: value
        for name, value in answer.headers.items()
        if name not in ("Content-Length", "X-Request-Id")
    }
    headers["Location"] = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}", "", headers.get("Location", ""))
    return answer.status_code, body, tuple(sorted(headers.items()))


@pytest.fixture
def relations(cast: Cast, owner: Owner) -> Relations:
    with owner():
        return relate(cast)


class TestTheDeclaration:
    def test_names_every_address_and_what_it_asks(self, figure: Figure):
        found = {each.name: each.door for each in addresses()}
        declared = {**ASKS, **dict.fromkeys(OPEN, "open"), **dict.fromkeys(SIGNED_IN, "signed_in")}
        differing = {
            name
            for name, door in found.items()
            if declared.get(name) != (door.action if door.kind == "permitted" else door.kind)
        }
        figure("G2", undeclared=len(set(found) - set(declared)), differing=len(differing))
        assert differing == set()
        assert set(declared) - set(found) == set()


class TestAChildHiddenInWhateverWay:
    def test_answers_as_one_that_does_not_exist(self, relations: Relations, sign_in, figure: Figure):
        cells, wrong, canaries = 0, [], 0
        for role, person in relations.people.items():
            client = sign_in(person)
            client.raise_request_exception = False
            for each in about_children():
                let_in = each.door.action in MAY[role] if each.door.kind == "permitted" else True
                methods = (
                    METHODS if role in ("csw", "la_manager") else ("get", "post") if let_in else ("get",)
                )
                for method in methods:
                    nothing = told(getattr(client, method)(each.nowhere()))
                    for relation in HIDDEN if let_in and (NIGHTLY or role in TRIED) else HIDDEN[:2]:
                        if role in KEEPERS_MEET.get(each.name, ()):
                            continue
                        answer = getattr(client, method)(each.at(relations.ids[relation]))
                        cells += 1
                        canaries += CANARY.encode() in answer.content
                        if told(answer) != nothing or answer.status_code not in (404, 405, 302):
                            wrong.append(
                                f"{role} {method} {each.name} {relation}: {answer.status_code}, not {nothing[0]}"
                            )
        figure("G2", wrong=len(wrong), cells=cells)
        figure("G3", canaries=canaries, answers=cells)
        assert wrong == []
        assert canaries == 0


class TestAChildOneSees:
    def test_opens_as_declared(self, relations: Relations, sign_in, figure: Figure):
        wrong, cells = [], 0
        for role in SEEN_BY:
            client = sign_in(relations.people[role])
            client.raise_request_exception = False
            for each in about_children():
                if each.name not in SEEN_BY[role]:
                    continue
                for relation, expected in zip(SEEN, SEEN_BY[role][each.name], strict=True):
                    got = client.get(each.at(relations.ids[relation])).status_code
                    cells += 1
                    if got != expected:
                        wrong.append(f"{role} {each.name} {relation}: {got}, not {expected}")
        figure("G2", wrong=len(wrong), cells=cells)
        assert wrong == []
