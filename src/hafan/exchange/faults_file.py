"""The faults of a return as a file, for whoever will mend them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from hafan.access.doors import permits
from hafan.audit.operations import note
from hafan.exchange.commands import FAULT_COLUMNS, fault_cells
from hafan.exchange.models import ImportFault
from hafan.exchange.queries import as_fault, faults_of, return_of
from hafan.foundation.tables_out import MEDIA_TYPES, csv_table, name_of_ours
from hafan.identity.requests import SignedInRequest


@permits("return.import")
@require_safe
def faults_file(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Every fault of a return as CSV, for whoever will mend them."""
    sent = return_of(request.user.agency, public_id)
    if sent is None:
        raise Http404
    note(action="exchange.faults.taken_out", by=request.user, object_type="import", object_id=sent.public_id)
    table = csv_table(FAULT_COLUMNS, _lines(faults_of(sent).iterator(), get_language() or "en"))
    response = HttpResponse(b"".join(table), content_type=MEDIA_TYPES["csv"])
    response["Content-Disposition"] = (
        f'attachment; filename="{name_of_ours(f"faults-{sent.public_id}", "csv")}"'
    )
    return response


def _lines(rows: Iterable[ImportFault], language: str) -> Iterator[list[str]]:
    for row in rows:
        yield fault_cells(as_fault(row), language, row.rows)
