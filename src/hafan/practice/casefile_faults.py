"""Faults of a case file in plain words: the place in the file, what is wrong there, and what to write instead."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from hafan.practice.entries import EntryType
from hafan.practice.wording import Wording


@dataclass(frozen=True, slots=True)
class Fault:
    """Where in the file (entries[3].details.status), and what is wrong and how to mend it."""

    place: str
    says: Wording


_REASONS = {
    "missing": Wording("is missing; add it", "mae ar goll; ychwanegwch ef"),
    "date": Wording(
        "is not a date; write it like 2026-03-02", "nid dyddiad yw; ysgrifennwch ef fel 2026-03-02"
    ),
    "bool": Wording(
        "must be true or false, without quotes", "rhaid iddo fod yn true neu false, heb ddyfynodau"
    ),
    "string": Wording("must be words in quotes", "rhaid iddo fod yn eiriau mewn dyfynodau"),
    "string_too_long": Wording("is too long; shorten it", "mae'n rhy hir; byrhewch ef"),
    "string_too_short": Wording("is empty; write something", "mae'n wag; ysgrifennwch rywbeth"),
    "int": Wording("must be a whole number", "rhaid iddo fod yn rhif cyfan"),
    "float": Wording("must be a number", "rhaid iddo fod yn rhif"),
    "list": Wording("must be a list: [ ... ]", "rhaid iddo fod yn rhestr: [ ... ]"),
    "too_long": Wording(
        "has too many entries; split the file", "mae ganddo ormod o gofnodion; rhannwch y ffeil"
    ),
    "dict": Wording("must be a group of answers: { ... }", "rhaid iddo fod yn grŵp o atebion: { ... }"),
    "model": Wording("must be one entry: { ... }", "rhaid iddo fod yn un cofnod: { ... }"),
}
_NOT_POSSIBLE = Wording("cannot be read; check it", "ni ellir ei ddarllen; gwiriwch ef")


def place_of(*steps: str | int) -> str:
    """A place in the file as people point at it: entries[3].details.status, the first entry being entries[0]."""
    said = ""
    for step in steps:
        said += f"[{step}]" if isinstance(step, int) else f".{step}" if said else step
    return said


def fault_of(error: ErrorDetails, declared: EntryType | None, known: Iterable[str], under: str = "") -> Fault:
    """One of pydantic's errors, at its place and in plain words."""
    place = place_of(*((under,) if under else ()), *error["loc"])
    if error["type"] == "extra_forbidden":
        can_hold = ", ".join(known)
        return Fault(
            place,
            Wording(
                f"is not known here; this can hold: {can_hold or 'nothing'}",
                f"nid yw'n hysbys yma; gall hwn ddal: {can_hold or 'dim'}",
            ),
        )
    choices = _choices(error, declared)
    if choices:
        return Fault(
            place, Wording(f"must be one of: {choices}", f"rhaid iddo fod yn un o'r rhain: {choices}")
        )
    return Fault(place, _reason(error["type"]))


def _choices(error: ErrorDetails, declared: EntryType | None) -> str:
    """The answers that could have been given, where there is a closed list."""
    if error["type"] == "literal_error":
        return error["msg"].removeprefix("Input should be ").replace("'", "")
    name = str(error["loc"][-1]) if error["loc"] else ""
    if declared is None or error["type"] == "missing" or name not in declared.fields:
        return ""
    options = declared.fields[name][1].options
    return ", ".join(options.wordings) if options else ""


def _reason(kind: str) -> Wording:
    """The words for the longest beginning of this kind of error that we know."""
    fitting = [name for name in _REASONS if kind == name or kind.startswith(f"{name}_")]
    return _REASONS[max(fitting, key=len)] if fitting else _NOT_POSSIBLE
