"""The agencies, teams and people of the demo, read from people.toml: plain data, with ids that never change."""

from __future__ import annotations

import tomllib
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from typing import Any

#: Every id of the demo grows from this one, so that two machines make the same world.
ROOT = uuid.UUID("6d1f8f0e-5b0a-5a53-9f0c-3b1d7a6c2e44")


def public_id(*words: str) -> uuid.UUID:
    """The id of something, from what it is called."""
    return uuid.uuid5(ROOT, "/".join(words))


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who signs in. `team` is None for those who work for the whole agency."""

    name: str
    agency: str
    role: str
    team: str | None
    language: str
    tries: Mapping[str, str]

    @property
    def key(self) -> str:
        """The part of the work address before the @."""
        plain = unicodedata.normalize("NFKD", self.name).encode("ascii", "ignore").decode()
        return plain.lower().replace(" ", ".").replace("'", "")

    @property
    def email(self) -> str:
        """A work address under .example, where no mail can arrive."""
        return f"{self.key}@{self.agency}.example"

    @property
    def public_id(self) -> uuid.UUID:
        """The person's id."""
        return public_id("account", self.agency, self.key)


@dataclass(frozen=True, slots=True)
class Team:
    """A team."""

    key: str
    agency: str
    name: str

    @property
    def public_id(self) -> uuid.UUID:
        """The team's id."""
        return public_id("team", self.agency, self.key)


@dataclass(frozen=True)
class Agency:
    """An agency with its teams and people; `raa` is the regional agency it works with."""

    key: str
    kind: str
    country: str
    en: str
    cy: str
    raa: str | None
    teams: tuple[Team, ...]
    staff: tuple[Staff, ...]

    @cached_property
    def public_id(self) -> uuid.UUID:
        """The agency's id."""
        return public_id("agency", self.key)

    def holding(self, role: str) -> list[Staff]:
        """Its people in a role."""
        return [person for person in self.staff if person.role == role]

    def team(self, key: str) -> Team:
        """One of its teams."""
        return next(team for team in self.teams if team.key == key)


def read(name: str) -> dict[str, Any]:
    """One of the packaged TOML files."""
    return tomllib.loads((resources.files("hafan.demo") / name).read_text(encoding="utf-8"))


@cache
def agencies() -> Mapping[str, Agency]:
    """Every agency by its key, in the order of the file."""
    given = read("people.toml")
    staff = [_staff(each) for each in given["staff"]]
    return {key: _agency(key, each, staff) for key, each in given["agency"].items()}


def _staff(each: Mapping[str, Any]) -> Staff:
    return Staff(
        each["name"], each["agency"], each["role"], each.get("team"), each.get("language", "en"), each["try"]
    )


def _agency(key: str, each: Mapping[str, Any], staff: list[Staff]) -> Agency:
    return Agency(
        key=key,
        kind=each["kind"],
        country=each["country"],
        en=each["en"],
        cy=each["cy"],
        raa=each.get("raa"),
        teams=tuple(Team(name, key, words) for name, words in each["teams"].items()),
        staff=tuple(person for person in staff if person.agency == key),
    )
