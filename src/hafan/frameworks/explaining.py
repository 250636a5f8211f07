"""What the law asks in one case on one day: obligations, gates and next steps, each with its rule, source and facts."""

from __future__ import annotations

from datetime import date
from typing import Any

from hafan.frameworks.explaining_words import CONFIDENCE, FORCE, GROUPS, group_of
from hafan.practice.casefile import Case
from hafan.practice.entries import Entry, Subject
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.framework import Framework
from hafan.practice.gates import Gate
from hafan.practice.keeping import RETENTION, how_long
from hafan.practice.obligations import STATE_WORDS, Obligation, State
from hafan.practice.roles import role_wording
from hafan.practice.rules import Confidence, Rule
from hafan.practice.running import value_for
from hafan.practice.saying import say_imprecise

FORMAT, VERSION = "hafan-explanation", 1
#: What somebody still has to do, most pressing first.
_TO_DO = ("overdue", "soon", "due", "unknown")


class Explaining:
    """One case read by one framework, as known on one day, said in one language."""

    def __init__(self, case: Case, framework: Framework, on: date, language: str) -> None:
        self.case, self.framework, self.on, self.language = case, framework, on, language
        self.facts: Facts = framework.facts(case.entries, known_on=on)
        self.entries = {entry.ref: entry for entry in case.entries}

    def document(self) -> dict[str, Any]:
        """The whole explanation, ready for JSON. Its shape is described in docs/reference/explain.md."""
        running = [
            each
            for each in self.framework.obligations(self.facts, self.case.subject)
            if each.state(self.on) is not State.NOT_STARTED
        ]
        kept = [each for each in running if self.framework.clocks[each.clock].stage == RETENTION]
        obligations = sorted((self._obligation(each) for each in running), key=_by_urgency)
        return {
            "format": FORMAT,
            "version": VERSION,
            "on": self.on.isoformat(),
            "language": self.language,
            "country": self.framework.country,
            "framework": self.framework.version,
            "law_read_to": self.framework.begins.isoformat(),
            "subject": self.case.subject.value,
            "reference": self.case.reference,
            "entries": {"used": len(self.facts.entries), "not_yet_known": self._not_yet_known()},
            "obligations": obligations,
            "gates": [self._gate(gate) for gate in self._gates()],
            "next_steps": [self._step(each) for each in obligations if each["group"] in _TO_DO],
            "keep_record": self._keep(kept),
        }

    def _not_yet_known(self) -> list[str]:
        return [entry.ref for entry in self.case.entries if entry.known_from > self.on]

    def _fact(self, ref: str) -> dict[str, Any]:
        entry = self.entries[ref]
        return {
            "ref": ref,
            "kind": entry.kind,
            "on": str(entry.happened),
            "says": f"{say_imprecise(entry.happened, self.language)}: {self._sentence(entry)}",
        }

    def _sentence(self, entry: Entry) -> str:
        return ENTRY_TYPES[entry.kind].sentence(entry.details, self.language)

    def _authority(self, rule: Rule, confidence: Confidence) -> dict[str, Any]:
        """On what a rule rests, and how sure we are of it."""
        return {
            "source": rule.source,
            "refs": list(rule.refs),
            "force": rule.force.value,
            "force_says": FORCE[rule.force].text(self.language),
            "confidence": confidence.value,
            "confidence_says": CONFIDENCE[confidence].text(self.language),
            "verified": confidence is not Confidence.UNVERIFIED and rule.doubt is None,
            "doubt": rule.doubt.text(self.language) if rule.doubt else None,
        }

    def _obligation(self, each: Obligation) -> dict[str, Any]:
        clock, rule = self.framework.clocks[each.clock], self.framework.rules[each.clock]
        value = value_for(rule, self.entries[each.started_by])
        state = each.state(self.on)
        return {
            "rule": each.clock,
            "group": group_of(each, self.on),
            "state": state.value,
            "state_says": STATE_WORDS[state].text(self.language),
            "kind": clock.kind.value,
            "title": clock.title.text(self.language),
            "asks": clock.asks.text(self.language),
            "owner": clock.owner.value,
            "owner_says": role_wording(clock.owner, self.framework.country).text(self.language),
            "started_on": str(self.entries[each.started_by].happened),
            **{name: _iso(getattr(each, name)) for name in _DATES},
            "days_left": each.days_left(self.on),
            "warnings_on": [day.isoformat() for day in each.alerts],
            "why_unknown": each.why_unknown.text(self.language) if each.why_unknown else None,
            "retention": clock.stage == RETENTION,
            "set_locally": value is not None and value.set_locally,
            **self._authority(rule, value.confidence if value else Confidence.UNVERIFIED),
            "facts": [self._fact(ref) for ref in each.facts_used],
        }

    def _gates(self) -> list[Gate]:
        """The gates before anything that can be recorded about this subject."""
        kinds = {declared.key for declared in ENTRY_TYPES.about(Subject(self.case.subject))}
        return [gate for gate in self.framework.gates.values() if kinds.intersection(gate.guards)]

    def _gate(self, gate: Gate) -> dict[str, Any]:
        answer = self.framework.judge(gate.key, self.facts, on=self.on)
        return {
            "gate": gate.key,
            "ref": gate.ref,
            "title": gate.title.text(self.language),
            "blocks": gate.blocks.text(self.language),
            "asked": bool(answer.findings),
            "open": answer.is_open,
            "barred_by_law": answer.is_barred_by_law,
            "findings": [self._finding(finding) for finding in answer.findings],
        }

    def _finding(self, finding: Finding) -> dict[str, Any]:
        return {
            "rule": finding.rule,
            "met": finding.met,
            "says": finding.says.text(self.language),
            "remedy": finding.remedy.text(self.language) if finding.remedy else None,
            "can_be_overridden": finding.can_be_overridden,
            **self._authority(self.framework.rules[finding.rule], finding.confidence),
            "facts": [self._fact(ref) for ref in finding.facts if ref in self.entries],
        }

    def _step(self, each: dict[str, Any]) -> dict[str, Any]:
        wanted = ("rule", "group", "owner", "owner_says", "due_on", "days_left")
        return {"does": each["why_unknown"] or each["asks"], **{name: each[name] for name in wanted}}

    def _keep(self, kept: list[Obligation]) -> dict[str, Any] | None:
        found = how_long(kept)
        return None if found is None else {"until": _iso(found.until), "rules": list(found.rules)}


_DATES = ("due_on", "not_before", "done_on", "ended_on", "suspended_from")


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _by_urgency(each: dict[str, Any]) -> tuple[Any, ...]:
    when = each["due_on"] or each["not_before"] or "9999"
    return (list(GROUPS).index(each["group"]), when, each["started_on"], each["rule"])


def explain(
    case: Case, framework: Framework, *, on: date, language: str = "en", authority: str | None = None
) -> dict[str, Any]:
    """What this framework asks in this case on this day, as known that day, in `en` or `cy`.

    `authority` is whose local targets are in the framework, if any are.
    """
    return {**Explaining(case, framework, on, language).document(), "local_targets_of": authority}
