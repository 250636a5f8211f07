"""The page on which a new identity begins. Its answer names neither record, and leads to neither."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hafan.access.doors import permits
from hafan.chronology.models import Entry
from hafan.chronology.operations.recording import NotYours
from hafan.chronology.queries import facts_of
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.shielded.forms import NewIdentityForm
from hafan.shielded.operations import CannotBegin, Carried, NamesTheBirthFamily, NewNames, begin_new_identity
from hafan.shielded.queries import held, may_write
from hafan.shielded.shelves import shelf_of
from hafan.shielded.views.kept import child_or_404


@permits("case.seal")
def new_identity(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponseBase:
    """Begin the record of an adopted child anew, and seal the old one."""
    child = child_or_404(child_id)
    order = _order(child)
    if order is None or not may_write(child, Compartment.CARE):
        raise Http404
    return _ask(request, child, order)


@stepped_up
def _ask(request: SignedInRequest, child: Child, order: Entry) -> HttpResponse:
    form = NewIdentityForm(request.POST or None, agency=child.agency, initial=_initial(child))
    shown = {"child": child, "order": order, "form": form}
    if request.method != "POST" or not form.is_valid():
        return render(request, "shielded/new_identity.html", shown, status=422 if form.errors else 200)
    try:
        _begin(request, child, order, form.cleaned_data)
    except CannotBegin:
        form.add_error("reference", _("This reference cannot be used. Ask your data officer for another."))
    except NamesTheBirthFamily as refused:
        form.add_error(
            None,
            _("What you typed names the birth family or the old record: %(words)s.")
            % {"words": ", ".join(refused.words)},
        )
    except NotYours as refused:
        raise Http404 from refused
    if form.errors:
        return render(request, "shielded/new_identity.html", shown, status=422)
    # Not to the new record: in the logs of a server the two addresses would stand one after the other.
    return redirect("identity_begun")


def _order(child: Child) -> Entry | None:
    """The adoption order that stands."""
    made = facts_of(child).last("adoption_order_made")
    return Entry.objects.filter(child=child, public_id=made.ref).first() if made else None


def _initial(child: Child) -> dict[str, Any]:
    """The given name, and who the carers are, where this person may know it: to be checked, not copied unseen."""
    shelf = shelf_of(Compartment.CARER_IDENTITY)
    rows = held(shelf, child, timezone.localdate()) if shelf else []
    carers = {name: getattr(rows[0].row, name) for name in NewIdentityForm.FAMILY} if rows else {}
    return {"given_name": child.given_name, **carers}


def _begin(request: SignedInRequest, child: Child, order: Entry, told: dict[str, Any]) -> None:
    begin_new_identity(
        child=child,
        order=order,
        names=NewNames(
            given_name=told["given_name"], family_name=told["family_name"], known_as=told["known_as"]
        ),
        reference=told["reference"],
        carried=Carried(
            family={name: told[name] for name in NewIdentityForm.FAMILY},
            health=told["health"],
            team=told["team"],
        ),
        by=request.user,
        at=timezone.now(),
    )


@permits("case.seal")
def begun(request: SignedInRequest) -> HttpResponse:
    """It is done. The page names nobody."""
    return render(request, "shielded/begun.html")
