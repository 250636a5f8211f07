"""What does not fit: records that say what cannot be true together, for those who keep them right."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from hafan.access.doors import permits
from hafan.audit.operations import note
from hafan.journeys.pages import page
from hafan.journeys.queries.fitting import misfits
from hafan.journeys.views.children import account_of


@permits("case.open")
@require_safe
def fitting(request: HttpRequest) -> HttpResponse:
    """The children in sight whose records contradict themselves, and how."""
    found = misfits(on=timezone.localdate(), after=_place(request.GET.get("after", "")))
    note(
        action="journeys.misfits.viewed",
        by=account_of(request),
        object_type="list",
        request_id=getattr(request, "number", None),
        detail={"read": found.read, "shown": len(found.rows)},
        listed=[row.child.pk for row in found.rows],
        parts=["care"],
    )
    return page(request, "fitting", {"found": found})


def _place(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written)
    except ValueError:
        return None
