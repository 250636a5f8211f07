"""Write docs/law/register.md: every rule in force, both countries side by side, from the framework itself."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from hafan.frameworks.published import published
from hafan.frameworks.registry import COUNTRIES, LATEST, VERSIONS, framework
from hafan.frameworks.values import ALWAYS
from hafan.practice.clocks import Asks, Clock
from hafan.practice.entries import Subject
from hafan.practice.framework import Framework
from hafan.practice.gates import Gate, Requirement
from hafan.practice.roles import role_wording
from hafan.practice.rules import Confidence, DatedValue, Rule

ROOT = Path(__file__).resolve().parents[1]
REGISTER = ROOT / "docs/law/register.md"
_SUBJECTS = {
    Subject.CHILD: "Clocks about a child",
    Subject.HOUSEHOLD: "Clocks about a household",
    Subject.AGENCY: "Clocks about an agency",
}
_ASKS = {
    Asks.DO_BY: "",
    Asks.NOT_BEFORE: "",
    Asks.RUNS_OUT: "An authority that runs out.",
    Asks.LASTS: "A duty, or a time to answer, that ends by itself.",
}
_SURE = {
    Confidence.PRIMARY: "text read",
    Confidence.SECONDARY: "good secondary source",
    Confidence.DERIVED: "worked out",
    Confidence.UNVERIFIED: "**not verified**",
}


def register() -> str:
    """The whole register."""
    laws = [framework(country) for country in COUNTRIES]
    return "\n".join(_register(laws)) + "\n"


def _register(laws: list[Framework]) -> Iterator[str]:
    yield from _heading(laws)
    for subject, title in _SUBJECTS.items():
        yield from ("", f"## {title}")
        clocks: dict[str, Clock] = {}
        for law in laws:
            clocks |= {key: clock for key, clock in law.clocks.items() if clock.subject is subject}
        for clock in sorted(clocks.values(), key=lambda each: (each.stage, each.key)):
            yield from _clock(clock, laws)
    yield from ("", "## Gates")
    gates = {key: gate for law in laws for key, gate in law.gates.items()}
    for gate in sorted(gates.values(), key=lambda each: each.ref):
        yield from _gate(gate, laws)
    yield ""
    yield (ROOT / "docs/law/not-held.md").read_text(encoding="utf-8").rstrip()


def _heading(laws: list[Framework]) -> Iterator[str]:
    rules = [rule for law in laws for rule in law.rules.values()]
    unsure = sum(1 for rule in rules if not rule.is_verified)
    yield "# Law register"
    yield ""
    yield "Written by `scripts/write_law_register.py` from the framework; do not edit. How to read it: [README](README.md)."
    yield ""
    yield (
        f"Version {LATEST} ({published()[LATEST]['status']}); the law as read to {VERSIONS[LATEST]}. "
        f"{len(rules)} rules: {' and '.join(f'{len(law.rules)} in {law.title.en}' for law in laws)}. "
        f"{unsure} of them are not fully verified or have something still to be confirmed; each says so."
    )


def _clock(clock: Clock, laws: list[Framework]) -> Iterator[str]:
    yield from ("", f"### {clock.title.en}", "")
    yield f"`{clock.key}` · *{clock.title.cy}* · {_owner(clock, laws)}"
    yield ""
    kind = f" {_ASKS[clock.kind]}" if _ASKS[clock.kind] else ""
    stops = f" Stops {clock.stops_when.en}." if clock.stops_when.en else ""
    yield f"{clock.asks.en}. Starts {clock.starts_when.en}.{stops}{kind}"
    yield from _side_by_side(clock.key, laws)


def _owner(clock: Clock, laws: list[Framework]) -> str:
    names = dict.fromkeys(
        role_wording(clock.owner, law.country).en for law in laws if clock.key in law.clocks
    )
    return " / ".join(names)


def _gate(gate: Gate, laws: list[Framework]) -> Iterator[str]:
    yield from ("", f"### {gate.ref}: {gate.title.en}", "")
    yield f"`{gate.key}` · *{gate.title.cy}* · asked before: {', '.join(f'`{kind}`' for kind in gate.guards)}"
    yield ""
    yield f"Blocks: {gate.blocks.en}."
    asked: dict[str, Requirement] = {}
    for law in laws:
        if gate.key in law.gates:
            asked |= {item.key: item for item in law.gates[gate.key].requirements}
    for item in asked.values():
        yield from ("", f"- **{item.asks.en}** (`{item.key}`)")
        yield from _side_by_side(item.key, laws)


def _side_by_side(key: str, laws: list[Framework]) -> Iterator[str]:
    """What each country says under one key, a row each."""
    yield from ("", "| | how long | in force | force | source | how sure |", "|---|---|---|---|---|---|")
    doubts: dict[str, None] = {}
    for law in laws:
        rule = law.rules.get(key)
        if rule is None:
            yield f"| {law.title.en} | no such rule | | | | |"
            continue
        for value in rule.values:
            yield f"| {law.title.en} | {_length(value)} | {_dates(rule, value)} | {rule.force} | {_source(rule)} | {_SURE[value.confidence]} |"
        if rule.doubt is not None:
            doubts[f"{law.title.en}: {rule.doubt.en}"] = None
    for doubt in doubts:
        yield from ("", f"To be confirmed, {doubt}")


def _length(value: DatedValue) -> str:
    said = []
    if value.allowance is not None:
        said.append(str(value.allowance))
    if value.not_before is not None:
        said.append(f"not before {value.not_before}")
    if value.extension is not None:
        often = (
            "any number of times"
            if value.extensions_allowed is None
            else f"at most {value.extensions_allowed}"
        )
        said.append(f"extended by {value.extension}, {often}")
    if value.advance is not None:
        said.append(f"counts if done up to {value.advance} before")
    if value.alerts:
        said.append(f"warnings at {', '.join(str(alert) for alert in value.alerts)}")
    return "; ".join(said) or "no number"


def _dates(rule: Rule, value: DatedValue) -> str:
    if rule.off:
        return "switched off"
    begins = "" if value.begins == ALWAYS else f"from {value.begins}"
    ends = "" if value.ends is None else f"until {value.ends}"
    return f"{begins} {ends}".strip() or "first day not known"


def _source(rule: Rule) -> str:
    return f"{rule.source} [{', '.join(rule.refs)}]".replace("|", "/")


def main() -> int:
    """Write the register."""
    REGISTER.parent.mkdir(parents=True, exist_ok=True)
    REGISTER.write_text(register(), encoding="utf-8")
    print(f"wrote {REGISTER.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
