"""Dates, ages and counted things, as a Welsh reader and an English reader would say them."""

from __future__ import annotations

from datetime import date

import pytest

from hafan.design import words

#: Every figure from 0 to 31 that changes the word after it; the others take the plain form.
WELSH = {
    "day": ("diwrnod", {2: "ddiwrnod"}),
    "week": ("wythnos", {}),
    "month": ("mis", {2: "fis"}),
    "year": ("mlynedd", {1: "flwyddyn", 2: "flynedd", 3: "blynedd", 4: "blynedd", 6: "blynedd"}),
}


class TestCountingInWelsh:
    @pytest.mark.parametrize("thing", WELSH)
    @pytest.mark.parametrize("number", range(32))
    def test_mutates_the_word_after_each_figure(self, thing: words.Thing, number: int) -> None:
        plain, changed = WELSH[thing]
        assert words.counted(number, thing, "cy") == f"{number} {changed.get(number, plain)}"

    def test_says_three_and_six_children_with_the_breathed_mutation(self) -> None:
        assert [words.counted(number, "child", "cy") for number in (0, 1, 2, 3, 4, 6, 10, 11, 250)] == [
            "dim plant",
            "1 plentyn",
            "2 blentyn",
            "3 phlentyn",
            "4 plentyn",
            "6 phlentyn",
            "10 plentyn",
            "11 o blant",
            "250 o blant",
        ]


class TestCountingInEnglish:
    def test_one_is_the_only_singular(self) -> None:
        said = [words.counted(number, "child", "en") for number in (0, 1, 2, 1200)]
        assert said == ["0 children", "1 child", "2 children", "1,200 children"]


class TestSayingDates:
    @pytest.mark.parametrize(("month", "name"), list(enumerate(words.MONTHS["cy"], 1)))
    def test_every_month_has_its_welsh_name(self, month: int, name: str) -> None:
        assert words.date_in_words(date(2026, month, 3), "cy") == f"3 {name} 2026"

    def test_march_is_mawrth_and_tuesday_is_too(self) -> None:
        assert words.weekday_in_words(date(2026, 3, 3), "cy") == "dydd Mawrth 3 Mawrth 2026"
        assert words.weekday_in_words(date(2026, 3, 3), "en") == "Tuesday 3 March 2026"

    def test_claims_no_more_than_is_known(self) -> None:
        day = date(2026, 3, 3)
        said = [words.imprecise_in_words(day, how, "en") for how in ("day", "month", "year", "unknown")]
        assert said == ["3 March 2026", "March 2026", "2026", "date not known yet"]


class TestSayingAges:
    @pytest.mark.parametrize(
        ("on", "english", "welsh"),
        [
            (date(2025, 6, 16), "expected in 4 weeks", "disgwylir ymhen 4 wythnos"),
            (date(2025, 7, 14), "0 days old", "0 diwrnod oed"),
            (date(2025, 7, 16), "2 days old", "2 ddiwrnod oed"),
            (date(2025, 7, 28), "2 weeks old", "2 wythnos oed"),
            (date(2025, 10, 13), "13 weeks old", "13 wythnos oed"),
            (date(2026, 1, 14), "6 months old", "6 mis oed"),
            (date(2027, 7, 13), "23 months old", "23 mis oed"),
            (date(2027, 7, 14), "2 years old", "2 flwydd oed"),
            (date(2030, 7, 14), "5 years old", "5 mlwydd oed"),
        ],
    )
    def test_as_people_do(self, on: date, english: str, welsh: str) -> None:
        born = date(2025, 7, 14)
        assert (words.age_in_words(born, on, "en"), words.age_in_words(born, on, "cy")) == (english, welsh)


class TestSayingHowFarOff:
    @pytest.mark.parametrize(
        ("days", "english", "welsh"),
        [
            (0, "today", "heddiw"),
            (1, "tomorrow", "yfory"),
            (3, "in 3 days", "ymhen 3 diwrnod"),
            (-1, "1 day late", "1 diwrnod yn hwyr"),
            (-2, "2 days late", "2 ddiwrnod yn hwyr"),
            (27, "in 27 days", "ymhen 27 diwrnod"),
            (28, "in 4 weeks", "ymhen 4 wythnos"),
        ],
    )
    def test_in_days_and_then_in_weeks(self, days: int, english: str, welsh: str) -> None:
        assert (words.days_in_words(days, "en"), words.days_in_words(days, "cy")) == (english, welsh)
