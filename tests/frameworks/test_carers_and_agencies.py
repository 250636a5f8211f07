"""Clocks about households and agencies, and the keeping of records, against a calendar that is not ours."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hafan.frameworks.registry import COUNTRIES, framework
from hafan.practice.entries import Subject
from hafan.practice.keeping import RETENTION, how_long
from hafan.practice.obligations import Obligation
from tests.frameworks.telling import told


def running(country: str, clock: str, *lines: Any, on: date | None = None) -> list[Obligation]:
    """Every running of one clock in a short story."""
    law = framework(country)
    return law.clocks[clock].run(law.facts(told(*lines), known_on=on), law.rules[clock])


#: What starts each clock counted in working days, in how many, and whether the day of the event is day one.
IN_WORKING_DAYS = {
    ("england", "enquiry_answered"): ("enquiry_received", {}, 5, False),
    ("england", "registration_decided"): ("registration_received", {}, 5, False),
    ("england", "adopter_report_comments"): ("adopter_report_sent", {}, 5, False),
    ("wales", "adopter_report_comments"): ("adopter_report_sent", {}, 10, False),
    ("england", "adopter_decision"): ("adopter_minutes_final", {}, 7, False),
    ("wales", "adopter_decision"): ("adopter_minutes_final", {}, 7, False),
    ("england", "adopter_determination"): ("adopter_determination_sent", {}, 40, True),
    ("wales", "adopter_determination"): ("adopter_determination_sent", {}, 40, True),
    ("england", "foster_stage_one_told"): ("foster_information_complete", {}, 10, False),
    ("england", "foster_decision"): ("foster_minutes_final", {}, 7, False),
    ("england", "carer_answered"): ("carer_asked", {"request": "a cot"}, 2, False),
    ("wales", "carer_answered"): ("carer_asked", {"request": "a cot"}, 2, False),
}


class TestWorkingDaysForHouseholds:
    @pytest.mark.parametrize(("country", "clock"), sorted(IN_WORKING_DAYS))
    def test_agree_with_another_calendar_from_every_day_of_two_years(self, country: str, clock: str) -> None:
        holidays = pytest.importorskip("holidays")
        closed = holidays.country_holidays("GB", subdiv="ENG", years=range(2026, 2029))
        kind, details, amount, first_counts = IN_WORKING_DAYS[country, clock]
        for number in range(730):
            start = date(2026, 1, 1) + timedelta(days=number)
            day, left = (start - timedelta(days=1) if first_counts else start), amount
            while left:
                day += timedelta(days=1)
                left -= day.weekday() < 5 and day not in closed
            found = running(country, clock, (kind, start.isoformat(), details))
            assert [each.due_on for each in found] == [day], f"from {start}"


class TestALongWayAhead:
    @pytest.mark.parametrize("country", COUNTRIES)
    def test_months_and_years_are_counted_beyond_the_bank_holidays_we_hold(self, country: str) -> None:
        approved = ("foster_decided", "2039-03-02", {"outcome": "approved"})
        assert running(country, "foster_review", approved)[0].due_on == date(2040, 3, 2)

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_working_days_are_not_guessed(self, country: str) -> None:
        found = running(country, "adopter_decision", ("adopter_minutes_final", "2039-03-02"))[0]
        assert found.due_on is None
        assert found.why_unknown is not None
        assert "bank holidays" in found.why_unknown.en


class TestTheTwoCountries:
    @pytest.mark.parametrize(
        ("clock", "country"),
        [
            ("adopter_fast_track", "england"),
            ("enquiry_answered", "england"),
            ("foster_decision", "england"),
            ("strategy_review", "england"),
            ("adopter_registered", "wales"),
            ("keep_temporary_record", "wales"),
        ],
    )
    def test_keep_what_is_theirs_alone(self, clock: str, country: str) -> None:
        assert [each for each in COUNTRIES if clock in framework(each).clocks] == [country]


class TestAskingTheCarers:
    def test_two_requests_are_each_answered_for_themselves(self) -> None:
        found = running(
            "england",
            "carer_answered",
            ("carer_asked", "2026-03-02", {"request": "a cot"}),
            ("carer_asked", "2026-03-02", {"request": "a break"}),
            ("carer_answered", "2026-03-03", {"request": "a break"}),
        )
        assert [each.done_on for each in found] == [None, date(2026, 3, 3)]


class TestHowLongARecordIsKept:
    def kept(self, country: str, *lines: Any, subject: Subject = Subject.CHILD) -> Any:
        law = framework(country)
        found = law.obligations(law.facts(told(*lines)), subject)
        return how_long(each for each in found if law.clocks[each.clock].stage == RETENTION)

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_the_longest_period_wins(self, country: str) -> None:
        born, care = ("born", "2026-01-15"), ("became_looked_after", "2026-01-20")
        assert self.kept(country, born, care).until == date(2101, 1, 15)
        adopted = self.kept(country, born, care, ("adoption_order_made", "2027-06-01"))
        assert adopted.until == date(2127, 6, 1)

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_an_old_adoption_may_end_before_the_75th_birthday_and_then_that_counts(
        self, country: str
    ) -> None:
        born, care = ("born", "2001-04-04"), ("became_looked_after", "2001-04-10")
        adopted = self.kept(country, born, care, ("adoption_order_made", "2001-12-29"))
        assert adopted.until == date(2076, 12, 29)

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_one_period_not_known_makes_the_whole_not_known(self, country: str) -> None:
        found = self.kept(country, ("born", "2001"), ("became_looked_after", "2001-04-10"))
        assert found is not None
        assert found.until is None

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_a_child_never_looked_after_nor_adopted_has_no_period(self, country: str) -> None:
        assert self.kept(country, ("born", "2026-01-15")) is None

    def test_a_welsh_carer_approved_for_a_while_keeps_the_later_of_two_periods(self) -> None:
        found = self.kept(
            "wales",
            ("temporary_fostering_ended", "2026-06-30", {"basis": "reg26_cy"}),
            ("foster_application_ended", "2026-07-31", {"outcome": "withdrawn"}),
            subject=Subject.HOUSEHOLD,
        )
        assert found.until == date(2036, 6, 30)


class TestPreparingCarersInWales:
    @pytest.mark.clause("WEP-NEWS-9")
    @pytest.mark.parametrize(
        ("days", "is_open"),
        [
            ((), False),
            ((("first", True),), False),
            ((("first", True), ("first", True)), False),
            ((("first", True), ("second", False)), False),
            ((("first", True), ("second", True)), True),
            ((("second", True), ("first", True)), True),
        ],
    )
    def test_one_day_is_not_the_whole_preparation(self, days: tuple[Any, ...], is_open: bool) -> None:
        law = framework("wales")
        lines = [
            ("preparation_day", "2026-02-21", {"day": day, "everyone": all_came}) for day, all_came in days
        ]
        answer = law.judge("preparation_complete", law.facts(told(*lines)), on=date(2026, 3, 1))
        assert (answer.is_open, answer.is_barred_by_law) == (is_open, False)

    def test_is_asked_before_the_preparation_is_called_complete(self) -> None:
        assert [gate.key for gate in framework("wales").gates_before("preparation_completed")] == [
            "preparation_complete"
        ]
        assert framework("england").gates_before("preparation_completed") == ()
