"""Breaking the glass, and looking into it afterwards."""

from __future__ import annotations

import uuid
from datetime import date, timedelta

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hafan.access.doors import permits
from hafan.access.models import Outcome, Urgency
from hafan.access.operations import close_alert, sign_off
from hafan.audit.operations import note
from hafan.design.filters import current_language
from hafan.design.words import imprecise_in_words
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up
from hafan.people.operations import TooManyTries, open_in_emergency
from hafan.sharing.forms import CloseAlertForm, EmergencyForm
from hafan.sharing.queries import alert_of, alerts_of, already_seen, holding, signed_months


@permits("case.break_glass")
@require_http_methods(["GET", "HEAD", "POST"])
@stepped_up
def emergency(request: SignedInRequest) -> HttpResponse:
    """Open one record that cannot wait, for an hour, to read. The answer is the same whatever kept it shut."""
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    refused, too_often = False, False
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        known = already_seen(request.user, told["reference"], told["name"], told["born"])
        if known is not None:
            messages.info(request, _("You see this record without emergency access."))
            return redirect("child", known.public_id)
        try:
            opened = open_in_emergency(
                by=request.user,
                reference=told["reference"],
                name=told["name"],
                born=told["born"],
                code=Urgency(told["code"]),
                why=told["why"],
                at=timezone.now(),
            )
        except TooManyTries:
            opened, too_often = None, True
        if opened is not None:
            return redirect("child", opened)
        refused = not too_often
    shown = {
        "form": form,
        "refused": refused,
        "too_often": too_often,
        "officers": holding(request.user.agency, "privacy_officer", timezone.localdate()),
    }
    return render(
        request, "sharing/emergency.html", shown, status=422 if form.errors or refused or too_often else 200
    )


@permits("alert.close")
@require_http_methods(["GET", "HEAD", "POST"])
def alerts(request: SignedInRequest) -> HttpResponse:
    """Emergencies to look into, the open ones first, and the months signed off."""
    agency, month = request.user.agency, last_month(timezone.localdate())
    if request.method == "POST":
        if sign_off(agency=agency, month=month, by=request.user):
            messages.success(request, _("The month is signed off."))
        else:
            messages.error(request, _("A month is signed off when it is over and no alert raised in it, or before, is open."))  # fmt: skip
        return redirect("alerts")
    signed = signed_months(agency)
    shown = {
        "alerts": alerts_of(agency),
        "signed": signed,
        "month": month,
        "month_in_words": lambda day: imprecise_in_words(day, "month", current_language()),
        "is_signed": any(each.month == month for each in signed),
    }
    return render(request, "sharing/alerts.html", shown)


@permits("alert.close")
@require_http_methods(["GET", "HEAD", "POST"])
def alert(request: SignedInRequest, alert_id: uuid.UUID) -> HttpResponse:
    """One emergency: who opened what, and why; closed with what was found."""
    found = alert_of(alert_id)
    mine = found.account_id == request.user.pk
    form = CloseAlertForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        if close_alert(
            alert_id=alert_id, outcome=Outcome(told["outcome"]), finding=told["finding"], by=request.user
        ):
            note(
                action="access.alert.closed",
                by=request.user,
                object_type="alert",
                object_id=alert_id,
                detail={"outcome": told["outcome"]},
            )
            messages.success(request, _("The alert is closed."))
            return redirect("alerts")
        form.add_error(None, _("This alert is closed already, or it is not yours to close."))
    note(action="access.alert.viewed", by=request.user, object_type="alert", object_id=alert_id)
    shown = {"alert": found, "form": form, "mine": mine}
    return render(request, "sharing/alert.html", shown, status=422 if form.errors else 200)


def last_month(today: date) -> date:
    """The first day of the month before."""
    return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
