"""The chronology in words: each entry as a line a reader can follow, grouped by month."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from hafan.chronology.models import Entry
from hafan.practice import entries as core
from hafan.practice.calendar import Precision
from hafan.practice.entries import Compartment, EntryType
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.wording import Wording

THEMES: dict[Compartment, Wording] = {
    Compartment.CARE: Wording("Care and plans", "Gofal a chynlluniau"),
    Compartment.COURT: Wording("Court and law", "Llys a'r gyfraith"),
    Compartment.HEALTH: Wording("Health", "Iechyd"),
    Compartment.FAMILY: Wording("Family", "Teulu"),
    Compartment.FAMILY_TIME: Wording("Family time", "Amser teulu"),
    Compartment.ADOPTION: Wording("Adoption", "Mabwysiadu"),
}
_UNKNOWN_KIND = Wording(
    "An entry of a kind this version does not know", "Cofnod o fath nad yw'r fersiwn hon yn ei adnabod"
)
#: How many lines of the story one page shows.
A_PAGE = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of an entry and its answer, in both languages."""

    label: Wording
    answers: tuple[str, str]

    def said(self, language: str) -> str:
        """The answer in words."""
        return self.answers[language.startswith("cy")]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as read on a day. `replaced_by` is the entry that corrected it by that day."""

    row: Entry
    entry: core.Entry
    declared: EntryType | None
    on: date
    replaced_by: Entry | None = None
    people: Mapping[str, str] | None = None

    @property
    def title(self) -> Wording:
        """The kind of entry."""
        return self.declared.title if self.declared else _UNKNOWN_KIND

    def sentence(self, language: str) -> str:
        """What happened, in a sentence."""
        if self.declared is None:
            return _UNKNOWN_KIND.text(language)
        return self.declared.sentence(self.entry.details, language)

    @property
    def answers(self) -> list[Answered]:
        """Every question answered, for those who want the whole entry."""
        if self.declared is None:
            return []
        found = []
        for name, (_, ask) in self.declared.fields.items():
            value = self.entry.details.get(name)
            if value is None or value == "":
                continue
            known = (self.people or {}).get(str(value))
            said = (known, known) if known else (self._say(name, value, "en"), self._say(name, value, "cy"))
            found.append(Answered(ask.label, said))
        return found

    @property
    def ticked(self) -> list[Wording]:
        """What was answered with a tick, which the sentence does not say."""
        asked = self.declared.fields.items() if self.declared else ()
        return [ask.label for name, (_, ask) in asked if self.entry.details.get(name) is True]

    def _say(self, name: str, value: object, language: str) -> str:
        assert self.declared is not None
        try:
            return self.declared.say(name, value, language)
        except KeyError:
            return str(value)

    @property
    def is_struck(self) -> bool:
        """Has it been corrected or withdrawn, or is it the withdrawal itself?"""
        return self.replaced_by is not None or self.entry.withdrawn

    @property
    def learnt_later(self) -> date | None:
        """The day we learnt it, when that was after it happened."""
        last = self.entry.happened.latest
        learnt = self.entry.learnt_on
        return learnt if learnt is not None and (last is None or learnt > last) else None

    @property
    def is_planned(self) -> bool:
        """Is it still to come?"""
        return self.entry.happened.earliest is not None and self.entry.happened.earliest > self.on


@dataclass(frozen=True, slots=True)
class Month:
    """The lines of one month. `begins` is None for what has no known date; `is_year` when only the year is known."""

    begins: date | None
    is_year: bool
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Telling:
    """How the reader wants the story told."""

    theme: Compartment | None = None
    oldest_first: bool = False
    with_struck: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the story."""

    months: Sequence[Month]
    number: int
    pages: int
    shown: int
    struck: int

    @property
    def newer(self) -> int | None:
        """The page before this one."""
        return self.number - 1 if self.number > 1 else None

    @property
    def further(self) -> int | None:
        """The page after this one."""
        return self.number + 1 if self.number < self.pages else None


def lines_of(
    rows: Sequence[Entry],
    entries: Sequence[core.Entry],
    on: date,
    known_on: date | None = None,
    people: Mapping[str, str] | None = None,
) -> list[Line]:
    """Every entry known by a day as a line, oldest first, each with what replaced it. Withdrawals themselves are left out."""
    pairs = [
        (row, entry)
        for row, entry in zip(rows, entries, strict=True)
        if known_on is None or entry.known_from <= known_on
    ]
    replaced = {entry.corrects: row for row, entry in pairs if entry.corrects}
    lines = (
        Line(
            row,
            entry,
            declared_kind(entry.kind),
            on,
            replaced.get(entry.ref),
            people,
        )
        for row, entry in pairs
        if not entry.withdrawn
    )
    return sorted(lines, key=lambda line: (line.entry.on, line.entry.order))


def declared_kind(kind: str) -> EntryType | None:
    """The declaration of a kind; none for a kind of another version."""
    return ENTRY_TYPES[kind] if kind in ENTRY_TYPES else None  # noqa: SIM401  (it has no `get`)


def tell(lines: Iterable[Line], how: Telling) -> Page:
    """The page of the story asked for."""
    told = [
        line
        for line in lines
        if how.theme is None or (line.declared and line.declared.compartment is how.theme)
    ]
    struck = sum(line.is_struck for line in told)
    if not how.with_struck:
        told = [line for line in told if not line.is_struck]
    if not how.oldest_first:
        told.reverse()
    pages = max(1, -(-len(told) // A_PAGE))
    number = min(max(1, how.page), pages)
    part = told[(number - 1) * A_PAGE : number * A_PAGE]
    return Page(list(_months(part)), number, pages, len(told), struck)


def _months(lines: Sequence[Line]) -> Iterator[Month]:
    for (begins, is_year), group in groupby(lines, key=_month):
        yield Month(begins, is_year, list(group))


def _month(line: Line) -> tuple[date | None, bool]:
    happened = line.entry.happened
    if happened.earliest is None:
        return None, False
    if happened.precision is Precision.YEAR:
        return happened.earliest, True
    return happened.earliest.replace(day=1), False
