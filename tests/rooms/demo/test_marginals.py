"""The demo world keeps to the country's published figures, each within its stated distance."""

from __future__ import annotations

from collections import Counter
from datetime import date
from statistics import mean
from typing import Any

import pytest

from hafan.demo.stories import Story
from hafan.demo.world import read
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts

GIVEN = read("marginals.toml")
HOME = {"returned_home", "returned_home_unplanned"}


def english(told: list[Story]) -> list[Facts]:
    """Children of England whose care began on a day that is known."""
    found = [Facts(story.country, story.entries) for story in told if story.country == "england"]
    return [
        facts for facts in found if (care := facts.first("became_looked_after")) and care.happened.is_exact
    ]


def first(facts: Facts, kind: str) -> Entry:
    entry = facts.first(kind)
    assert entry is not None
    return entry


def under_one(facts: Facts) -> bool:
    return (first(facts, "became_looked_after").on - first(facts, "born").on).days < 365


def age(facts: Facts) -> str:
    return "under_1" if under_one(facts) else "older"


def status(facts: Facts) -> str:
    began = first(facts, "became_looked_after").on
    return next(str(e.get("status")) for e in facts.all("legal_status_began") if e.on == began)


def need(facts: Facts) -> str:
    return str(first(facts, "became_looked_after").get("need"))


def sex(facts: Facts) -> str:
    return str(first(facts, "born").get("sex"))


def adoptive(facts: Facts) -> str | None:
    if not facts.has("placed_for_adoption"):
        return None
    return "early" if any(stay.kind.startswith("ep_") for stay in facts.placements) else "other"


def ending(facts: Facts) -> str | None:
    if facts.has("adoption_order_made"):
        return "adopted"
    left = facts.first("left_care")
    if left is None:
        return None
    destination = str(left.get("destination"))
    if destination in HOME:
        return "home"
    return "special_guardianship" if destination.startswith("special_guardianship") else None


QUESTIONS = {"age": age, "status": status, "need": need, "sex": sex, "adoptive": adoptive, "ending": ending}


class TestTheShares:
    @pytest.mark.parametrize("share", GIVEN["share"], ids=lambda share: share["name"])
    def test_are_near_the_published_ones(self, told: list[Story], share: dict[str, Any]):
        answers = Counter(QUESTIONS[share["of"]](facts) for facts in english(told))
        answers.pop(None, None)
        found = 100 * answers[share["key"]] / sum(answers.values())
        assert abs(found - share["percent"]) <= share["within"], f"{found:.1f}% of {sum(answers.values())}"

    def test_each_name_a_source(self):
        assert all(share["source"] in GIVEN["source"] for share in GIVEN["share"])


class TestTheStagesOfAdoption:
    @pytest.mark.parametrize("stage", GIVEN["stage"], ids=lambda stage: stage["name"])
    def test_last_as_long_as_the_country_s_average(self, told: list[Story], stage: dict[str, Any]):
        adopted = [facts for facts in english(told) if facts.has("adoption_order_made") and under_one(facts)]
        months = mean(self.days(facts, stage["from"], stage["to"]) for facts in adopted) / 30.44
        assert len(adopted) >= 3
        assert abs(months - stage["months"]) <= stage["within"], f"{months:.1f} months"

    def days(self, facts: Facts, start: str, end: str) -> int:
        began: date = first(facts, start).on
        return (first(facts, end).on - began).days
