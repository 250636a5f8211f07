"""Colour never says more than words do, and the two plans weigh the same in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import hafan.design

PALETTE = Path(hafan.design.__file__).parent / "assets" / "_palette.scss"
COLOURS = dict(re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});", PALETTE.read_text(), re.MULTILINE))


def channels(colour: str) -> list[float]:
    """Red, green and blue as light, 0 to 1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def lightness(colour: str) -> float:
    """Perceived lightness (OKLab L), 0 to 100."""
    red, green, blue = channels(colour)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return 100 * (0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short)


def contrast(one: str, other: str) -> float:
    """WCAG contrast, 1 to 21."""
    light = sorted(
        0.2126 * red + 0.7152 * green + 0.0722 * blue for red, green, blue in (channels(one), channels(other))
    )
    return (light[1] + 0.05) / (light[0] + 0.05)


class TestTheTwoPlans:
    def test_have_one_lightness(self) -> None:
        assert abs(lightness(COLOURS["pair-one"]) - lightness(COLOURS["pair-two"])) < 1
        assert abs(lightness(COLOURS["pair-one-tint"]) - lightness(COLOURS["pair-two-tint"])) < 1


class TestContrast:
    @pytest.mark.parametrize("ground", ["paper", "linen"])
    def test_of_body_words_is_the_highest_grade(self, ground: str) -> None:
        assert contrast(COLOURS["ink"], COLOURS[ground]) >= 7
        assert contrast(COLOURS["ink-soft"], COLOURS[ground]) >= 7

    @pytest.mark.parametrize("tone", ["teal", "pair-one", "pair-two", "plum", "moss", "slate", "red"])
    def test_of_every_tone_is_enough_on_paper_and_on_its_tint(self, tone: str) -> None:
        assert contrast(COLOURS[tone], COLOURS["paper"]) >= 4.5
        assert contrast(COLOURS[tone], COLOURS[f"{tone}-tint"]) >= 4.5
        assert contrast(COLOURS["ink"], COLOURS[f"{tone}-tint"]) >= 7
