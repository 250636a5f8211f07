"""What reading a return would change: worked out first, shown to a person, and only then done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hafan.exchange.from_903 import Told
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry

#: Marks the key of an entry that a later reading of a return put right: "review_held:2026-03-02~2".
AGAIN = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry of a record as it stands, that once came from a return. `by_person` if somebody put it right by hand."""

    number: int
    kind: str
    happened: ImpreciseDate
    details: Mapping[str, object]
    times: int = 1
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """An entry to add to a record that exists; `replaces` is the entry it puts right."""

    child_id: int
    entry: Entry
    key: str
    replaces: Held | None = None


@dataclass(slots=True)
class Plan:
    """The records to open, the entries to add and to put right, and what stays as it is."""

    to_open: list[Told] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0
    kept_by_people: int = 0

    @property
    def entries_to_add(self) -> int:
        """Entries that nobody holds yet, those of new records included."""
        return sum(len(told.entries) for told in self.to_open) + sum(c.replaces is None for c in self.changes)

    @property
    def entries_to_correct(self) -> int:
        """Entries that the return now says otherwise."""
        return sum(change.replaces is not None for change in self.changes)

    @property
    def is_empty(self) -> bool:
        """Would nothing change?"""
        return not self.to_open and not self.changes


def plan(told: Iterable[Told], held: Mapping[str, tuple[int, Mapping[str, Held]]]) -> Plan:
    """Compare what a return tells with what the records hold: by reference, the child's number and its entries by key."""
    found = Plan()
    for each in told:
        if each.reference not in held:
            found.to_open.append(each)
            continue
        child_id, entries = held[each.reference]
        for entry in each.entries:
            _compare(child_id, entry, each.keys[entry.ref], entries, found)
    return found


def _compare(child_id: int, entry: Entry, key: str, entries: Mapping[str, Held], found: Plan) -> None:
    standing = entries.get(key) or _undated(entry, entries)
    if standing is None:
        if entry.happened.earliest is None and _dated(entry.kind, entries):
            found.unchanged += 1  # A day is already known; a return that starts later cannot see it.
        else:
            found.changes.append(Change(child_id, entry, key))
    elif standing.happened == entry.happened and dict(standing.details) == dict(entry.details):
        found.unchanged += 1
    elif standing.by_person:
        found.kept_by_people += 1
    else:
        found.changes.append(Change(child_id, entry, f"{key}{AGAIN}{standing.times + 1}", standing))


def _undated(entry: Entry, entries: Mapping[str, Held]) -> Held | None:
    """Coming into care on a day not known is put right by the return that knows it."""
    if entry.kind != "became_looked_after" or entry.happened.earliest is None:
        return None
    undated = entries.get(f"{entry.kind}:unknown")
    earliest = min(
        (e.happened.earliest or date.max for e in entries.values() if e.kind == "placement_began"),
        default=date.max,
    )
    return (
        undated
        if undated is not None and not undated.by_person and entry.happened.earliest <= earliest
        else None
    )


def _dated(kind: str, entries: Mapping[str, Held]) -> bool:
    return any(held.kind == kind and held.happened.earliest is not None for held in entries.values())
