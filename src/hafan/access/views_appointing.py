"""Roles that it takes two people to give: proposed by one, agreed to by another; and the day somebody leaves."""

from __future__ import annotations

import uuid
from datetime import timedelta

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hafan.access.doors import permits
from hafan.access.forms import AppointmentForm, LeavingForm
from hafan.access.models import Appointment
from hafan.access.operations import decide_appointment, propose_appointment
from hafan.access.views import colleague
from hafan.design.filters import date_in_words
from hafan.identity.models import Membership
from hafan.identity.operations import end_membership
from hafan.identity.requests import SignedInRequest
from hafan.identity.roles import Role
from hafan.identity.stepup import stepped_up


@permits("agency.administer")
@require_http_methods(["GET", "HEAD", "POST"])
def proposing(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Propose a colleague as privacy officer or custodian of records."""
    account = colleague(request, public_id)
    form = AppointmentForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                propose_appointment(account=account, role=form.cleaned_data["role"], by=request.user)
        except IntegrityError:
            messages.info(request, _("They are proposed for this role already."))
        else:
            messages.success(request, _("Proposed. It begins when a second person agrees."))
        return redirect("appointments")
    return render(request, "access/propose.html", {"form": form, "account": account})


@permits("place.agree")
@stepped_up
@require_http_methods(["GET", "HEAD", "POST"])
def appointments(request: SignedInRequest) -> HttpResponse:
    """What is proposed in my agency: agree or refuse, unless one proposed it, or is the one proposed."""
    rows = Appointment.objects.filter(agency=request.user.agency).select_related(
        "account", "proposed_by", "decided_by"
    )
    if request.method == "POST":
        found = rows.filter(public_id=_uuid(request.POST.get("appointment", ""))).first()
        if found is None:
            raise Http404
        if decide_appointment(appointment=found, agreed=request.POST.get("do") == "agree", by=request.user):
            messages.success(request, _("Done."))
        else:
            messages.error(request, _("This takes somebody else than whoever proposed it."))
        return redirect("appointments")
    shown = {"appointments": rows.order_by("decided_at", "-proposed_at")[:100], "roles": dict(Role.choices)}
    return render(request, "access/appointments.html", shown)


@permits("agency.administer")
@require_http_methods(["GET", "HEAD", "POST"])
def leaving(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say on which day somebody leaves: every role of theirs ends with it, and with the roles all sight."""
    account = colleague(request, public_id)
    form = LeavingForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        after = form.cleaned_data["last_day"] + timedelta(days=1)
        for membership in Membership.objects.live(timezone.localdate()).filter(account=account):
            end_membership(membership=membership, by=request.user, on=after)
        messages.success(request, _("From %(day)s on they see nothing here.") % {"day": date_in_words(after)})
        return redirect("administration")
    return render(request, "access/leaving.html", {"form": form, "account": account})


def _uuid(told: str) -> uuid.UUID:
    try:
        return uuid.UUID(told)
    except ValueError:
        return uuid.UUID(int=0)
