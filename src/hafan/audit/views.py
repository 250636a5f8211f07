"""Unusual views: a list for supervisors and privacy officers, who say of each what they found. No case content is shown."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from hafan.access.doors import permits
from hafan.audit.forms import read_finding, read_place, write_place
from hafan.audit.models import Unusual, Why
from hafan.audit.operations import looked_into, note
from hafan.audit.queries import unusual_view, unusual_views
from hafan.audit.unusual import find_unusual
from hafan.identity.requests import SignedInRequest


@permits("audit.view")
@require_safe
def unusual(request: SignedInRequest) -> HttpResponse:
    """Views that somebody should look into, or has."""
    done = request.GET.get("shown") == "done"
    rows, onward = unusual_views(looked_into=done, before=read_place(request.GET.get("before", "")))
    note(
        action="audit.unusual.viewed",
        by=request.user,
        object_type="list",
        listed=[row.child_id for row in rows if row.child_id],
        detail={"shown": len(rows)},
    )
    shown = {
        "rows": [(row, why(row)) for row in rows],
        "done": done,
        "onward": f"?{'shown=done&' if done else ''}before={write_place(onward)}" if onward else "",
    }
    return render(request, "audit/unusual.html", shown)


def why(row: Unusual) -> str:
    """Why a view is unusual, in words."""
    told = row.detail or {}
    if row.why == Why.SAME_SURNAME:
        whose = _("the child") if told.get("as") == "child" else _("somebody in the child’s life")
        share = told.get("staff", 1)
        return (
            _("Has the same surname as %(whose)s.") % {"whose": whose}
            + " "
            + (
                ngettext("%(num)s person on the staff has it.", "%(num)s people on the staff have it.", share)
                % {"num": share}
            )
        )
    if row.why == Why.MANY_CHILDREN:
        return _("Opened the records of %(num)s children within an hour.") % {
            "num": told.get("children", row.views)
        }
    return str(row.get_why_display()) + "."


@permits("audit.view")
@require_POST
def look_again(request: SignedInRequest) -> HttpResponse:
    """Look for unusual views now, without waiting for the night."""
    find_unusual()
    messages.success(request, _("Looked through the last days."))
    return redirect("unusual")


@permits("audit.view")
@require_POST
def looking_into(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say what was found."""
    view = unusual_view(public_id)
    if view is None:
        raise Http404
    found = read_finding(request.POST.get("found", ""))
    if not found:
        messages.error(request, _("Say in a few words what you found."))
    elif view.looked_into_at is None:
        looked_into(view=view, found=found, by=request.user, at=timezone.now())
        messages.success(request, _("Marked as looked into."))
    return redirect("unusual")
