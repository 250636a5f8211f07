"""One look at everything that is about to leave: each file, all of it, for everything that must not be there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from hafan.disclosure.scanning.addresses import address_like
from hafan.disclosure.scanning.files import read_file
from hafan.disclosure.scanning.pieces import PARTS, WHYS, PictureReader, Reading, Unread, Where
from hafan.disclosure.scanning.search import Hit, Search
from hafan.disclosure.scanning.values import KINDS, Protected, Severity
from hafan.practice.wording import Wording


class Other(StrEnum):
    """What is found besides protected values."""

    ADDRESS_LIKE = "address_like"
    PICTURE_PLACE = "picture_place"
    UNREAD = "unread"
    PASTED = "pasted"


#: What was found, in words, by its code.
FOUND: Final[Mapping[str, Wording]] = {
    **{kind.value: wording for kind, wording in KINDS.items()},
    Other.ADDRESS_LIKE.value: Wording("something like an address or a telephone number", "rhywbeth tebyg i gyfeiriad neu rif ffôn"),
    Other.PICTURE_PLACE.value: Wording("where a picture was taken", "lle tynnwyd llun"),
    Other.UNREAD.value: Wording("something nothing here could read", "rhywbeth na allai dim yma ei ddarllen"),
    Other.PASTED.value: Wording("words that stand in another child's record", "geiriau sydd yng nghofnod plentyn arall"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found. `masked` may be kept; `said` is for the writer's eyes and is never kept, never logged."""

    what: str
    severity: Severity
    where: Where
    masked: str
    of: str = "this"
    said: str = field(default="", repr=False)
    why: str = ""

    @property
    def words(self) -> Wording:
        """What it is."""
        return WHYS_WORDS.get(self.why) or FOUND[self.what]

    @property
    def place(self) -> Wording:
        """Where it is, without its number."""
        return PARTS[self.where.part]


WHYS_WORDS: Final[Mapping[str, Wording]] = {why.value: wording for why, wording in WHYS.items()}


def inspect(
    files: Iterable[tuple[str, bytes]],
    *,
    search: Search,
    known: Iterable[str] = (),
    pictures: PictureReader | None = None,
) -> list[Finding]:
    """Everything found in these files. `known` are addresses and numbers that may stand there: the recipient's own and ours."""
    may_stand = list(known)
    return [
        finding
        for name, data in files
        for finding in _in_reading(read_file(name, data, pictures=pictures), search, may_stand)
    ]


def _in_reading(reading: Reading, search: Search, known: Sequence[str]) -> Iterator[Finding]:
    hits = search.find(reading.pieces)
    yield from _once_a_place(hits)
    told = {(hit.where, hit.at) for hit in hits}
    for found in address_like(reading.pieces, known=known):
        if (found.where, found.at) not in told:
            yield Finding(
                Other.ADDRESS_LIKE.value, Severity.LOOK, found.where, _masked(found.said), said=found.said
            )
    for where in reading.places:
        yield Finding(Other.PICTURE_PLACE.value, Severity.STOP, where, "")
    for each in _distinct(reading.unread):
        yield Finding(Other.UNREAD.value, Severity.LOOK, each.where, "", why=each.why.value)


def _once_a_place(hits: Sequence[Hit]) -> Iterator[Finding]:
    told: set[tuple[Protected, Where]] = set()
    for hit in sorted(hits, key=lambda hit: -hit.severity):
        if (hit.value, hit.where) not in told:
            told.add((hit.value, hit.where))
            yield Finding(hit.value.kind.value, hit.severity, hit.where, hit.masked, hit.value.of, hit.said)


def _distinct(unread: Iterable[Unread]) -> list[Unread]:
    return list(dict.fromkeys(unread))


def _masked(said: str) -> str:
    return f"{said[:1]}{'·' * min(len(said) - 1, 20)}"
