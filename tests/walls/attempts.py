"""Hand-written attempts on every function that gives, takes and shuts: who tries what, and whether it must be done or refused.

They are what kills a changed operator in a function (test_mutants_of_the_walls).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.walls.attempts_in_emergencies import emergencies, eyes, second_lines, what_came_of_it
from tests.walls.attempts_on_grants import drawing, ending_and_shutting_out, giving, reading_only, secluding
from tests.walls.trying import Attempt, outcome


def attempts() -> Iterator[Attempt]:
    """Every attempt."""
    yield from giving()
    yield from drawing()
    yield from ending_and_shutting_out()
    yield from secluding()
    yield from emergencies()
    yield from second_lines()
    yield from what_came_of_it()
    yield from reading_only()
    yield from eyes()


def failed(told: dict[str, Any]) -> Iterator[str]:
    """Attempts that did not come out as they must, found one after another."""
    for attempt in attempts():
        came = outcome(attempt, told)
        if came != attempt.answers:
            yield f"{attempt.by}: {attempt.statement} gave {came!r}, not {attempt.answers!r}"
