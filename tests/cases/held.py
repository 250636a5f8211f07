"""Which of the public cases have a scenario here. `@case(1)` on a class says which case its tests would have stopped or caught."""

from __future__ import annotations

import pytest

from tests.figures import tell

#: How many public cases there are (docs/security/cases.md).
CASES = 25
#: The numbers of those that were collected.
HELD: set[int] = set()


def case(*numbers: int) -> pytest.MarkDecorator:
    """The tests of this class show that the public cases of these numbers would be stopped or caught."""
    assert set(numbers) <= set(range(1, CASES + 1))
    return pytest.mark.case(*numbers)


def failed(scenario: str) -> None:
    """A scenario that did not hold."""
    tell("G15", not_stopped=1, scenario=scenario)
