"""Gates that are shut, in words a practitioner can act on, and what an entry changed in what is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hafan.chronology.operations.duties import GATE as DUTIES
from hafan.chronology.operations.duties import is_final
from hafan.journeys.dues import FORCE_WORDS, changes, dues
from hafan.journeys.queries.reading import Reading
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.gates import Gate, GateAnswer
from hafan.practice.rules import Confidence
from hafan.practice.saying import say_date
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing a gate asks that is not there."""

    finding: Finding

    @property
    def force(self) -> Wording:
        """How binding it is."""
        return FORCE_WORDS[self.finding.force.value]

    @property
    def is_unverified(self) -> bool:
        """Has nobody yet read the rule in its source?"""
        return self.finding.confidence is Confidence.UNVERIFIED


@dataclass(frozen=True, slots=True)
class Shut:
    """A gate that is shut, and everything that keeps it shut."""

    gate: Gate
    answer: GateAnswer

    @property
    def is_final(self) -> bool:
        """Does no reason open it?"""
        return is_final(self.answer)

    @property
    def missing(self) -> list[Missing]:
        """What is missing."""
        return [Missing(finding) for finding in self.answer.shut_by]


def shut_gates(answers: Sequence[GateAnswer], reading: Reading) -> list[Shut]:
    """The shut gates with their declarations."""
    return [Shut(reading.law.gates.get(answer.gate, DUTIES), answer) for answer in answers]


@dataclass(frozen=True, slots=True)
class Changed:
    """What an entry changed."""

    title: Wording
    says: Sequence[Wording]


_DONE = Wording("{what}: done.", "{what}: wedi'i wneud.")
_ENDED = Wording("{what}: no longer asked for.", "{what}: ni ofynnir amdano mwyach.")
_DUE = Wording("{what} is now due by {day}.", "{what}: i'w wneud bellach erbyn {day}.")
_ASKED = Wording("{what} is now asked for.", "{what}: gofynnir amdano bellach.")


def what_changed(reading: Reading, entry: Entry) -> Changed:
    """Compare what is due with and without one entry."""
    without = [each for each in reading.entries if each.ref != entry.ref]
    facts = Facts(reading.child.country, without)
    before = dues(reading.law.obligations(facts), reading.law, reading.on)
    settled, asked = changes(before, reading.all_dues)
    again = {due.clock.key for due in asked}
    says = [
        _say(_DONE if due.obligation.done_on else _ENDED, due.clock.title)
        for due in settled
        if due.clock.key not in again
    ]
    for due in asked:
        day = due.obligation.due_on
        says.append(
            _say(_ASKED, due.clock.title)
            if day is None
            else _say(_DUE, due.clock.title, Wording(say_date(day, "en"), say_date(day, "cy")))
        )
    line = reading.line_of(entry.corrects if entry.withdrawn and entry.corrects else entry.ref)
    return Changed(line.title if line else _NOTED, says)


_NOTED = Wording("Your entry", "Eich cofnod")


def _say(words: Wording, what: Wording, day: Wording | None = None) -> Wording:
    return Wording(
        words.en.format(what=what.en, day=day.en if day else ""),
        words.cy.format(what=what.cy, day=day.cy if day else ""),
    )
