"""What is shared with us and by us: the list, one schedule, and a new offer."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.audit.operations import note
from hafan.identity.requests import SignedInRequest
from hafan.people.models import Child
from hafan.practice.entries import COMPARTMENT_WORDS
from hafan.sharing import operations
from hafan.sharing.bases import BASES
from hafan.sharing.clock import ANSWER_WITHIN
from hafan.sharing.forms import ITEMS, OfferForm, ReasonForm, ReviewForm, knowing
from hafan.sharing.models import Request, State
from hafan.sharing.operations import CannotShare
from hafan.sharing.queries import (
    Shown,
    child_of,
    declared_conflicts,
    requests_from,
    requests_to,
    share_of,
    shares_by,
    shares_with,
)
from hafan.sharing.receiving import receiving_words


def said(country: str) -> dict[str, Any]:
    """Words that every page of sharing needs."""
    return {
        "part_words": {part.value: words for part, words in COMPARTMENT_WORDS.items()},
        "role_words": receiving_words(country),
        "bases": BASES,
        "knowing": knowing,
        "days_to_answer": ANSWER_WITHIN,
    }


@permits("case.view")
@require_safe
def sharing(request: SignedInRequest) -> HttpResponse:
    """What other agencies show us, what we show them, and what waits for an answer."""
    agency, at, today = request.user.agency, timezone.now(), timezone.localdate()
    with_us, by_us = shares_with(agency, at), shares_by(agency, at)
    shares_for_us = may(roles_in(request), "case.share")
    shown = {
        **said(agency.country),
        "with_us": [each for each in with_us if each.state is State.ACKNOWLEDGED],
        "waiting": [each for each in with_us if each.state is State.OFFERED],
        "past": [each for each in with_us if each.state not in (State.OFFERED, State.ACKNOWLEDGED)],
        "by_us": by_us,
        "asked_of_us": requests_to(agency, today),
        "asked_by_us": requests_from(agency, today),
        "conflicts": declared_conflicts(at) if shares_for_us else [],
        "may_share": shares_for_us,
        "may_ask": may(roles_in(request), "case.record"),
    }
    seen = sorted({each.child.pk for each in [*with_us, *by_us] if each.child})
    note(action="sharing.list.viewed", by=request.user, listed=seen)
    return render(request, "sharing/sharing.html", shown)


@permits("case.view")
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: SignedInRequest, share_id: uuid.UUID) -> HttpResponse:
    """One schedule: what is shown, to whom, why, until when; and what either side may do about it."""
    shown = share_of(share_id, timezone.now())
    ours = shown.share.from_agency_id == request.user.agency_id
    forms = {"why": ReasonForm(), "review": ReviewForm()}
    if request.method == "POST":
        answer = _done(request, shown, forms)
        if answer is not None:
            return answer
    note(
        action="sharing.share.viewed",
        by=request.user,
        object_type="share",
        object_id=share_id,
        child_id=shown.share.child_id if shown.child else None,
    )
    shares_for_us = may(roles_in(request), "case.share")
    context = {
        **said(shown.share.from_agency.country),
        "shown": shown,
        "share": shown.share,
        "ours": ours,
        "basis": BASES[shown.share.legal_basis],
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), ReasonForm()),
        "may_answer": not ours
        and shown.state is State.OFFERED
        and (shares_for_us or shown.share.to_account_id == request.user.pk),
        "may_end": shown.state in (State.OFFERED, State.ACKNOWLEDGED)
        and (shares_for_us or shown.share.to_account_id == request.user.pk),
        "may_review": ours and shares_for_us and shown.state is State.ACKNOWLEDGED,
    }
    refused = any(form.is_bound for form in forms.values())
    return render(request, "sharing/share.html", context, status=422 if refused else 200)


def _done(request: SignedInRequest, shown: Shown, forms: dict[str, Any]) -> HttpResponse | None:
    """What was asked, done; None where a reason or a day is missing."""
    by, key = request.user, shown.share.public_id
    match request.POST.get("do"):
        case "take":
            done = operations.acknowledge(by=by, share_id=key)
        case "review":
            form = forms["review"] = ReviewForm(request.POST)
            if not form.is_valid():
                return None
            done = operations.review(by=by, share_id=key, next_on=form.cleaned_data["next_on"])
            if not done:
                form.add_error("next_on", _("Choose a day to come, before it ends."))
                return None
        case ("decline" | "end") as what:
            told = forms["why"] = ReasonForm(request.POST)
            if not told.is_valid():
                return None
            verb = operations.decline if what == "decline" else operations.end_share
            done = verb(by=by, share_id=key, why=told.cleaned_data["why"])
        case _:
            done = False
    if done:
        messages.success(request, _("Done."))
    else:
        messages.error(request, _("Nothing was changed: it is no longer open, or not yours to answer."))
    return redirect("sharing")


@permits("case.share")
@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Offer another agency parts of a child's record."""
    child = child_of(child_id, request.user.agency)
    form = OfferForm(request.POST if request.method == "POST" else None, child=child, initial=_usual(child))
    if request.method == "POST" and form.is_valid() and (named := _offered(request, form, child)):
        messages.success(request, _("It has been offered. Nobody there sees anything until they take it."))
        return redirect("share", named)
    context = {**said(child.country), "form": form, "child": child, "items": ITEMS}
    return render(request, "sharing/offer.html", context, status=422 if form.errors else 200)


def _usual(child: Child) -> dict[str, Any]:
    today = timezone.localdate()
    return {
        "told_as": child.reference,
        "starts": today,
        "ends": today + timedelta(days=180),
        "review_on": today + timedelta(days=90),
    }


def _offered(request: SignedInRequest, form: OfferForm, child: Child) -> uuid.UUID | None:
    receiver = form.receiver()
    if receiver is None:
        form.add_error("person", _("Nobody there has this work email."))
        return None
    answers = request.GET.get("request", "")
    try:
        return operations.offer(
            by=request.user,
            child=child,
            to=receiver,
            agreed=form.agreed(),
            answers=_key(answers),
            **form.dates(),
        )
    except CannotShare:
        form.add_error(None, _("This cannot be shared like that. A restricted record is shared with one named person only, and a request is answered once, to those who asked."))  # fmt: skip
        return None


def _key(told: str) -> uuid.UUID | None:
    """The request an offer answers, if there is one in sight."""
    try:
        named = uuid.UUID(told)
    except ValueError:
        return None
    return named if Request.objects.filter(public_id=named).exists() else None
