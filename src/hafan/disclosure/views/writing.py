"""Whom a child's papers go to, and writing one."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import TypeVar

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.access.queries import in_sight
from hafan.audit.operations import note
from hafan.disclosure.composing import PAGES, NotForThisReader
from hafan.disclosure.forms import OutgoingForm, RecipientForm
from hafan.disclosure.gateways import GATEWAYS
from hafan.disclosure.models import Kind, Outgoing, Recipient
from hafan.disclosure.operations.exposing import STEPS
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.preparing import prepare
from hafan.disclosure.operations.writing import add_recipient, begin, confirm_recipient, rewrite
from hafan.disclosure.queries import (
    exposures_of,
    outgoing_in_sight,
    recipient_in_sight,
    recipients_of,
    redactions_of,
    sent_for,
    whereabouts,
)
from hafan.disclosure.readers import READERS
from hafan.files.models import File
from hafan.files.queries import files_of
from hafan.identity.models import Agency
from hafan.identity.requests import SignedInRequest
from hafan.people.models import Child, Household, Person

Row = TypeVar("Row", Person, Household, Agency)


def child_or_404(child_id: uuid.UUID) -> Child:
    """The child, if I may see them; to anyone else there is no such page."""
    child = in_sight(Child.objects.filter(public_id=child_id), by="id").select_related("agency").first()
    if child is None:
        raise Http404
    return child


def outgoing_or_404(outgoing_id: uuid.UUID) -> Outgoing:
    """Something on its way, if I may see the part it belongs to."""
    outgoing = outgoing_in_sight(outgoing_id)
    if outgoing is None:
        raise Http404
    return outgoing


@permits("case.view")
@require_safe
def sending(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Everybody a child's papers go to, and everything that was ever begun."""
    child = child_or_404(child_id)
    recipients = recipients_of(child)
    note(
        action="disclosure.child.viewed", by=request.user, object_type="child", object_id=child.public_id, child_id=child.pk,
        parts=sorted({"care", *(each.part for each in recipients)}),
    )  # fmt: skip
    shown = {
        "child": child,
        "recipients": [(each, whereabouts(each)) for each in recipients],
        "sent": list(sent_for(child)[:60]),
        "exposures": exposures_of(child),
        "redactions": redactions_of(child),
        "exposure_steps": STEPS,
        "may_write": may(roles_in(request), "disclosure.write"),
        "may_release": may(roles_in(request), "disclosure.release"),
    }
    return render(request, "disclosure/sending.html", shown)


@permits("disclosure.write")
@require_http_methods(["GET", "HEAD", "POST"])
def new_recipient(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Say whom something may be sent to."""
    child = child_or_404(child_id)
    _note_read(request, child, "care", "family")
    form = RecipientForm()
    if request.method == "POST":
        form = RecipientForm.read(request.POST)
        if not form.faults and _added(request, child, form):
            return redirect("sending", child.public_id)
    shown = {
        "child": child, "asked": form, "readers": READERS, "people": _people(child), "households": _households(child),
        "agencies": list(Agency.objects.exclude(pk=child.agency_id)),
    }  # fmt: skip
    return render(request, "disclosure/new_recipient.html", shown, status=400 if form.faults else 200)


def _people(child: Child) -> list[Person]:
    return list(Person.objects.filter(child=child).order_by("id"))


def _households(child: Child) -> list[Household]:
    return list(Household.objects.filter(placements__child=child).distinct().order_by("id"))


def _added(request: SignedInRequest, child: Child, form: RecipientForm) -> bool:
    other = READERS[form.reader].about == "other"
    try:
        add_recipient(
            child=child, reader=form.reader, by=request.user, at=timezone.now(), language=form.language,
            person=None if other else _chosen(_people(child), form.about),
            household=None if other else _chosen(_households(child), form.about),
            agency=_chosen(Agency.objects.all(), form.agency) if other else None,
            name=form.name if other else "", address=form.address if other else "", email=form.email if other else "",
        )  # fmt: skip
    except NotYours:
        form.faults["about"] = _("Choose the person or the household.")
        return False
    return True


def _chosen(among: Iterable[Row], public_id: str) -> Row | None:
    return next((each for each in among if str(each.public_id) == public_id), None)


@permits("disclosure.write")
@require_POST
def confirm(request: SignedInRequest, child_id: uuid.UUID, recipient_id: uuid.UUID) -> HttpResponse:
    """Say that this is still the right person and address."""
    confirm_recipient(
        recipient=_recipient(child_or_404(child_id), recipient_id), by=request.user, at=timezone.now()
    )
    return redirect("sending", child_id)


def _recipient(child: Child, recipient_id: uuid.UUID) -> Recipient:
    recipient = recipient_in_sight(child, recipient_id)
    if recipient is None:
        raise Http404
    return recipient


@permits("disclosure.write")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: SignedInRequest, child_id: uuid.UUID, recipient_id: uuid.UUID) -> HttpResponse:
    """Write something for one recipient, and have it looked at."""
    child = child_or_404(child_id)
    recipient = _recipient(child, recipient_id)
    form, files = OutgoingForm(language=recipient.language), _files(child)
    if request.method == "POST":
        form = OutgoingForm.read(request.POST)
        if not form.faults:
            outgoing = begin(recipient=recipient, draft=form.draft(files), by=request.user, at=timezone.now())
            return _looked_at(request, outgoing)
    return _form(request, recipient, form, files, None)


@permits("disclosure.write")
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: SignedInRequest, outgoing_id: uuid.UUID) -> HttpResponse:
    """Put right what was held back, and have it looked at again."""
    outgoing = outgoing_or_404(outgoing_id)
    if not outgoing.is_open or outgoing.author_id != request.user.pk:
        raise Http404
    form, files = OutgoingForm.of(outgoing), _files(outgoing.child)
    if request.method == "POST":
        form = OutgoingForm.read(request.POST)
        if not form.faults:
            rewrite(outgoing=outgoing, draft=form.draft(files), by=request.user, at=timezone.now())
            return _looked_at(request, outgoing)
    return _form(request, outgoing.recipient, form, files, outgoing)


def _looked_at(request: SignedInRequest, outgoing: Outgoing) -> HttpResponse:
    try:
        prepare(outgoing=outgoing, by=request.user, at=timezone.now())
    except NotForThisReader:
        return redirect(f"/sending/{outgoing.public_id}/?not_theirs=1")
    return redirect("outgoing", outgoing.public_id)


def _files(child: Child) -> list[File]:
    return [file for file in files_of(child) if file.is_clean and file.kind in PAGES]


def _note_read(request: SignedInRequest, child: Child, *parts: str) -> None:
    note(
        action="disclosure.form.viewed", by=request.user, object_type="child", object_id=child.public_id, child_id=child.pk,
        parts=parts,
    )  # fmt: skip


def _form(
    request: SignedInRequest,
    recipient: Recipient,
    form: OutgoingForm,
    files: list[File],
    outgoing: Outgoing | None,
) -> HttpResponse:
    _note_read(request, recipient.child, recipient.part)
    shown = {
        "child": recipient.child, "recipient": recipient, "where": whereabouts(recipient), "asked": form, "files": files,
        "outgoing": outgoing, "kinds": Kind, "gateways": GATEWAYS,
    }  # fmt: skip
    return render(request, "disclosure/write.html", shown, status=400 if form.faults else 200)
