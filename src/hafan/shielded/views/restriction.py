"""Leaving a record to named people, and giving it back."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from hafan.access.doors import permits
from hafan.access.models import Seclusion, Why
from hafan.access.queries import parts_of
from hafan.identity.requests import SignedInRequest
from hafan.people.models import Child
from hafan.practice.entries import WHOLE, Compartment
from hafan.shielded.forms import ReasonForm, RestrictionForm
from hafan.shielded.operations import lift_restriction, restrict_record
from hafan.shielded.queries import may_write, restriction_of
from hafan.shielded.views.kept import child_or_404


@permits("case.restrict")
def restriction(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Restrict a record, or give it back."""
    child = child_or_404(child_id)
    if not (may_write(child, Compartment.CARE) and parts_of(child.pk) >= WHOLE):
        raise Http404
    standing = restriction_of(child)
    return _lift(request, child, standing) if standing else _restrict(request, child)


def _restrict(request: SignedInRequest, child: Child) -> HttpResponse:
    form = RestrictionForm(request.POST or None, agency=child.agency, today=timezone.localdate())
    if request.method != "POST" or not form.is_valid():
        shown = {"child": child, "form": form, "standing": None}
        return render(request, "shielded/restriction.html", shown, status=422 if form.errors else 200)
    told = form.cleaned_data
    restrict_record(
        child=child,
        kind=Why(told["kind"]),
        reason=told["reason"],
        custodian=told["custodian"],
        review_on=told["review_on"],
        by=request.user,
        at=timezone.now(),
    )
    messages.success(request, _("Only named people see this record now."))
    return redirect("kept_shelves", child.public_id)


def _lift(request: SignedInRequest, child: Child, standing: Seclusion) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        shown = {"child": child, "form": form, "standing": standing, "today": timezone.localdate()}
        return render(request, "shielded/restriction.html", shown, status=422 if form.errors else 200)
    lift_restriction(child=child, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
    messages.success(request, _("The team sees this record again."))
    return redirect("kept_shelves", child.public_id)
