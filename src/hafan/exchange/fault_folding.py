"""Keeping a hundred thousand alike faults in little room: the first of each kind in full, the rest by their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hafan.exchange.ssda903 import Fault

#: Faults of one kind in one table that are kept each with its own child and value.
IN_FULL = 500


@dataclass(slots=True)
class Folded:
    """One fault, or many alike: how many, and the rows they are in."""

    fault: Fault
    count: int = 1
    rows: str = ""


@dataclass(slots=True)
class _Run:
    """Faults of one kind, file and column that are too many to keep each."""

    fault: Fault
    rows: list[int] = field(default_factory=list)
    count: int = 0


def folded(faults: Iterable[Fault], in_full: int = IN_FULL) -> list[Folded]:
    """The faults to keep. Their counts add up to all of them, and every row is named."""
    kept: list[Folded] = []
    seen: Counter[tuple[str, str]] = Counter()
    runs: dict[tuple[str, str, str, str], _Run] = {}
    for fault in faults:
        kind = (fault.kind.code, fault.table)
        seen[kind] += 1
        if seen[kind] <= in_full:
            kept.append(Folded(fault))
            continue
        run = runs.setdefault((*kind, fault.file, fault.column), _Run(fault))
        run.count += 1
        if fault.row is not None:
            run.rows.append(fault.row)
    return [*kept, *(_together(run) for run in runs.values())]


def _together(run: _Run) -> Folded:
    first = run.fault
    alike = first._replace(value="…", child="", more="…", row=min(run.rows, default=None))
    return Folded(alike, run.count, in_ranges(run.rows))


def in_ranges(rows: Iterable[int]) -> str:
    """Rows as people write them: 3-7, 9, 12-40."""
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in _ranges(rows))


def _ranges(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    first = last = None
    for row in sorted(set(rows)):
        if last is None or row > last + 1:
            if first is not None and last is not None:
                yield first, last
            first = row
        last = row
    if first is not None and last is not None:
        yield first, last


def counted(faults: Iterable[Fault]) -> list[dict[str, str | int]]:
    """How many faults there are of each kind in each table, left out first, most first."""
    found = Counter((fault.kind.severity.value, fault.kind.code, fault.table) for fault in faults)
    ordered = sorted(found.items(), key=lambda each: (each[0][0] != "left_out", -each[1], each[0]))
    return [
        {"severity": severity, "code": code, "table": table, "count": count}
        for (severity, code, table), count in ordered
    ]
