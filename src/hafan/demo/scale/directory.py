"""Agencies, teams, workers and names for the benchmarks: many, numbered, plainly not anybody's."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from hafan.demo.scale.templates import Template
from hafan.people.folding import folded, sounding

#: A large authority holds a tenth of all children, so that its managers see ten thousand of a hundred thousand.
LARGE = 10
PER_AGENCY, PER_WORKER, TEAMS = 900, 25, 5
_HEADS = ("Alder", "Bracken", "Copper", "Dun", "Elder", "Fern", "Glas", "Hazel", "Iris", "Jes", "Kestrel", "Larch", "Moor",
          "Nettle", "Oak", "Pen", "Quill", "Rook", "Sallow", "Tarn", "Under", "Vetch", "Wren", "Ynys", "Mîn", "Llwyd")  # fmt: skip
_TAILS = ("by", "combe", "dale", "edge", "field", "gill", "holt", "lea", "mere", "nant", "or", "pool", "rhos", "shaw", "thorpe",
          "wold", "wyn", "fryn", "bank", "croft")  # fmt: skip


def numbered(*words: object) -> uuid.UUID:
    """An id from what it is called."""
    return uuid.UUID(hashlib.md5(" ".join(map(str, words)).encode(), usedforsecurity=False).hexdigest())


@dataclass(frozen=True, slots=True)
class Desk:
    """A worker's place: agency, team and account, with the ids that entries name."""

    agency: int
    team: int
    worker: int
    worker_uuid: uuid.UUID
    team_uuid: uuid.UUID


@dataclass(frozen=True, slots=True)
class Office:
    """One agency to be made: how many workers each of its teams has."""

    number: int
    country: str
    teams: int
    workers: int
    children: int


def offices(children: int, countries: Sequence[str]) -> list[Office]:
    """One large authority and many others, both countries in turn."""
    large = max(1, children // LARGE)
    sizes = [large, *_shares(children - large, max(1, round((children - large) / PER_AGENCY)))]
    return [
        Office(n, countries[n % len(countries)], TEAMS, max(1, round(size / TEAMS / PER_WORKER)), size)
        for n, size in enumerate(sizes)
    ]


def _shares(total: int, parts: int) -> list[int]:
    each, rest = divmod(total, parts)
    return [each + (n < rest) for n in range(parts)]


def write_directory(cursor: Any, made: Sequence[Office], today: date) -> list[list[Desk]]:
    """Write agencies, teams and people; answer the desks of each agency."""
    since = today - timedelta(days=5 * 365)
    return [_write_office(cursor, office, since) for office in made]


def _write_office(cursor: Any, office: Office, since: date) -> list[Desk]:
    name = f"Scale {office.number:04d}"
    agency = _insert(
        cursor, "identity_agency", public_id=numbered("agency", name), kind="la", country=office.country,
        name_en=f"{name} Council", name_cy=f"Cyngor {name}",
    )  # fmt: skip
    for role in ("data_officer", "service_manager"):
        _person(cursor, agency, None, f"{role}.{office.number}", role, since)
    desks = []
    for team_number in range(office.teams):
        team_uuid = numbered("team", name, team_number)
        team = _insert(
            cursor, "identity_team", public_id=team_uuid, agency_id=agency, name=f"Team {team_number + 1}"
        )
        _person(cursor, agency, team, f"la_manager.{office.number}.{team_number}", "la_manager", since)
        for number in range(office.workers):
            key = f"csw.{office.number}.{team_number}.{number}"
            worker = _person(cursor, agency, team, key, "csw", since)
            desks.append(Desk(agency, team, worker, numbered("account", key), team_uuid))
    return desks


def _person(cursor: Any, agency: int, team: int | None, key: str, role: str, since: date) -> int:
    account = _insert(
        cursor, "identity_account", public_id=numbered("account", key), email=f"{key}@scale.example", display_name=key,
        agency_id=agency, language="en", is_active=True,
        password="!",  # noqa: S106  nobody signs in with it
    )  # fmt: skip
    _insert(
        cursor, "identity_membership", public_id=numbered("membership", key), account_id=account, team_id=team,
        agency_id=None if team else agency, role=role, begins_on=since,
    )  # fmt: skip
    return account


def _insert(cursor: Any, table: str, **values: Any) -> int:
    names, places = ", ".join(values), ", ".join(["%s"] * len(values))
    cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING id", list(values.values()))  # noqa: S608
    return int(cursor.fetchone()[0])


def children_of(
    office: Office, desks: Sequence[Desk], choices: Sequence[Template], first: int
) -> Iterator[tuple[tuple[Any, ...], tuple[Any, ...]]]:
    """Each child as (the row of people_child, the row of scale_child)."""
    rng = Random(office.number)  # noqa: S311  stories, not secrets
    for n in range(office.children):
        template, desk, key = rng.choice(choices), desks[n % len(desks)], first + n
        family = rng.choice(_HEADS) + rng.choice(_TAILS)
        reference = f"S{key:07d}"
        birth = template.projection.birth
        yield (
            (
                key, numbered("child", key), desk.agency, reference, template.given, family, "", birth.get("born_on"),
                birth.get("expected_on"), birth.get("sex", "unknown"), template.ethnicity,
                folded(reference, template.given, family), sounding(template.given, family), 0,
            ),
            (key, template.number, desk.agency, desk.team, desk.worker, desk.worker_uuid, desk.team_uuid),
        )  # fmt: skip
