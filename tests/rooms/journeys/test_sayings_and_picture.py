"""What is said about a child, and the picture of the journey: true to the facts, equal between the plans, silent about the future."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from hafan.design.picture import Band, Mark
from hafan.foundation.context import acting_as
from hafan.journeys.picture import picture_of
from hafan.journeys.queries.reading import read
from hafan.journeys.sayings import LIVING, say_child
from hafan.practice.entry_types.care_options import PLACEMENTS
from tests.stories_told import told


@dataclass
class Stood:
    state: str = "looked_after"
    is_open: bool = True
    placement_kind: str = "foster"
    with_carers_from: date | None = date(2026, 6, 1)
    looked_after_from: date | None = date(2026, 6, 1)
    plans_return: bool | None = True
    plans_adoption: bool | None = True


@dataclass
class Known:
    born_on: date | None = date(2026, 6, 1)
    expected_on: date | None = None


ON = date(2026, 8, 31)


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        ("known", "stood", "en", "cy"),
        [
            (
                Known(),
                Stood(),
                "13 weeks old, living with foster carers since birth, both plans active",
                "13 wythnos oed, yn byw gyda gofalwyr maeth ers yr enedigaeth, y ddau gynllun ar waith",
            ),
            (
                Known(),
                Stood(plans_adoption=False),
                "13 weeks old, living with foster carers since birth, the plan is return home",
                None,
            ),
            (
                Known(),
                Stood(plans_return=False),
                "13 weeks old, living with foster carers since birth, the plan is adoption",
                None,
            ),
            (
                Known(),
                Stood(plans_return=None),
                "13 weeks old, living with foster carers since birth, no care plan recorded yet",
                None,
            ),
            (
                Known(),
                Stood(with_carers_from=ON),
                "13 weeks old, living with foster carers, both plans active",
                None,
            ),
            (
                Known(None, date(2026, 10, 5)),
                Stood("unborn_or_referred", placement_kind="", looked_after_from=None, plans_return=None),
                "Not yet born, expected on 5 October 2026",
                "Heb ei eni eto, disgwylir ar 5 Hydref 2026",
            ),
            (
                Known(None, date(2026, 8, 5)),
                Stood("unborn_or_referred", placement_kind="", looked_after_from=None, plans_return=None),
                "Not recorded as born, was expected on 5 August 2026",
                None,
            ),
            (
                Known(),
                Stood("reunified", is_open=False, placement_kind=""),
                "13 weeks old, returned home",
                None,
            ),
        ],
    )
    def test_is_what_a_person_would_say(self, known, stood, en, cy):
        assert say_child(known, stood, ON, "en") == en
        assert cy is None or say_child(known, stood, ON, "cy") == cy

    def test_every_kind_of_home_has_its_words(self):
        assert set(LIVING) == set(PLACEMENTS.wordings)

    def test_carers_are_never_called_adopters(self):
        said = " ".join(words.en + words.cy for kind, words in LIVING.items() if kind != "adoption")
        assert "adopt" not in said.casefold()


def drawn(child, by, days, as_at=None, language="en"):
    with acting_as(by), translation.override(language):
        return picture_of(read(child, today=days(0), as_at=as_at))


def lane(picture, title):
    return next(each.items for each in picture.lanes if each.title == title)


class TestThePicture:
    def test_gives_the_two_plans_bands_of_equal_weight_on_lines_of_their_own(self, baby, cast, days):
        home, adoption = lane(drawn(baby, cast.alys, days), "Both plans")
        assert (home.start, home.end, home.pattern, home.open_ended) == (
            adoption.start,
            adoption.end,
            adoption.pattern,
            adoption.open_ended,
        )
        assert {(home.tone, home.track), (adoption.tone, adoption.track)} == {("blue", 0), ("ochre", 1)}

    def test_says_when_each_plan_was_last_moved_and_leaves_the_judging_to_the_reader(
        self, stories, cast, days
    ):
        child = stories.child(
            cast.alys,
            told("became_looked_after", days(-100)),
            told("care_plan_made", days(-90), return_home=True, adoption=True),
            told("viability_started", days(-60)),
        )
        home, adoption = lane(drawn(child, cast.alys, days), "Both plans")
        assert "Viability assessment started" in home.note
        assert adoption.note == "no step recorded yet besides the plan"

    def test_a_plan_that_ended_is_a_band_that_ends(self, stories, cast, days):
        child = stories.child(
            cast.alys,
            told("became_looked_after", days(-100)),
            told("care_plan_made", days(-90), return_home=True, adoption=True),
            told("care_plan_made", days(-30), return_home=True, adoption=False),
        )
        bands = {band.label: band for band in lane(drawn(child, cast.alys, days), "Both plans")}
        assert (bands["adoption"].start, bands["adoption"].end) == (days(-90), days(-30))
        assert bands["return home"].end is None

    def test_as_at_a_past_day_shows_nothing_learnt_since(self, baby, cast, days):
        picture = drawn(baby, cast.alys, days, as_at=days(-80))
        assert picture.today == days(-80)
        assert not [item for item in lane(picture, "Court") if isinstance(item, Mark)]

    def test_a_birth_years_before_is_not_drawn_on_a_wrong_day(self, stories, cast, days):
        child = stories.child(cast.alys, told("born", days(-3000)), told("became_looked_after", days(-60)))
        picture = drawn(child, cast.alys, days)
        assert picture.start > days(-400)
        assert not [item for item in lane(picture, "Where I live") if isinstance(item, Mark)]

    def test_never_shows_an_address_or_a_household(self, stories, cast, days):
        child = stories.child(
            cast.alys,
            told("became_looked_after", days(-60)),
            told("placement_began", days(-60), placement_kind="foster", household="1 Secret Street"),
        )
        assert "Secret" not in repr(drawn(child, cast.alys, days))

    def test_speaks_welsh(self, baby, cast, days):
        titles = [each.title for each in drawn(baby, cast.alys, days, language="cy").lanes]
        assert titles == [
            "Lle rwy'n byw",
            "Y gyfraith",
            "Y ddau gynllun",
            "Llys",
            "Sefydlogrwydd cynnar",
            "Beth sydd i'w wneud",
        ]

    def test_every_thing_drawn_touches_the_days_it_shows(self, baby, cast, days):
        picture = drawn(baby, cast.alys, days)
        for item in (each for part in picture.lanes for each in part.items):
            if isinstance(item, Band):
                assert item.start <= picture.end
            else:
                assert picture.start <= item.on <= picture.end

    def test_of_a_child_with_nothing_but_a_name_is_an_empty_picture_and_no_crash(
        self, stories, cast, days, sign_in
    ):
        child = stories.child(cast.alys, told("visit_made", "unknown"))
        assert all(each.empty for each in drawn(child, cast.alys, days).lanes)
        assert sign_in(cast.alys).get(reverse("picture", args=[child.public_id])).status_code == 200
