"""Pages of returns: send one in, see what it would change, say yes, and mend its faults."""

from __future__ import annotations

import csv
import io
import uuid
from functools import partial

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hafan.access.doors import permits
from hafan.audit.operations import note
from hafan.exchange.commands import FAULT_COLUMNS, fault_cells
from hafan.exchange.models import Import, Stage
from hafan.exchange.operations import NothingSent, TooMuchSent, send_in, set_aside
from hafan.exchange.queries import as_fault
from hafan.exchange.ssda903.tables import TABLES
from hafan.exchange.tasks import read_in_background, write_in_background

#: Faults shown on one page; the file holds them all.
SHOWN = 50


@permits("return.import")
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The returns sent in for my agency, and a place to send one."""
    fault = _take_in(request) if request.method == "POST" else None
    if isinstance(fault, Import):
        return redirect("sent_in", fault.public_id)
    sent = (
        Import.objects.filter(agency=request.user.agency).select_related("sent_by").order_by("-sent_at")[:20]
    )
    return render(
        request, "exchange/imports.html", {"sent": sent, "fault": fault}, status=400 if fault else 200
    )


def _take_in(request: HttpRequest) -> Import | str:
    """The return sent in, or what was wrong."""
    files = [(file.name or "", file.read()) for file in request.FILES.getlist("files")]
    try:
        sent = send_in(
            by=request.user,
            agency=request.user.agency,
            name=request.POST.get("year", "").strip().replace("\x00", ""),
            files=files,
            at=timezone.now(),
        )
    except NothingSent:
        return _("Choose the files of the return.")
    except TooMuchSent:
        return _("These files are larger than any return. Check that they are the right ones.")
    transaction.on_commit(
        partial(read_in_background.defer, import_id=str(sent.public_id), account_id=request.user.pk)
    )
    return sent


def _mine(request: HttpRequest, public_id: uuid.UUID) -> Import:
    """The return, if it is my agency's; otherwise there is no such page."""
    sent = (
        Import.objects.filter(agency=request.user.agency, public_id=public_id)
        .select_related("agency")
        .first()
    )
    if sent is None:
        raise Http404
    return sent


@permits("return.import")
@require_GET
def sent_in(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One return: how far it has come, what it would change or has changed, and its faults."""
    sent = _mine(request, public_id)
    after = request.GET.get("after", "")
    found = sent.faults.order_by("-severity", "id")
    if request.GET.get("kept") == "no":
        found = found.filter(severity="left_out")
    if after.isdecimal() and len(after) < 18 and (last := sent.faults.filter(pk=int(after)).first()):
        found = found.filter(severity__lte=last.severity).exclude(severity=last.severity, pk__lte=last.pk)
    rows = list(found[: SHOWN + 1])
    shown = {
        "sent": sent,
        "faults": [(row.pk, as_fault(row)) for row in rows[:SHOWN]],
        "more_after": rows[SHOWN - 1].pk if len(rows) > SHOWN else None,
        "only_left_out": request.GET.get("kept") == "no",
        "tables": TABLES,
        "refusal": sent.refusal_cy if get_language() == "cy" else sent.refusal_en,
    }
    return render(request, "exchange/sent_in.html", shown)


@permits("return.import")
@require_POST
def agreement(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say yes: write what was shown into the records."""
    sent = _mine(request, public_id)
    moved = Import.objects.filter(pk=sent.pk, stage=Stage.READY).update(stage=Stage.WRITING, progress=5)
    if moved:
        note(action="exchange.return.agreed", by=request.user, object_type="import", object_id=sent.public_id)
        transaction.on_commit(
            partial(write_in_background.defer, import_id=str(sent.public_id), account_id=request.user.pk)
        )
    return redirect("sent_in", sent.public_id)


@permits("return.import")
@require_POST
def setting_aside(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say no: nothing is written and the files are let go."""
    sent = _mine(request, public_id)
    if sent.stage == Stage.READY:
        set_aside(sent=sent, by=request.user, at=timezone.now())
    return redirect("sent_in", sent.public_id)


@permits("return.import")
@require_GET
def faults_file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Every fault of a return as CSV, for whoever will mend them."""
    sent = _mine(request, public_id)
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(FAULT_COLUMNS)
    language = get_language() or "en"
    table.writerows(
        fault_cells(as_fault(row), language) for row in sent.faults.order_by("-severity", "id").iterator()
    )
    note(action="exchange.faults.taken_out", by=request.user, object_type="import", object_id=sent.public_id)
    response = HttpResponse("\ufeff" + written.getvalue(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="faults-{sent.public_id}.csv"'
    return response
