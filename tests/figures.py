"""What a test measured, told to `make goals`.

`figure("G1", pairs=80_000_000, mismatches=0)` before the assertion, so that what is not met is told as well. A test that asks for the
fixture is marked `figure`, and `make goals` runs those and no others. Without $HAFAN_FIGURES it only prints.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

Figure = Callable[..., None]


def tell(goal: str, **measured: float | str | bool) -> None:
    """Print a figure of a goal, and keep it where `make goals` looks."""
    print(f"{goal}: " + ", ".join(f"{name} {value}" for name, value in measured.items()))
    place = os.environ.get("HAFAN_FIGURES")
    if place:
        with Path(place).open("a", encoding="utf-8") as kept:
            kept.write(json.dumps({"goal": goal, "measured": measured}) + "\n")


@pytest.fixture
def figure() -> Figure:
    """`figure("G1", pairs=..., mismatches=...)` tells what was measured for a goal of the table in scripts/goals.py."""
    return tell
