"""Time counted back from an event, and lengths of time as they are written."""

from __future__ import annotations

from datetime import date

import pytest

from hafan.practice.calendar import Allowance, Counts, Unit


class TestCountingBack:
    @pytest.mark.parametrize(
        ("written", "event", "day"),
        [
            ("7 days before the day", date(2026, 10, 6), date(2026, 9, 29)),
            ("1 week before the day", date(2028, 3, 7), date(2028, 2, 29)),
            ("1 month before the day", date(2026, 3, 31), date(2026, 2, 28)),
            ("2 years before the day", date(2028, 2, 29), date(2026, 2, 28)),
            ("0 days before the day", date(2026, 3, 31), date(2026, 3, 31)),
        ],
    )
    def test_gives_the_day_so_long_before(self, written: str, event: date, day: date) -> None:
        assert Allowance.parse(written).last_day(event) == day

    def test_is_not_done_in_working_days(self) -> None:
        with pytest.raises(ValueError, match="backwards"):
            Allowance(5, Unit.WORKING_DAYS, Counts.BEFORE)


class TestALengthOfTimeInWords:
    @pytest.mark.parametrize(
        "written", ["20 working days", "1 week", "40 working days including the day", "7 days before the day"]
    )
    def test_is_written_as_it_was_read(self, written: str) -> None:
        assert str(Allowance.parse(written)) == written

    @pytest.mark.parametrize(
        "written", ["", "soon", "-3 days", "3", "three weeks", "3 fortnights", "² days", "1.5 weeks"]
    )
    def test_that_cannot_be_read_is_refused(self, written: str) -> None:
        with pytest.raises(ValueError, match=r"length of time|valid Unit"):
            Allowance.parse(written)
