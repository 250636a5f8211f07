"""Runs the tests that tell a figure, and prints each goal with what was measured: met, or not, or not measured."""

from __future__ import annotations

import json
import operator
import os
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

from steps import Step, python, run

SIGNS: dict[str, Callable[[Any, Any], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "=": operator.eq,
    "<": operator.lt,
}
#: Goal: what it is, and for each figure of it what it must be. A figure told more than once must be so each time.
GOALS: dict[str, tuple[str, dict[str, tuple[str, float]]]] = {
    "G1": ("(person, row) pairs equal to the oracle", {"pairs": (">=", 50_000_000), "mismatches": ("=", 0)}),
    "G2": ("address x method x person x relationship as declared", {"wrong": ("=", 0), "undeclared": ("=", 0)}),
    "G3": ("canaries in refused answers", {"canaries": ("=", 0)}),
    "G4": ("mutants of the walls killed", {"mutants": (">=", 200), "survivors": ("=", 0)}),
    "G5": ("tables classed and closed, no view ajar", {"open": ("=", 0)}),
    "G6": ("rows leaked to raw SQL", {"probes": (">=", 60), "leaked": ("=", 0)}),
    "G7": ("contexts leaked on a connection used again", {"requests": (">=", 10_000), "leaked": ("=", 0)}),
    "G8": ("row-level security on a list page, median ms added", {"ms": ("<=", 5)}),
    "G9": ("answers served after sight was taken away", {"paths": (">=", 6), "served": ("=", 0)}),
    "G10": ("people who must see something and do not", {"scenarios": (">=", 60), "denied": ("=", 0)}),
    "G11": ("sealed and restricted names seen", {"seen": ("=", 0)}),
    "G12": ("uses of break-glass without alert, reason or end", {"uses": (">=", 1), "without": ("=", 0)}),
    "G13": ("protected values in what goes out", {"documents": (">=", 2_000), "let_through": ("=", 0)}),
    "G14": ("outputs released by their author alone", {"released": ("=", 0)}),
    "G15": ("the 25 cases stopped or caught", {"cases": (">=", 25), "not_stopped": ("=", 0)}),
    "G16": ("items of the ASVS mapped", {"unmapped": ("=", 0)}),
    "G17": ("answers without the full headers, inline scripts, outside requests", {"without": ("=", 0)}),
    "G18": ("protected objects read or written without a note", {"unnoted": ("=", 0)}),
    "G19": ("edits, deletions and cut tails of the audit not found", {"missed": ("=", 0)}),
    "G20": ("audit, median ms a request", {"ms": ("<=", 2)}),
    "G21": ("people without a second step", {"without": ("=", 0)}),
    "G22": ("guesses in 15 minutes; ms between known and unknown", {"guesses": ("<=", 5), "ms": ("<", 5)}),
    "G23": ("sessions that outlive their rules", {"outlived": ("=", 0)}),
    "G33": (
        "hostile files accepted, ordinary ones refused",
        {"hostile": (">=", 150), "accepted": ("=", 0), "ordinary": (">=", 200), "refused": ("=", 0)},
    ),
    "G34": ("names that come back otherwise", {"names": (">=", 300), "changed": ("=", 0)}),
    "G35": ("formulas and hidden content in exports", {"found": ("=", 0)}),
    "G36": ("dependencies without a hash", {"unhashed": ("=", 0)}),
    "G37": ("static findings not waived", {"findings": ("=", 0)}),
    "G38": ("sensitive values in logs, addresses, caches and browsers", {"found": ("=", 0)}),
    "G39": ("destroyed by one person alone, or too early", {"destroyed": ("=", 0)}),
}  # fmt: skip


def main(words: list[str]) -> int:
    """Measure, or read a file of figures that was kept; 1 when a goal is not met or was not measured."""
    if words:
        return tell_all(Path(words[0]))
    with tempfile.TemporaryDirectory() as place:
        kept = Path(place) / "figures"
        kept.touch()
        among = ["-n", str(min(4, os.cpu_count() or 1)), "--dist", "loadfile"]
        failed = run(
            [
                Step("tests that tell a figure", python("-m", "pytest", "-q", "-m", "figure", *among, "--ignore=tests/stories")),
                Step("what policies add to a list page", python("-m", "benchmarks", "sight")),
            ],
            {"HAFAN_FIGURES": str(kept)},
        )  # fmt: skip
        return tell_all(kept) or failed


def tell_all(kept: Path) -> int:
    """Print each goal, its figures and whether they are what they should be."""
    told: dict[str, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for line in kept.read_text(encoding="utf-8").splitlines():
        found = json.loads(line)
        for name, value in found["measured"].items():
            told[found["goal"]][name].append(value)
    states = []
    for goal, (words, wanted) in GOALS.items():
        measured = told.get(goal, {})
        states.append(state(measured, wanted))
        said = ", ".join(f"{name} {' / '.join(map(str, values))}" for name, values in measured.items())
        print(f"  {goal:4} {states[-1]:12} {words}: {said or '-'}")
    print(
        f"\n  {states.count('met')} of {len(GOALS)} goals met, {states.count('not measured')} not measured here"
    )
    return 0 if set(states) == {"met"} else 1


def state(measured: dict[str, list[Any]], wanted: dict[str, tuple[str, float]]) -> str:
    """Whether a goal's figures are what they should be."""
    if not all(measured.get(name) for name in wanted):
        return "not measured"
    met = all(SIGNS[sign](value, limit) for name, (sign, limit) in wanted.items() for value in measured[name])
    return "met" if met else "NOT MET"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
