"""Templates: stories with everything that follows from them, as rows in which a child's own ids are still to be filled in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from hafan.chronology.projection import Projection, project
from hafan.demo.stories import Story, stories
from hafan.frameworks.registry import framework
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Template:
    """One story to be repeated. Entries are known by their place `n`; a ref in a row is the place of its entry."""

    number: int
    country: str
    given: str
    ethnicity: str
    entries: tuple[Entry, ...]
    projection: Projection

    @property
    def places(self) -> dict[str, int]:
        """The place of each entry by its ref."""
        return {entry.ref: n for n, entry in enumerate(self.entries, start=1)}


def templates(seeds: int, today: date, each: int) -> list[Template]:
    """The stories of so many seeds, filled up with visits until a child has about `each` entries on average."""
    told = [story for seed in range(seeds) for story in stories(f"scale {seed}", today)]
    plain = [_plain(story) for story in told]
    lacking = each * len(plain) - sum(len(entries) for entries in plain)
    room = [_last_visit(entries) for entries in plain]
    able = sum(1 for days in room if days is not None)
    share, left = divmod(max(0, lacking), max(1, able))
    found = []
    for number, (story, entries, days) in enumerate(zip(told, plain, room, strict=True)):
        more = 0 if days is None else share + (left > 0)
        left -= days is not None
        found.append(_template(number, story, _filled_up(number, entries, days, more)))
    return found


def _plain(story: Story) -> list[Entry]:
    """The story without corrections, and with no worker but the child's own."""
    kept = [
        e for e in story.entries if not e.corrects and (e.kind != "worker_changed" or e.get("role") == "csw")
    ]
    return [replace(entry, order=n) for n, entry in enumerate(kept, start=1)]


def _last_visit(entries: Sequence[Entry]) -> tuple[date, date] | None:
    """From the first visit to the last: more visits between them change nothing that is due."""
    days = [entry.on for entry in entries if entry.kind == "visit_made"]
    return (days[0], days[-1]) if len(days) > 1 and (days[-1] - days[0]).days > 30 else None


def _filled_up(number: int, entries: list[Entry], days: tuple[date, date] | None, more: int) -> list[Entry]:
    if days is None or not more:
        return entries
    rng = Random(number)  # noqa: S311  stories, not secrets
    first, length = days[0], (days[1] - days[0]).days
    notes = [entry for entry in entries if entry.kind == "visit_made"]
    added = [
        replace(
            rng.choice(notes),
            ref=f"more {place}",
            happened=ImpreciseDate(day := first + timedelta(days=rng.randrange(length))),
            learnt_on=day,
        )
        for place in range(more)
    ]
    together = sorted([*entries, *added], key=lambda entry: (entry.on, entry.order))
    return [replace(entry, order=n) for n, entry in enumerate(together, start=1)]


def _template(number: int, story: Story, entries: Sequence[Entry]) -> Template:
    """Refs become ids that only have to be told apart; the database writes each child's own."""
    names = {entry.ref: f"00000000-0000-0000-0000-{n:012d}" for n, entry in enumerate(entries, start=1)}
    renamed = tuple(replace(e, ref=names[e.ref], details=_about(e, names)) for e in entries)
    facts = Facts(story.country, renamed)
    found = project(facts, framework(story.country))
    return Template(number, story.country, story.given_name, story.ethnicity, renamed, found)


def _about(entry: Entry, names: dict[str, str]) -> dict[str, Any]:
    return {key: names.get(str(value), value) for key, value in entry.details.items()}


# --- as rows ------------------------------------------------------------------------------------------------------


def entry_rows(template: Template) -> Iterator[Row]:
    """(template, n, day, kind, happened_on, precision, learnt_on, details, about, has_worker)."""
    places = template.places
    for n, entry in enumerate(template.entries, start=1):
        details = dict(entry.details)
        about = places.get(str(details.pop("about", "")))
        has_worker = details.pop("worker", None) is not None if entry.kind == "worker_changed" else None
        details.pop("team", None)
        yield (
            template.number, n, entry.happened.earliest or date(1900, 1, 1), entry.kind, entry.happened.earliest,
            entry.happened.precision.value, entry.known_from if entry.happened.earliest else entry.learnt_on,
            json.dumps(details), about, has_worker,
        )  # fmt: skip


def obligation_rows(template: Template) -> Iterator[Row]:
    """(template, clock, part, owner, started_on, started, due_on, not_before, soon_from, suspended_from, is_unknown)."""
    for row in template.projection.obligations:
        values = list(row.values())
        yield (template.number, *values[:4], template.places[str(row["started_by"])], *values[5:])


def placement_rows(template: Template) -> Iterator[Row]:
    """(template, kind, carers, carers_of, began_on, ended_on, began): carers nobody named are those of an entry."""
    places = template.places
    for row in template.projection.placements:
        of = places.get(row["carers"])
        carers = None if of else row["carers"]
        yield (
            template.number, row["kind"], carers, of, row["began_on"], row["ended_on"], places[str(row["began_by"])],
        )  # fmt: skip


def role_rows(template: Template) -> Iterator[Row]:
    """(template, has_worker, began_on, ended_on)."""
    for row in template.projection.case_roles:
        yield (template.number, row["account"] is not None, row["began_on"], row["ended_on"])


def standing_row(template: Template) -> Row:
    """(template, has_worker, has_team, state ... due_clock)."""
    row = dict(template.projection.standing)
    worker, team = row.pop("worker"), row.pop("team")
    return (template.number, worker is not None, team is not None, *row.values())
