"""Early permanence spells, on small journeys written by hand."""

from datetime import date

import pytest

from hafan.exchange.ssda903.spells import in_early_permanence_on, spells_of
from tests.rooms.exchange.ssda903.writing import day, episode, episodes

END = date(2026, 3, 31)


def spell(*lines, on=END):
    """The only spell of a journey."""
    (found,) = spells_of(episodes(*lines), on)
    return found


class TestABabyPlacedAtBirthAndAdopted:
    JOURNEY = (
        "1/5/24 S V2 U5 20/5/24 X1",
        "20/5/24 L C1 U5 1/11/24 X1",
        "1/11/24 L E1 U5 1/12/24 X1",
        "1/12/24 T E1 A5 1/6/25 E12",
    )

    def test_is_one_spell_from_the_first_day_to_the_order(self):
        found = spell(*self.JOURNEY)
        assert (found.started_on, found.ended_on, found.legal_status) == (day("1/5/24"), day("1/6/25"), "V2")

    def test_is_open_until_the_day_of_the_order(self):
        assert spell(*self.JOURNEY, on=day("31/5/25")).is_open
        assert not spell(*self.JOURNEY, on=day("1/6/25")).is_open

    def test_is_the_same_spell_when_order_and_placement_fall_on_one_day(self):
        found = spell("1/5/24 S C1 U5 1/11/24 X1", "1/11/24 U E1 A5 1/6/25 E11")
        assert found.ended_on == day("1/6/25")

    def test_is_the_same_spell_when_placed_by_consent(self):
        assert spell("1/5/24 S V2 U5 1/11/24 X1", "1/11/24 T V2 A3").is_open


class TestCarersWhoseNameInTheReturnChanges:
    def test_u2_and_u5_with_the_same_carers_are_one_spell(self):
        found = spell("1/5/24 S V2 U2 1/6/24 X1", "1/6/24 T V2 U5 1/7/24 E4A")
        assert (found.started_on, found.ended_on) == (day("1/5/24"), day("1/7/24"))

    def test_plain_fostering_for_a_while_does_not_break_it(self):
        found = spell("1/5/24 S V2 U5 1/6/24 X1", "1/6/24 T V2 U6 1/7/24 X1", "1/7/24 T V2 U5")
        assert (found.started_on, found.is_open) == (day("1/5/24"), True)

    def test_plain_fostering_ends_it_as_long_as_nothing_has_followed(self):
        chain = ("1/5/24 S V2 U5 1/6/24 X1", "1/6/24 T V2 U6 1/7/24 X1", "1/7/24 T V2 U5")
        assert spell(*chain, on=day("30/6/24")).ended_on == day("1/6/24")
        assert spell(*chain, on=day("1/7/24")).is_open

    def test_long_term_fostering_ends_it(self):
        assert spell("1/5/24 S V2 U5 1/6/24 X1", "1/6/24 T V2 U4").ended_on == day("1/6/24")

    def test_fostering_first_and_early_permanence_later_begins_when_the_code_does(self):
        assert spell("1/5/24 S V2 U6 1/6/24 X1", "1/6/24 T V2 U5").started_on == day("1/6/24")


class TestNewCarers:
    def test_are_a_second_spell(self):
        found = spells_of(episodes("1/5/24 S V2 U5 1/6/24 X1", "1/6/24 P V2 U5"), END)
        assert [(each.started_on, each.ended_on) for each in found] == [
            (day("1/5/24"), day("1/6/24")),
            (day("1/6/24"), None),
        ]

    def test_who_are_adopters_but_never_fostered_are_no_spell(self):
        assert spells_of(episodes("1/5/24 S C1 U6 1/6/24 X1", "1/6/24 B E1 A6 1/1/25 E12"), END) == ()

    def test_end_the_spell_when_the_child_goes_home_in_care(self):
        assert spell("1/5/24 S C1 U5 1/6/24 X1", "1/6/24 P C1 P1").ended_on == day("1/6/24")


class TestTimeAway:
    def test_in_hospital_is_part_of_the_spell(self):
        found = spell("1/5/24 S C1 U5 1/6/24 X1", "1/6/24 P C1 T1")
        assert found.is_open
        assert len(found.run.stays) == 2

    def test_at_the_end_of_care_carries_the_spell_to_the_end(self):
        assert spell("1/5/24 S C1 U5 1/6/24 X1", "1/6/24 P C1 T1 8/6/24 E4A").ended_on == day("8/6/24")

    def test_and_back_is_one_spell(self):
        found = spell("1/5/24 S C1 U5 1/6/24 X1", "1/6/24 P C1 T4 5/6/24 X1", "5/6/24 P C1 U5 9/6/24 E4B")
        assert found.ended_on == day("9/6/24")

    def test_from_plain_fostering_does_not_keep_the_spell_open(self):
        found = spell("1/5/24 S C1 U5 1/6/24 X1", "1/6/24 T C1 U6 5/6/24 X1", "5/6/24 P C1 T1")
        assert found.ended_on == day("1/6/24")


class TestASpellThatBeganBeforeTheEarliestReturn:
    @pytest.mark.parametrize("reason", ["L", "T", "U"])
    def test_is_cut_off_and_has_no_start(self, reason):
        found = spell(f"1/5/24 {reason} C1 U5")
        assert (found.is_cut_off, found.started_on, found.legal_status) == (True, None, "unknown")
        assert found.cohort(day("1/4/24")) == "before"
        assert found.first_seen_on == day("1/5/24")

    @pytest.mark.parametrize("reason", ["P", "B"])
    def test_is_not_cut_off_when_its_first_row_says_the_carers_were_new(self, reason):
        assert spell(f"1/5/24 {reason} C1 U5").started_on == day("1/5/24")

    def test_is_not_cut_off_when_another_placement_was_seen_before_it(self):
        assert spell("1/5/24 L C1 U6 1/6/24 X1", "1/6/24 T C1 U5").started_on == day("1/6/24")

    def test_is_cut_off_when_it_came_out_of_a_temporary_placement(self):
        assert spell("1/5/24 P C1 T1 1/6/24 X1", "1/6/24 P C1 U5").is_cut_off

    def test_is_not_cut_off_in_a_later_period_of_care(self):
        found = spell("1/5/24 L C1 U6 1/6/24 E4A", "1/8/24 S C1 U5")
        assert found.started_on == day("1/8/24")


class TestTheCohort:
    def test_is_the_collection_year_of_the_start(self):
        assert spell("31/3/25 S C1 U5").cohort(day("1/4/24")) == "2024-25"
        assert spell("1/4/25 S C1 U5").cohort(day("1/4/24")) == "2025-26"

    def test_is_before_when_the_start_is_before_the_window(self):
        assert spell("31/3/24 S C1 U5").cohort(day("1/4/24")) == "before"
        assert spell("1/4/24 S C1 U5").cohort(day("1/4/24")) == "2024-25"


class TestBeingInEarlyPermanenceOnADay:
    CHAIN = (
        "1/5/24 S C1 U5 1/6/24 X1",
        "1/6/24 P C1 T1 8/6/24 X1",
        "8/6/24 P C1 U5 1/7/24 X1",
        "1/7/24 T E1 A5",
    )

    @pytest.mark.parametrize(
        ("on", "there"),
        [("30/4/24", False), ("1/5/24", True), ("3/6/24", True), ("30/6/24", True), ("1/7/24", False)],
    )
    def test_counts_the_day_in_and_time_away_but_not_the_day_out(self, on, there):
        assert (in_early_permanence_on(episodes(*self.CHAIN), day(on)) is not None) == there

    def test_gives_the_legal_status_that_day(self):
        stay = in_early_permanence_on([episode("1/5/24 S V2 U2")], day("31/3/25"))
        assert stay is not None
        assert stay.episode.ls == "V2"
