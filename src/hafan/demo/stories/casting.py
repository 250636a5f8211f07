"""Casting: each part becomes children of an authority, with names, families, workers and everything that follows."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from random import Random
from typing import Any

from hafan.demo.stories import keeping_up, rhythm, scenes, told_where
from hafan.demo.stories.naming import SEXES, Named, family_of, heritage, name_child
from hafan.demo.stories.parts import PARTS, Part
from hafan.demo.stories.telling import Kin, Story, Telling
from hafan.demo.world import Agency, Staff, agencies, read

SEED = "hafan"
#: The authorities of each country, as often as they are due a child.
TURNS = {
    "england": ("wrenmoor", "hartlemere", "wrenmoor", "thornsea", "hartlemere", "wrenmoor", "thornsea", "hartlemere", "wrenmoor"),
    "wales": ("glanferin", "elwernog", "glanferin", "glanferin", "elwernog"),
}  # fmt: skip
#: How many of the open stories have something left undone, and what.
SLIPPING = 0.1
SLIPS = ("visit_made", "visit_made", "health_assessed", "review_held", "visit_made")
#: How many of the longer stories see a worker leave.
CHANGING = 0.3


@cache
def _words() -> Mapping[str, Any]:
    return read("notes.toml")


@cache
def _names() -> Mapping[str, Any]:
    return read("names.toml")


@dataclass
class _Company:
    """Whose turn it is: agencies and their workers take children in order."""

    turn: dict[str, int] = field(default_factory=dict)
    load: dict[str, int] = field(default_factory=dict)

    def agency(self, country: str, wanted: str | None) -> Agency:
        """The authority that takes the next child."""
        known = agencies()
        if wanted is not None and known[wanted].country == country:
            return known[wanted]
        place = self.turn[country] = self.turn.get(country, -1) + 1
        return known[TURNS[country][place % len(TURNS[country])]]

    def worker(self, agency: Agency, wanted: str | None) -> Staff:
        """The worker with the fewest children, unless one is wanted."""
        workers = agency.holding("csw")
        chosen = next((each for each in workers if each.key == wanted), None)
        chosen = chosen or min(workers, key=lambda each: self.load.get(each.email, 0))
        self.load[chosen.email] = self.load.get(chosen.email, 0) + 1
        return chosen


def stories(seed: str = SEED, today: date | None = None, *, only: int | None = None) -> list[Story]:
    """Every story of the demo world, as it stands on a day."""
    if today is None:
        raise ValueError("the demo world must be told what day it is")
    told: list[Story] = []
    company = _Company()
    for country in ("england", "wales"):
        for place, each in enumerate(PARTS):
            told += _tell_part(each, country, place, seed, today, company)
    return told[:only]


def _tell_part(
    each: Part, country: str, place: int, seed: str, today: date, company: _Company
) -> Iterator[Story]:
    count = each.england if country == "england" else each.wales
    for first in range(0, count, each.together):
        family = f"{country[0].upper()}{place + 1:02d}{first + 1:02d}"
        yield from _tell_family(
            each, country, family, min(each.together, count - first), seed, today, company
        )


def _tell_family(
    each: Part, country: str, family: str, size: int, seed: str, today: date, company: _Company
) -> Iterator[Story]:
    """Brothers and sisters share a family name, a worker, and the luck of their days."""
    agency = company.agency(country, each.agency)
    worker = company.worker(agency, each.worker)
    rng = Random(f"{seed}:{family}")  # noqa: S311  stories, not secrets
    origin = heritage(rng, country, _names())
    surname = rng.choice(origin["families"])
    kin = family_of(rng, origin, surname, worker.language)
    taken: set[str] = set()
    for number in range(size):
        if number:
            company.worker(agency, worker.key)
        sex = SEXES[int(rng.random() < 0.55)]
        key = family if size == 1 else f"{family}~{number + 1}"
        telling = _telling(each, key, agency, worker, seed, today)
        named = name_child(rng, origin, surname, sex, taken)
        yield _story(each, telling, named, kin, sex)


def _telling(each: Part, key: str, agency: Agency, worker: Staff, seed: str, today: date) -> Telling:
    rng = Random(f"{seed}:{key.split('~', maxsplit=1)[0]}:days")  # noqa: S311  stories, not secrets
    return Telling(
        key=key, plan=each.plan, today=today, agency=agency, seed=seed, rng=rng, words=_words(),
        worker=None if each.alone else worker, language=worker.language,
    )  # fmt: skip


def _story(each: Part, t: Telling, named: Named, kin: tuple[Kin, ...], sex: str) -> Story:
    """Tell it, add what comes round, what is odd, and what a careful worker would not have forgotten."""
    holder = t.worker
    chosen = {name: t.between(*v) if isinstance(v, tuple) else v for name, v in each.told.items()}
    if "sex" in inspect.signature(each.tell).parameters or "story" in inspect.signature(each.tell).parameters:
        chosen["sex"] = sex
    luck = Random(f"{t.seed}:{t.key}:luck")  # noqa: S311  stories, not secrets
    each.tell(t, **chosen)
    if each.slips and luck.random() < SLIPPING:
        t.neglected = frozenset({luck.choice(SLIPS)})
    t.rng = luck
    _hand_over(each, t, luck)
    rhythm.looked_after(t)
    told_where.told_where(t)
    keeping_up.keep_up(t)
    for odd in each.also:
        odd(t)
    unborn = not any(e.kind == "born" for e in t.written)
    nameless = unborn or each.alone
    team = None if holder is None else (holder.team or t.agency.teams[0].key)
    return Story(
        key=t.key, plan=t.plan, agency=t.agency.key, country=t.country, team=team,
        worker=t.worker.email if t.worker else None,
        reference=f"{t.agency.key[:2].upper()}-{t.key.replace('~', '-')}",
        given_name="" if nameless else named.given, family_name="" if each.alone else named.family,
        known_as="" if nameless else named.known_as, ethnicity="" if nameless else named.ethnicity,
        language=t.language, kin=() if each.alone else kin, entries=t.ordered(), said=dict(t.said),
        shown_to=tuple(t.shown_to), households=tuple(t.households),
    )  # fmt: skip


def _hand_over(each: Part, t: Telling, luck: Random) -> None:
    """People change jobs: in some stories another worker takes over half-way."""
    begun = min((e.on for e in t.written if e.kind == "worker_changed"), default=None)
    if begun is None or each.worker or luck.random() > CHANGING:
        return
    told_for = (t.today - begun).days
    closed = any(e.kind in ("left_care", "adoption_order_made") for e in t.written)
    if told_for > 120 and not closed:
        scenes.new_worker(t, t.ago(told_for // 2 - luck.randint(0, 20)))
