"""A stretch of days: the first day is in, the last day is out, and it may still be open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Span:
    """From `began` (in) to `ended` (out); `ended` is None while it goes on."""

    began: date
    ended: date | None = None

    def __post_init__(self) -> None:
        if self.ended is not None and self.ended < self.began:
            raise ValueError(f"a span cannot end ({self.ended}) before it began ({self.began})")

    def covers(self, day: date) -> bool:
        """Was it going on that day?"""
        return self.began <= day and (self.ended is None or day < self.ended)

    def overlaps(self, other: Span) -> bool:
        """Do the two share a day?"""
        mine, theirs = self.ended or date.max, other.ended or date.max
        return self.began < theirs and other.began < mine

    def days(self, on: date) -> int:
        """Whole days, first day counted, last day not, up to `on` if it is still open."""
        return max(0, (min(self.ended or on, on) - self.began).days)
