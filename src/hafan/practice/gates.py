"""Gates: what must be true before something may be done, asked item by item, each item with its own force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.rules import Confidence, Force, Rule
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Answer:
    """Is it so (None: the record cannot say), which entries settle it, and if need be, what exactly was found."""

    met: bool | None
    facts: tuple[str, ...] = ()
    says: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a gate asks. Its source, force and confidence are those of the rule of the same key."""

    key: str
    asks: Wording
    remedy: Wording
    test: Callable[[Facts, date], Answer]


@dataclass(frozen=True, slots=True, kw_only=True)
class GateAnswer:
    """Whether a gate is open on a day, and every finding behind it."""

    gate: str
    on: date
    findings: tuple[Finding, ...]

    @property
    def is_open(self) -> bool:
        """Is everything it asks met?"""
        return all(finding.met for finding in self.findings)

    @property
    def is_barred_by_law(self) -> bool:
        """Is something that law requires not met, so that nobody may override it?"""
        return any(not f.met and not f.can_be_overridden for f in self.findings)

    @property
    def shut_by(self) -> tuple[Finding, ...]:
        """The findings that keep it shut."""
        return tuple(finding for finding in self.findings if not finding.met)


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One gate. `guards` are the kinds of entry it is asked for; `applies` says to which facts it applies at all."""

    key: str
    title: Wording
    blocks: Wording
    guards: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    applies: Callable[[Facts, date], bool] = lambda facts, on: True

    def judge(self, facts: Facts, rules: Mapping[str, Rule], *, on: date) -> GateAnswer:
        """Ask every requirement of the gate on this day."""
        findings = (_finding(each, facts, rules[each.key], on) for each in self.requirements)
        return GateAnswer(gate=self.key, on=on, findings=tuple(findings) if self.applies(facts, on) else ())


def _finding(requirement: Requirement, facts: Facts, rule: Rule, on: date) -> Finding:
    answer = requirement.test(facts, on)
    value = rule.on(on)
    return Finding(
        rule=rule.key,
        met=answer.met,
        says=answer.says or requirement.asks,
        remedy=None if answer.met else requirement.remedy,
        source=rule.source,
        force=rule.force if value is not None else Force.PRACTICE,
        confidence=value.confidence if value is not None else Confidence.UNVERIFIED,
        facts=answer.facts,
    )
