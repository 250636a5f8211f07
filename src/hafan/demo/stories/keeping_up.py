"""What a careful worker would not forget: whatever else the law asked for by a day gone by was done, a little before."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from hafan.demo.stories.telling import Telling
from hafan.frameworks.registry import framework
from hafan.practice.obligations import Obligation
from hafan.practice.states import CLOSED, child_state

#: Clock to the entry that meets it. Clocks that are not here are met by the story itself, or not at all.
ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {}
ROUNDS = 8


def keep_up(t: Telling) -> None:
    """Do what is overdue and not deliberately left undone, until nothing is."""
    law = framework(t.country)
    for _ in range(ROUNDS):
        facts = t.facts()
        waiting = [
            each
            for each in law.obligations(facts)
            if each.is_open and each.due_on is not None and each.due_on < t.today and each.clock in ANSWERS
        ]
        if child_state(facts, t.today) in CLOSED or not sum(_do(t, each) for each in waiting):
            return


def _do(t: Telling, each: Obligation) -> bool:
    kind, details = ANSWERS[each.clock]
    if kind in t.neglected or each.due_on is None:
        return False
    day = max(each.started_on, each.due_on - timedelta(days=t.between(0, 2)))
    return bool(t.record(kind, min(day, t.today), **details)) and day != date.min
