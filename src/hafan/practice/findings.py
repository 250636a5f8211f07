"""Findings: every answer of the core, with its rule, its source and the facts it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from hafan.practice.rules import Confidence, Force
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found true, untrue or not known, and why.

    `met` is None when the record cannot say. `facts` are the refs of the entries that settled it.
    `can_be_overridden` is false where law forbids going on.
    """

    rule: str
    met: bool | None
    says: Wording
    remedy: Wording | None
    source: str
    force: Force
    confidence: Confidence
    facts: tuple[str, ...] = ()

    @property
    def can_be_overridden(self) -> bool:
        """May a named person go on with a reason, although it is not met?"""
        return self.force is not Force.LAW
