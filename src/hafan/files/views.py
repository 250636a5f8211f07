"""Pages of a child's files: see them, add one, open one, have one taken up again."""

from __future__ import annotations

import uuid
from functools import partial

from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.access.queries import in_sight, told_sight
from hafan.audit.operations import note
from hafan.files.forms import FileForm
from hafan.files.models import File
from hafan.files.operations import Arrived, NotYours, add_file, stir
from hafan.files.queries import clean_copy, file_in_sight, files_of, parts_to_write
from hafan.files.sieve.verdict import Refused
from hafan.files.tasks import check_in_background
from hafan.files.words import LEFT_OUT, REFUSALS, TAGS
from hafan.identity.requests import SignedInRequest
from hafan.people.models import Child
from hafan.practice.entries import COMPARTMENT_WORDS


@permits("case.view")
@require_safe
def child_files(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """The files of a child, in the parts I may see."""
    child, now = _child(child_id), timezone.now()
    files = files_of(child)
    note(
        action="files.list.viewed", by=request.user, object_type="child", object_id=child.public_id, child_id=child.pk,
        parts=sorted({file.part for file in files} or told_sight(child).parts), detail={"shown": len(files)},
    )  # fmt: skip
    shown = {
        "child": child,
        "files": [(file, file.is_stuck(now)) for file in files],
        "waiting": any(file.is_busy and not file.is_stuck(now) for file in files),
        "refusals": REFUSALS,
        "left_out": LEFT_OUT,
        "tags": TAGS,
        "may_add": may(roles_in(request), "case.record") and bool(parts_to_write(child)),
    }
    return render(request, "files/files.html", shown)


@permits("case.record")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Add a file."""
    child = _child(child_id)
    parts = parts_to_write(child)
    if not parts:
        raise Http404
    form = FileForm(parts)
    if request.method == "POST":
        form = FileForm.read(request.POST, parts)
        if _added(request, child, form):
            return redirect("child_files", child.public_id)
    shown = {"child": child, "form_of_file": form, "part_words": COMPARTMENT_WORDS}
    return render(request, "files/add.html", shown, status=400 if form.faults else 200)


def _added(request: SignedInRequest, child: Child, form: FileForm) -> bool:
    """Was the file taken in? If not, the form says why."""
    sent = next(iter(request.FILES.getlist("file")), None)
    language = get_language() or "en"
    if getattr(request, "upload_refused", False):  # said while the form was read, by hafan.foundation.uploads
        form.faults["file"] = REFUSALS["too_big"][0].text(language)
    elif sent is None:
        form.faults["file"] = _("Choose the file.")
    if form.faults or form.chosen is None or sent is None:
        return False
    arrived = Arrived(sent.name or "", sent.size or 0, sent.chunks())
    try:
        file = add_file(
            child=child,
            part=form.chosen,
            title=form.title,
            arrived=arrived,
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refused:
        form.faults["file"] = " ".join(words.text(language) for words in REFUSALS[refused.reason])
        return False
    except NotYours:
        raise Http404 from None
    _have_checked(file, request)
    return True


def _have_checked(file: File, request: SignedInRequest) -> None:
    job = partial(check_in_background.defer, file_id=str(file.public_id), account_id=request.user.pk)
    transaction.on_commit(job)


@permits("case.view")
@require_safe
def open_file(request: SignedInRequest, child_id: uuid.UUID, file_id: uuid.UUID) -> FileResponse:
    """Give out the clean copy: to keep, never to show inside a page of ours."""
    child = _child(child_id)
    file = file_in_sight(child, file_id)
    if file is None or not file.is_clean:
        raise Http404
    copy = clean_copy(file)
    note(
        action="files.file.opened", by=request.user, object_type="file", object_id=file.public_id, child_id=child.pk,
        parts=[file.part],
    )  # fmt: skip
    response = FileResponse(copy, as_attachment=True, filename=file.served_name, content_type=file.media_type)
    response["Content-Length"] = str(file.clean_size)
    response["Content-Security-Policy"] = (
        "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
    )
    return response


@permits("case.record")
@require_POST
def taking_up(request: SignedInRequest, child_id: uuid.UUID, file_id: uuid.UUID) -> HttpResponse:
    """Have a file that stands still taken up again."""
    child = _child(child_id)
    file = file_in_sight(child, file_id)
    if file is None:
        raise Http404
    if stir(file=file, by=request.user, at=timezone.now()):
        _have_checked(file, request)
    return redirect("child_files", child.public_id)


def _child(child_id: uuid.UUID) -> Child:
    child = in_sight(Child.objects.filter(public_id=child_id).select_related("agency"), "id").first()
    if child is None:
        raise Http404
    return child
