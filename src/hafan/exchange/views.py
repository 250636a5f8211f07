"""Pages of returns: send one in, see what it would change, say yes, and mend its faults."""

from __future__ import annotations

import uuid
from functools import partial

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hafan.access.doors import permits
from hafan.exchange.models import Import, Stage
from hafan.exchange.operations import (
    NotAYear,
    NothingSent,
    SentFile,
    TooMuchSent,
    agree,
    read_again,
    send_in,
    set_aside,
    stir,
    year_written,
)
from hafan.exchange.pages import ReturnPage
from hafan.exchange.queries import return_of, returns_of
from hafan.exchange.tasks import read_in_background, write_in_background
from hafan.identity.requests import SignedInRequest


@permits("return.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: SignedInRequest) -> HttpResponse:
    """The returns sent in for my agency, and a place to send one."""
    faults: dict[str, str] = {}
    if request.method == "POST":
        taken = _take_in(request)
        if isinstance(taken, Import):
            return redirect("sent_in", taken.public_id)
        faults = taken
    sent = returns_of(request.user.agency).order_by("-sent_at")[:20]
    shown = {"sent": sent, "faults": faults, "year": request.POST.get("year", "")[:40] if faults else ""}
    return render(request, "exchange/imports.html", shown, status=400 if faults else 200)


def _take_in(request: SignedInRequest) -> Import | dict[str, str]:
    """The return sent in, or what was wrong, by the field it is about."""
    year, files = request.POST.get("year", ""), request.FILES.getlist("files")
    try:
        if getattr(
            request, "upload_refused", False
        ):  # said while the form was read, by hafan.foundation.uploads
            raise TooMuchSent
        sent = send_in(
            by=request.user,
            agency=request.user.agency,
            year=year,
            files=[_arrived(file) for file in files],
            at=timezone.now(),
        )
    except NothingSent:
        return {"files": _("Choose the files of the return.")}
    except TooMuchSent:
        return {
            "files": _(
                "These files are larger, or more, than any return. Check that they are the right ones."
            )
        }
    except NotAYear:
        return {"year": _not_a_year()}
    _defer(sent, Stage.WAITING, request)
    return sent


def _arrived(file: UploadedFile) -> SentFile:
    return SentFile((file.name or "").replace("\x00", ""), file.size or 0, file.chunks())


def _not_a_year() -> str:
    return _("Write the collection year as two years, such as 2025-26, or leave it blank.")


def _defer(sent: Import, stage: Stage, request: SignedInRequest) -> None:
    """Have a job take the return up, once what is asked of it is saved."""
    job = write_in_background if stage is Stage.WRITING else read_in_background
    transaction.on_commit(partial(job.defer, import_id=str(sent.public_id), account_id=request.user.pk))


def _mine(request: SignedInRequest, public_id: uuid.UUID) -> Import:
    """The return, if it is my agency's; otherwise there is no such page."""
    sent = return_of(request.user.agency, public_id)
    if sent is None:
        raise Http404
    return sent


@permits("return.import")
@require_safe
def sent_in(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """One return: how far it has come, what it would change or has changed, and its faults."""
    page = ReturnPage(_mine(request, public_id), request.GET, timezone.now())
    return render(request, "exchange/sent_in.html", {"page": page, "sent": page.sent, "year_fault": ""})


@permits("return.import")
@require_POST
def collection_year(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say which collection year it is, and have it read again."""
    sent = _mine(request, public_id)
    try:
        given = year_written(request.POST.get("year", ""))
        if not given:
            raise NotAYear
    except NotAYear:
        page = ReturnPage(sent, request.GET, timezone.now())
        shown = {
            "page": page,
            "sent": sent,
            "year_fault": _("Write the collection year as two years, such as 2025-26."),
        }
        return render(request, "exchange/sent_in.html", shown, status=400)
    if read_again(sent=sent, by=request.user, year=given, at=timezone.now()):
        _defer(sent, Stage.WAITING, request)
    return redirect("sent_in", sent.public_id)


@permits("return.import")
@require_POST
def agreement(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say yes: write what was shown into the records."""
    sent = _mine(request, public_id)
    if agree(sent=sent, by=request.user, at=timezone.now()):
        _defer(sent, Stage.WRITING, request)
    return redirect("sent_in", sent.public_id)


@permits("return.import")
@require_POST
def setting_aside(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say no: nothing is written and the files are let go."""
    sent = _mine(request, public_id)
    set_aside(sent=sent, by=request.user, at=timezone.now())
    return redirect("sent_in", sent.public_id)


@permits("return.import")
@require_POST
def stirring(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Have a return that stands still taken up again."""
    sent = _mine(request, public_id)
    stage = stir(sent=sent, by=request.user, at=timezone.now())
    if stage is not None:
        _defer(sent, stage, request)
    return redirect("sent_in", sent.public_id)
