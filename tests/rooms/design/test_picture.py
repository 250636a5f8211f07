"""The picture tells everything it is given, covers nothing, and says the same as its table."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations
from xml.etree import ElementTree

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from hafan.design.picture import Band, Lane, Mark, Picture, draw, draw_svg
from hafan.design.picture.axis import Axis, ticks
from hafan.design.picture.packing import MOST_LINES, Placed, pack
from hafan.design.picture.shapes import rows_of
from tests.rooms.design.pictures import eleven_years, nine_months, ten_weeks

PICTURES = [nine_months, ten_weeks, eleven_years]
DAY = date(2026, 1, 1)


def words_in(svg: str) -> list[str]:
    """Every word shown or said."""
    return [part.strip() for part in ElementTree.fromstring(svg).itertext() if part.strip()]


class TestDrawing:
    @pytest.mark.parametrize("make", PICTURES)
    def test_is_well_formed_and_carries_no_style_of_its_own(self, make: type[Picture]) -> None:
        svg = str(draw_svg(make()))
        ElementTree.fromstring(svg)
        assert "style=" not in svg
        assert "<style" not in svg

    def test_says_what_it_is_to_someone_who_cannot_see_it(self) -> None:
        svg = str(draw_svg(nine_months()))
        labelled = re.search(r'aria-labelledby="([^"]+)"', svg)
        assert labelled
        assert all(f'id="{name}"' in svg for name in labelled[1].split())
        assert nine_months().title in words_in(svg)

    def test_tells_two_pictures_on_a_page_apart(self) -> None:
        one, other = (set(re.findall(r' id="([^"]+)"', str(draw(make())))) for make in PICTURES[:2])
        assert not one & other

    def test_escapes_words_that_look_like_markup(self) -> None:
        lane = Lane("<b>", (Mark(DAY, "<script>alert(1)</script>", note="&"),))
        svg = str(draw(Picture(DAY, DAY + timedelta(60), DAY, (lane,), "<i>", '"')))
        assert "<script>" not in svg
        assert "<i>" not in svg

    def test_marks_today_only_when_today_is_in_it(self) -> None:
        before = replace(nine_months(), today=date(2020, 1, 1))
        assert "hp-today" in draw_svg(nine_months())
        assert "hp-today" not in draw_svg(before)

    def test_speaks_welsh_to_a_welsh_reader(self) -> None:
        with translation.override("cy"):
            assert "3 Maw 2026" in " ".join(words_in(str(draw_svg(nine_months()))))

    def test_refuses_a_span_of_nothing(self) -> None:
        with pytest.raises(ValueError, match="at least two days"):
            Picture(DAY, DAY, DAY, (), "", "")


class TestTheTable:
    @pytest.mark.parametrize("make", PICTURES)
    def test_has_a_row_for_everything_drawn(self, make: type[Picture]) -> None:
        assert len(rows_of(make())) == sum(len(lane.items) for lane in make().lanes)

    def test_stands_with_the_drawing(self) -> None:
        assert "EP carers, together since leaving hospital</td>" in draw(nine_months())


class TestTheAxis:
    @pytest.mark.parametrize(("days", "words"), [(60, "12"), (400, "Feb"), (1500, "Apr"), (4000, "2028")])
    def test_names_weeks_months_quarters_or_years(self, days: int, words: str) -> None:
        axis = Axis(DAY, DAY + timedelta(days), 140, 990)
        assert words in {tick.words for tick in ticks(axis, "en")}

    @given(days=st.integers(1, 9000), width=st.sampled_from([350.0, 850.0]))
    def test_always_names_something_within_its_edges(self, days: int, width: float) -> None:
        axis = Axis(DAY, DAY + timedelta(days), 0, width)
        assert all(0 <= tick.x <= width for tick in ticks(axis, "cy"))
        assert any(tick.words for tick in ticks(axis, "cy"))


def lanes() -> st.SearchStrategy[Lane]:
    """Any lane, however crowded."""
    days = st.integers(-30, 400).map(lambda n: DAY + timedelta(n))
    labels = st.text("abcdefghij ŵ", min_size=1, max_size=40)
    bands = st.builds(
        lambda on, n, words: Band(on, on + timedelta(n), words), days, st.integers(0, 200), labels
    )
    marks = st.builds(Mark, days, labels)
    return st.lists(st.one_of(bands, marks), max_size=25).map(lambda items: Lane("Lane", tuple(items)))


def overlaps(one: Placed, other: Placed) -> bool:
    """Whether two things on one line cover each other."""
    return one.line == other.line and one.reach[0] < other.reach[1] and other.reach[0] < one.reach[1]


class TestPacking:
    @given(lane=lanes())
    def test_never_lets_one_thing_cover_another(self, lane: Lane) -> None:
        placed, _lines = pack(lane, Axis(DAY, DAY + timedelta(365), 140, 990))
        assert len(placed) == len(lane.items)
        crowded = {each.line for each in placed if isinstance(each.item, Mark) and not each.words}
        for one, other in combinations(placed, 2):
            assert one.line in crowded or not overlaps(one, other)

    def test_keeps_the_two_plans_on_a_line_each(self) -> None:
        placed, lines = pack(nine_months().lanes[2], Axis(date(2025, 6, 1), date(2026, 6, 30), 140, 990))
        assert {(each.item.tone, each.line) for each in placed} == {("blue", 0), ("ochre", 1)}
        assert lines == 2

    def test_gives_repeated_marks_one_key_and_few_lines(self) -> None:
        placed, lines = pack(nine_months().lanes[4], Axis(date(2025, 6, 1), date(2026, 6, 30), 140, 990))
        assert lines < MOST_LINES
        assert not any(each.words for each in placed)
