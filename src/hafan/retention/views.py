"""Pages of those who keep records: what is over, one record, and the steps by which one is destroyed."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hafan.access.doors import permits
from hafan.audit.operations import note
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up
from hafan.practice.rules import Confidence
from hafan.practice.wording import Wording
from hafan.retention import operations
from hafan.retention.models import Fate, HoldKind
from hafan.retention.operations import MayNotBeDestroyed, NoSuchRecord, SayWhy
from hafan.retention.queries import destroyed_records, due_records, kept_record, record_called

CONFIDENCE = {
    Confidence.PRIMARY: Wording("read in the law itself", "darllenwyd yn y gyfraith ei hun"),
    Confidence.SECONDARY: Wording(
        "read in a good secondary source", "darllenwyd mewn ffynhonnell eilaidd dda"
    ),
    Confidence.DERIVED: Wording("worked out from other rules", "deilliwyd o reolau eraill"),
    Confidence.UNVERIFIED: Wording("not yet checked in a source", "heb ei wirio mewn ffynhonnell eto"),
}
_LONGEST = 200


@permits("record.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def keeping(request: SignedInRequest) -> HttpResponse:
    """Records whose period is over, and a way to one by its reference."""
    if request.method == "POST":
        found = record_called(_words(request, "reference"))
        if found is not None:
            return redirect("keeping_record", found)
    note(action="retention.list.viewed", by=request.user, object_type="list")
    shown = {"due": due_records(), "destroyed": destroyed_records(), "not_found": request.method == "POST"}
    return render(request, "retention/keeping.html", shown, status=404 if shown["not_found"] else 200)


@permits("record.keep")
@require_safe
def record(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """How long one record is kept, by which rules, and what stands in the way of its end."""
    kept = kept_record(child_id)
    if kept is None:
        raise Http404
    note(action="retention.record.viewed", by=request.user, object_type="record", object_id=child_id)
    now = timezone.now()
    ready = (
        kept.destruction is not None
        and kept.destruction.not_before is not None
        and kept.destruction.not_before <= now
    )
    shown = {
        "kept": kept,
        "is_over": kept.is_over(timezone.localdate()),
        "is_ready": ready,
        "mine": kept.destruction is not None and kept.destruction.proposed_by_id == request.user.pk,
        "confidence": CONFIDENCE,
        "kinds": HoldKind.choices,
        "fates": Fate.choices,
    }
    return render(request, "retention/record.html", shown)


@permits("record.keep")
@require_POST
def holds(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Place a hold."""
    kind, reason = request.POST.get("kind", ""), _words(request, "reason")
    if kind not in HoldKind.values or not reason:
        return _back(request, child_id, _("Choose why, and say it in words."))
    return _step(
        request,
        child_id,
        lambda: operations.place_hold(child=child_id, kind=HoldKind(kind), reason=reason, by=request.user),
    )


@permits("record.keep")
@require_POST
def lifting(request: SignedInRequest, child_id: uuid.UUID, hold_id: uuid.UUID) -> HttpResponse:
    """Lift a hold."""
    reason = _words(request, "reason")
    return _step(
        request,
        child_id,
        lambda: operations.lift_hold(child=child_id, hold=hold_id, reason=reason, by=request.user),
    )


@permits("record.keep")
@require_POST
def items(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """List a thing kept in a cupboard."""
    what, place = _words(request, "what"), _words(request, "place")
    if not what or not place:
        return _back(request, child_id, _("Say what it is and where it is."))
    return _step(
        request,
        child_id,
        lambda: operations.list_item(child=child_id, what=what, place=place, by=request.user),
    )


@permits("record.keep")
@require_POST
def settling(request: SignedInRequest, child_id: uuid.UUID, item_id: uuid.UUID) -> HttpResponse:
    """Say what became of a thing."""
    fate = request.POST.get("fate", "")
    if fate not in Fate.values:
        return _back(request, child_id, _("Choose what became of it."))
    return _step(
        request,
        child_id,
        lambda: operations.settle_item(child=child_id, item=item_id, fate=Fate(fate), by=request.user),
    )


@permits("record.keep")
@stepped_up
@require_POST
def proposing(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Propose that the record be destroyed."""
    return _step(
        request,
        child_id,
        lambda: operations.propose(child=child_id, by=request.user, on=timezone.localdate()),
    )


@permits("record.keep")
@stepped_up
@require_POST
def confirming(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Confirm what somebody else proposed."""
    return _step(
        request,
        child_id,
        lambda: operations.confirm(child=child_id, by=request.user, on=timezone.localdate()),
    )


@permits("record.keep")
@require_POST
def undoing(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Take the destruction back."""
    return _step(request, child_id, lambda: operations.undo(child=child_id, by=request.user))


@permits("record.keep")
@stepped_up
@require_POST
def destroying(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Destroy what two people agreed on thirty days ago."""
    done = _step(
        request,
        child_id,
        lambda: operations.destroy(child=child_id, by=request.user, on=timezone.localdate()),
    )
    return redirect("keeping") if kept_record(child_id) is None else done


def _step(request: SignedInRequest, child_id: uuid.UUID, verb: Callable[[], object]) -> HttpResponse:
    """Do it, or say why not, and go back to the record."""
    try:
        verb()
    except NoSuchRecord:
        raise Http404 from None
    except SayWhy:
        return _back(request, child_id, _("Say why in at least twenty letters."))
    except MayNotBeDestroyed:
        return _back(
            request,
            child_id,
            _(
                "This may not be done: the record is inside its period, held, waits for a second person, or thirty days are not over."
            ),
        )
    return redirect("keeping_record", child_id)


def _back(request: SignedInRequest, child_id: uuid.UUID, words: str) -> HttpResponse:
    messages.error(request, words)
    return redirect("keeping_record", child_id)


def _words(request: SignedInRequest, name: str) -> str:
    """One line that was typed; nothing if it cannot be kept."""
    typed = request.POST.get(name, "").strip()[:_LONGEST]
    return "" if any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in typed) else typed
