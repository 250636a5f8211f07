"""What must not be said to this reader: words of this record they may not have, and of others its author may have had before them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from django.conf import settings
from django.db import connection

from hafan.disclosure.models import Outgoing, Recipient
from hafan.disclosure.queries import whereabouts
from hafan.disclosure.readers import APART
from hafan.disclosure.scanning.folding import squashed
from hafan.disclosure.scanning.values import Kind, Protected
from hafan.foundation.keys import sign
from hafan.identity.models import Account

_TITLES: Final = re.compile(
    r"\b(?:mr|mrs|ms|miss|mx|dr|professor|sir|lady|y teulu|family|the)\b\.?", re.IGNORECASE
)
_POSTCODE: Final = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2})\b", re.IGNORECASE)
_MAIL: Final = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE: Final = re.compile(r"\+?\d[\d\s()-]{7,}\d")
#: Lines of an address that say no more than the part of the country.
_WIDE: Final = frozenset(map(squashed, (
    "England", "Wales", "Cymru", "Lloegr", "United Kingdom", "UK", "Gwynedd", "Powys", "Dyfed", "Clwyd", "Gwent", "Norfolk", "Suffolk",
    "Essex", "Kent", "Devon", "Cornwall", "Dorset", "Somerset", "Hampshire", "Surrey", "Sussex", "Lancashire", "Yorkshire", "Cumbria",
)))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One row of `disclosure.words_of`: a word, whose it is, and where it comes from."""

    origin: str
    whose: int
    part: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Judged:
    """What must not be in a document, and what that looks like an address may be. For the scanner only: never shown, logged or kept."""

    protected: list[Protected]
    may_stand: list[str]


def judge(outgoing: Outgoing, by: Account) -> Judged:
    """Every value that must not be in this document, and every address that may: the reader's own, ours, and what they may know."""
    rows = _words_of(outgoing.child_id, outgoing.author_id)
    recipient, where = outgoing.recipient, whereabouts(outgoing.recipient)
    theirs = [row.words for row in rows if row.whose == recipient.whose and row.origin == "this"]
    own = [*theirs, where.address, where.email, where.phone]
    shared, known = _shared(rows, recipient, outgoing.author, by), squashed(" ".join(own))
    kept = [_kept_from(row, recipient, known) for row in rows]
    return Judged(
        [value for row, is_kept in zip(rows, kept, strict=True) if is_kept for value in _values(row, shared)],
        [*own, outgoing.author.email]
        + [
            row.words for row, is_kept in zip(rows, kept, strict=True) if row.origin == "this" and not is_kept
        ],
    )


def kept_apart(child_id: int, reader_id: int) -> list[Protected]:
    """By what the carers and the family of this record could be found, whoever reads it. For a file that arrives."""
    rows = [row for row in _words_of(child_id, reader_id) if row.origin in {"this", "pair"}]
    shared = frozenset(
        squashed(word)
        for row in rows
        if row.origin == "this" and row.part not in APART
        for word in re.split(r"[\s\-–]+", row.words)
    )
    apart = (row for row in rows if row.part in APART or row.origin == "pair")
    return [value for row in apart for value in _values(row, shared)]


def _words_of(child_id: int, author_id: int) -> list[Told]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundation.challenge()")
        words = f"scan {child_id} {author_id} {cursor.fetchone()[0]}"
        proof = sign(settings.CONTEXT_KEY, words)
        cursor.execute("SELECT * FROM disclosure.words_of(%s, %s, %s)", [child_id, author_id, proof])
        return [Told(*row) for row in cursor.fetchall() if row[4]]


def _kept_from(row: Told, recipient: Recipient, own: str) -> bool:
    """May this reader not have it? `own` is what they know, since it is theirs."""
    if (row.whose == recipient.whose and row.origin == "this") or squashed(row.words) in own:
        return False
    apart = row.part in APART
    if row.origin in {"opened", "pair"}:
        return True
    if row.origin == "linked":
        return apart or row.kind == "reference"
    return (apart and row.part not in recipient.kind.reaches) or (
        row.kind == "reference" and recipient.kind.by_serial
    )


def _shared(rows: Iterable[Told], recipient: Recipient, author: Account, by: Account) -> frozenset[str]:
    """Names that have every right to stand there: the child's and the family's own, the reader's, ours."""
    own = [row.words for row in rows if row.origin == "this" and row.part not in APART]
    ours = [author.display_name, by.display_name, author.agency.name_en, author.agency.name_cy]
    return frozenset(
        squashed(word)
        for text in [*own, *ours, whereabouts(recipient).name]
        for word in re.split(r"[\s\-–]+", text)
        if word
    )


def _values(row: Told, shared: frozenset[str]) -> Iterator[Protected]:
    found = _KINDS.get(row.kind, _as_told)(row)
    for kind, text in found:
        letters = squashed(text)
        if len(letters) < 2:
            continue
        single = kind in {Kind.GIVEN_NAME, Kind.FAMILY_NAME, Kind.PLACE}
        if row.origin == "opened" and all(squashed(word) in shared for word in re.split(r"[\s\-–]+", text)):
            continue
        soft = single and (letters in shared or row.origin == "opened")
        yield Protected(kind, text, row.whose, row.origin, soft)


def _names(row: Told) -> Iterator[tuple[Kind, str]]:
    """Everybody named: "Gwen and Siôn Powell" are two people of one family name."""
    people = [
        _TITLES.sub(" ", each).split()
        for each in re.split(r"\s*(?:,|&|/|\band\b|\ba\b|\bac\b)\s*", row.words)
    ]
    families = [words[-1] for words in people if len(words) > 1]
    for words in filter(None, people):
        if len(words) == 1 and families:
            yield Kind.GIVEN_NAME, words[0]
            yield Kind.FULL_NAME, f"{words[0]} {families[-1]}"
            continue
        yield Kind.FAMILY_NAME, words[-1]
        if len(words) > 1:
            yield Kind.FULL_NAME, " ".join(words)
            yield Kind.GIVEN_NAME, words[0]


def _address(row: Told) -> Iterator[tuple[Kind, str]]:
    for place, line in enumerate(re.split(r"[\n,;]+", row.words)):
        for code in _POSTCODE.findall(line):
            yield Kind.POSTCODE, code
        left = _POSTCODE.sub(" ", line).strip()
        if not left or squashed(left) in _WIDE:
            continue
        yield (Kind.ADDRESS if place == 0 or re.search(r"\d", left) else Kind.PLACE), left


def _reach(row: Told) -> Iterator[tuple[Kind, str]]:
    yield from ((Kind.EMAIL, found) for found in _MAIL.findall(row.words))
    yield from ((Kind.PHONE, found) for found in _PHONE.findall(row.words))


def _as_told(row: Told) -> Iterator[tuple[Kind, str]]:
    yield Kind(row.kind), row.words


_KINDS: Final[dict[str, Any]] = {
    "name": _names,
    "address": _address,
    "reach": _reach,
    "email": lambda row: [(Kind.EMAIL, row.words)],
    "phone": lambda row: [(Kind.PHONE, row.words)],
    "given": lambda row: [(Kind.GIVEN_NAME, row.words)],
    "family": lambda row: [(Kind.FAMILY_NAME, row.words)],
    "reference": lambda row: [(Kind.REFERENCE, row.words)],
    "born": lambda row: [(Kind.BIRTH_DATE, row.words)],
}
