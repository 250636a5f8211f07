"""The stories are told once for all these tests, on a day in the middle of a working week."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from hafan.demo.stories import Story, stories

TODAY = date(2026, 11, 25)


@cache
def told_on(today: date) -> tuple[Story, ...]:
    """Every story of the demo world as it stands on a day."""
    return tuple(stories("hafan", today))


@pytest.fixture(scope="session")
def told() -> list[Story]:
    """Every story of the demo world."""
    return list(told_on(TODAY))
