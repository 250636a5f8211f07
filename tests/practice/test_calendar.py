"""Days as practice and law count them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hafan.practice.calendar import (
    Allowance,
    CalendarDoesNotReach,
    Counts,
    Span,
    Unit,
    is_working_day,
    working_days_after,
)
from hafan.practice.calendar.working_days import reach

hypothesis = pytest.importorskip("hypothesis")
given, strategies = hypothesis.given, hypothesis.strategies

FIRST, LAST = date(2012, 1, 1), date(2028, 12, 31)
EVERY_DAY = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
days = strategies.dates(FIRST, date(2028, 6, 30))
amounts = strategies.integers(0, 60)
calendar_units = strategies.sampled_from([Unit.DAYS, Unit.WEEKS, Unit.MONTHS, Unit.YEARS])
counts = strategies.sampled_from([Counts.AFTER, Counts.INCLUDING])


class TestAWorkingDay:
    def test_agrees_with_another_calendar_on_every_day_from_2012_to_2028(self) -> None:
        holidays = pytest.importorskip("holidays")
        others = holidays.country_holidays("GB", subdiv="ENG", years=range(2012, 2029))
        disagreed = [
            day for day in EVERY_DAY if is_working_day(day) != (day.weekday() < 5 and day not in others)
        ]
        assert not disagreed

    @pytest.mark.parametrize(
        "day",
        [
            date(2026, 4, 3),  # Good Friday
            date(2026, 4, 6),  # Easter Monday
            date(2026, 12, 25),
            date(2026, 12, 28),  # Boxing Day was a Saturday
            date(2022, 9, 19),  # the Queen's funeral
            date(2023, 5, 8),  # the coronation
            date(2020, 5, 8),  # the moved May holiday
        ],
    )
    def test_is_never_a_bank_holiday(self, day) -> None:
        assert not is_working_day(day)

    def test_is_never_guessed_beyond_the_holidays_we_hold(self) -> None:
        first, last = reach()
        for day in (first - timedelta(days=1), last + timedelta(days=1)):
            with pytest.raises(CalendarDoesNotReach):
                is_working_day(day)
        with pytest.raises(CalendarDoesNotReach):
            working_days_after(date(2028, 12, 20), 20)


class TestCountingWorkingDays:
    def test_leaves_out_the_day_of_the_event_unless_it_is_day_one(self) -> None:
        monday = date(2026, 6, 1)
        assert working_days_after(monday, 5) == date(2026, 6, 8)
        assert working_days_after(monday, 5, first_day_counts=True) == date(2026, 6, 5)

    def test_starts_at_the_next_working_day_when_day_one_is_a_sunday(self) -> None:
        assert working_days_after(date(2026, 6, 7), 1, first_day_counts=True) == date(2026, 6, 8)

    @given(start=days, amount=strategies.integers(1, 60))
    def test_ends_on_a_working_day_with_so_many_in_between(self, start, amount) -> None:
        end = working_days_after(start, amount)
        between = [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
        assert is_working_day(end)
        assert sum(is_working_day(day) for day in between) == amount

    @given(start=days, amount=amounts)
    def test_never_comes_out_earlier_for_a_later_start(self, start, amount) -> None:
        assert working_days_after(start, amount) <= working_days_after(start + timedelta(days=1), amount)


class TestAnAllowance:
    @given(start=days, amount=amounts, unit=calendar_units, way=counts)
    def test_never_ends_earlier_for_a_later_start(self, start, amount, unit, way) -> None:
        allowance = Allowance(amount, unit, way)
        assert allowance.last_day(start) <= allowance.last_day(start + timedelta(days=1))

    @given(start=days, amount=strategies.integers(0, 40), unit=calendar_units, way=counts)
    def test_never_ends_earlier_for_one_more(self, start, amount, unit, way) -> None:
        assert Allowance(amount, unit, way).last_day(start) <= Allowance(amount + 1, unit, way).last_day(
            start
        )

    @given(start=days, amount=strategies.integers(1, 40), unit=calendar_units)
    def test_ends_a_day_sooner_when_the_day_of_the_event_counts(self, start, amount, unit) -> None:
        within = Allowance(amount, unit).last_day(start)
        beginning_with = Allowance(amount, unit, Counts.INCLUDING).last_day(start)
        assert within - beginning_with == timedelta(days=1)

    @given(start=days, months=strategies.integers(0, 120))
    def test_of_months_agrees_with_another_reckoner(self, start, months) -> None:
        relativedelta = pytest.importorskip("dateutil.relativedelta").relativedelta
        assert Allowance(months, Unit.MONTHS).last_day(start) == start + relativedelta(months=months)

    @pytest.mark.parametrize(
        ("start", "months", "end"),
        [
            (date(2027, 1, 31), 1, date(2027, 2, 28)),
            (date(2028, 1, 31), 1, date(2028, 2, 29)),
            (date(2027, 11, 30), 3, date(2028, 2, 29)),
            (date(2028, 2, 29), 12, date(2029, 2, 28)),
            (date(2026, 3, 31), 6, date(2026, 9, 30)),
        ],
    )
    def test_of_months_ends_on_the_last_day_of_a_shorter_month(self, start, months, end) -> None:
        assert Allowance(months, Unit.MONTHS).last_day(start) == end

    @given(amount=amounts, unit=strategies.sampled_from(list(Unit)), way=counts)
    def test_is_read_back_as_it_is_written(self, amount, unit, way) -> None:
        allowance = Allowance(amount, unit, way)
        assert Allowance.parse(str(allowance)) == allowance

    @pytest.mark.parametrize("written", ["twenty days", "", "5", "-3 days", "5 moons", "٣ days"])
    def test_is_refused_when_it_is_not_a_length_of_time(self, written) -> None:
        with pytest.raises(ValueError):
            Allowance.parse(written)

    def test_cannot_be_negative(self) -> None:
        with pytest.raises(ValueError):
            Allowance(-1, Unit.DAYS)


class TestAStretchOfDays:
    @given(began=days, length=strategies.integers(0, 400), probe=days)
    def test_holds_its_first_day_and_not_its_last(self, began, length, probe) -> None:
        span = Span(began, began + timedelta(days=length))
        assert span.covers(probe) == (began <= probe < began + timedelta(days=length))

    def test_without_an_end_goes_on(self) -> None:
        assert Span(FIRST).covers(LAST)
        assert Span(FIRST).days(on=FIRST + timedelta(days=10)) == 10

    def test_cannot_end_before_it_begins(self) -> None:
        with pytest.raises(ValueError):
            Span(date(2026, 6, 2), date(2026, 6, 1))

    def test_that_ends_where_another_begins_shares_no_day_with_it(self) -> None:
        one, other = Span(date(2026, 6, 1), date(2026, 6, 5)), Span(date(2026, 6, 5), date(2026, 6, 9))
        assert not one.overlaps(other)
        assert one.overlaps(Span(date(2026, 6, 4)))
