"""The register of sealed records, for custodians: opening one for an hour, and learning which two are of one person."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from hafan.access.doors import permits
from hafan.access.models import Seclusion
from hafan.audit.operations import note
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up
from hafan.shielded.forms import FindLinkForm, ReasonForm
from hafan.shielded.operations import read_link, unseal_record
from hafan.shielded.queries import knocks, link_readings, sealed_records


@permits("case.unseal")
def custody(request: SignedInRequest) -> HttpResponse:
    """What is sealed, who asked which records belong together, and which sealed records returns have named."""
    found = sealed_records()
    note(action="shielded.custody.viewed", by=request.user, object_type="list", detail={"shown": len(found)})
    shown = {"sealed": found, "readings": link_readings(), "knocks": knocks()}
    return render(request, "shielded/custody.html", shown)


@permits("case.unseal")
def unsealing(request: SignedInRequest, seclusion_id: uuid.UUID) -> HttpResponseBase:
    """Open a sealed record for an hour, to read."""
    return _unseal(request, sealed_or_404(seclusion_id))


def sealed_or_404(seclusion_id: uuid.UUID) -> Seclusion:
    """One sealed record in this custodian's keeping."""
    found = next((each for each in sealed_records() if each.public_id == seclusion_id), None)
    if found is None:
        raise Http404
    return found


@stepped_up
def _unseal(request: SignedInRequest, sealed: Seclusion) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        child = unseal_record(seclusion=sealed.public_id, reason=form.cleaned_data["reason"], by=request.user)
        if child is None:
            raise Http404
        return redirect("child", child.public_id)
    shown = {"sealed": sealed, "form": form}
    return render(request, "shielded/unseal.html", shown, status=422 if form.errors else 200)


@permits("case.unseal")
def link(request: SignedInRequest, seclusion_id: uuid.UUID) -> HttpResponseBase:
    """Which record began after this one was sealed."""
    return _link(request, sealed_or_404(seclusion_id))


@stepped_up
def _link(request: SignedInRequest, sealed: Seclusion) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    shown: dict[str, Any] = {"form": form, "sealed": sealed, "asked": False, "found": None}
    if request.method == "POST" and form.is_valid():
        shown["asked"] = True
        shown["found"] = read_link(
            by=request.user, reason=form.cleaned_data["reason"], seclusion=sealed.public_id
        )
    return render(request, "shielded/link.html", shown, status=422 if form.errors else 200)


@permits("case.unseal")
@stepped_up
def find_link(request: SignedInRequest) -> HttpResponse:
    """Which sealed record goes with a later one."""
    form = FindLinkForm(request.POST or None)
    shown: dict[str, Any] = {"form": form, "sealed": None, "asked": False, "found": None}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        shown["asked"] = True
        shown["found"] = read_link(by=request.user, reason=told["reason"], reference=told["reference"])
    return render(request, "shielded/link.html", shown, status=422 if form.errors else 200)
