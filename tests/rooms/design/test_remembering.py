"""Pieces of pages that are made once: they must never be somebody else's."""

from __future__ import annotations

from django.utils import translation
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy
from markupsafe import Markup, escape

from hafan.design.remembering import MOST, Pieces


class Told:
    """A macro that counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self, told):
        self.asked += 1
        return Markup("<p>{}</p>").format(told["text"])


class TestAPieceOfAPage:
    def test_is_made_once_for_the_same_words(self):
        pieces, macro = Pieces(), Told()
        assert pieces.made({"text": "Save"}, macro) == pieces.made({"text": "Save"}, macro) == "<p>Save</p>"
        assert macro.asked == 1

    def test_of_plain_words_is_not_that_of_the_same_words_already_escaped(self):
        pieces, macro = Pieces(), Told()
        assert pieces.made({"text": Markup("<b>")}, macro) == "<p><b></p>"
        assert pieces.made({"text": "<b>"}, macro) == f"<p>{escape('<b>')}</p>"

    def test_tells_one_from_true(self):
        pieces, macro = Pieces(), Told()
        assert pieces.made({"text": 1}, macro) != pieces.made({"text": True}, macro)

    def test_in_welsh_is_not_that_in_english(self):
        pieces, macro = Pieces(), Told()
        made = set()
        for language in ("en", "cy"):
            with translation.override(language):
                made.add(pieces.made({"text": gettext_lazy("Children")}, macro))
        assert len(made) == 2

    def test_that_holds_what_somebody_typed_is_never_kept(self):
        pieces, macro = Pieces(), Told()
        for _ in range(2):
            pieces.made({"text": "Name", "value": "Siân"}, macro)
        assert macro.asked == 2

    def test_that_is_long_or_strange_is_made_each_time(self):
        pieces, macro = Pieces(), Told()
        for strange in ("a" * 1000, object(), {1, 2}):
            pieces.made({"text": strange}, macro)
            pieces.made({"text": strange}, macro)
        assert macro.asked == 6

    def test_makes_room_when_there_are_too_many(self):
        pieces, macro = Pieces(), Told()
        for number in range(MOST + 1):
            pieces.made({"text": lazystr(number)}, macro)
        pieces.made({"text": "0"}, macro)
        assert macro.asked == MOST + 2
