"""Telling a short story of a child for a test: one line an entry."""

from __future__ import annotations

from datetime import date
from typing import Any

from hafan.frameworks.registry import framework
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.gates import GateAnswer


def told(*lines: tuple[str, str] | tuple[str, str, dict[str, Any]]) -> tuple[Entry, ...]:
    """Entries from (kind, day) or (kind, day, details), in the order told; their refs are their numbers."""
    return tuple(entry(line, number) for number, line in enumerate(lines, start=1))


def entry(line: tuple[Any, ...], number: int = 1) -> Entry:
    """One entry from (kind, day) or (kind, day, details)."""
    kind, day, *rest = line
    return Entry(
        ref=str(number),
        kind=kind,
        happened=ImpreciseDate.parse(day),
        details=rest[0] if rest else {},
        order=number,
    )


def asked(country: str, gate: str, on: str, *lines: Any, about: tuple[Any, ...] | None = None) -> GateAnswer:
    """The gate's answer on this day, for the entry about to be recorded if there is one."""
    law = framework(country)
    return law.judge(
        gate,
        Facts(country, told(*lines)),
        on=date.fromisoformat(on),
        about=entry(about, 999) if about else None,
    )


def found(answer: GateAnswer, rule: str) -> Finding:
    """The finding about this rule."""
    return next(finding for finding in answer.findings if finding.rule == rule)
