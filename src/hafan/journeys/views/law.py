"""The law register: every rule in force, with its source and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from hafan.access.doors import permits
from hafan.frameworks.registry import COUNTRIES, framework
from hafan.journeys.dues import FORCE_WORDS
from hafan.journeys.pages import page
from hafan.practice.clocks import Clock
from hafan.practice.framework import Framework
from hafan.practice.gates import Gate, Requirement
from hafan.practice.roles import role_wording
from hafan.practice.rules import Confidence, DatedValue, Rule
from hafan.practice.wording import Wording

CONFIDENCE = {
    Confidence.PRIMARY: Wording("read in the law itself", "darllenwyd yn y gyfraith ei hun"),
    Confidence.SECONDARY: Wording(
        "read in a good secondary source", "darllenwyd mewn ffynhonnell eilaidd dda"
    ),
    Confidence.DERIVED: Wording("worked out from other rules", "deilliwyd o reolau eraill"),
    Confidence.UNVERIFIED: Wording("not yet checked in a source", "heb ei wirio mewn ffynhonnell eto"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One rule of one country as the register shows it: behind a clock, or behind one thing a gate asks."""

    country: str
    rule: Rule
    value: DatedValue | None
    clock: Clock | None = None
    gate: Gate | None = None
    requirement: Requirement | None = None

    @property
    def title(self) -> Wording:
        """What it is about."""
        if self.clock is not None:
            return self.clock.title
        assert self.requirement is not None
        return self.requirement.asks

    @property
    def force(self) -> Wording:
        """How binding it is."""
        return FORCE_WORDS[self.rule.force.value]

    @property
    def owner(self) -> Wording | None:
        """Whose task it is."""
        return role_wording(self.clock.owner, self.country) if self.clock else None

    @property
    def confidence(self) -> Wording | None:
        """How the value in force was checked."""
        return CONFIDENCE[self.value.confidence] if self.value else None


@permits("law.view")
def law(request: HttpRequest) -> HttpResponse:
    """Every rule in force today."""
    asked = request.GET
    country = asked.get("country", "")
    stage = asked.get("stage", "")
    only_unverified = "unverified" in asked
    every = [row for each in COUNTRIES for row in rows_of(framework(each), timezone.localdate())]
    shown = [
        row
        for row in every
        if (country not in COUNTRIES or row.country == country)
        and (not stage or (row.clock is not None and row.clock.stage == stage))
        and (not only_unverified or not row.rule.is_verified)
    ]
    context = {
        "rows": shown,
        "countries": {each: framework(each).title for each in COUNTRIES},
        "stages": sorted({row.clock.stage for row in every if row.clock and row.clock.stage}),
        "country": country,
        "stage": stage,
        "only_unverified": only_unverified,
        "unverified": sum(not row.rule.is_verified for row in every),
    }
    return page(request, "law", context)


def rows_of(law: Framework, day: date) -> list[Row]:
    """The rules of one country: its clocks, then its gates."""
    clocks = [
        Row(law.country, law.rules[clock.key], law.rules[clock.key].on(day), clock=clock)
        for clock in law.clocks.values()
    ]
    gates = [
        Row(law.country, law.rules[each.key], law.rules[each.key].on(day), gate=gate, requirement=each)
        for gate in law.gates.values()
        for each in gate.requirements
    ]
    return clocks + gates
