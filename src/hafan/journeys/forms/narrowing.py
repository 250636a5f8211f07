"""Reading what a list is narrowed to, and the day a page is read for. Nonsense is ignored, never an error."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import QueryDict

from hafan.foundation.sealed_words import seal_words, unseal_words
from hafan.journeys.queries.listing import Scope, Wanted
from hafan.journeys.story import Telling
from hafan.practice.entries import Compartment
from hafan.practice.recording import EARLIEST
from hafan.practice.states import ChildState

_LONGEST = 100


def read_wanted(asked: QueryDict, scope: Scope) -> Wanted:
    """Which children the reader asks for."""
    state = asked.get("state", "")
    return Wanted(
        scope=scope,
        text=clean(unseal_words(asked.get("looking", ""))),
        due=asked.get("due", "") if asked.get("due") in ("overdue", "soon") else "",
        state=state if state in set(ChildState) else "",
        clock=clean(asked.get("clock", "")),
        unborn="unborn" in asked,
        unowned="unowned" in asked,
        closed="closed" in asked,
        after=_place(asked.get("after", "")),
        before=_place(asked.get("before", "")),
    )


def sealed_address(typed: QueryDict) -> str:
    """What was asked in the form, for an address: the words looked for are sealed, since a name must not stand in one."""
    asked = typed.copy()
    for gone in ("csrfmiddlewaretoken", "name", "looking", "after", "before"):
        asked.pop(gone, None)
    if words := clean(typed.get("name", "")):
        asked["looking"] = seal_words(words)
    for empty in [key for key in asked if not asked.get(key)]:
        del asked[empty]
    return asked.urlencode()


def clean(typed: str) -> str:
    """What can be looked for: one line of ordinary letters."""
    kept = "".join(letter for letter in typed if letter.isprintable() and not "\ud800" <= letter <= "\udfff")
    return kept.strip()[:_LONGEST]


def _place(written: str) -> tuple[date, uuid.UUID] | None:
    """A place in the list, written 2026-12-01_<public id>."""
    day, _, child = written.partition("_")
    try:
        return date.fromisoformat(day), uuid.UUID(child)
    except ValueError:
        return None


def write_place(place: tuple[date, uuid.UUID] | None) -> str:
    """A place in the list for an address."""
    return f"{place[0].isoformat()}_{place[1]}" if place else ""


def read_as_at(asked: QueryDict, today: date) -> tuple[date | None, bool]:
    """The past day the page is read for, and whether what was asked could not be understood."""
    if not any(asked.get(f"as_at{part}") for part in ("", "-day", "-month", "-year")):
        return None, False
    try:
        if asked.get("as_at"):
            day = date.fromisoformat(str(asked["as_at"]))
        else:
            day = date(*(int(asked.get(f"as_at-{part}", "")) for part in ("year", "month", "day")))
    except ValueError:
        return None, True
    if day == today:
        return None, False
    return (day, False) if EARLIEST <= day < today else (None, True)


def read_telling(asked: QueryDict) -> Telling:
    """How the reader wants the story told."""
    theme = asked.get("about", "")
    page = asked.get("page", "1")
    return Telling(
        theme=Compartment(theme) if theme in set(Compartment) else None,
        oldest_first=asked.get("order") == "oldest",
        with_struck="struck" in asked,
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
