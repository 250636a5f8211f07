"""What each person of the demo may try, with the numbers of children they would find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hafan.demo.stories import Story
from hafan.demo.world import Staff, agencies
from hafan.frameworks.registry import framework
from hafan.practice.facts import Facts
from hafan.practice.obligations import State
from hafan.practice.states import CLOSED, child_state

Hints = dict[str, dict[str, str]]


def hints(told: Sequence[Story], today: date) -> Hints:
    """{work address: {language: what to try}} for everybody."""
    open_now = {story.key: _is_open(story, today) for story in told}
    late = {story.key for story in told if open_now[story.key] and has_overdue(story, today)}
    found: Hints = {}
    for agency in agencies().values():
        for person in agency.staff:
            theirs = {story.key for story in told if open_now[story.key] and _sees(person, story)}
            numbers = {"children": len(theirs), "overdue": len(theirs & late)}
            found[person.email] = {
                language: words.format(**numbers) for language, words in person.tries.items()
            }
    return found


def _is_open(story: Story, today: date) -> bool:
    return child_state(Facts(story.country, story.entries), today) not in CLOSED


def has_overdue(story: Story, today: date) -> bool:
    """Is something about this child overdue?"""
    law = framework(story.country)
    return any(
        each.state(today) is State.OVERDUE for each in law.obligations(Facts(story.country, story.entries))
    )


def _sees(person: Staff, story: Story) -> bool:
    """Is it one of theirs? By allocation, by team for a manager, by being asked, by role in the case."""
    if person.email in (story.worker, *story.shown_to):
        return True
    if person.role == "la_manager":
        return (person.agency, person.team) == (story.agency, story.team)
    mine: Mapping[str, str] = _case_roles(story)
    return str(person.public_id) in mine.values() or person.agency in _carers_agencies(person, story)


def _case_roles(story: Story) -> dict[str, str]:
    """Who holds each role now."""
    return {str(e.get("role")): str(e.get("worker")) for e in story.entries if e.kind == "worker_changed"}


def _carers_agencies(person: Staff, story: Story) -> set[str]:
    owners = {owner for _, owner in story.households} - {story.agency}
    return owners if not agencies()[person.agency].holding("agency_manager") else set()
