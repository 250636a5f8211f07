"""A scenario that would not notice a wrong number proves nothing. Each clock's numbers are made wrong, one at a time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hafan.frameworks.registry import COUNTRIES, framework, scenarios
from hafan.practice.framework import Framework
from hafan.practice.rules import Rule
from hafan.practice.scenarios import Scenario
from tests.frameworks import mutants


def _with(found: Framework, rule: Rule) -> Framework:
    return replace(found, rules={**found.rules, rule.key: rule})


def _survives(found: Framework, mutated: Rule, stories: list[Scenario]) -> bool:
    wrong = _with(found, mutated)
    return all(story.failure(wrong) is None for story in stories)


def survivors(country: str) -> list[str]:
    """Every wrong number that no scenario of this country notices."""
    found = framework(country)
    by_clock: dict[str, list[Scenario]] = {}
    for story in scenarios(country):
        by_clock.setdefault(story.clock, []).append(story)
    alive = []
    for key in found.clocks:
        rule = found.rules.get(key)
        stories = by_clock.get(key, [])
        if rule is None or rule.off:
            continue
        alive += [
            f"{country} {key}, {how}"
            for how, mutated in mutants.rules(rule)
            if _survives(found, mutated, stories)
        ]
    return alive


@pytest.mark.parametrize("country", COUNTRIES)
class TestAWrongNumberInTheLaw:
    def test_makes_at_least_one_scenario_fail(self, country: str) -> None:
        alive = survivors(country)
        assert not alive, (
            "These wrong numbers went unnoticed. Give each clock a scenario on the day that tells them apart:\n"
            + "\n".join(alive)
        )

    def test_is_looked_for_in_every_clock_that_has_a_number(self, country: str) -> None:
        found = framework(country)
        numbered = [
            key
            for key in found.clocks
            if key in found.rules
            and any(value.allowance or value.not_before for value in found.rules[key].values)
        ]
        assert all(any(mutants.rules(found.rules[key])) for key in numbered)


class TestTheMutantsThemselves:
    def test_a_missing_scenario_is_noticed(self) -> None:
        found = framework("england")
        mutated = next(rule for _, rule in mutants.rules(found.rules["adopter_stage_two"]))
        assert _survives(found, mutated, [])
