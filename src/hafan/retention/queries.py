"""Questions of those who keep an agency's records. By reference: nobody's name is shown to somebody who was not given the child."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from hafan.chronology.queries import as_entry
from hafan.frameworks.registry import framework
from hafan.practice.clocks import Clock
from hafan.practice.facts import Facts
from hafan.practice.keeping import RETENTION
from hafan.practice.rules import DatedValue, Rule
from hafan.retention.models import Destruction, Hold, Item

#: The place of the details in a row of `retention.dates_of`.
_DETAILS = 7


@dataclass(frozen=True, slots=True)
class Due:
    """A record whose period is over."""

    child: uuid.UUID
    reference: str
    until: date
    is_held: bool
    is_under_way: bool


@dataclass(frozen=True, slots=True)
class Period:
    """One rule that says how long: what it is, until when, from which source and how far it has been checked."""

    clock: Clock
    rule: Rule
    value: DatedValue | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Kept:
    """One record: its periods, holds, things in cupboards, and a destruction under way."""

    child: uuid.UUID
    key: int
    reference: str
    until: date | None
    periods: list[Period]
    holds: list[Hold]
    items: list[Item]
    destruction: Destruction | None

    @property
    def is_held(self) -> bool:
        """Does a hold stand in the way?"""
        return any(hold.lifted_at is None for hold in self.holds)

    @property
    def has_unsettled(self) -> bool:
        """Is it not yet known what becomes of a thing?"""
        return any(not item.fate for item in self.items)

    def is_over(self, on: date) -> bool:
        """Is the last day past?"""
        return self.until is not None and self.until < on


def due_records() -> list[Due]:
    """Records whose period is over, the longest over first."""
    return [Due(*row) for row in _ask("SELECT * FROM retention.due()")]


def record_called(reference: str) -> uuid.UUID | None:
    """The record of a reference, in an agency whose records one keeps."""
    found: uuid.UUID | None = _ask("SELECT retention.called(%s)", reference)[0][0]
    return found


def kept_record(child: uuid.UUID) -> Kept | None:
    """One record, if one keeps it."""
    rows = _ask("SELECT * FROM retention.the_case(%s)", child)
    if not rows:
        return None
    key, country, reference, until = rows[0]
    periods = periods_of(child, country)
    return Kept(
        child,
        key,
        reference,
        _later(until, periods),
        periods,
        list(
            Hold.objects.filter(child_id=key).select_related("placed_by", "lifted_by").order_by("placed_at")
        ),
        list(Item.objects.filter(child_id=key).order_by("id")),
        Destruction.objects.filter(child_id=key, undone_at=None, destroyed_at=None)
        .select_related("proposed_by", "confirmed_by")
        .first(),
    )


def periods_of(child: uuid.UUID, country: str) -> list[Period]:
    """What the law register says of a record, rule by rule."""
    law = framework(country)
    entries = [as_entry(_read(row)) for row in _ask("SELECT * FROM retention.dates_of(%s)", child)]
    running = law.obligations(Facts(country, entries))
    kept = [each for each in running if law.clocks[each.clock].stage == RETENTION and each.ended_on is None]
    return [
        Period(
            law.clocks[each.clock],
            law.rules[each.clock],
            law.rules[each.clock].on(each.started_on),
            each.not_before,
        )
        for each in kept
    ]


def _read(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row with its details read, as the driver leaves them written."""
    return tuple(
        json.loads(value) if place == _DETAILS and isinstance(value, str) else value
        for place, value in enumerate(row)
    )


def _later(by_database: date | None, periods: list[Period]) -> date | None:
    """The last day, as the database and the law register each work it out; unknown if either does not know."""
    days = [by_database, *(each.until for each in periods)]
    known = [day for day in days if day is not None]
    return max(known) if periods and len(known) == len(days) else None


def destroyed_records() -> list[Destruction]:
    """What is left of records that were destroyed, the last first."""
    done = Destruction.objects.exclude(destroyed_at=None).select_related("proposed_by", "confirmed_by")
    return list(done.order_by("-destroyed_at")[:200])


def _ask(question: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(question, list(values))
        return cursor.fetchall()
