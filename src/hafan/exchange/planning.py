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

_STATUSES = frozenset({"legal_status_began"})
_PLACEMENTS = frozenset({"placement_began", "placement_changed", "placed_for_adoption"})
_LEAVING = frozenset({"left_care", "adoption_order_made", "placement_ended"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """An entry of a record as it stands. `by_person` if somebody recorded it, or put it right, by hand."""

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
    reference: str
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
    #: Entries an earlier reading told and this one, which would see them, does not: left for a person to judge.
    no_longer_said: list[tuple[str, Held]] = field(default_factory=list)

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
        _Comparing(each, child_id, entries, found).compare()
    return found


@dataclass(slots=True)
class _Comparing:
    """One child's return beside one child's record."""

    told: Told
    child_id: int
    entries: Mapping[str, Held]
    plan: Plan
    new: list[Change] = field(default_factory=list)

    def compare(self) -> None:
        for entry in self.told.entries:
            self._one(entry, self.told.keys[entry.ref])
        self._mended()
        self.plan.changes += self.new

    def _one(self, entry: Entry, key: str) -> None:
        standing = self.entries.get(key) or self._undated(entry)
        blind = entry.ref in self.told.blind
        if (blind and _already_so(entry, self.entries)) or (
            standing is None and self._known_otherwise(entry)
        ):
            self.plan.unchanged += 1
        elif standing is None:
            self.new.append(Change(self.child_id, self.told.reference, entry, key))
        elif _says_the_same(standing, entry):
            self.plan.unchanged += 1
        elif standing.by_person:
            self.plan.kept_by_people += 1
        else:
            self._put_right(entry, key, standing)

    def _put_right(self, entry: Entry, key: str, standing: Held) -> None:
        again = f"{key}{AGAIN}{standing.times + 1}"
        self.new.append(Change(self.child_id, self.told.reference, entry, again, standing))

    def _undated(self, entry: Entry) -> Held | None:
        """Coming into care on a day not known is put right by the return that knows it."""
        if entry.kind != "became_looked_after" or entry.happened.earliest is None:
            return None
        undated = self.entries.get(f"{entry.kind}:unknown")
        began = (
            e.happened.earliest or date.max for e in self.entries.values() if e.kind == "placement_began"
        )
        if undated is None or undated.by_person or entry.happened.earliest > min(began, default=date.max):
            return None
        return undated

    def _known_otherwise(self, entry: Entry) -> bool:
        """A day is already known where this return sees none, or the same is held on that day under another key."""
        if entry.happened.earliest is None:
            return any(
                h.kind == entry.kind and h.happened.earliest is not None for h in self.entries.values()
            )
        return any(
            h.by_person and h.kind == entry.kind and h.happened == entry.happened
            for h in self.entries.values()
        )

    def _mended(self) -> None:
        """A day that was mended comes as a new entry beside an old one this return no longer tells: they are one."""
        said = set(self.told.keys.values())
        gone = [
            held
            for key, held in self.entries.items()
            if key not in said and not held.by_person and self.told.sees(held.kind, held.happened.earliest)
        ]
        taken = {change.replaces.number for change in self.new if change.replaces}
        gone = [held for held in gone if held.number not in taken]
        for place, change in enumerate(self.new):
            nearest = _nearest(change.entry, gone) if change.replaces is None else None
            if nearest is not None:
                gone.remove(nearest)
                key = f"{change.key}{AGAIN}{nearest.times + 1}"
                self.new[place] = Change(change.child_id, change.reference, change.entry, key, nearest)
        self.plan.no_longer_said += [(self.told.reference, held) for held in gone]


def _says_the_same(held: Held, entry: Entry) -> bool:
    return held.happened == entry.happened and dict(held.details) == dict(entry.details)


def _nearest(entry: Entry, gone: list[Held]) -> Held | None:
    """The entry of the same kind nearest in time; one that says the same but for its day comes first."""
    return min(
        (held for held in gone if held.kind == entry.kind),
        key=lambda held: (dict(held.details) != dict(entry.details), abs((held_on(held) - entry.on).days)),
        default=None,
    )


def held_on(held: Held) -> date:
    """The first day it could have happened; an unknown day sorts before all others."""
    return held.happened.earliest or date.min


def _already_so(entry: Entry, entries: Mapping[str, Held]) -> bool:
    """Does the record show this status or placement on the day this return first sees it?

    A return shows only episodes of its year. Its first row may be the middle of a stay, and is then no beginning.
    """
    family = next((kinds for kinds in (_STATUSES, _PLACEMENTS) if entry.kind in kinds), None)
    if family is None:
        return False
    before = [e for e in entries.values() if e.kind in family | _LEAVING and held_on(e) <= entry.on]
    last = max(before, key=lambda e: (held_on(e), e.kind not in _LEAVING, e.number), default=None)
    return (
        last is not None
        and last.kind in family
        and _is(last.kind, last.details) == _is(entry.kind, entry.details)
    )


def _is(kind: str, details: Mapping[str, object]) -> object:
    """What the child's status or placement is after such an entry."""
    return (
        "adoption"
        if kind == "placed_for_adoption"
        else details.get("status") or details.get("placement_kind")
    )
