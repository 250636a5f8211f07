"""Dates as people know them."""

from __future__ import annotations

from datetime import date

import pytest

from hafan.practice.calendar import ImpreciseDate, Precision


class TestADateNotFullyKnown:
    @pytest.mark.parametrize(
        ("written", "earliest", "latest"),
        [
            ("2026-03-02", date(2026, 3, 2), date(2026, 3, 2)),
            ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
            ("2026", date(2026, 1, 1), date(2026, 12, 31)),
            ("unknown", None, None),
        ],
    )
    def test_could_be_any_day_from_the_first_to_the_last(self, written, earliest, latest) -> None:
        read = ImpreciseDate.parse(written)
        assert (read.earliest, read.latest) == (earliest, latest)
        assert str(read) == written

    @pytest.mark.parametrize(
        "written", ["2026-02-30", "2026-13", "26-01-01", "02/03/2026", "", "2026-3-2", "२०२६", "2027-02-29"]
    )
    def test_is_refused_when_no_such_day_exists(self, written) -> None:
        with pytest.raises(ValueError):
            ImpreciseDate.parse(written)

    def test_is_unknown_exactly_when_it_has_no_first_day(self) -> None:
        with pytest.raises(ValueError):
            ImpreciseDate(None, Precision.DAY)
        with pytest.raises(ValueError):
            ImpreciseDate(date(2026, 1, 1), Precision.UNKNOWN)
