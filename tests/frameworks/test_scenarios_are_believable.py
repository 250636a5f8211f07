"""A scenario tells what could be recorded: declared kinds, of that country, with details that the forms would take."""

from __future__ import annotations

import pytest

from hafan.frameworks.registry import COUNTRIES, framework, scenarios
from hafan.practice.casefile import Case, CaseFileRefused, read_case, write_case


def _refusals(country: str) -> list[str]:
    """Each scenario that could not be a case file, and why."""
    found = {}
    law = framework(country)
    for story in scenarios(country):
        subject = law.clocks[story.clock].subject
        case = Case(
            country=country,
            subject=subject,
            reference="A story",
            framework=None,
            entries=story.entries,
            whys={entry.ref: "A slip" for entry in story.entries if entry.corrects},
        )
        try:
            read_case(write_case(case))
        except CaseFileRefused as refused:
            if all("not used in the country" in fault.says.en for fault in refused.faults):
                continue  # told on purpose, to show that it changes nothing
            found[f"{story.clock} / {story.name.split(':')[0]}"] = str(refused)
    return [f"{name}: {why}" for name, why in found.items()]


@pytest.mark.parametrize("country", COUNTRIES)
class TestEveryScenario:
    def test_could_have_been_recorded(self, country: str) -> None:
        refused = _refusals(country)
        assert not refused, "\n".join(refused)
