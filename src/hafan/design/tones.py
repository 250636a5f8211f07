"""The few states and tones a page may show. Each has a word, a shape and a colour, so none is needed alone."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class DueState:
    """How near a day is: its word, its tone and the shape that says it in black and white."""

    word: Promise | str
    tone: str
    shape: str


DUE_STATES: dict[str, DueState] = {
    "overdue": DueState(_("Overdue"), "red", "triangle"),
    "soon": DueState(_("Due soon"), "amber", "diamond"),
    "due": DueState(_("Due"), "teal", "circle"),
    "met": DueState(_("Met"), "moss", "tick"),
    "suspended": DueState(_("Paused"), "slate", "pause"),
    "ended": DueState(_("Ended"), "slate", "square"),
    "unknown": DueState(_("Not known"), "plum", "question"),
}
