"""A return told as a chronology: what each row becomes, on small journeys written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from hafan.exchange.from_903 import tell
from hafan.exchange.planning import Held, plan
from hafan.exchange.ssda903 import ChildReturn, CollectionYear
from hafan.exchange.ssda903.records import Adoption, AdoptionDecision, PreviousPermanence, Review
from hafan.frameworks.registry import framework
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.obligations import State
from hafan.practice.recording import read_details
from tests.rooms.exchange.ssda903.writing import episodes

YEAR = CollectionYear(2025)


def child(*lines, **tables):
    return ChildReturn("1001", date(2025, 4, 20), episodes=tuple(episodes(*lines)), **tables)


def told(*lines, **tables):
    return tell(child(*lines, **tables), agency="an-authority", year=YEAR)


def story(*lines, **tables):
    """The entries as "day kind detail", without the birth and the note that the record was begun."""
    shown = []
    for entry in told(*lines, **tables).entries:
        if entry.kind not in ("born", "record_begun"):
            words = [str(value) for value in entry.details.values() if value not in (False, "yes")]
            shown.append(" ".join([str(entry.happened), entry.kind, *words]))
    return shown


class TestABabyWhoStaysWithTheSameCarers:
    """Placed at birth with early permanence carers, who adopt: the worked chain of the return."""

    CHAIN = (
        "1/5/25 S V2 U5 9/5/25 X1",
        "9/5/25 L C1 U5 1/11/25 X1",
        "1/11/25 L E1 U5 10/12/25 X1",
        "10/12/25 T E1 A5 20/3/26 E12",
    )

    def test_is_told_in_words_and_not_in_codes(self):
        assert story(*self.CHAIN) == [
            "2025-05-01 became_looked_after abuse_or_neglect",
            "2025-05-01 legal_status_began accommodated",
            "2025-05-01 placement_began ep_foster",
            "2025-05-09 legal_status_began interim_care",
            "2025-11-01 legal_status_began placement_order",
            "2025-12-10 placed_for_adoption True",
            "2026-03-20 adoption_order_made True",
        ]

    def test_is_one_early_permanence_spell(self):
        assert told(*self.CHAIN).ep_spells == 1

    def test_never_moves(self):
        facts = Facts("england", told(*self.CHAIN).entries)
        assert len({placement.carers for placement in facts.placements}) == 1


class TestAChildWhoGoesHome:
    def test_left_care_by_going_home_and_nothing_broke_down(self):
        assert story("1/5/25 S C1 U5 1/9/25 E4A")[-1] == "2025-09-01 left_care returned_home"

    def test_who_lives_at_home_under_an_order_is_still_looked_after(self):
        facts = Facts("england", told("1/5/25 S C1 U5 1/9/25 X1", "1/9/25 P C2 P1").entries)
        assert facts.care_on(date(2026, 1, 1)) is not None
        assert facts.placement_on(date(2026, 1, 1)).kind == "with_parent"


class TestTimeAway:
    CHAIN = ("1/5/25 S C1 U5 1/7/25 X1", "1/7/25 T C1 T1 9/7/25 X1", "9/7/25 T C1 U5")

    def test_in_hospital_is_told_and_coming_back_is_to_the_same_carers(self):
        facts = Facts("england", told(*self.CHAIN).entries)
        first, away, back = facts.placements
        assert away.is_temporary
        assert (first.carers, first.kind) == (back.carers, back.kind)


class TestWhereTheReturnCannotSee:
    def test_a_child_already_in_care_came_on_a_day_not_known(self):
        assert story("1/5/25 L C1 U5")[0] == "unknown became_looked_after abuse_or_neglect"

    def test_and_no_due_date_is_made_up_for_them(self):
        facts = Facts("england", told("1/5/25 L C1 U5").entries)
        first_review = next(o for o in framework("england").obligations(facts) if o.clock == "review_first")
        assert first_review.state(date(2026, 11, 1)) is State.UNKNOWN

    @pytest.mark.clause("NWG-15")
    def test_a_visit_that_fell_due_within_the_return_is_not_known_rather_than_late(self):
        facts = Facts("england", told("1/5/25 S C1 U5").entries)
        visits = [o for o in framework("england").obligations(facts) if o.clock == "visit_first"]
        assert [each.state(date(2026, 11, 1)) for each in visits] == [State.UNKNOWN]

    def test_a_visit_that_falls_due_after_the_return_ends_has_its_date(self):
        facts = Facts("england", told("27/3/26 S C1 U5").entries)
        visits = [o for o in framework("england").obligations(facts) if o.clock == "visit_first"]
        assert [each.due_on for each in visits] == [date(2026, 4, 3)]

    def test_a_review_that_was_never_returned_is_late_because_a_return_would_have_said(self):
        facts = Facts("england", told("1/5/25 S C1 U5").entries)
        reviews = [o for o in framework("england").obligations(facts) if o.clock == "review_first"]
        assert [each.state(date(2026, 11, 1)) for each in reviews] == [State.OVERDUE]


class TestDecisionsAndReviews:
    def test_the_decision_its_reversal_and_a_review_are_told_on_their_days(self):
        decision = AdoptionDecision("1001", None, date(2025, 8, 1), date(2025, 10, 1), "RD2", 2)
        review = Review("1001", None, date(2025, 5, 20), "PN0", 2)
        lines = story("1/5/25 S C1 U5", decisions=(decision,), reviews=(review,))
        assert "2025-05-20 review_held under_four" in lines
        assert "2025-08-01 should_be_placed_decided" in lines
        assert "2025-10-01 should_be_placed_reversed no_order" in lines

    def test_a_decision_told_twice_is_told_once(self):
        decision = AdoptionDecision("1001", None, date(2025, 8, 1), None, None, 2)
        adoption = Adoption("1001", None, date(2025, 8, 1), date(2025, 9, 1), "1", "2", "MF", "L11", 2)
        lines = story("1/5/25 S E1 A5 20/3/26 E11", decisions=(decision,), adoption=adoption)
        assert sum("should_be_placed_decided" in line for line in lines) == 1
        assert "2025-09-01 formal_match_decided" in lines

    def test_permanence_that_came_before_keeps_the_part_of_its_date_that_is_known(self):
        earlier = PreviousPermanence(
            "1001", None, "P2", "E1", ImpreciseDate(date(2019, 1, 1), Precision.YEAR), 2
        )
        assert "2019 had_permanence_before special_guardianship" in story(
            "1/5/25 S C1 U5", previous_permanence=earlier
        )


class TestEveryEntry:
    def test_holds_only_what_its_kind_declares(self):
        for entry in told(*TestABabyWhoStaysWithTheSameCarers.CHAIN).entries:
            assert read_details(ENTRY_TYPES[entry.kind], entry.details)[1] == []

    def test_is_the_same_entry_whenever_the_row_is_read_again(self):
        once, again = (told("1/5/25 S C1 U5") for _ in range(2))
        assert [e.ref for e in once.entries] == [e.ref for e in again.entries]

    def test_of_another_authority_is_another_entry(self):
        here = told("1/5/25 S C1 U5")
        there = tell(child("1/5/25 S C1 U5"), agency="another", year=YEAR)
        assert not {e.ref for e in here.entries} & {e.ref for e in there.entries}


def held(told_child, **changed):
    """The record as if this child had been written, with some entries held otherwise."""
    entries = {
        key: Held(number=n, kind=e.kind, happened=e.happened, details=e.details)
        for n, e in enumerate(told_child.entries)
        for key in [told_child.keys[e.ref]]
    }
    return {told_child.reference: (7, {**entries, **changed})}


class TestReadingAgain:
    CHAIN = ("1/5/25 S C1 U5",)

    def test_the_same_return_changes_nothing(self):
        each = told(*self.CHAIN)
        assert plan([each], held(each)).is_empty

    def test_what_happened_since_is_added(self):
        before, after = told(*self.CHAIN), told("1/5/25 S C1 U5 1/9/25 E4A")
        changes = plan([after], held(before)).changes
        assert [(change.entry.kind, change.replaces) for change in changes] == [("left_care", None)]

    def test_what_the_return_now_says_otherwise_is_put_right(self):
        before, after = told(*self.CHAIN), told("1/5/25 S C1 U6")
        (change,) = plan([after], held(before)).changes
        assert change.entry.details["placement_kind"] == "foster"
        assert change.replaces is not None
        assert change.key.endswith("~2")

    def test_what_somebody_put_right_by_hand_is_left_as_it_is(self):
        each = told("1/5/25 S C1 U6")
        key = next(key for key in each.keys.values() if key.startswith("placement_began"))
        by_hand = Held(
            number=9,
            kind="placement_began",
            happened=ImpreciseDate(date(2025, 5, 1)),
            details={"placement_kind": "ep_foster"},
            by_person=True,
        )
        found = plan([each], held(each, **{key: by_hand}))
        assert (found.is_empty, found.kept_by_people) == (True, 1)

    def test_a_later_return_that_cannot_see_the_entry_to_care_does_not_forget_it(self):
        seen, blind = told("1/5/25 S C1 U5"), told("1/5/25 L C1 U5")
        kinds = [change.entry.kind for change in plan([blind], held(seen)).changes]
        assert "became_looked_after" not in kinds

    def test_an_earlier_return_that_can_see_it_puts_the_unknown_day_right(self):
        blind, seen = told("1/5/25 L C1 U5"), told("1/5/25 S C1 U5")
        (change,) = plan([seen], held(blind)).changes
        assert (change.entry.kind, change.entry.happened.earliest) == (
            "became_looked_after",
            date(2025, 5, 1),
        )
        assert change.replaces is not None
