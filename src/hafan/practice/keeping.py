"""How long a record must be kept: where several periods apply, the longest wins."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hafan.practice.obligations import Obligation

#: The stage of every clock that says how long a record is kept.
RETENTION = "retention"


@dataclass(frozen=True, slots=True)
class Keep:
    """The first day a record may be destroyed (None: not known yet), and the rules that were weighed."""

    until: date | None
    rules: tuple[str, ...]


def how_long(periods: Iterable[Obligation]) -> Keep | None:
    """The longest of these periods; None when no rule says the record must be kept. One unknown makes all unknown."""
    running = [period for period in periods if period.ended_on is None]
    if not running:
        return None
    days = [period.not_before for period in running]
    known = [day for day in days if day is not None]
    return Keep(max(known) if len(known) == len(days) else None, tuple(period.clock for period in running))
