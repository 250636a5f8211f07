"""The form of an entry, made from its declaration: what is asked, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import NoneType
from typing import Any, get_args

from pydantic_core import PydanticUndefined

from hafan.journeys.forms.dates import (
    Typed,
    is_empty,
    read_day,
    read_learnt,
    read_when,
    write_day,
    write_when,
)
from hafan.practice import entries as core
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Asked, EntryType
from hafan.practice.recording import CANNOT_BE_KEPT, Fault, can_be_kept, read_details
from hafan.practice.wording import Wording

#: A form that has been filled in says so, because an unticked box says nothing.
FILLED = "filled"
#: What people choose by name and the record keeps by key: (field) to [(key, words)].
Choices = Mapping[str, Sequence[tuple[str, str]]]
NOT_KNOWN_YET = Wording("Not known yet", "Ddim yn hysbys eto")
_WHOLE_NUMBER = Wording("Enter a whole number.", "Rhowch rif cyfan.")
_NOT_A_CHOICE = Wording("Choose one of the names in the list.", "Dewiswch un o'r enwau yn y rhestr.")
_LONG_REFERENCE = Wording(
    "A household's reference has at most 40 characters.", "Mae cyfeirnod aelwyd yn 40 nod ar y mwyaf."
)
_MANY = 7


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the form, as a page asks it."""

    name: str
    kind: str
    ask: Asked
    required: bool
    value: str = ""
    options: Sequence[tuple[str, Wording]] = ()
    typed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryForm:
    """A form of one kind of entry. `typed` is what the person typed, or what the entry being corrected says."""

    declared: EntryType
    typed: Typed
    today: date
    choices: Choices = field(default_factory=dict)

    @property
    def is_filled(self) -> bool:
        """Has anything been typed yet?"""
        return FILLED in self.typed

    @property
    def questions(self) -> list[Question]:
        """Everything asked besides the dates, in the order declared."""
        return [self._question(name) for name in self.declared.fields]

    def _question(self, name: str) -> Question:
        info, ask = self.declared.fields[name]
        kind = self._kind(name)
        default = "" if info.is_required() or info.default is PydanticUndefined else _written(info.default)
        value = self.typed.get(name, "" if self.is_filled else default)
        options: list[tuple[str, Wording]] = []
        if ask.options is not None:
            options = list(ask.options.wordings.items())
        elif name in self.choices:
            options = [(key, Wording(words, words)) for key, words in self.choices[name]]
        typed = {part: self.typed.get(f"{name}-{part}", "") for part in ("day", "month", "year")}
        return Question(name, kind, ask, info.is_required(), value, options, typed)

    def _kind(self, name: str) -> str:
        """How a field is asked: a tick, yes or no, radio buttons, a list, a day, a number, a line or several lines."""
        info, ask = self.declared.fields[name]
        asked = [part for part in get_args(info.annotation) or (info.annotation,) if part is not NoneType]
        optional = NoneType in get_args(info.annotation)
        if name in self.choices:
            return "select"
        if ask.options is not None:
            return "select" if len(ask.options.wordings) > _MANY else "radios"
        if asked == [bool]:
            return "yes_no" if optional else "tick"
        if asked == [date]:
            return "day"
        if asked == [int]:
            return "number"
        return "lines" if ask.lines > 1 else "line"

    # --- reading what was typed -----------------------------------------------------------------------------

    def read(self) -> Filled:
        """What was typed, read; with every fault at once."""
        faults = self._unkeepable()
        happened, learnt = read_when(self.typed, self.today), read_learnt(self.typed, self.today)
        faults += [each.fault for each in (happened, learnt) if each.fault is not None]
        details: dict[str, Any] = {}
        for name in self.declared.fields:
            value, fault = self._answer(name)
            if fault is not None:
                faults.append(fault)
            elif value is not None:
                details[name] = value
        known_wrong = {fault.field for fault in faults}
        faults += [f for f in read_details(self.declared, details)[1] if f.field not in known_wrong]
        return Filled(
            happened=happened.when or ImpreciseDate(self.today),
            learnt_on=learnt.day or self.today,
            details=details,
            why=self.typed.get("why", "").strip(),
            despite=self.typed.get("despite", "").strip(),
            faults=tuple(faults),
        )

    def _unkeepable(self) -> list[Fault]:
        return [Fault(name, CANNOT_BE_KEPT) for name, value in self.typed.items() if not can_be_kept(value)]

    def _answer(self, name: str) -> tuple[Any, Fault | None]:
        typed = self.typed.get(name, "").strip()
        match self._kind(name):
            case "tick":
                return typed == "yes", None
            case "yes_no":
                return {"yes": True, "no": False}.get(typed), None
            case "day":
                return self._day(name)
            case "number":
                return _number(name, typed)
        return typed or None, self._not_a_name(name, typed)

    def _not_a_name(self, name: str, typed: str) -> Fault | None:
        """What is chosen by name must be one of the names, and a household's reference no longer than any."""
        if typed and name in self.choices and typed not in dict(self.choices[name]):
            return Fault(name, _NOT_A_CHOICE)
        return Fault(name, _LONG_REFERENCE) if name == "household" and len(typed) > 40 else None

    def _day(self, name: str) -> tuple[str | None, Fault | None]:
        if is_empty(self.typed, name):
            return None, None
        read = read_day(self.typed, name)
        return (read.day.isoformat() if read.day else None), read.fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """A form that has been read."""

    happened: ImpreciseDate
    learnt_on: date
    details: dict[str, Any]
    why: str
    despite: str
    faults: tuple[Fault, ...]


def typed_from(entry: core.Entry, declared: EntryType) -> dict[str, str]:
    """An entry put back into the form it would have been typed in, to be corrected."""
    typed = {FILLED: "yes", "learnt": "day", **write_when(entry.happened)}
    if entry.learnt_on is not None:
        typed |= write_day("learnt_on", entry.learnt_on)
    form = EntryForm(declared=declared, typed={}, today=entry.on)
    for name in declared.fields:
        value = entry.details.get(name)
        if value is None:
            continue
        if form._kind(name) == "day":
            typed |= write_day(name, date.fromisoformat(str(value)))
        else:
            typed[name] = _written(value)
    return typed


def _number(name: str, typed: str) -> tuple[int | None, Fault | None]:
    if typed and not (typed.isascii() and typed.isdigit() and len(typed) <= 9):
        return None, Fault(name, _WHOLE_NUMBER)
    return (int(typed) if typed else None), None


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
