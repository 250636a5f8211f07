"""Asking another agency, and answering when asked."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.audit.operations import note
from hafan.identity.requests import SignedInRequest
from hafan.sharing import operations
from hafan.sharing.bases import BASES
from hafan.sharing.forms import ReasonForm, ReferenceForm, RequestForm
from hafan.sharing.queries import Asked, child_by_reference, request_of
from hafan.sharing.views.shares import said


@permits("case.record")
@require_http_methods(["GET", "HEAD", "POST"])
def new_request(request: SignedInRequest) -> HttpResponse:
    """Ask another agency to share something."""
    form = RequestForm(request.POST if request.method == "POST" else None, home=request.user.agency)
    if request.method == "POST" and form.is_valid():
        operations.ask(by=request.user, at=timezone.now(), **form.cleaned_data)
        messages.success(request, _("Your request has been sent."))
        return redirect("sharing")
    shown = {**said(request.user.agency.country), "form": form}
    return render(request, "sharing/new_request.html", shown, status=422 if form.errors else 200)


@permits("case.view")
@require_http_methods(["GET", "HEAD", "POST"])
def asked(request: SignedInRequest, request_id: uuid.UUID) -> HttpResponse:
    """One request: what is asked and why, by when, and its answer."""
    found = request_of(request_id, timezone.localdate())
    ours = found.request.agency_id == request.user.agency_id
    forms: dict[str, Any] = {"reference": ReferenceForm(), "why": ReasonForm()}
    if request.method == "POST":
        answer = _answer(request, found, forms, ours=ours)
        if answer is not None:
            return answer
    note(action="sharing.request.viewed", by=request.user, object_type="request", object_id=request_id)
    shares_for_us = may(roles_in(request), "case.share")
    shown = {
        **said(found.request.agency.country),
        "asked": found,
        "what": found.request,
        "basis": BASES[found.request.legal_basis],
        "ours": ours,
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), ReasonForm()),
        "may_answer": ours and shares_for_us and found.is_open,
        "may_withdraw": not ours
        and found.is_open
        and (shares_for_us or found.request.written_by_id == request.user.pk),
    }
    refused = any(form.is_bound for form in forms.values())
    return render(request, "sharing/request.html", shown, status=422 if refused else 200)


def _answer(
    request: SignedInRequest, found: Asked, forms: dict[str, Any], *, ours: bool
) -> HttpResponse | None:
    """To the offer of the child named, or the request closed with a reason; None where something is missing."""
    if request.POST.get("do") == "offer" and ours:
        form = forms["reference"] = ReferenceForm(request.POST)
        if not form.is_valid():
            return None
        child = child_by_reference(request.user.agency, form.cleaned_data["reference"])
        if child is None:
            form.add_error("reference", _("You see no child of this reference."))
            return None
        return redirect(f"{reverse('offer_share', args=[child.public_id])}?request={found.request.public_id}")
    told = forms["why"] = ReasonForm(request.POST)
    if not told.is_valid():
        return None
    verb = operations.refuse_request if ours else operations.withdraw_request
    if verb(by=request.user, request_id=found.request.public_id, why=told.cleaned_data["why"]):
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("Nothing was changed: it is no longer open, or not yours to answer."))
    return redirect("sharing")
