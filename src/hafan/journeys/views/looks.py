"""Who has looked at a child: every reading and every change, for those who supervise."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hafan.access.doors import permits
from hafan.audit.forms import read_person, read_place, write_place
from hafan.audit.operations import note
from hafan.audit.queries import looks_at, who_looked
from hafan.audit.words import said
from hafan.journeys.pages import page
from hafan.journeys.queries.reading import child_in_sight
from hafan.journeys.views.children import account_of
from hafan.practice.entries import COMPARTMENT_WORDS


@permits("audit.view")
@require_safe
def looks(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who did what about this child and when, newest first; reading this is written down as well."""
    child = child_in_sight(child_id)
    person = read_person(request.GET.get("person", ""))
    found, onward = looks_at(child.pk, by=person, before=read_place(request.GET.get("before", "")))
    note(
        action="audit.looks.viewed",
        by=account_of(request),
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
    )
    asked = f"person={person}&" if person else ""
    context = {
        "child": child,
        "looks": found,
        "said": said,
        "part_words": {part.value: words for part, words in COMPARTMENT_WORDS.items()},
        "people": who_looked(child.pk),
        "person": person,
        "onward": f"?{asked}before={write_place(onward)}" if onward else "",
    }
    return page(request, "looks", context)
