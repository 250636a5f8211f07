"""Protected values: what must not be said to somebody, and every form in which it might be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import IntEnum, StrEnum
from typing import Final

from hafan.disclosure.scanning.common_words import COMMON
from hafan.disclosure.scanning.folding import squashed
from hafan.practice.wording import Wording


class Kind(StrEnum):
    """What sort of value it is."""

    FULL_NAME = "full_name"
    FAMILY_NAME = "family_name"
    GIVEN_NAME = "given_name"
    ADDRESS = "address"
    PLACE = "place"
    POSTCODE = "postcode"
    SCHOOL = "school"
    SURGERY = "surgery"
    PHONE = "phone"
    EMAIL = "email"
    SERIAL_NUMBER = "serial_number"
    COURT_CASE = "court_case"
    NHS_NUMBER = "nhs_number"
    REFERENCE = "reference"
    BIRTH_DATE = "birth_date"


KINDS: Final[dict[Kind, Wording]] = {
    Kind.FULL_NAME: Wording("a full name", "enw llawn"),
    Kind.FAMILY_NAME: Wording("a family name", "cyfenw"),
    Kind.GIVEN_NAME: Wording("a given name", "enw cyntaf"),
    Kind.ADDRESS: Wording("a line of an address", "llinell o gyfeiriad"),
    Kind.PLACE: Wording("a town or village", "tref neu bentref"),
    Kind.POSTCODE: Wording("a postcode", "cod post"),
    Kind.SCHOOL: Wording("a school or nursery", "ysgol neu feithrinfa"),
    Kind.SURGERY: Wording("a doctor or surgery", "meddyg neu feddygfa"),
    Kind.PHONE: Wording("a telephone number", "rhif ffôn"),
    Kind.EMAIL: Wording("an e-mail address", "cyfeiriad e-bost"),
    Kind.SERIAL_NUMBER: Wording("a serial number", "rhif cyfresol"),
    Kind.COURT_CASE: Wording("a court case number", "rhif achos llys"),
    Kind.NHS_NUMBER: Wording("an NHS number", "rhif GIG"),
    Kind.REFERENCE: Wording("a reference of another record", "cyfeirnod cofnod arall"),
    Kind.BIRTH_DATE: Wording("a date of birth beside the name", "dyddiad geni wrth ymyl yr enw"),
}


class Severity(IntEnum):
    """LOOK: a person must say that it is all right. STOP: it may not leave."""

    LOOK = 1
    STOP = 2


@dataclass(frozen=True, slots=True)
class Protected:
    """One protected value. `whose` is an opaque key of the person or household; `of` says from which record it comes."""

    kind: Kind
    text: str = field(repr=False)
    whose: int = 0
    of: str = "this"
    #: A word that others share: found, it is only looked at, and only with its capital.
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """One way of writing a value: its letters and digits, and what must be true around it."""

    letters: str = field(repr=False)
    value: Protected
    severity: Severity
    needs_capital: bool = False
    needs_name_near: bool = False
    one_word: bool = False


#: First letters as Welsh changes them after some words: Caernarfon, i Gaernarfon, yng Nghaernarfon, a Chaernarfon.
MUTATIONS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("ll", ("l",)), ("rh", ("r",)), ("ch", ()), ("ph", ()), ("th", ()), ("dd", ()), ("ff", ()), ("ng", ()),
    ("c", ("g", "ngh", "ch")), ("p", ("b", "mh", "ph")), ("t", ("d", "nh", "th")),
    ("g", ("", "ng")), ("b", ("f", "m")), ("d", ("dd", "n")), ("m", ("f",)),
)  # fmt: skip
_ROADS: Final = (
    ("road", "rd"), ("street", "st"), ("avenue", "ave"), ("lane", "ln"), ("drive", "dr"), ("close", "cl"),
    ("crescent", "cres"), ("gardens", "gdns"), ("court", "ct"), ("place", "pl"), ("square", "sq"), ("terrace", "terr"),
)  # fmt: skip
#: Words that say what a place is, at either end of its name.
_OF_A_KIND: Final = frozenset(
    "ysgol gynradd gyfun primary infant infants junior secondary high academy nursery meithrinfa cylch meithrin school community "
    "c e church catholic rc voluntary aided meddygfa surgery medical health centre center practice clinic canolfan iechyd dr doctor the yr "
    "of and".split()
)
_MONTHS: Final = (
    "january february march april may june july august september october november december".split(),
    "ionawr chwefror mawrth ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr".split(),
)


def forms_of(value: Protected) -> list[Form]:
    """Every form of a value worth searching for. Too short a value has none."""
    found = {form.letters: form for form in reversed([*_FORMS[value.kind](value)]) if len(form.letters) >= 2}
    if value.soft:
        return [replace(form, severity=Severity.LOOK, needs_capital=True) for form in found.values()]
    return list(found.values())


def _exact(value: Protected) -> Iterator[Form]:
    yield Form(squashed(value.text), value, Severity.STOP)


def _name(value: Protected) -> Iterator[Form]:
    yield _word(value, value.text)
    parts = re.split(r"[\s\-–‐]+", value.text.strip())
    if len(parts) > 1:
        for part in parts:
            if len(squashed(part)) > 3:
                yield replace(_word(value, part), severity=Severity.LOOK, needs_capital=True)


def _given(value: Protected) -> Iterator[Form]:
    yield replace(_word(value, value.text), severity=Severity.LOOK, needs_capital=True)
    first = value.text.split()[0] if value.text.split() else ""
    yield replace(_word(value, first), severity=Severity.LOOK, needs_capital=True)


def _full_name(value: Protected) -> Iterator[Form]:
    words = value.text.split()
    yield Form(squashed(value.text), value, Severity.STOP)
    if len(words) > 1:
        yield Form(squashed(words[-1] + "".join(words[:-1])), value, Severity.STOP)
        yield Form(squashed(words[0] + words[-1]), value, Severity.STOP)


def _word(value: Protected, text: str) -> Form:
    """One name. A common word counts only with a capital, and then a person looks."""
    letters = squashed(text)
    doubtful = letters in COMMON or len(letters) < 4
    severity = Severity.LOOK if doubtful else Severity.STOP
    return Form(letters, value, severity, needs_capital=doubtful, one_word=len(text.split()) < 2)


def _place(value: Protected) -> Iterator[Form]:
    plain = _word(value, value.text)
    yield plain
    for letters in mutated(plain.letters):
        # a changed form may be another word, so it needs its capital; a short one is only looked at
        doubtful = plain.needs_capital or len(letters) < 6 or letters in COMMON
        severity = Severity.LOOK if doubtful else plain.severity
        yield Form(letters, value, severity, needs_capital=doubtful, one_word=plain.one_word)


def mutated(letters: str) -> list[str]:
    """The forms of a Welsh word whose first letter has changed."""
    for first, changed in MUTATIONS:
        if letters.startswith(first):
            return [new + letters[len(first) :] for new in changed]
    return []


def _address(value: Protected) -> Iterator[Form]:
    letters = squashed(value.text)
    yield Form(letters, value, Severity.STOP if len(letters) > 4 else Severity.LOOK)
    for long, short in _ROADS:
        if letters.endswith((long, short)):
            stem = letters.removesuffix(long) if letters.endswith(long) else letters.removesuffix(short)
            yield from (Form(stem + end, value, Severity.STOP) for end in (long, short))
    street = re.sub(r"^\W*(?:flat|fflat|no\.?|rhif)?\s*\d+\w?\W+", "", value.text, flags=re.IGNORECASE)
    if street != value.text and len(squashed(street)) > 5:
        yield Form(squashed(street), value, Severity.LOOK, needs_capital=True)


def _named_house(value: Protected) -> Iterator[Form]:
    yield Form(squashed(value.text), value, Severity.STOP, one_word=len(value.text.split()) < 2)
    own = _own_name(value.text)
    letters = squashed(own)
    if len(letters) > 4 and letters not in COMMON:
        yield Form(letters, value, Severity.LOOK, needs_capital=True, one_word=len(own.split()) < 2)
        yield from (Form(changed, value, Severity.STOP) for changed in mutated(squashed(value.text)))


def _own_name(text: str) -> str:
    """The name without the words that only say what it is: "Maes y Coed" of "Ysgol Gynradd Maes y Coed"."""
    words = re.findall(r"[\w'’-]+", text)
    while words and words[0].casefold() in _OF_A_KIND:
        words.pop(0)
    while words and words[-1].casefold() in _OF_A_KIND:
        words.pop()
    return " ".join(words)


def _phone(value: Protected) -> Iterator[Form]:
    digits = re.sub(r"\D", "", value.text)
    core = re.sub(r"^(?:00)?44", "", digits).lstrip("0") if len(digits) > 9 else digits.lstrip("0")
    if len(core) >= 6:
        yield Form(core, value, Severity.STOP)


def _email(value: Protected) -> Iterator[Form]:
    name, _, host = value.text.partition("@")
    spelt = host.replace(".", " dot ")
    for text in (
        value.text,
        f"{name} at {host}",
        f"{name} at {spelt}",
        f"{name.replace('.', ' dot ')} at {spelt}",
    ):
        yield Form(squashed(text), value, Severity.STOP)


def _birth_date(value: Protected) -> Iterator[Form]:
    born = date.fromisoformat(value.text)
    written = {
        f"{born:%Y%m%d}",
        f"{born:%d%m%Y}",
        f"{born:%d%m%y}",
        f"{born.day}{born.month}{born.year}",
        f"{born.day}{born.month}{born:%y}",
    }
    for months in _MONTHS:
        for month in (months[born.month - 1], months[born.month - 1][:3]):
            days = (str(born.day), f"{born.day:02}", f"{born.day}{_ending(born.day)}")
            written |= {f"{day}{join}{month}{born.year}" for day in days for join in ("", "of", "o")}
            written |= {f"{month}{day}{born.year}" for day in days}
    for each in written:
        yield Form(each, value, Severity.STOP, needs_name_near=True)


def _ending(day: int) -> str:
    return "th" if 11 <= day <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")


_FORMS: Final = {
    Kind.FULL_NAME: _full_name, Kind.FAMILY_NAME: _name, Kind.GIVEN_NAME: _given, Kind.ADDRESS: _address, Kind.PLACE: _place,
    Kind.POSTCODE: _exact, Kind.SCHOOL: _named_house, Kind.SURGERY: _named_house, Kind.PHONE: _phone, Kind.EMAIL: _email,
    Kind.SERIAL_NUMBER: _exact, Kind.COURT_CASE: _exact, Kind.NHS_NUMBER: _exact, Kind.REFERENCE: _exact,
    Kind.BIRTH_DATE: _birth_date,
}  # fmt: skip
