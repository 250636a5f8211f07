"""How many of the public cases are stopped or caught here."""

from __future__ import annotations

import re
from pathlib import Path

from tests.cases.held import CASES, HELD
from tests.figures import Figure

HERE = Path(__file__).parent
TOLD = HERE.parents[1] / "docs" / "security" / "cases.md"


def test_every_public_case_has_a_scenario(figure: Figure) -> None:
    """One that fails tells of itself (conftest), so that a number alone is no proof."""
    held = HELD | in_the_files()
    figure("G15", cases=len(held), not_stopped=CASES - len(held))
    assert held == set(range(1, CASES + 1))


def test_and_is_told_in_the_documents() -> None:
    told = {
        int(number)
        for row in re.findall(r"^\| ([\d, ]+) \|", TOLD.read_text(), re.MULTILINE)
        for number in row.split(",")
    }
    assert told == in_the_files() == set(range(1, CASES + 1))


def in_the_files() -> set[int]:
    """The numbers as written, for a run that collects this file alone."""
    found = (
        re.findall(r"^@case\(([\d, ]+)\)", path.read_text(), re.MULTILINE) for path in HERE.glob("test_*.py")
    )
    return {int(number) for rows in found for row in rows for number in row.split(",")}
