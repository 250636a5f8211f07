"""Periods of care and runs with the same carers, on small journeys written by hand."""

from datetime import date

import pytest

from hafan.exchange.ssda903.periods import periods_of, settled
from tests.rooms.exchange.ssda903.writing import day, episode, episodes

END = date(2026, 3, 31)


def runs(*lines, on=END):
    """Each run of the only period as the placements in it."""
    (period,) = periods_of(episodes(*lines), on)
    return [" ".join(stay.episode.place for stay in run.stays) for run in period.runs]


class TestAsAtADay:
    def test_an_episode_begun_on_the_day_is_seen_and_one_begun_the_day_after_is_not(self):
        chain = episodes("1/5/24 S C1 U6 2/6/24 X1", "2/6/24 P C1 U5")
        assert [len(periods_of(chain, day(d))[0].stays) for d in ("1/6/24", "2/6/24")] == [1, 2]

    def test_an_end_still_to_come_is_no_end(self):
        chain = episodes("1/5/24 S C1 U6 2/6/24 E4A")
        (before,) = periods_of(chain, day("1/6/24"))
        (after,) = periods_of(chain, day("2/6/24"))
        assert (before.ended_on, before.ended_by) == (None, None)
        assert (after.ended_on, after.ended_by) == (day("2/6/24"), "E4A")

    def test_nothing_is_seen_before_the_first_day(self):
        assert periods_of(episodes("1/5/24 S C1 U6"), day("30/4/24")) == ()

    def test_a_reason_without_an_end_is_not_used(self):
        chain = [episode("1/5/24 S C1 U6")._replace(rec="E4A")]
        assert periods_of(chain, END)[0].ended_by is None


class TestRowsThatShareABeginning:
    def test_the_last_one_counts(self):
        kept = settled(episodes("1/5/24 S C1 U6", "1/5/24 S C1 U5"))
        assert [each.place for each in kept] == ["U5"]

    def test_an_episode_that_lasts_no_night_is_dropped(self):
        assert settled(episodes("2/5/24 S C1 U6 2/5/24 X1", "3/5/24 S C1 U6 2/5/24 X1")) == []
        assert len(settled(episodes("2/5/24 S C1 U6 3/5/24 X1"))) == 1


class TestAnEpisodeLeftOpen:
    def test_ends_when_the_next_begins(self):
        (period,) = periods_of(episodes("1/5/24 S C1 U6", "2/6/24 P C1 U5"), END)
        assert (period.stays[0].ended_on, period.stays[0].ended_by) == (day("2/6/24"), "X1")

    def test_is_still_open_if_the_next_has_not_yet_begun(self):
        (period,) = periods_of(episodes("1/5/24 S C1 U6", "2/6/24 P C1 U5"), day("1/6/24"))
        assert period.stays[0].ended_on is None


class TestAPeriodOfCare:
    def test_begins_again_after_leaving_care(self):
        found = periods_of(episodes("1/5/24 S C1 U6 2/6/24 E4A", "2/6/24 P C1 U6"), END)
        assert [period.ended_by for period in found] == ["E4A", None]

    def test_begins_again_after_a_gap_of_a_day(self):
        assert len(periods_of(episodes("1/5/24 S C1 U6 2/6/24 X1", "3/6/24 P C1 U5"), END)) == 2
        assert len(periods_of(episodes("1/5/24 S C1 U6 2/6/24 X1", "2/6/24 P C1 U5"), END)) == 1

    def test_begins_again_when_the_row_says_care_started(self):
        assert len(periods_of(episodes("1/5/24 S C1 U6 2/6/24 X1", "2/6/24 S C1 U5"), END)) == 2

    def test_goes_on_through_its_own_episodes_whatever_came_before_it(self):
        found = periods_of(
            episodes("1/5/24 S C1 U6 2/6/24 E4A", "1/8/24 S C1 U6 2/9/24 X1", "2/9/24 P C1 U5 3/10/24 E4A"),
            END,
        )
        assert [len(period.stays) for period in found] == [1, 2]

    def test_knows_its_beginning_only_if_the_first_row_says_care_started(self):
        (known,) = periods_of(episodes("1/5/24 S C1 U6"), END)
        (unknown,) = periods_of(episodes("1/5/24 P C1 U6"), END)
        assert (known.entered_on, unknown.entered_on) == (day("1/5/24"), None)
        assert unknown.first_seen_on == day("1/5/24")

    def test_ends_with_the_last_episode_of_its_last_carers(self):
        (period,) = periods_of(
            episodes(
                "1/5/24 S V2 U6 2/6/24 X1",
                "2/6/24 L C1 U6 3/7/24 X1",
                "3/7/24 P C1 U4 4/8/24 X1",
                "4/8/24 L C2 U4 5/9/24 E47",
            ),
            END,
        )
        assert [run.ended_on for run in period.runs] == [day("3/7/24"), day("5/9/24")]
        assert (period.ended_on, period.ended_by) == (day("5/9/24"), "E47")

    def test_does_not_end_where_another_episode_should_follow(self):
        (period,) = periods_of(episodes("1/5/24 S C1 U6 2/6/24 X1"), END)
        assert period.ended_on is None


class TestTheSameCarers:
    @pytest.mark.parametrize("reason", ["L", "T", "U"])
    def test_stay_the_same_when_only_law_or_the_placement_s_name_changes(self, reason):
        assert runs("1/5/24 S C1 U5 2/6/24 X1", f"2/6/24 {reason} E1 A5") == ["U5 A5"]

    @pytest.mark.parametrize("reason", ["P", "B"])
    def test_change_when_the_row_says_so(self, reason):
        assert runs("1/5/24 S C1 U5 2/6/24 X1", f"2/6/24 {reason} E1 A6") == ["U5", "A6"]

    def test_are_kept_through_a_hospital_stay_and_back(self):
        there = [
            episode("1/5/24 S C1 U5 2/6/24 X1", home="ZZ1"),
            episode("2/6/24 P C1 T1 9/6/24 X1", home="ZZ9"),
            episode("9/6/24 P C1 U5", home="ZZ1"),
        ]
        (period,) = periods_of(there, END)
        assert len(period.runs) == 1
        assert period.moves == ()

    def test_are_kept_through_two_temporary_placements_in_a_row(self):
        assert runs(
            "1/5/24 S C1 U5 2/6/24 X1",
            "2/6/24 P C1 T1 9/6/24 X1",
            "9/6/24 P C1 T4 10/6/24 X1",
            "10/6/24 P C1 U5",
        ) == ["U5 T1 T4 U5"]

    def test_are_new_when_the_child_comes_back_to_another_home(self):
        there = [
            episode("1/5/24 S C1 U5 2/6/24 X1", home="ZZ1"),
            episode("2/6/24 P C1 T1 9/6/24 X1"),
            episode("9/6/24 P C1 U5", home="ZZ2"),
        ]
        (period,) = periods_of(there, END)
        assert period.moves == (day("9/6/24"),)

    def test_are_not_the_same_just_because_the_placement_looks_alike(self):
        assert runs("1/5/24 S C1 U5 2/6/24 X1", "2/6/24 P C1 U5") == ["U5", "U5"]


class TestTemporaryPlacements:
    def test_count_as_the_placement_before_them(self):
        (period,) = periods_of(episodes("1/5/24 S C1 U5 2/6/24 X1", "2/6/24 P C1 T1"), END)
        assert [stay.place for stay in period.stays] == ["U5", "U5"]
        assert [stay.is_temporary for stay in period.stays] == [False, True]

    def test_count_as_nothing_at_the_beginning_of_care(self):
        (period,) = periods_of(episodes("1/5/24 S C1 T4 2/6/24 X1", "2/6/24 P C1 U5"), END)
        assert [stay.place for stay in period.stays] == [None, "U5"]
        assert period.moves == ()

    def test_do_not_reach_across_periods_of_care(self):
        found = periods_of(episodes("1/5/24 S C1 U5 2/6/24 E4A", "9/6/24 S C1 T1"), END)
        assert found[1].stays[0].place is None


class TestMoves:
    def test_are_counted_for_p_and_b_only(self):
        chain = episodes(
            "1/5/24 S V2 R2 2/5/24 X1",
            "2/5/24 P V2 U6 3/6/24 X1",
            "3/6/24 L C1 U6 4/7/24 X1",
            "4/7/24 B E1 U5 5/8/24 X1",
            "5/8/24 T E1 A5",
        )
        (period,) = periods_of(chain, END)
        assert period.moves == (day("2/5/24"), day("4/7/24"))
