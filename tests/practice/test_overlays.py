"""An authority may ask more of itself than the law does, never less, whatever day it starts on."""

from __future__ import annotations

import tomllib
from datetime import date

import pytest

from hafan.frameworks.registry import framework
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.framework import Framework
from hafan.practice.overlays import CannotLoosenLaw, OverlayRefused, lay_over, read_overlay


def with_target(rule: str, length: str, *, name: str = "limit", country: str = "england") -> Framework:
    """England's law with one target of a made-up authority from 2027."""
    written = (
        f'authority = "Dyffryn Example"\ncountry = "{country}"\n'
        f'[targets.{rule}]\nfrom = 2027-01-01\n{name} = "{length}"\nwhy = "Agreed by members"\n'
    )
    return lay_over(framework(country), read_overlay(tomllib.loads(written)))


def due(law: Framework, day: date) -> date | None:
    """When the first review is due for a child looked after from this day."""
    entry = Entry(ref="a", kind="became_looked_after", happened=ImpreciseDate(day))
    facts = law.facts([entry])
    return law.clocks["review_first"].run(facts, law.rules["review_first"])[0].due_on


class TestTighteningARuleOfLaw:
    def test_moves_the_due_day_forward_from_the_day_it_begins(self) -> None:
        law = with_target("review_first", "15 working days")
        # from Monday 1 February 2027; Thursday 31 December 2026 still has the law's own twenty working days
        assert due(law, date(2027, 2, 1)) == date(2027, 2, 22)
        assert due(law, date(2026, 12, 31)) == due(framework("england"), date(2026, 12, 31))

    def test_says_that_the_number_was_set_locally(self) -> None:
        rule = with_target("review_first", "15 working days").rules["review_first"]
        assert [value.set_locally for value in rule.values] == [False, True]
        assert rule.source == framework("england").rules["review_first"].source

    @pytest.mark.parametrize(
        ("rule", "length"),
        [
            ("review_first", "20 working days"),
            ("review_first", "26 days"),
            ("review_second", "12 weeks"),
            ("review_second", "89 days"),
            ("adopter_review", "365 days"),
        ],
    )
    def test_may_be_just_as_long_or_shorter_on_every_day(self, rule: str, length: str) -> None:
        assert with_target(rule, length).rules[rule].values[-1].set_locally

    def test_may_keep_a_record_longer(self) -> None:
        assert with_target("keep_foster_record", "15 years", name="not_before")


class TestLooseningARuleOfLaw:
    @pytest.mark.parametrize(
        ("rule", "length"),
        [
            ("review_first", "21 working days"),
            ("review_first", "27 days"),  # from a Sunday, twenty working days end on the 26th day
            ("review_second", "90 days"),  # from 1 February, three months are only 89
            ("review_second", "13 weeks"),
            ("adopter_review", "366 days"),
            ("adopter_stage_one", "9 weeks"),
        ],
    )
    def test_is_refused_if_a_single_day_would_be_later(self, rule: str, length: str) -> None:
        with pytest.raises(CannotLoosenLaw) as refused:
            with_target(rule, length)
        assert rule in str(refused.value)
        assert framework("england").rules[rule].source in str(refused.value)

    def test_is_refused_for_keeping_a_record_less_long(self) -> None:
        with pytest.raises(CannotLoosenLaw):
            with_target("keep_foster_record", "3652 days", name="not_before")

    @pytest.mark.parametrize("length", ["39 working days", "41 working days"])
    def test_is_refused_for_how_long_people_have_to_answer(self, length: str) -> None:
        with pytest.raises(CannotLoosenLaw, match="not ours to change"):
            with_target("adopter_determination", length)

    def test_of_a_national_standard_is_refused_too(self) -> None:
        with pytest.raises(CannotLoosenLaw, match="national standard"):
            with_target("strategy_review", "18 months")


class TestALocalRule:
    @pytest.mark.parametrize("length", ["1 working day", "10 working days"])
    def test_may_be_set_freely(self, length: str) -> None:
        assert (
            str(with_target("carer_answered", length).rules["carer_answered"].values[-1].allowance) == length
        )


class TestTargetsThatCannotBeRead:
    @pytest.mark.parametrize(
        ("written", "says"),
        [
            ("", "authority"),
            ('authority = "A"', "country"),
            ('authority = "A"\ncountry = "england"\ncolour = 1', "colour"),
            ('authority = "A"\ncountry = "england"\n[targets]\nreview_first = 3', "own heading"),
            ('authority = "A"\ncountry = "england"\n[targets.review_first]\nlimit = "1 week"', "from"),
            ('authority = "A"\ncountry = "england"\n[targets.review_first]\nfrom = 2027-01-01', "why"),
            (
                'authority = "A"\ncountry = "england"\n[targets.x]\nfrom = 2027-01-01\nwhy = "w"\nlimit = "soon"',
                "20 working days",
            ),
            ('authority = "A"\ncountry = "england"\n[targets.x]\nfrom = 2027-01-01\nwhy = "w"', "limit"),
            (
                'authority = "A"\ncountry = "england"\n[targets.x]\nfrom = 2027-01-01\nwhy = "w"\nforce = "law"',
                "force",
            ),
        ],
    )
    def test_say_what_is_missing(self, written: str, says: str) -> None:
        with pytest.raises(OverlayRefused, match=says):
            read_overlay(tomllib.loads(written))

    def test_of_the_other_country_are_refused(self) -> None:
        written = read_overlay({"authority": "A", "country": "wales"})
        with pytest.raises(OverlayRefused, match="not for england"):
            lay_over(framework("england"), written)

    @pytest.mark.parametrize("rule", ["no_such_rule", "preparation_both_days"])
    def test_under_a_key_that_is_no_clock_are_refused(self, rule: str) -> None:
        with pytest.raises(OverlayRefused, match="no clock"):
            with_target(rule, "1 week", country="wales")

    def test_of_a_number_the_rule_does_not_have_are_refused(self) -> None:
        with pytest.raises(OverlayRefused, match="no such number"):
            with_target("keep_foster_record", "1 week")
