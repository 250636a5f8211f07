"""Dates as people and systems write them."""

from datetime import date

import pytest

from hafan.exchange.ssda903.dates import NotADate, OnlyPartOfADate, read_day, read_partial
from hafan.practice.calendar import ImpreciseDate, Precision


class TestAWholeDate:
    @pytest.mark.parametrize(
        "written",
        ["31/03/2025", "2025-03-31", "31/03/2025 00:00", "2025-03-31T00:00:00", "2025-03-31 00:00:00.000"],
    )
    def test_is_read_in_the_british_and_the_iso_order(self, written):
        assert read_day(written) == date(2025, 3, 31)

    def test_is_never_read_in_the_american_order(self):
        assert read_day("03/04/2025") == date(2025, 4, 3)
        with pytest.raises(NotADate):
            read_day("04/25/2025")

    @pytest.mark.parametrize(
        "written",
        ["31/02/2024", "29/02/2023", "29/02/1900", "00/01/2020", "01/13/2020", "01/01/0001", "31/12/9999", "01/01/24",
         "2024-1-1", "45292", "x", "01/04/2020 14:30", "٠١/٠٢/٢٠٢٤", "01/01/2024\n", "1/1/20240"],
    )  # fmt: skip
    def test_that_does_not_exist_is_refused(self, written):
        with pytest.raises(NotADate):
            read_day(written)

    def test_the_last_of_february_is_there_in_a_leap_year(self):
        assert read_day("29/02/2024") == date(2024, 2, 29)

    def test_known_only_in_part_is_told_apart_from_nonsense(self):
        with pytest.raises(OnlyPartOfADate):
            read_day("zz/03/2019")


class TestADateKnownInPart:
    @pytest.mark.parametrize(
        ("written", "meant"),
        [
            ("zz/03/2019", ImpreciseDate(date(2019, 3, 1), Precision.MONTH)),
            ("ZZ/ZZ/2019", ImpreciseDate(date(2019, 1, 1), Precision.YEAR)),
            ("zz/zz/zzzz", ImpreciseDate(None, Precision.UNKNOWN)),
            ("04/03/2019", ImpreciseDate(date(2019, 3, 4), Precision.DAY)),
        ],
    )
    def test_keeps_what_is_known_and_no_more(self, written, meant):
        assert read_partial(written) == meant

    @pytest.mark.parametrize("written", ["04/zz/2019", "zz/03/zzzz", "zz/13/2019", "zz", "zz/zz/0001"])
    def test_that_cannot_be_put_in_order_is_refused(self, written):
        with pytest.raises(NotADate):
            read_partial(written)
