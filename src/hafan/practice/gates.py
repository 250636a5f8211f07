"""Gates: what must be true before something may be done, asked item by item, each item with its own force."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.rules import Rule
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a gate is asked: the facts, the day, and the entry about to be recorded (None: asked in general)."""

    facts: Facts
    rules: Mapping[str, Rule]
    on: date
    about: Entry | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """Is it so (None: the record cannot say), which entries settle it, and if need be, what exactly was found."""

    met: bool | None
    facts: tuple[str, ...] = ()
    says: Wording | None = None
    remedy: Wording | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """One thing a gate asks. Its source, force and confidence are those of the rule of the same key.

    `test` answers None where the question does not arise.
    """

    key: str
    asks: Wording
    remedy: Wording
    test: Callable[[Question], Answer | None]


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
    """One gate. `guards` are the kinds of entry it is asked for; `applies` says to which facts it applies at all.

    `ref` is its number in the sources.
    """

    key: str
    ref: str
    title: Wording
    blocks: Wording
    guards: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    applies: Callable[[Question], bool] = lambda question: True

    def judge(
        self, facts: Facts, rules: Mapping[str, Rule], *, on: date, about: Entry | None = None
    ) -> GateAnswer:
        """Ask every requirement of the gate on this day, of the entry about to be recorded if there is one."""
        question = Question(facts=facts, rules=rules, on=on, about=about)
        asked = self.requirements if self.applies(question) else ()
        findings = (_finding(each, rules[each.key], question) for each in asked)
        return GateAnswer(gate=self.key, on=on, findings=tuple(found for found in findings if found))


def _finding(requirement: Requirement, rule: Rule, question: Question) -> Finding | None:
    """What was found; None where the rule is not in force or the question does not arise."""
    value = rule.on(question.on)
    answer = requirement.test(question) if value is not None else None
    if value is None or answer is None:
        return None
    return Finding(
        rule=rule.key,
        met=answer.met,
        says=answer.says or requirement.asks,
        remedy=None if answer.met else answer.remedy or requirement.remedy,
        source=rule.source,
        force=rule.force,
        confidence=value.confidence,
        facts=answer.facts,
    )
