"""When something went wrong: tell of an exposure, take words back."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from hafan.access.doors import permits
from hafan.access.queries import in_sight
from hafan.audit.operations import note
from hafan.chronology.models import Entry
from hafan.disclosure.forms import text
from hafan.disclosure.models import Exposure, Redaction
from hafan.disclosure.operations.exposing import STEPS, add_line, open_exposure
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.taking_back import free_words, propose, take_back
from hafan.disclosure.views.writing import child_or_404
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up
from hafan.practice.entry_types import ENTRY_TYPES


@permits("case.view")
@require_http_methods(["GET", "HEAD", "POST"])
def exposed(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Say at once that somebody may have learnt what they must not."""
    child, words = child_or_404(child_id), text(request.POST, "words", 4_000)
    if request.method == "POST" and len(words) >= 5:
        today = timezone.localdate()
        open_exposure(child=child, learnt_on=today, words=words, by=request.user, at=timezone.now())
        return redirect("sending", child.public_id)
    faulty = request.method == "POST"
    note(
        action="disclosure.exposure.begun",
        by=request.user,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
        parts=["care"],
    )
    return render(
        request, "disclosure/exposed.html", {"child": child, "faulty": faulty}, status=400 if faulty else 200
    )


@permits("case.view")
@require_POST
def exposure_step(request: SignedInRequest, exposure_id: uuid.UUID) -> HttpResponse:
    """Tell one step of what was done about it."""
    exposure = in_sight(Exposure.objects.filter(public_id=exposure_id)).select_related("child").first()
    step, words = request.POST.get("step", ""), text(request.POST, "words", 4_000)
    if exposure is None:
        raise Http404
    if step in STEPS and words:
        today = timezone.localdate()
        add_line(
            exposure=exposure, step=step, words=words, happened_on=today, by=request.user, at=timezone.now()
        )
    return redirect("sending", exposure.child.public_id)


@permits("disclosure.write")
@require_http_methods(["GET", "HEAD", "POST"])
def redaction(request: SignedInRequest, child_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Say which words of an entry must go, and why. A second person does it."""
    child = child_or_404(child_id)
    entry = Entry.objects.filter(child=child, public_id=entry_id).first()
    fields = free_words(entry) if entry else []
    if entry is None or entry.kind not in ENTRY_TYPES:
        raise Http404
    chosen, why = (
        [name for name in fields if name in request.POST.getlist("fields")],
        text(request.POST, "why"),
    )
    if request.method == "POST" and chosen and len(why) >= 5:
        propose(entry=entry, fields=chosen, why=why, by=request.user, at=timezone.now())
        return redirect("sending", child.public_id)
    note(
        action="disclosure.redaction.viewed",
        by=request.user,
        object_type="entry",
        object_id=entry.public_id,
        child_id=child.pk,
        parts=[entry.part],
    )
    declared, faulty = ENTRY_TYPES[entry.kind], request.method == "POST"
    shown = {
        "child": child, "entry": entry, "title": declared.title, "faulty": faulty,
        "fields": [(name, declared.fields[name][1].label, entry.details[name]) for name in fields],
    }  # fmt: skip
    return render(request, "disclosure/redaction.html", shown, status=400 if faulty else 200)


@permits("disclosure.release")
@stepped_up
@require_POST
def redacted(request: SignedInRequest, redaction_id: uuid.UUID) -> HttpResponse:
    """Take the words out, as a second person."""
    asked = in_sight(Redaction.objects.filter(public_id=redaction_id)).select_related("child").first()
    if asked is None:
        raise Http404
    try:
        take_back(redaction=asked, by=request.user, at=timezone.now())
    except NotYours:
        raise Http404 from None
    return redirect("sending", asked.child.public_id)
