"""A record that says what cannot be true together says so; an ordinary one is left in peace."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.contradictions import SAYS, WEIGHED, contradictions
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts

TODAY = date(2026, 6, 1)


def told(kind: str, day: int | str, **details: Any) -> Entry:
    """An entry of March 2026, or of a date written imprecisely."""
    happened = ImpreciseDate.parse(day) if isinstance(day, str) else ImpreciseDate(date(2026, 3, day))
    told.count = getattr(told, "count", 0) + 1  # type: ignore[attr-defined]
    return Entry(ref=str(told.count), kind=kind, happened=happened, details=details, order=told.count)  # type: ignore[attr-defined]


def codes(*entries: Entry) -> list[str]:
    return [each.code for each in contradictions(Facts("england", entries), TODAY)]


CARE = ("became_looked_after", 2)
HOME = {"placement_kind": "foster", "household": "one"}


class TestWhatDoesNotFit:
    def test_a_child_looked_after_who_lives_nowhere(self):
        assert codes(told(*CARE)) == ["nowhere"]

    def test_a_child_whose_placement_ended_and_no_other_began(self):
        assert codes(told(*CARE), told("placement_began", 2, **HOME), told("placement_ended", 9)) == [
            "nowhere"
        ]

    def test_a_child_who_came_to_live_in_two_places_on_one_day(self):
        other = told("placement_began", 2, placement_kind="foster", household="two")
        assert codes(told(*CARE), told("placement_began", 2, **HOME), other) == ["two_places"]

    def test_a_placement_that_ended_twice(self):
        ended = told("placement_ended", 9), told("placement_ended", 12), told("left_care", 12)
        assert codes(told(*CARE), told("placement_began", 2, **HOME), *ended) == ["ended_before"]

    def test_a_placement_of_a_child_who_is_not_looked_after(self):
        assert codes(told("placement_began", 2, **HOME)) == ["not_looked_after"]

    def test_placed_for_adoption_without_an_order_or_consent(self):
        placed = told("placed_for_adoption", 20, household="one")
        assert codes(told(*CARE), told("placement_began", 2, **HOME), placed) == ["no_authority"]

    def test_a_placement_before_birth_and_after_death(self):
        life = told("born", 5), told("child_died", 20)
        placed = told("placement_began", 3, **HOME), told("placement_began", 25, **HOME)
        assert {"before_birth", "after_death"} <= set(codes(told("became_looked_after", 1), *life, *placed))

    def test_tells_the_day_and_the_entries(self):
        entry = told(*CARE)
        (found,) = contradictions(Facts("wales", [entry]), TODAY)
        assert (found.on, found.entries) == (date(2026, 3, 2), (entry.ref,))
        assert found.says is SAYS["nowhere"]


class TestAnOrdinaryRecord:
    @pytest.mark.parametrize(
        "entries",
        [
            [("born", 1), CARE, ("placement_began", 2, HOME)],
            [CARE, ("placement_began", 2, HOME), ("placement_ended", 9), ("placement_began", 9, HOME)],
            [CARE, ("placement_began", 2, HOME), ("placement_ended", 9), ("left_care", 9)],
            [CARE, ("placement_began", 2, HOME), ("placement_changed", 2, {"placement_kind": "ep_foster"})],
            [CARE, ("placement_began", 2, HOME), ("order_made", 8, {"order": "placement"}), ("placed_for_adoption", 20, {"same_carers": True})],
            [CARE, ("placement_began", 2, HOME), ("placement_ended", "2026-03"), ("placement_began", "2026-03", HOME)],
            [],
        ],
    )  # fmt: skip
    def test_is_left_in_peace(self, entries):
        assert (
            codes(*(told(kind, day, **(details[0] if details else {})) for kind, day, *details in entries))
            == []
        )

    def test_what_was_corrected_no_longer_counts(self):
        wrong = told("placement_began", 2, placement_kind="foster", household="two")
        right = Entry(
            ref="right", kind="placement_began", happened=ImpreciseDate(date(2026, 3, 9)), corrects=wrong.ref, order=999,
            details={"placement_kind": "foster", "household": "two"},
        )  # fmt: skip
        assert codes(told(*CARE), told("placement_began", 2, **HOME), wrong, right) == []


def test_every_kind_weighed_is_a_kind_there_is():
    assert set(WEIGHED) <= {declared.key for declared in ENTRY_TYPES}
