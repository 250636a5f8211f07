"""The collection year runs from 1 April to 31 March."""

from datetime import date

import pytest

from hafan.exchange.ssda903.years import CollectionYear


class TestKnowingTheYear:
    def test_the_last_of_march_and_the_first_of_april_are_in_different_years(self):
        assert str(CollectionYear.containing(date(2025, 3, 31))) == "2024-25"
        assert str(CollectionYear.containing(date(2025, 4, 1))) == "2025-26"

    def test_both_edges_are_in_the_year(self):
        year = CollectionYear(2024)
        assert CollectionYear.containing(year.begins) == year == CollectionYear.containing(year.ends)

    @pytest.mark.parametrize(
        "name",
        ["2024-25", "903 2024_25", "SSDA903_2024-2025_final", "2024 to 25", "2024/25", "return2024–25.zip"],
    )
    def test_a_folder_name_says_the_year(self, name):
        assert CollectionYear.from_name(name) == CollectionYear(2024)

    @pytest.mark.parametrize("name", ["", "903", "2024", "2024-26", "2024-05-25", "12024-25", "2024-255"])
    def test_a_name_that_does_not_say_it_is_not_guessed_from(self, name):
        assert CollectionYear.from_name(name) is None

    def test_the_turn_of_the_century_is_a_year_too(self):
        assert CollectionYear.from_name("1999-00") == CollectionYear(1999)

    def test_no_days_say_no_year(self):
        assert CollectionYear.from_latest([None]) is None
