"""Reading values.toml: every number of the law with its day, its source and its confidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from hafan.practice.calendar import Allowance
from hafan.practice.rules import Confidence, DatedValue, Force, Rule
from hafan.practice.wording import Wording

#: Where a rule has no known first day, it is taken to have always applied.
ALWAYS = date.min
_KNOWN = {"force", "source", "refs", "doubt", "off", "values"}
_KNOWN_VALUE = {
    "from",
    "until",
    "limit",
    "not_before",
    "extension",
    "extensions_allowed",
    "extends_after_end",
    "advance",
    "alerts",
    "confidence",
}


def read_rules(documents: Iterable[Mapping[str, Any]]) -> dict[str, Rule]:
    """All rules of a country, by key. A key written twice or a word we do not know is refused."""
    rules: dict[str, Rule] = {}
    for document in documents:
        for key, written in document.items():
            if key in rules:
                raise ValueError(f"rule written twice: {key}")
            rules[key] = _rule(key, written)
    return rules


def _rule(key: str, written: Mapping[str, Any]) -> Rule:
    if unknown := set(written) - _KNOWN:
        raise ValueError(f"{key}: unknown words {sorted(unknown)}")
    doubt = written.get("doubt")
    return Rule(
        key=key,
        force=Force(written["force"]),
        source=written["source"],
        refs=tuple(written.get("refs", ())),
        doubt=Wording(doubt["en"], doubt["cy"]) if doubt else None,
        off=bool(written.get("off", False)),
        values=tuple(_value(key, each) for each in written.get("values", ())),
    )


def _value(key: str, written: Mapping[str, Any]) -> DatedValue:
    if unknown := set(written) - _KNOWN_VALUE:
        raise ValueError(f"{key}: unknown words {sorted(unknown)}")
    return DatedValue(
        begins=written.get("from", ALWAYS),
        ends=written.get("until"),
        allowance=_allowance(written.get("limit")),
        not_before=_allowance(written.get("not_before")),
        extension=_allowance(written.get("extension")),
        extensions_allowed=_how_many(written.get("extensions_allowed", 0)),
        extends_after_end=bool(written.get("extends_after_end", False)),
        advance=_allowance(written.get("advance")),
        alerts=tuple(Allowance.parse(each) for each in written.get("alerts", ())),
        confidence=Confidence(written["confidence"]),
    )


def _how_many(written: int | str) -> int | None:
    """A number of extensions, or None for "any"."""
    return None if written == "any" else int(written)


def _allowance(written: str | None) -> Allowance | None:
    """Read "20 working days", "6 weeks including the day" and the like."""
    return None if written is None else Allowance.parse(written)
