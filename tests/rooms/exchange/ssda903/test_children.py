"""Putting a return together child by child, and saying what does not agree."""

from datetime import date

import pytest

from hafan.exchange.ssda903 import CollectionYear, by_child, read
from tests.rooms.exchange.ssda903.accounts import check_account
from tests.rooms.exchange.ssda903.writing import EPISODES, HEADER, ONE_CHILD, REVIEWS, table

STARTED = "7,02/05/2024,S,C1,N1,U6,PR1,02/06/2024,X1,,,,"
MOVED = "7,02/06/2024,P,C1,N1,U5,PR1,,,,,,"


def put_together(*files, year=2024):
    """A return put together by child, its account checked."""
    found = by_child(read(list(files), year=CollectionYear(year)))
    check_account(found)
    return found


def about(found):
    """The faults in rows, by name and row."""
    return [(fault.code, fault.row) for fault in found.faults if fault.row]


def episodes(*rows):
    """What is wrong with one child's episodes."""
    return about(put_together(table("h.csv", HEADER, ONE_CHILD), table("e.csv", EPISODES, *rows)))


class TestAChild:
    def test_has_every_table_s_rows_in_order_of_their_dates(self):
        found = put_together(
            table("h.csv", HEADER, ONE_CHILD),
            table("e.csv", EPISODES, MOVED, STARTED),
            table("r.csv", REVIEWS, "7,01/05/2024,20/08/2024,PN0", "7,01/05/2024,20/05/2024,PN0"),
        )
        child = found.children["7"]
        assert [each.place for each in child.episodes] == ["U6", "U5"]
        assert [each.review for each in child.reviews] == [date(2024, 5, 20), date(2024, 8, 20)]
        assert (child.dob, child.header.ethnic, child.faults) == (date(2024, 5, 1), "WBRI", [])

    def test_keeps_the_faults_that_are_about_it(self):
        found = put_together(
            table("h.csv", HEADER, ONE_CHILD, "8" + ONE_CHILD[1:]), table("e.csv", EPISODES, STARTED, STARTED)
        )
        assert [fault.code for fault in found.children["7"].faults] == ["row_repeated"]
        assert found.children["8"].faults == []


class TestTheDateOfBirth:
    def test_is_taken_from_the_last_of_two_headers_and_both_are_said(self):
        found = put_together(table("h.csv", HEADER, ONE_CHILD.replace("01/05", "03/05"), ONE_CHILD))
        assert found.children["7"].dob == date(2024, 5, 1)
        assert about(found) == [("superseded", 2), ("two_births", 3)]

    def test_that_differs_in_another_table_is_a_doubt_there(self):
        found = put_together(
            table("h.csv", HEADER, ONE_CHILD), table("r.csv", REVIEWS, "7,05/01/2024,20/05/2024,PN0")
        )
        assert about(found) == [("birth_differs", 2)]

    def test_is_taken_from_another_table_when_the_children_s_table_forgot_the_child(self):
        found = put_together(table("r.csv", REVIEWS, "7,01/05/2024,20/05/2024,PN0"))
        assert (found.children["7"].dob, found.children["7"].header) == (date(2024, 5, 1), None)
        assert about(found) == [("no_header", 2)]

    def test_that_nobody_gives_leaves_every_row_of_the_child_out(self):
        found = put_together(table("e.csv", EPISODES, STARTED, MOVED))
        assert found.children == {}
        assert about(found) == [("no_birth", 2), ("no_birth", 3)]
        assert found.tallies["Episodes"].left_out == 2

    def test_that_lies_ahead_is_not_a_birth(self):
        found = put_together(table("h.csv", HEADER, ONE_CHILD.replace("2024", "2031")))
        assert found.children == {}
        assert ("no_birth", 2) in about(found)

    def test_that_lies_ahead_gives_way_to_one_that_does_not(self):
        found = put_together(
            table("h.csv", HEADER, ONE_CHILD.replace("2024", "2031")),
            table("r.csv", REVIEWS, "7,01/05/2024,20/05/2024,PN0"),
        )
        assert found.children["7"].dob == date(2024, 5, 1)
        assert ("birth_to_come", 2) in about(found)

    def test_on_the_last_day_of_the_year_is_a_birth_and_the_day_after_is_not(self):
        for born, there in (("31/03/2025", 1), ("01/04/2025", 0)):
            assert len(put_together(table("h.csv", HEADER, f"7,M,{born},WBRI,UN1,,")).children) == there

    def test_in_a_return_of_no_known_year_cannot_be_judged(self):
        found = by_child(read([table("h.csv", HEADER, ONE_CHILD)]))
        check_account(found)
        assert found.children["7"].dob == date(2024, 5, 1)


class TestEpisodesThatDoNotJoinUp:
    def test_are_not_doubted_when_they_do(self):
        assert episodes(STARTED, MOVED) == []

    @pytest.mark.parametrize(
        ("first", "second", "code", "row"),
        [
            (STARTED.replace("02/06/2024", "03/06/2024"), MOVED, "episodes_overlap", 3),
            (STARTED.replace("02/06/2024", "01/06/2024"), MOVED, "gap_in_care", 3),
            (STARTED.replace("02/06/2024,X1", ","), MOVED, "open_before_next", 2),
            (STARTED.replace("X1", "E4A"), MOVED, "left_and_stayed", 3),
            (STARTED.replace("X1", ""), MOVED, "ceased_without_reason", 2),
            (STARTED, MOVED.replace("PR1,,", "PR1,,E4A"), "ceased_without_day", 3),
            (STARTED.replace("02/05", "01/04"), MOVED, "before_birth", 2),
            (STARTED, MOVED.replace("PR1,,", "PR1,01/04/2025,X1"), "after_year", 3),
        ],
    )
    def test_are_kept_with_a_doubt(self, first, second, code, row):
        assert episodes(first, second) == [(code, row)]

    def test_a_new_period_of_care_on_the_day_the_last_one_ended_is_right(self):
        assert episodes(STARTED.replace("X1", "E4A"), MOVED.replace(",P,", ",S,")) == []

    def test_the_last_of_two_with_one_beginning_counts(self):
        assert episodes(STARTED.replace("U6", "U4"), STARTED, MOVED) == [("episode_repeated", 2)]

    def test_a_row_given_twice_is_taken_once(self):
        assert episodes(STARTED, STARTED, MOVED) == [("row_repeated", 2)]


class TestOtherTables:
    def test_an_end_before_the_beginning_is_a_doubt(self):
        missing = table(
            "m.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END", "7,01/05/2024,M,05/05/2024,04/05/2024"
        )
        assert about(put_together(table("h.csv", HEADER, ONE_CHILD), missing)) == [
            ("ends_before_it_began", 2)
        ]

    def test_one_day_missing_is_no_doubt(self):
        missing = table(
            "m.csv", "CHILD,DOB,MISSING,MIS_START,MIS_END", "7,01/05/2024,M,05/05/2024,05/05/2024"
        )
        assert about(put_together(table("h.csv", HEADER, ONE_CHILD), missing)) == []

    def test_the_day_asylum_status_will_cease_may_lie_ahead(self):
        seeking = table("u.csv", "CHILD,SEX,DOB,DUC", "7,M,01/05/2024,01/05/2042")
        assert about(put_together(table("h.csv", HEADER, ONE_CHILD), seeking)) == []

    def test_a_decision_before_birth_is_a_doubt(self):
        decided = table(
            "p.csv",
            "CHILD,DOB,DATE_PLACED,DATE_PLACED_CEASED,REASON_PLACED_CEASED",
            "7,01/05/2024,30/04/2024,,",
        )
        assert about(put_together(table("h.csv", HEADER, ONE_CHILD), decided)) == [("before_birth", 2)]
