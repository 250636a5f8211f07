"""Lists of children: mine, my team's, my agency's."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hafan.access.doors import memberships_in, permits, roles_in
from hafan.access.policy import may, reached_by
from hafan.audit.operations import note, note_many
from hafan.frameworks.registry import COUNTRIES, framework
from hafan.identity.models import Account
from hafan.journeys.forms.narrowing import read_wanted, sealed_address, write_place
from hafan.journeys.pages import page
from hafan.journeys.queries.listing import Listing, Scope, Wanted, known_in_part, listing, places_of
from hafan.journeys.views.children import account_of
from hafan.practice.entries import Compartment, Subject
from hafan.practice.framework import Framework
from hafan.practice.states import STATE_WORDS
from hafan.practice.wording import Wording

HEADINGS = {"mine": _("My children"), "team": _("My team’s children"), "agency": _("My agency’s children")}
PAGES = {"mine": "children", "team": "team_children", "agency": "agency_children"}


@permits("case.view")
def children(request: HttpRequest, scope: Scope) -> HttpResponse:
    """A list of children, overdue first."""
    by = account_of(request)
    if not any(Compartment.CARE in reached_by(role) for role in roles_in(request)):
        return _in_part(request, by)
    today = timezone.localdate()
    places = places_of(memberships_in(request))
    if scope not in places.scopes:
        raise Http404
    if request.method == "POST":
        return redirect(f"{request.path}?{sealed_address(request.POST)}")
    wanted = read_wanted(request.GET, scope)
    law = {country: framework(country) for country in COUNTRIES}
    found = listing(account=by, places=places, wanted=wanted, on=today, law=law)
    _note(by, wanted, found, request)
    return page(
        request,
        "children",
        {
            "heading": HEADINGS[scope],
            "scopes": [(HEADINGS[each], PAGES[each], each == scope) for each in places.scopes],
            "wanted": wanted,
            "found": found,
            "today": today,
            "states": {state.value: words for state, words in STATE_WORDS.items()},
            "clocks": _clock_words(law, by.agency.country),
            "may_open": may(roles_in(request), "case.open"),
            "onward": _address(request, after=write_place(found.after)) if found.after else "",
            "back": _address(request, before=write_place(found.before)) if found.before else "",
        },
    )


def _in_part(request: HttpRequest, by: Account) -> HttpResponse:
    """The children of somebody who sees only a part of any record, as a contact worker does."""
    found = known_in_part()
    number = getattr(request, "number", None)
    told: dict[str, str | int | bool | None] = {"scope": "in part", "shown": len(found)}
    note(
        action="journeys.children.viewed",
        by=by,
        object_type="list",
        request_id=number,
        detail=told,
        listed=[each.pk for each in found],
    )
    return page(request, "children_in_part", {"heading": HEADINGS["mine"], "children": found})


def _note(by: Account, wanted: Wanted, found: Listing, request: HttpRequest) -> None:
    """A list is noted once; a search is noted for every child it showed, since that is how people look for a neighbour."""
    number = getattr(request, "number", None)
    if wanted.text:
        about = [(row.child.pk, row.child.public_id) for row in found.rows]
        note_many(
            action="journeys.child.found",
            by=by,
            object_type="child",
            about=about,
            request_id=number,
            parts=["care"],
        )
    else:
        detail = {"scope": wanted.scope, "shown": len(found.rows)}
        listed = [row.child.pk for row in found.rows]
        note(
            action="journeys.children.viewed", by=by, object_type="list", request_id=number, detail=detail, listed=listed,
            parts=["care"],
        )  # fmt: skip


def _clock_words(law: Mapping[str, Framework], country: str) -> dict[str, Wording]:
    clocks = law[country].clocks.values()
    return {clock.key: clock.title for clock in clocks if clock.subject is Subject.CHILD}


def _address(request: HttpRequest, **changed: str) -> str:
    """This page's address from another place in the list."""
    asked = request.GET.copy()
    for gone in ("after", "before"):
        asked.pop(gone, None)
    asked.update(changed)
    return f"?{asked.urlencode()}"
