"""What in a chronology cannot be true together. Nobody is blamed and nothing is put right by itself: somebody asks and corrects."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.wording import Wording

#: The kinds of entry that are weighed against each other; nothing else is read.
WEIGHED: Final = (
    "born", "child_died", "became_looked_after", "left_care", "placement_began", "placement_changed", "placement_ended",
    "placed_for_adoption", "adoption_order_made", "legal_status_began", "order_made", "order_revoked", "consent_given",
    "consent_withdrawn",
)  # fmt: skip
_BEGINS: Final = ("placement_began", "placement_changed", "placed_for_adoption")

SAYS: Final[Mapping[str, Wording]] = {
    "nowhere": Wording(
        "The child is looked after, and the record does not say where they live.",
        "Mae’r plentyn yn derbyn gofal, ac nid yw’r cofnod yn dweud ble mae’n byw.",
    ),
    "two_places": Wording(
        "Two placements with different carers began on the same day.",
        "Dechreuodd dau leoliad gyda gofalwyr gwahanol ar yr un diwrnod.",
    ),
    "ended_before": Wording(
        "A placement ended while none was open.",
        "Daeth lleoliad i ben pan nad oedd un ar agor.",
    ),
    "not_looked_after": Wording(
        "A placement began while the child was not looked after.",
        "Dechreuodd lleoliad pan nad oedd y plentyn yn derbyn gofal.",
    ),
    "no_authority": Wording(
        "Placed for adoption, and the record holds no placement order or consent on that day.",
        "Lleolwyd ar gyfer mabwysiadu, ac nid oes gorchymyn lleoli na chydsyniad yn y cofnod ar y diwrnod hwnnw.",
    ),
    "before_birth": Wording(
        "A placement began before the child was born.",
        "Dechreuodd lleoliad cyn geni’r plentyn.",
    ),
    "after_death": Wording(
        "A placement began after the child died.",
        "Dechreuodd lleoliad ar ôl i’r plentyn farw.",
    ),
}


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One thing that does not fit: what it is, since when, and the entries that say so."""

    code: str
    on: date
    entries: tuple[str, ...]

    @property
    def says(self) -> Wording:
        """In words."""
        return SAYS[self.code]


def contradictions(facts: Facts, on: date) -> list[Contradiction]:
    """Everything about a child that does not fit together as it stands on a day, the oldest first."""
    found = [each for check in _CHECKS for each in check(facts, on)]
    return sorted(found, key=lambda each: (each.on, each.code))


def _nowhere(facts: Facts, on: date) -> Iterator[Contradiction]:
    care = facts.care_on(on)
    if care is None or facts.placement_on(on) is not None:
        return
    last = facts.last("placement_ended", by=on)
    since = last if last is not None and last.on >= care.began else facts.last("became_looked_after", by=on)
    yield Contradiction("nowhere", since.on if since else care.began, (since.ref,) if since else ())


def _two_places(facts: Facts, _on: date) -> Iterator[Contradiction]:
    began = [each for each in facts.all(*_BEGINS) if _is_exact(each) and not _with_the_same(each)]
    for one, other in pairwise(began):
        if one.on == other.on and one.get("household") != other.get("household"):
            yield Contradiction("two_places", one.on, (one.ref, other.ref))


def _ended_before(facts: Facts, _on: date) -> Iterator[Contradiction]:
    closed = {each.ended_by.ref for each in facts.placements if each.ended_by is not None}
    for entry in facts.all("placement_ended"):
        if entry.ref not in closed and _is_exact(entry):
            yield Contradiction("ended_before", entry.on, (entry.ref,))


def _not_looked_after(facts: Facts, _on: date) -> Iterator[Contradiction]:
    for entry in facts.all(*_BEGINS):
        if _is_exact(entry) and facts.care_on(entry.on) is None:
            yield Contradiction("not_looked_after", entry.on, (entry.ref,))


def _no_authority(facts: Facts, _on: date) -> Iterator[Contradiction]:
    for entry in facts.all("placed_for_adoption"):
        if _is_exact(entry) and not any(each.span.covers(entry.on) for each in facts.authority_to_place):
            yield Contradiction("no_authority", entry.on, (entry.ref,))


def _out_of_life(facts: Facts, _on: date) -> Iterator[Contradiction]:
    born, died = facts.born_on, facts.first("child_died")
    for entry in filter(_is_exact, facts.all(*_BEGINS)):
        if born is not None and entry.on < born:
            yield Contradiction("before_birth", entry.on, (entry.ref,))
        if died is not None and _is_exact(died) and entry.on > died.on:
            yield Contradiction("after_death", entry.on, (entry.ref, died.ref))


_CHECKS: Final[tuple[Callable[[Facts, date], Iterator[Contradiction]], ...]] = (
    _nowhere, _two_places, _ended_before, _not_looked_after, _no_authority, _out_of_life,
)  # fmt: skip


def _is_exact(entry: Entry) -> bool:
    """Known to the day: about a month or a year nobody can say that it does not fit."""
    return entry.happened.is_exact


def _with_the_same(entry: Entry) -> bool:
    return entry.kind == "placement_changed" or bool(entry.get("same_carers"))
