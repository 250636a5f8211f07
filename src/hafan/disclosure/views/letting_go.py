"""One thing on its way: what was found in it, the second person's look, letting it go, calling it back, fetching it."""

from __future__ import annotations

import io
import uuid

import pypdfium2
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hafan.access.doors import permits, roles_in, signed_in
from hafan.access.policy import may
from hafan.audit.operations import note
from hafan.disclosure.gateways import GATEWAYS
from hafan.disclosure.models import Outgoing, State, Way
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.preparing import TooFewWords, settle
from hafan.disclosure.operations.releasing import (
    CannotGo,
    NotASecondPerson,
    collect,
    moved_lately,
    must_be_confirmed,
    reason_not_to,
    recall,
    release,
)
from hafan.disclosure.queries import outbox, whereabouts
from hafan.disclosure.scanning.inspecting import FOUND
from hafan.disclosure.scanning.pdf import ONE_AT_A_TIME
from hafan.disclosure.scanning.pieces import PARTS, WHYS, Part, Why
from hafan.disclosure.views.writing import outgoing_or_404
from hafan.disclosure.words import CANNOT, EVENTS
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up


@permits("case.view")
@require_safe
def sent_out(request: SignedInRequest) -> HttpResponse:
    """What I wrote and what waits for a second person."""
    rows = list(outbox(request.user))
    note(
        action="disclosure.outbox.viewed",
        by=request.user,
        object_type="outgoing",
        listed=sorted({row.child_id for row in rows}),
    )
    waiting = [row for row in rows if row.state == State.CLEAR and row.author_id != request.user.pk]
    return render(
        request,
        "disclosure/outbox.html",
        {"waiting": waiting, "mine": [row for row in rows if row.author_id == request.user.pk]},
    )


@permits("case.view")
@require_safe
def outgoing(request: SignedInRequest, outgoing_id: uuid.UUID) -> HttpResponse:
    """How far it has come, what was found, and what can be done now."""
    row = outgoing_or_404(outgoing_id)
    return _page(request, row, fault="not_theirs" if request.GET.get("not_theirs") else "")


def _page(
    request: SignedInRequest, row: Outgoing, *, fault: str = "", link: str = "", status: int = 200
) -> HttpResponse:
    roles, at = roles_in(request), timezone.now()
    note(
        action="disclosure.outgoing.viewed", by=request.user, object_type="outgoing", object_id=row.public_id, child_id=row.child_id,
        parts=[row.part],
    )  # fmt: skip
    author = row.author_id == request.user.pk
    shown = {
        "row": row, "child": row.child, "where": whereabouts(row.recipient), "gateway": GATEWAYS[row.gateway],
        "findings": [_told(each) for each in row.findings.order_by("-stops", "id")], "lines": row.ledger.select_related("account").order_by("id"),
        "numbers": range(1, row.pages + 1), "moved": moved_lately(row.recipient, at), "must_confirm": must_be_confirmed(row.recipient),
        "is_author": author, "may_release": may(roles, "disclosure.release") and not author and row.state == State.CLEAR,
        "may_recall": row.state in {State.RELEASED, State.COLLECTED} and may(roles, "disclosure.write"),
        "why_not": CANNOT.get(reason_not_to(row)) if row.state == State.CLEAR else None, "fault": CANNOT.get(fault), "link": link,
        "ways": _ways(row), "events": EVENTS, "states": State,
    }  # fmt: skip
    return render(request, "disclosure/outgoing.html", shown, status=status)


def _told(finding: object) -> dict[str, object]:
    what, why = finding.what, finding.why  # type: ignore[attr-defined]
    words = WHYS[Why(why)] if why else FOUND[what]
    return {"row": finding, "words": words, "place": PARTS[Part(finding.place)]}  # type: ignore[attr-defined]


def _ways(row: Outgoing) -> list[Way]:
    """How it can go: by post only where post is safe, as a link only to an agency in this house."""
    where = whereabouts(row.recipient)
    post = [Way.POST] if where.post_is_safe and where.address else []
    return [*post, Way.HAND, *([Way.LINK] if row.recipient.agency_id else [])]


@permits("case.view")
@require_safe
def page_picture(request: SignedInRequest, outgoing_id: uuid.UUID, number: int) -> HttpResponse:
    """One page of the very bytes that would leave, as a picture."""
    row = outgoing_or_404(outgoing_id)
    if row.compiled is None or not 1 <= number <= row.pages:
        raise Http404
    note(
        action="disclosure.page.viewed",
        by=request.user,
        object_type="outgoing",
        object_id=row.public_id,
        child_id=row.child_id,
        parts=[row.part],
    )
    made = io.BytesIO()
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(bytes(row.compiled))
        document[number - 1].render(scale=1.4).to_pil().save(made, "PNG")
        document.close()
    return HttpResponse(made.getvalue(), content_type="image/png")


@permits("disclosure.write")
@require_POST
def settled(request: SignedInRequest, outgoing_id: uuid.UUID, finding_id: uuid.UUID) -> HttpResponse:
    """Say why something found is all right."""
    row = outgoing_or_404(outgoing_id)
    finding = row.findings.filter(public_id=finding_id).select_related("outgoing").first()
    if finding is None:
        raise Http404
    try:
        settle(finding=finding, words=request.POST.get("words", "")[:500], by=request.user, at=timezone.now())
    except TooFewWords:
        return _page(request, row, fault="words", status=400)
    except NotYours:
        raise Http404 from None
    return redirect("outgoing", row.public_id)


@permits("disclosure.release")
@stepped_up
@require_POST
def letting_go(request: SignedInRequest, outgoing_id: uuid.UUID) -> HttpResponse:
    """Let it go, as a second person."""
    row = outgoing_or_404(outgoing_id)
    way = request.POST.get("way", "")
    if way not in Way.values:
        return _page(request, row, fault="way", status=400)
    try:
        done = release(
            outgoing=row,
            sha256=request.POST.get("sha256", ""),
            way=Way(way),
            by=request.user,
            at=timezone.now(),
        )
    except NotASecondPerson:
        raise Http404 from None
    except CannotGo as refused:
        return _page(request, outgoing_or_404(outgoing_id), fault=refused.code, status=409)
    row = outgoing_or_404(outgoing_id)
    if done is None:
        return _page(request, row, fault="new", status=409)
    return _page(request, row, link=done.link) if done.link else redirect("outgoing", row.public_id)


@permits("disclosure.write")
@require_POST
def recalled(request: SignedInRequest, outgoing_id: uuid.UUID) -> HttpResponse:
    """Call it back, saying why."""
    row = outgoing_or_404(outgoing_id)
    why = request.POST.get("why", "").replace("\x00", "").strip()[:500]
    if len(why) < 5:
        return _page(request, row, fault="why", status=400)
    try:
        recall(outgoing=row, why=why, by=request.user, at=timezone.now())
    except CannotGo as refused:
        return _page(request, row, fault=refused.code, status=409)
    return redirect("outgoing", row.public_id)


@signed_in(reason="somebody of the agency it was sent to, who holds the link")
@require_http_methods(["GET", "HEAD", "POST"])
def fetch(request: SignedInRequest, link: str) -> HttpResponse:
    """Fetch what was sent to my agency, once."""
    if request.method != "POST":
        return render(request, "disclosure/fetch.html", {"gone": False})
    found = collect(token=link, by=request.user)
    if found is None:
        return render(request, "disclosure/fetch.html", {"gone": True}, status=404)
    answer = HttpResponse(found[1], content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{found[0]}"'
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
