"""One child's rows told as entries, each with a key that is the same whenever the same row is read again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha1

from hafan.exchange.from_903 import care, yearly
from hafan.exchange.from_903.saying import Said
from hafan.exchange.from_903.sight import Sight, sight_of
from hafan.exchange.ssda903 import ChildReturn, CollectionYear, Period, periods_of
from hafan.exchange.ssda903.spells import spells_in
from hafan.practice.entries import Entry

#: Names entries so that the same row of the same authority always becomes the same entry.
_NAMES = uuid.UUID("6e0f3c52-7c3b-5b0e-9a53-0f1b0d9a1c77")

_NO_SIGHT = Sight()


@dataclass(frozen=True, slots=True)
class Told:
    """A child of a return as a chronology. `keys` is each entry's key by its ref; `ep_spells` how many EP spells.

    `blind` are the refs of what was already so when the return first sees the child.
    """

    reference: str
    ethnicity: str
    entries: tuple[Entry, ...]
    keys: dict[str, str] = field(default_factory=dict)
    ep_spells: int = 0
    blind: frozenset[str] = frozenset()
    sight: Sight = _NO_SIGHT

    def sees(self, kind: str, on: date | None) -> bool:
        """Would this return tell an entry of this kind on this day?"""
        return self.sight.sees(kind, on)


def tell(child: ChildReturn, *, agency: str, year: CollectionYear, whole: Collection[str] = ()) -> Told:
    """Tell one child's rows. Refs are made from agency, child and key, so telling twice tells the same.

    `whole` names the tables that were read whole for this child.
    """
    periods = periods_of(child.episodes, date.max)
    said = _numbered(_everything(child, periods, year))
    entries, keys, blind = [], {}, []
    for order, (key, each) in enumerate(said, start=1):
        ref = _named(f"{agency}|{child.child}|{key}")
        keys[ref] = key
        if each.blind:
            blind.append(ref)
        entries.append(
            Entry(
                ref=ref,
                kind=each.kind,
                happened=each.happened,
                details=each.details,
                order=order,
                from_return=True,
            )
        )
    return Told(
        reference=child.child,
        ethnicity=(child.header.ethnic or "") if child.header else "",
        entries=tuple(entries),
        keys=keys,
        ep_spells=sum(len(spells_in(period)) for period in periods),
        blind=frozenset(blind),
        sight=sight_of(periods, year, whole),
    )


def _named(name: str) -> str:
    """A version 5 UUID, as the standard library makes it but without the object."""
    found = bytearray(sha1(_NAMES.bytes + name.encode(), usedforsecurity=False).digest()[:16])
    found[6] = found[6] & 0x0F | 0x50
    found[8] = found[8] & 0x3F | 0x80
    text = found.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def _everything(child: ChildReturn, periods: Sequence[Period], year: CollectionYear) -> list[Said]:
    """In the order things happen; on one day, in the order the chronology needs them."""
    said = [*care.birth(child), *care.episodes(periods), *care.decisions(child), *yearly.tell(child, year)]
    return sorted(said, key=lambda each: (each.happened.earliest or date.min, each.rank))


def _numbered(said: list[Said]) -> Iterator[tuple[str, Said]]:
    """Give each a key; a second of the same kind, day and sort is told apart by number."""
    seen: dict[str, int] = {}
    for each in said:
        key = f"{each.kind}:{each.happened}:{each.sort}" if each.sort else f"{each.kind}:{each.happened}"
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}:{seen[key]}"), each
