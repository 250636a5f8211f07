"""The page of one child, and the picture of the child's journey by itself."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.chronology.models import Draft
from hafan.identity.models import Account
from hafan.journeys.forms.narrowing import read_as_at, read_telling
from hafan.journeys.noting import note_read
from hafan.journeys.pages import page
from hafan.journeys.picture import picture_of
from hafan.journeys.queries.reading import Reading, child_in_sight, drafts_of, people_of, read
from hafan.journeys.shut import Changed, what_changed
from hafan.journeys.story import THEMES, declared_kind, tell
from hafan.people.models import Child
from hafan.practice.entries import COMPARTMENT_WORDS, WHOLE, Compartment
from hafan.practice.wording import Wording
from hafan.sharing.queries import emergency_until
from hafan.shielded.queries import unsealed_until

#: How long after recording the page still says what changed.
FRESH = timedelta(minutes=15)


def read_page(request: HttpRequest, child_id: uuid.UUID, *, doing: str) -> tuple[Reading, bool]:
    """Read the child for the day asked, and note that it was read."""
    child = child_in_sight(child_id)
    as_at, not_understood = read_as_at(request.GET, timezone.localdate())
    note_read(request, child, doing=doing, detail={"as_at": as_at.isoformat()} if as_at else None)
    return read(child, today=timezone.localdate(), as_at=as_at), not_understood


def around(reading: Reading, not_understood: bool) -> dict[str, Any]:
    """What every page of a child says about the day it is read for."""
    return {
        "reading": reading,
        "child": reading.child,
        "on": reading.on,
        "as_at": reading.as_at,
        "as_at_refused": not_understood,
        "as_at_query": f"as_at={reading.as_at.isoformat()}" if reading.as_at else "",
    }


@permits("case.view")
def child(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What is due, who is who, the picture and the story of one child."""
    reading, not_understood = read_page(request, child_id, doing="journeys.child.viewed")
    telling = read_telling(request.GET)
    roles = roles_in(request)
    return page(
        request,
        "child",
        {
            **around(reading, not_understood),
            "people": people_of(reading),
            "drafts": [
                unfinished(draft, reading.child) for draft in drafts_of(reading.child, account_of(request))
            ],
            "changed": changed_by(request, reading),
            "picture": picture_of(reading) if reading.is_whole else None,
            "seen_parts": seen_parts(reading),
            "telling": telling,
            "story": tell(reading.lines, telling),
            "themes": THEMES,
            "may_see_looks": may(roles, "audit.view"),
            "may_see_sight": may(roles, "case.share")
            and reading.child.agency_id == account_of(request).agency_id,
            "emergency_until": None
            if reading.sight.may_change
            else emergency_until(reading.child, account_of(request), timezone.now()),
            "unsealed_until": None
            if reading.sight.may_change
            else unsealed_until(reading.child, account_of(request), timezone.now()),
            "may_record": may(roles, "case.record") and reading.sight.may_change and reading.as_at is None,
            "may_correct": may(roles, "case.correct") and reading.sight.may_change and reading.as_at is None,
        },
    )


def seen_parts(reading: Reading) -> list[Wording]:
    """The parts of the story this reader sees, when that is not all of it."""
    if reading.is_whole:
        return []
    return [COMPARTMENT_WORDS[part] for part in Compartment if part in reading.sight.parts & WHOLE]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A draft as the page offers it."""

    title: Wording
    href: str
    saved_at: datetime


def unfinished(draft: Draft, child: Child) -> Unfinished:
    """Where to go on with a draft."""
    declared = declared_kind(draft.kind)
    title = declared.title if declared else Wording(draft.kind, draft.kind)
    if draft.corrects:
        return Unfinished(
            title, reverse("correction", args=[child.public_id, draft.corrects]), draft.saved_at
        )
    return Unfinished(title, reverse("new_entry", args=[child.public_id, draft.kind]), draft.saved_at)


def changed_by(request: HttpRequest, reading: Reading) -> Changed | None:
    """What the entry just recorded by this person changed in what is due."""
    asked = request.GET.get("recorded", "")
    if not asked:
        return None
    for row, entry in zip(reading.rows, reading.entries, strict=True):
        fresh = timezone.now() - row.recorded_at < FRESH
        if entry.ref == asked and fresh and row.recorded_by_id == account_of(request).pk:
            return what_changed(reading, entry)
    return None


def account_of(request: HttpRequest) -> Account:
    """Whoever is signed in."""
    assert isinstance(request.user, Account)
    return request.user


@permits("case.view")
def picture(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """The picture of the journey by itself, to print on one side of A4."""
    reading, not_understood = read_page(request, child_id, doing="journeys.picture.viewed")
    if not reading.is_whole:
        raise Http404
    return page(
        request,
        "picture",
        {**around(reading, not_understood), "picture": picture_of(reading)},
    )
