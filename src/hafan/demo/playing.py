"""Entries that need a person and a reason: corrections, withdrawals and what was recorded although a gate was shut."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hafan.chronology.models import Entry as Row
from hafan.chronology.operations import correct, record, withdraw
from hafan.demo.directory import Directory
from hafan.demo.stories import Said, Story
from hafan.demo.world import Staff, agencies
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES

LONDON = ZoneInfo("Europe/London")


def played_later(story: Story) -> tuple[Entry, ...]:
    """The entries that are recorded by people one by one: corrections, and all that follows an act despite a gate."""
    first = next((n for n, e in enumerate(story.entries) if story.said.get(e.ref, Said()).despite), None)
    whole = () if first is None else story.entries[first:]
    return tuple(e for e in story.entries if e.corrects or e in whole)


def play(story: Story, child: Child, made: Directory) -> None:
    """Record them through the same verbs as anybody else's, each on its day."""
    renamed: dict[str, str] = {}
    for entry in played_later(story):
        by = made.person(_recorder(story, entry))
        said = story.said.get(entry.ref, Said())
        with acting_as(by):
            renamed[entry.ref] = str(_one(entry, said, child, by, renamed).public_id)


def _one(entry: Entry, said: Said, child: Child, by: Any, renamed: dict[str, str]) -> Row:
    at = datetime.combine(entry.known_from, time(15, 0), LONDON)
    told: dict[str, Any] = {"by": by, "at": at}
    if entry.corrects is not None:
        wrong = Row.objects.select_related("child").get(public_id=renamed.get(entry.corrects, entry.corrects))
        if entry.withdrawn:
            return withdraw(entry=wrong, why=said.why, **told).entry
        return correct(
            entry=wrong, happened=entry.happened, details=dict(entry.details), why=said.why, **told
        ).entry
    details = {name: renamed.get(str(value), value) for name, value in entry.details.items()}
    return record(
        child=child, kind=entry.kind, happened=entry.happened, details=details, despite=said.despite, **told
    ).entry


def _recorder(story: Story, entry: Entry) -> Staff:
    """The child's own worker if they may record this, or else the team's manager, or the data officer."""
    allowed = {role.value for role in ENTRY_TYPES[entry.kind].recorded_by}
    agency = agencies()[story.agency]
    own = [person for person in agency.staff if person.email == story.worker]
    managers = [person for person in agency.holding("la_manager") if person.team == story.team]
    return next(p for p in (*own, *managers, *agency.holding("data_officer")) if p.role in allowed)
