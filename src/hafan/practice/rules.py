"""Rules: what a number means, since when, on whose authority, and how sure we are of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import pairwise

from hafan.practice.calendar import Allowance
from hafan.practice.wording import Wording


class Force(StrEnum):
    """How binding a rule is. Law stops an unlawful decision; the others may be overridden with a reason."""

    LAW = "law"
    STANDARD = "standard"
    PRACTICE = "practice"
    LOCAL = "local"


class Confidence(StrEnum):
    """How the rule was checked: primary text, good secondary source, derived, or unverified."""

    PRIMARY = "P"
    SECONDARY = "S"
    DERIVED = "D"
    UNVERIFIED = "FM"


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """The allowance in force from one day until (not including) another.

    `extends_after_end` counts an extension granted after the period had ended, from the day it was granted.
    `advance` is how long before the start the thing may have been done and still count. `set_locally` marks a number that
    an authority set for itself, within what the rule allows.
    """

    begins: date
    ends: date | None = None
    allowance: Allowance | None = None
    not_before: Allowance | None = None
    extension: Allowance | None = None
    extensions_allowed: int | None = 0
    extends_after_end: bool = False
    advance: Allowance | None = None
    alerts: tuple[Allowance, ...] = ()
    confidence: Confidence = Confidence.UNVERIFIED
    set_locally: bool = False

    def in_force(self, on: date) -> bool:
        """Did it apply to an event on this day?"""
        return self.begins <= on and (self.ends is None or on < self.ends)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One cited rule with its dated values. `doubt` says what has still to be confirmed; `off` keeps it out of use."""

    key: str
    force: Force
    source: str
    refs: tuple[str, ...] = ()
    doubt: Wording | None = None
    off: bool = False
    values: tuple[DatedValue, ...] = field(default_factory=tuple)

    def __post_init__(self) -> None:
        if not self.source:
            raise ValueError(f"{self.key}: a rule needs a source")
        ordered = sorted(self.values, key=lambda value: value.begins)
        for earlier, later in pairwise(ordered):
            if earlier.ends is None or later.begins < earlier.ends:
                raise ValueError(f"{self.key}: two values are in force on {later.begins}")

    def on(self, day: date) -> DatedValue | None:
        """The value in force for an event on this day; None before the rule began, or while it is off."""
        if self.off:
            return None
        return next((value for value in self.values if value.in_force(day)), None)

    @property
    def is_verified(self) -> bool:
        """Has every value been read in a source, and is nothing in doubt?"""
        return self.doubt is None and all(v.confidence is not Confidence.UNVERIFIED for v in self.values)
