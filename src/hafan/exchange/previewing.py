"""The first children whom a return would change, and how, kept as kinds and answers so that it reads in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from hafan.exchange.from_903 import Told
from hafan.exchange.planning import Held, Plan
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.saying import say_imprecise
from hafan.practice.wording import Wording

#: Children shown, and lines for each; the figures above the list count them all.
CHILDREN, LINES = 50, 6


def previewed(plan: Plan) -> list[dict[str, Any]]:
    """Children whose records change first, then those whose records would be opened."""
    found: dict[str, dict[str, Any]] = {}
    for reference, how, entry, was in _changes(plan):
        if reference not in found:
            if len(found) == CHILDREN:
                continue
            found[reference] = {"child": reference, "opens": False, "lines": [], "more": 0}
        _add(found[reference], how, entry, was)
    opened = (_opened(told) for told in plan.to_open[: CHILDREN - len(found)])
    return [*found.values(), *opened]


def _changes(plan: Plan) -> Iterator[tuple[str, str, Entry | Held, Held | None]]:
    for change in plan.changes:
        how = "corrects" if change.replaces else "adds"
        yield change.reference, how, change.entry, change.replaces
    for reference, held in plan.no_longer_said:
        yield reference, "silent", held, None


def _opened(told: Told) -> dict[str, Any]:
    shown: dict[str, Any] = {"child": told.reference, "opens": True, "lines": [], "more": 0}
    for entry in told.entries:
        if entry.kind != "record_begun":
            _add(shown, "adds", entry, None)
    return shown


def _add(shown: dict[str, Any], how: str, entry: Entry | Held, was: Held | None) -> None:
    if len(shown["lines"]) == LINES:
        shown["more"] += 1
        return
    shown["lines"].append({"how": how, **_kept(entry), "was": _kept(was) if was else None})


def _kept(entry: Entry | Held) -> dict[str, Any]:
    on = entry.happened.earliest
    return {
        "kind": entry.kind,
        "on": on.isoformat() if on else None,
        "precision": entry.happened.precision.value,
        "details": dict(entry.details),
    }


def in_words(kept: dict[str, Any]) -> Wording:
    """A kept entry as the chronology would say it: the day, then the sentence."""
    on = date.fromisoformat(kept["on"]) if kept["on"] else None
    happened = ImpreciseDate(on, Precision(kept["precision"]))
    declared = ENTRY_TYPES[kept["kind"]]
    en, cy = (
        f"{say_imprecise(happened, language)}: {declared.sentence(kept['details'], language)}"
        for language in ("en", "cy")
    )
    return Wording(en, cy)
