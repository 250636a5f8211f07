"""Entries: the dated facts a chronology is made of, each of a declared type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.fields import FieldInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.roles import Role
from hafan.practice.saying import fill_gaps, say_value
from hafan.practice.wording import Wording


class Subject(StrEnum):
    """Whose chronology an entry belongs to."""

    CHILD = "child"
    HOUSEHOLD = "household"
    AGENCY = "agency"


class Compartment(StrEnum):
    """Which part of the record something sits in, and so who may read it."""

    # parts of a child's chronology
    CARE = "care"
    COURT = "court"
    HEALTH = "health"
    ADOPTION = "adoption"
    FAMILY = "family"
    FAMILY_TIME = "family_time"
    # of a household's, of an agency's
    CARER = "carer"
    ORGANISATION = "organisation"
    # kept in tables of their own
    CARER_IDENTITY = "carer_identity"
    BIRTH_FAMILY_CONTACT = "birth_family_contact"
    LEGAL_PRIVILEGED = "legal_privileged"
    PANEL = "panel"
    INDEPENDENT_SUPPORT = "independent_support"
    POST_ADOPTION_IDENTITY = "post_adoption_identity"
    SEALED_LINK = "sealed_link"


#: The parts of a child's chronology: whoever sees them all sees the whole story, and what is due can be worked out from it.
WHOLE = frozenset({
    Compartment.CARE, Compartment.COURT, Compartment.HEALTH, Compartment.ADOPTION, Compartment.FAMILY,
    Compartment.FAMILY_TIME,
})  # fmt: skip

COMPARTMENT_WORDS: dict[Compartment, Wording] = {
    Compartment.CARE: Wording("care and placement", "gofal a lleoliad"),
    Compartment.COURT: Wording("court", "y llys"),
    Compartment.HEALTH: Wording("health", "iechyd"),
    Compartment.ADOPTION: Wording("adoption", "mabwysiadu"),
    Compartment.FAMILY: Wording("family", "teulu"),
    Compartment.FAMILY_TIME: Wording("family time", "amser teulu"),
    Compartment.CARER: Wording("carers’ assessment and approval", "asesu a chymeradwyo gofalwyr"),
    Compartment.ORGANISATION: Wording("the agency", "yr asiantaeth"),
    Compartment.CARER_IDENTITY: Wording(
        "who the carers are and where they live", "pwy yw’r gofalwyr a ble maent yn byw"
    ),
    Compartment.BIRTH_FAMILY_CONTACT: Wording(
        "how to reach the birth family", "sut i gysylltu â’r teulu biolegol"
    ),
    Compartment.LEGAL_PRIVILEGED: Wording("legal advice", "cyngor cyfreithiol"),
    Compartment.PANEL: Wording("panel", "y panel"),
    Compartment.INDEPENDENT_SUPPORT: Wording(
        "advocacy and independent support", "eiriolaeth a chymorth annibynnol"
    ),
    Compartment.POST_ADOPTION_IDENTITY: Wording("identity after adoption", "hunaniaeth ar ôl mabwysiadu"),
    Compartment.SEALED_LINK: Wording("link to a sealed record", "cyswllt â chofnod dan sêl"),
}


@dataclass(frozen=True, slots=True)
class Options:
    """A closed list of answers, each worded in both languages."""

    name: str
    wordings: Mapping[str, Wording]

    def check(self, value: str | None) -> str | None:
        """Refuse an answer that is not on the list."""
        if value is not None and value not in self.wordings:
            raise ValueError(f"{value!r} is not one of: {', '.join(self.wordings)}")
        return value


@dataclass(frozen=True, slots=True)
class Asked:
    """How a field is asked for: its label, a hint, and the closed list it is answered from, if there is one.

    Written as `Annotated[str, Asked(...)]`; pydantic then refuses an answer that is not on the list.
    """

    label: Wording
    hint: Wording | None = None
    options: Options | None = None
    lines: int = 1

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = handler(source)
        if self.options is None:
            return schema
        return core_schema.no_info_after_validator_function(self.options.check, schema)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        written = handler(schema)
        written["title"] = self.label.en
        if self.options is not None:
            written["enum"] = list(self.options.wordings)
        return written


def yes_no(en: str, cy: str) -> Asked:
    """A question answered yes or no."""
    return Asked(Wording(en, cy))


class Details(BaseModel):
    """What a type of entry holds besides its dates. Unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, str_max_length=10_000)


class NoDetails(Details):
    """Nothing but the dates."""


@dataclass(frozen=True)
class EntryType:
    """One declared kind of entry.

    `line` is its sentence in the chronology; {gaps} are filled from its details, and a [part in brackets] is left
    out when its gap is empty. `recorded_by` may record it.
    `evidences` names the clauses of the sources it is evidence for. `may_be_planned` allows a date to come.
    """

    key: str
    title: Wording
    line: Wording
    recorded_by: frozenset[Role]
    subject: Subject = Subject.CHILD
    compartment: Compartment = Compartment.CARE
    details: type[Details] = NoDetails
    evidences: tuple[str, ...] = ()
    may_be_planned: bool = False
    countries: frozenset[str] = field(default_factory=lambda: frozenset({"england", "wales"}))

    @cached_property
    def fields(self) -> dict[str, tuple[FieldInfo, Asked]]:
        """Each field with how it is asked for, in order. A field nobody worded is a fault in the declaration."""
        found = {}
        for name, info in self.details.model_fields.items():
            ask = next((part for part in info.metadata if isinstance(part, Asked)), None)
            if ask is None:
                raise TypeError(f"{self.key}.{name} has no wording")
            found[name] = (info, ask)
        return found

    def sentence(self, details: Mapping[str, Any], language: str) -> str:
        """The line of the chronology for these details, in words."""
        said = {
            name: self.say(name, details.get(name, None if info.is_required() else info.default), language)
            for name, (info, _) in self.fields.items()
        }
        return fill_gaps(self.line.text(language), said)

    def say(self, name: str, value: Any, language: str) -> str:
        """One answer in words; empty when not given."""
        if value is None or value == "":
            return ""
        options = self.fields[name][1].options
        return options.wordings[value].text(language) if options else say_value(value, language)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One fact as recorded. Never changed: a later entry may correct it or withdraw it, saying why."""

    ref: str
    kind: str
    happened: ImpreciseDate
    learnt_on: date | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    corrects: str | None = None
    withdrawn: bool = False
    order: int = 0
    from_return: bool = False
    #: The first day it could have happened. An unknown date sorts before all others.
    on: date = field(init=False, repr=False, compare=False)
    #: Its place in the chronology: by day, and within a day in the order recorded.
    place: tuple[date, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Both are asked of every entry many times over, so they are worked out once."""
        object.__setattr__(self, "on", self.happened.earliest or date.min)
        object.__setattr__(self, "place", (self.on, self.order))

    @property
    def known_from(self) -> date:
        """The day we learnt it; if nobody said, the day it happened."""
        return self.learnt_on or self.on

    def get(self, name: str, default: Any = None) -> Any:
        """One of its details."""
        return self.details.get(name, default)


class EntryTypes:
    """The declared types, by key. A key is permanent and used once."""

    def __init__(self, types: Iterable[EntryType]) -> None:
        self._types: dict[str, EntryType] = {}
        for declared in types:
            if declared.key in self._types:
                raise ValueError(f"entry type declared twice: {declared.key}")
            self._types[declared.key] = declared

    def __getitem__(self, key: str) -> EntryType:
        return self._types[key]

    def __contains__(self, key: object) -> bool:
        return key in self._types

    def __iter__(self) -> Any:
        return iter(self._types.values())

    def __len__(self) -> int:
        return len(self._types)

    def about(self, subject: Subject) -> tuple[EntryType, ...]:
        """The types that can be recorded about a child, a household or an agency."""
        return tuple(declared for declared in self._types.values() if declared.subject is subject)
