"""What is kept apart about a child: the shelves this reader may open, and each of them by itself."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.access.queries import parts_of
from hafan.audit.operations import note
from hafan.chronology.queries import facts_of
from hafan.identity.requests import SignedInRequest
from hafan.people.models import Child, Household, Person
from hafan.practice.entries import Compartment
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.telling import DECIDED, telling_on
from hafan.shielded.forms import ShelfForm
from hafan.shielded.models import BirthFamilyContact
from hafan.shielded.operations import MeanwhileReplaced, NothingChanged, keep, open_shelf, replace
from hafan.shielded.queries import (
    Holding,
    child_seen,
    held,
    homes_of,
    may_write,
    must_confirm,
    restriction_of,
)
from hafan.shielded.shelves import Shelf, shelf_of, shelves_of


def child_or_404(public_id: uuid.UUID) -> Child:
    """The child; to a stranger there is no such child."""
    found = child_seen(public_id)
    if found is None:
        raise Http404
    return found


@permits("case.view")
def shelves(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """The shelves this reader may open; others are not mentioned."""
    child = child_or_404(child_id)
    roles, parts = roles_in(request), parts_of(child.pk)
    adopted = facts_of(child).has("adoption_order_made")
    if not adopted:
        parts -= {Compartment.POST_ADOPTION_IDENTITY}
    note(
        action="shielded.shelves.viewed",
        by=request.user,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
    )
    shown = {
        "child": child,
        "shelves": shelves_of(parts),
        "restriction": restriction_of(child),
        "today": timezone.localdate(),
        "may_restrict": may(roles, "case.restrict") and may_write(child, Compartment.CARE),
        "may_seal": may(roles, "case.seal") and adopted and may_write(child, Compartment.CARE),
    }
    return render(request, "shielded/shelves.html", shown)


@permits("case.view")
def shelf(request: SignedInRequest, child_id: uuid.UUID, part: str) -> HttpResponse:
    """One shelf, opened; that it was opened is noted."""
    child, opened = shelf_or_404(child_id, part)
    today = timezone.localdate()
    holdings = open_shelf(shelf=opened, child=child, by=request.user, on=today)
    shown: dict[str, Any] = {
        "child": child,
        "shelf": opened,
        "label": _label,
        "today": today,
        "holdings": holdings,
        "may_write": may(roles_in(request), "case.record") and may_write(child, opened.part),
        **_around(request, opened, child, holdings),
    }
    return render(request, "shielded/shelf.html", shown)


def _label(row: Any, name: str) -> str:
    """What a field of a row is called."""
    return str(row._meta.get_field(name).verbose_name)


def shelf_or_404(child_id: uuid.UUID, part: str) -> tuple[Child, Shelf]:
    """The child and the shelf, if this reader may open it."""
    child, found = child_or_404(child_id), shelf_of(part)
    if found is None or found.part not in parts_of(child.pk):
        raise Http404
    return child, found


def _around(request: SignedInRequest, opened: Shelf, child: Child, holdings: list[Holding]) -> dict[str, Any]:
    """What else stands on the page of a shelf: the households, or the people of the family."""
    today = timezone.localdate()
    if opened.about == "household":
        recorders = {role.value for role in ENTRY_TYPES[DECIDED].recorded_by}
        return {
            "homes": [
                (home, [h for h in holdings if h.row.household_id == home.pk])
                for home in homes_of(child, today)
            ],
            "telling": telling_on(facts_of(child), today),
            "decided_kind": DECIDED,
            "may_decide": bool(roles_in(request) & recorders) and may_write(child, Compartment.CARE),
        }
    if opened.about == "person":
        facts, people = facts_of(child), Person.objects.filter(child=child).order_by("pk")
        return {
            "people": [(person, [h for h in holdings if h.row.person_id == person.pk]) for person in people],
            "unconfirmed": {
                h.row.pk
                for h in holdings
                if isinstance(h.row, BirthFamilyContact) and must_confirm(h.row, facts)
            },
        }
    return {}


@permits("case.record")
def add(request: SignedInRequest, child_id: uuid.UUID, part: str) -> HttpResponse:
    """Write something new on a shelf."""
    child, opened = shelf_to_write(child_id, part)
    about = _about(opened, child, request.GET.get("about", ""))
    today = timezone.localdate()
    form = ShelfForm(request.POST or None, shelf=opened, today=today, initial={"from_on": today})
    if request.method != "POST" or not form.is_valid():
        return _form(request, child, opened, form, about=about)
    keep(
        shelf=opened,
        child=child,
        about=about,
        told=form.told,
        from_on=form.cleaned_data["from_on"],
        by=request.user,
    )
    return _done(request, child, opened)


@permits("case.record")
def change(request: SignedInRequest, child_id: uuid.UUID, part: str, row_id: uuid.UUID) -> HttpResponse:
    """Put right what stands on a shelf; what stood there before stays readable."""
    child, opened = shelf_to_write(child_id, part)
    today = timezone.localdate()
    row = next((h.row for h in held(opened, child, today) if h.row.public_id == row_id), None)
    if row is None:
        return _gone(request, child, opened, row_id)
    initial = {name: getattr(row, name) for name in (*opened.fields, "until_on")}
    initial["from_on"] = row.from_on if opened.is_notes else today
    form = ShelfForm(request.POST or None, shelf=opened, today=today, initial=initial)
    if request.method != "POST" or not form.is_valid():
        return _form(request, child, opened, form, row=row)
    try:
        replace(
            shelf=opened,
            child=child,
            row=row,
            changes=_changes(form),
            from_on=form.cleaned_data["from_on"],
            by=request.user,
        )
    except MeanwhileReplaced:
        return _gone(request, child, opened, row_id)
    except NothingChanged:
        pass
    return _done(request, child, opened)


def _changes(form: ShelfForm) -> dict[str, Any]:
    """Only the fields this person changed: what somebody else put right meanwhile stays as they put it."""
    return {name: value for name, value in form.told.items() if name in form.changed_data}


def shelf_to_write(child_id: uuid.UUID, part: str) -> tuple[Child, Shelf]:
    """The child and the shelf, if this person may write on it."""
    child, found = shelf_or_404(child_id, part)
    if not may_write(child, found.part):
        raise Http404
    return child, found


def _about(opened: Shelf, child: Child, asked: str) -> Child | Household | Person:
    """Whom it is about: the child, or the household or person that was chosen."""
    if opened.about == "child":
        return child
    choices: list[Any] = (
        homes_of(child, timezone.localdate())
        if opened.about == "household"
        else list(Person.objects.filter(child=child).order_by("pk"))
    )
    found = next((each for each in choices if str(each.public_id) == asked), None)
    if found is None:
        raise Http404
    chosen: Household | Person = found
    return chosen


def _form(
    request: SignedInRequest, child: Child, opened: Shelf, form: ShelfForm, **more: Any
) -> HttpResponse:
    shown = {
        "child": child,
        "shelf": opened,
        "form": form,
        "about": None,
        "row": None,
        "clash": False,
        **more,
    }
    return render(request, "shielded/shelf_form.html", shown, status=422 if form.errors else 200)


def _gone(request: SignedInRequest, child: Child, opened: Shelf, row_id: uuid.UUID) -> HttpResponse:
    """Somebody put it right first: show what was typed beside what stands there now. A stranger's row is not there at all."""
    rows = {row.public_id: row for h in held(opened, child, timezone.localdate()) for row in h.earlier}
    if row_id not in rows:
        raise Http404
    form = ShelfForm(request.POST or None, shelf=opened, today=timezone.localdate())
    shown = {"child": child, "shelf": opened, "form": form, "about": None, "row": None, "clash": True}
    return render(request, "shielded/shelf_form.html", shown, status=409)


def _done(request: SignedInRequest, child: Child, opened: Shelf) -> HttpResponse:
    messages.success(request, _("Written down."))
    return redirect("kept_shelf", child.public_id, opened.part.value)
