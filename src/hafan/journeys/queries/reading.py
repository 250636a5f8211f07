"""One child as read on a day: the ledger, the facts, what is due, and who works with them. Read once, shown many ways."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from django.db.models import Q
from django.http import Http404

from hafan.access.queries import Sight, in_sight, told_sight, with_sight
from hafan.chronology.models import Draft, Entry, Obligation
from hafan.chronology.projection import Projection, project
from hafan.chronology.queries import as_entries, framework_of, ledger_of
from hafan.identity.models import Account, Team
from hafan.journeys.dues import Due, apart, dues, pressing
from hafan.journeys.queries.listing import as_obligation
from hafan.journeys.story import Line, lines_of
from hafan.people.models import CaseRole, Child, Person
from hafan.practice import entries as core
from hafan.practice.entries import WHOLE
from hafan.practice.facts import Facts
from hafan.practice.framework import Framework
from hafan.practice.roles import Role, role_wording
from hafan.practice.wording import Wording


@dataclass(frozen=True)
class Worker:
    """Somebody in a role for the child; `name` is empty while nobody holds it."""

    role: Wording
    name: str
    email: str
    team: str
    began_on: date


@dataclass(frozen=True)
class Stood:
    """Where the child stood (see hafan.journeys.sayings)."""

    state: str
    is_open: bool
    placement_kind: str
    with_carers_from: date | None
    looked_after_from: date | None
    plans_return: bool | None
    plans_adoption: bool | None
    legal_status: str
    ep_from: date | None


@dataclass(frozen=True)
class Birth:
    """When the child was born, or is expected."""

    born_on: date | None
    expected_on: date | None


#: For a page behind whose door the whole story is read anyway.
EVERYTHING = Sight(WHOLE, WHOLE)


@dataclass(frozen=True)
class Reading:
    """One child, read as at a day. `as_at` is None when read as it is now."""

    child: Child
    today: date
    as_at: date | None = None
    sight: Sight = EVERYTHING
    #: Is the whole story read here, or only the parts this reader may see?
    is_whole: ClassVar[bool] = True

    @cached_property
    def rows(self) -> Sequence[Entry]:
        """The whole ledger, read when first asked for: most forms never ask."""
        return ledger_of(self.child)

    @property
    def on(self) -> date:
        """The day it is read for."""
        return self.as_at or self.today

    @cached_property
    def law(self) -> Framework:
        """The law of the child's country."""
        return framework_of(self.child)

    @cached_property
    def entries(self) -> list[core.Entry]:
        """Every entry, corrected ones included."""
        return as_entries(self.rows)

    @cached_property
    def facts(self) -> Facts:
        """What was known by that day."""
        return Facts(self.child.country, self.entries, known_on=self.as_at)

    @cached_property
    def all_dues(self) -> list[Due]:
        """Everything ever asked for, done or not."""
        return dues(self.law.obligations(self.facts), self.law, self.on)

    @cached_property
    def _pressing(self) -> tuple[list[Due], list[Due]]:
        return pressing(self.all_dues)

    @property
    def urgent(self) -> list[Due]:
        """What is asked for within a year, most urgent first."""
        return self._pressing[0]

    @cached_property
    def known_and_unknown(self) -> tuple[list[Due], list[Due]]:
        """The urgent ones, apart: those with a state, and those of which it is not known whether they were done."""
        return apart(self.urgent)

    @property
    def later(self) -> list[Due]:
        """What lies further off, waits, is paused, or only has to be known."""
        return self._pressing[1]

    @cached_property
    def projection(self) -> Projection:
        """What follows from the facts, worked out afresh."""
        return project(self.facts, self.law, [each.obligation for each in self.all_dues])

    @cached_property
    def stood(self) -> Stood:
        """Where the child stood that day."""
        row = self.projection.standing
        return Stood(**{name: row[name] for name in Stood.__dataclass_fields__})

    @cached_property
    def birth(self) -> Birth:
        """When the child was born, or is expected, as known that day."""
        told = self.projection.birth
        if self.as_at is None:
            return Birth(
                told.get("born_on", self.child.born_on), told.get("expected_on", self.child.expected_on)
            )
        return Birth(told.get("born_on"), told.get("expected_on"))

    @cached_property
    def directory(self) -> dict[str, Account | Team]:
        """The people and teams the chronology names, by public id."""
        return _directory(self.child)

    @cached_property
    def workers(self) -> list[Worker]:
        """Who works with the child that day, the child's own worker first; a missing worker is said."""
        held = [row for row in self.projection.case_roles if row["ended_on"] is None]
        return [
            _worker(row, self.directory, self.child.country) for row in sorted(held, key=_own_worker_first)
        ]

    @property
    def has_worker(self) -> bool:
        """Does anybody hold the role of the child's own worker?"""
        return self.projection.standing["worker"] is not None

    @cached_property
    def lines(self) -> list[Line]:
        """The chronology in words, oldest first."""
        names = {key: str(found) for key, found in self.directory.items()}
        return lines_of(self.rows, self.entries, self.on, self.as_at, names)

    def line_of(self, ref: str) -> Line | None:
        """The line of one entry."""
        return self._by_ref.get(ref)

    @cached_property
    def _by_ref(self) -> dict[str, Line]:
        return {line.entry.ref: line for line in self.lines}


@dataclass(frozen=True)
class PartReading(Reading):
    """One child read by somebody who sees a part of the record: nothing is worked out from half a story.

    What is due is what was worked out from the whole, as far as this reader may see it.
    """

    is_whole: ClassVar[bool] = False

    @cached_property
    def all_dues(self) -> list[Due]:
        """What is open, of the parts in sight; nothing about a past day."""
        if self.as_at is not None:
            return []
        clocks = self.law.clocks
        stored = [each for each in Obligation.objects.filter(child=self.child) if each.clock in clocks]
        return dues([as_obligation(each, clocks[each.clock].kind) for each in stored], self.law, self.on)

    @cached_property
    def birth(self) -> Birth:
        """As written on the child."""
        return Birth(self.child.born_on, self.child.expected_on)

    @cached_property
    def workers(self) -> list[Worker]:
        """Who works with the child that day."""
        held = [
            {"role": row.role, "account": str(row.account.public_id) if row.account else None,
             "team": str(row.team.public_id) if row.team else None, "began_on": row.began_on}
            for row in roles_held(self.child, self.on)
        ]  # fmt: skip
        return [
            _worker(row, self.directory, self.child.country) for row in sorted(held, key=_own_worker_first)
        ]

    @property
    def has_worker(self) -> bool:
        """Does anybody hold the role of the child's own worker?"""
        return any(row.role == Role.CSW.value and row.account for row in roles_held(self.child, self.on))


def roles_held(child: Child, on: date) -> list[CaseRole]:
    """Who held which role for a child on a day."""
    held = CaseRole.objects.filter(child=child, began_on__lte=on).select_related("account", "team")
    return list(held.filter(Q(ended_on__isnull=True) | Q(ended_on__gt=on)).order_by("began_on"))


def child_to_change(public_id: uuid.UUID) -> Child:
    """The child, if whoever is acting may add to the record; to anyone else there is no such page."""
    child = child_in_sight(public_id)
    if not told_sight(child).may_change:
        raise Http404
    return child


def child_in_sight(public_id: uuid.UUID) -> Child:
    """The child, if whoever is acting may see them; to anyone else there is no such child."""
    known = in_sight(Child.objects.filter(public_id=public_id), by="id").select_related("agency")
    found = with_sight(known).first()
    if found is None:
        raise Http404
    return found


def read(child: Child, *, today: date, as_at: date | None = None) -> Reading:
    """A child's record as whoever is acting may see it, its ledger read once at most."""
    sight = told_sight(child)
    return (Reading if sight.is_whole else PartReading)(child, today, as_at, sight)


def people_of(reading: Reading) -> list[Person]:
    """The people in the child's life; on a past day, those already written down by then."""
    people = Person.objects.filter(child=reading.child).order_by("id")
    return list(people if reading.as_at is None else people.filter(created_at__date__lte=reading.as_at))


def entry_of(child: Child, public_id: uuid.UUID) -> Entry:
    """One entry of the child, or no such entry."""
    found = Entry.objects.filter(child=child, public_id=public_id).select_related("recorded_by").first()
    if found is None:
        raise Http404
    found.child = child
    return found


def drafts_of(child: Child, account: Account) -> list[Draft]:
    """What this person has typed about the child and not yet recorded, newest first."""
    return list(Draft.objects.filter(child=child, account=account).order_by("-saved_at"))


def draft_of(child: Child, account: Account, kind: str, corrects: uuid.UUID | None = None) -> Draft | None:
    """What this person has typed in one form."""
    return Draft.objects.filter(child=child, account=account, kind=kind, corrects=corrects).first()


def _directory(child: Child) -> dict[str, Account | Team]:
    held = CaseRole.objects.filter(child=child).select_related("account", "team")
    named = (each for role in held for each in (role.account, role.team) if each is not None)
    return {str(each.public_id): each for each in named}


def _own_worker_first(row: dict[str, Any]) -> tuple[bool, str]:
    return row["role"] != Role.CSW.value, row["role"]


def _worker(row: dict[str, Any], directory: dict[str, Account | Team], country: str) -> Worker:
    person, team = directory.get(row["account"] or ""), directory.get(row["team"] or "")
    known = row["role"] in set(Role)
    return Worker(
        role=role_wording(Role(row["role"]), country) if known else Wording(row["role"], row["role"]),
        name=str(person) if person else "",
        email=person.email if isinstance(person, Account) else "",
        team=str(team) if team else "",
        began_on=row["began_on"],
    )
