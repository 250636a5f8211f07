"""One child's rows told as entries, each with a key that is the same whenever the same row is read again."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from hafan.exchange.from_903 import care, yearly
from hafan.exchange.from_903.saying import Said
from hafan.exchange.ssda903 import ChildReturn, CollectionYear, spells_of
from hafan.practice.entries import Entry

#: Names entries so that the same row of the same authority always becomes the same entry.
_NAMES = uuid.UUID("6e0f3c52-7c3b-5b0e-9a53-0f1b0d9a1c77")


@dataclass(frozen=True, slots=True)
class Told:
    """A child of a return as a chronology. `keys` is each entry's key by its ref; `ep_spells` how many EP spells."""

    reference: str
    ethnicity: str
    entries: tuple[Entry, ...]
    keys: dict[str, str] = field(default_factory=dict)
    ep_spells: int = 0


def tell(child: ChildReturn, *, agency: str, year: CollectionYear) -> Told:
    """Tell one child's rows. Refs are made from agency, child and key, so telling twice tells the same."""
    said = _numbered(_everything(child, year))
    entries, keys = [], {}
    for order, (key, each) in enumerate(said, start=1):
        ref = str(uuid.uuid5(_NAMES, f"{agency}|{child.child}|{key}"))
        keys[ref] = key
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
        ep_spells=len(spells_of(child.episodes, date.max)),
    )


def _everything(child: ChildReturn, year: CollectionYear) -> list[Said]:
    """In the order things happen; on one day, in the order the chronology needs them."""
    said = [*care.birth(child), *care.episodes(child), *care.decisions(child), *yearly.tell(child, year)]
    return sorted(said, key=lambda each: (each.happened.earliest or date.min, each.rank))


def _numbered(said: list[Said]) -> Iterator[tuple[str, Said]]:
    """Give each a key; a second of the same kind, day and sort is told apart by number."""
    seen: dict[str, int] = {}
    for each in said:
        key = f"{each.kind}:{each.happened}:{each.sort}" if each.sort else f"{each.kind}:{each.happened}"
        seen[key] = seen.get(key, 0) + 1
        yield (key if seen[key] == 1 else f"{key}:{seen[key]}"), each
