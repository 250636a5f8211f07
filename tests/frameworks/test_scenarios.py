"""Every clock of both countries, on its boundary days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hafan.frameworks.registry import COUNTRIES, NoSuchFramework, framework, load_complete, scenarios
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.framework import Framework, IncompleteFramework, check_complete
from hafan.practice.obligations import Asks
from hafan.practice.rules import Confidence, Force

STORIES = [(country, story) for country in COUNTRIES for story in scenarios(country)]


class TestEveryStoryToldAboutTheLaw:
    @pytest.mark.parametrize(
        ("country", "story"), STORIES, ids=[f"{country}-{s.clock}-{s.name}" for country, s in STORIES]
    )
    def test_comes_out_as_it_is_told(self, country, story) -> None:
        assert story.failure(framework(country)) is None

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_is_told_in_entries_that_could_be_recorded(self, country) -> None:
        for story in scenarios(country):
            for entry in story.entries:
                declared = ENTRY_TYPES[entry.kind]
                unknown = set(entry.details) - set(declared.details.model_fields)
                assert not unknown, f"{story.clock} / {story.name}: {entry.kind} has no {unknown}"
                for name, value in entry.details.items():
                    ask = declared.fields[name][1]
                    assert ask.options is None or value in ask.options.wordings, (
                        f"{story.name}: {name} {value}"
                    )

    def test_stands_on_easter_christmas_and_the_leap_day(self) -> None:
        days = {story.on for _, story in STORIES} | {e.on for _, story in STORIES for e in story.entries}
        assert {date(2026, 4, 3), date(2026, 12, 25), date(2028, 2, 29)} <= days


class TestAFramework:
    @pytest.mark.parametrize("country", COUNTRIES)
    def test_is_complete(self, country) -> None:
        assert load_complete(country).country == country

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_refuses_to_load_when_a_clock_has_no_boundary_day(self, country) -> None:
        kept = [story for story in scenarios(country) if story.clock != "visit_next"]
        with pytest.raises(IncompleteFramework, match="visit_next has no scenario"):
            check_complete(framework(country), kept)

    def test_refuses_to_load_when_a_number_is_missing(self) -> None:
        whole = framework("england")
        rules = {key: rule for key, rule in whole.rules.items() if key != "review_first"}
        partial = Framework(**{**_fields(whole), "rules": rules})
        with pytest.raises(IncompleteFramework, match="review_first has no rule"):
            check_complete(partial, [s for s in scenarios("england") if s.clock != "review_first"])

    def test_of_an_unknown_country_is_named_as_unknown(self) -> None:
        with pytest.raises(NoSuchFramework, match="scotland"):
            framework("scotland")

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_says_what_has_still_to_be_confirmed(self, country) -> None:
        for rule in framework(country).rules.values():
            assert rule.refs, f"{rule.key} names no clause"
            if rule.force is Force.LOCAL:
                assert not any(v.confidence is Confidence.PRIMARY for v in rule.values), rule.key

    @pytest.mark.clause("C-01", "C-18")
    def test_gives_wales_five_warnings_and_no_extension_on_regulation_26(self) -> None:
        value = framework("wales").rules["temporary_approval_reg26"].values[0]
        assert [alert.amount for alert in value.alerts] == [4, 8, 12, 14, 15]
        assert value.extension is None

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_warns_before_every_authority_that_runs_out(self, country) -> None:
        law = framework(country)
        for clock in law.clocks.values():
            rule = law.rules[clock.key]
            if clock.kind is Asks.RUNS_OUT and not rule.off:
                assert clock.stops_when.en
                assert clock.stops_when.cy

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_asks_the_same_on_a_second_reading(self, country) -> None:
        law = framework(country)
        for story in scenarios(country)[::7]:
            once = law.obligations(law.facts(story.entries))
            assert once == law.obligations(law.facts(story.entries))

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_starts_one_running_of_a_clock_from_an_entry_and_never_two(self, country) -> None:
        law = framework(country)
        for story in scenarios(country):
            runnings = [(each.clock, each.started_by) for each in law.obligations(law.facts(story.entries))]
            assert len(runnings) == len(set(runnings)), f"{story.clock} / {story.name}: {sorted(runnings)}"

    @pytest.mark.parametrize("country", COUNTRIES)
    def test_never_changes_yesterday_because_a_day_passed(self, country) -> None:
        law = framework(country)
        for story in scenarios(country)[::5]:
            facts = law.facts(story.entries, known_on=story.on)
            later = law.facts(story.entries, known_on=story.on + timedelta(days=1))
            if facts.entries == later.entries:
                assert law.obligations(facts) == law.obligations(later)


def _fields(whole: Framework) -> dict[str, object]:
    return {name: getattr(whole, name) for name in whole.__dataclass_fields__}


#: The catalogue of the reference pack, as far as it is about a child: its ids, by the country they hold in.
BOTH_COUNTRIES = """
CARE_PLAN PLACEMENT_PLAN LAC_REVIEW_1 LAC_REVIEW_2 LAC_REVIEW_N SW_VISIT_FIRST SW_VISIT_Y1 SW_VISIT_LONGTERM
SW_VISIT_TEMPCP_PRE SW_VISIT_TEMPCP_POST HEALTH_INITIAL HEALTH_U5 HEALTH_5PLUS COURT_26 CMH SIX_WEEK_CONSENT S19_RETURN
ADM_SHOBPA ADOPT_REVIEW_1 ADOPT_REVIEW_2 ADOPT_REVIEW_N ADOPT_VISIT_1 AUTHORITY_REVIEW_1 AO_HOME_TEST
C-05 C-06 C-07 C-08 C-09 C-10 C-12 C-13 C-14 C-20 G-01 G-06 G-14
0.5.1 0.5.2 0.5.3 0.5.4 0.5.5 0.5.6 0.5.7 0.5.8 0.5.9 0.5.11 0.5.15 0.5.17
""".split()
ENGLAND_ALONE = ["TEMP_CP_E24", "TEMP_25A", "APR_COMMENTS", "ADM_MATCH", "LIFE_STORY"]
WALES_ALONE = ["TEMP_CP_W26", "REGISTER_CHILD_W", "C-01", "C-18"]


class TestTheCatalogueOfTheSources:
    @pytest.mark.parametrize(
        ("country", "ids", "others"),
        [("england", ENGLAND_ALONE, WALES_ALONE), ("wales", WALES_ALONE, ENGLAND_ALONE)],
    )
    def test_is_held_whole_and_in_its_own_country_only(self, country, ids, others) -> None:
        held = {ref for rule in framework(country).rules.values() for ref in rule.refs}
        assert not {*BOTH_COUNTRIES, *ids} - held
        assert not set(others) & held
