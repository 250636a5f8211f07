"""A framework: the clocks and gates of one country in one version. It refuses to load if anything is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hafan.practice.clocks import Asks, Clock
from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.gates import Gate, GateAnswer
from hafan.practice.obligations import Obligation
from hafan.practice.rules import Rule
from hafan.practice.scenarios import Scenario, boundary_gaps
from hafan.practice.wording import Wording

#: The stage of the clocks that a series of short breaks does not start: its lighter duties are not held here.
CARE = "care"


def in_short_breaks(facts: Facts, day: date) -> bool:
    """Was the child looked after that day only in a series of short breaks?"""
    status = facts.status_on(day)
    return status is not None and status.status == "short_breaks"


class IncompleteFramework(ValueError):
    """Something a framework needs is missing, so it must not be used. Says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Framework:
    """The dated, cited rules of one country."""

    country: str
    version: str
    begins: date
    title: Wording
    clocks: Mapping[str, Clock]
    gates: Mapping[str, Gate]
    rules: Mapping[str, Rule]

    def facts(self, entries: Sequence[Entry], *, known_on: date | None = None) -> Facts:
        """The facts of these entries as this country's rules read them."""
        return Facts(self.country, entries, known_on=known_on)

    def obligations(
        self, facts: Facts, subject: Subject = Subject.CHILD, *, only_open: bool = False
    ) -> list[Obligation]:
        """Everything these facts have ever asked for, or still ask for, by due date; those without one last."""
        found = [
            obligation
            for clock in self.clocks.values()
            if clock.subject is subject
            for obligation in clock.run(facts, self.rules[clock.key], only_open=only_open)
            if clock.stage != CARE or not in_short_breaks(facts, obligation.started_on)
        ]
        return sorted(found, key=lambda each: (each.due_on or date.max, each.started_on, each.clock))

    def judge(self, gate: str, facts: Facts, *, on: date, about: Entry | None = None) -> GateAnswer:
        """Is this gate open on this day, for the entry about to be recorded if one is given?"""
        return self.gates[gate].judge(facts, self.rules, on=on, about=about)

    def gates_before(self, kind: str) -> tuple[Gate, ...]:
        """The gates asked before an entry of this kind is recorded."""
        return tuple(gate for gate in self.gates.values() if kind in gate.guards)


def check_complete(framework: Framework, scenarios: Sequence[Scenario]) -> None:
    """Refuse a framework whose clock or gate has no rule, no value, or no boundary scenario. Raises IncompleteFramework."""
    faults = [*_missing_rules(framework), *_missing_values(framework), *boundary_gaps(framework, scenarios)]
    if faults:
        raise IncompleteFramework(f"{framework.country} {framework.version}: " + "; ".join(faults))


def _missing_rules(framework: Framework) -> list[str]:
    asked = [
        *framework.clocks,
        *(item.key for gate in framework.gates.values() for item in gate.requirements),
    ]
    missing = [f"{key} has no rule in values.toml" for key in asked if key not in framework.rules]
    unused = [f"rule {key} is used by no clock or gate" for key in framework.rules if key not in asked]
    return missing + unused


def _missing_values(framework: Framework) -> list[str]:
    faults = []
    for clock in framework.clocks.values():
        rule = framework.rules.get(clock.key)
        for value in rule.values if rule else ():
            needed = value.not_before if clock.kind is Asks.NOT_BEFORE else value.allowance
            if needed is None and clock.kind is not Asks.RUNS_OUT:
                faults.append(f"{clock.key} has no number from {value.begins}")
        if rule is not None and not rule.values:
            faults.append(f"{clock.key} has no dated value")
    return faults
