"""Opening a record of a child, born or expected."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from hafan.access.doors import memberships_in, permits, roles_in
from hafan.access.queries import require_sight
from hafan.audit.operations import note_many
from hafan.chronology.operations import open_record
from hafan.identity.models import Account
from hafan.journeys.forms.opening import OpeningForm
from hafan.journeys.pages import page
from hafan.journeys.views.children import account_of
from hafan.journeys.views.recording import typed_in
from hafan.people.folding import folded
from hafan.people.models import Child
from hafan.practice.recording import Fault
from hafan.practice.wording import Wording
from hafan.shielded.queries import whom_to_ask

#: The same whether the reference is a colleague's, a hidden child's, or one this person must never see.
_TAKEN = Wording(
    "This reference cannot be used. Check it, or ask your data officer for another.",
    "Ni ellir defnyddio'r cyfeirnod hwn. Gwiriwch ef, neu gofynnwch i'ch swyddog data am un arall.",
)


@permits("case.open")
def new_record(request: HttpRequest) -> HttpResponse:
    """Open a record, warning of a child who looks the same."""
    by, today = account_of(request), timezone.localdate()
    team = next((each.team for each in memberships_in(request) if each.team), None)
    typed = typed_in(request) if request.method == "POST" else {}
    form = OpeningForm(typed=typed, today=today, by=by, team=team, can_work="csw" in roles_in(request))
    if request.method != "POST":
        return _show(request, form, [])
    if faults := form.faults():
        return _show(request, form, faults)
    if "same" not in typed and (twins := looks_like(form)):
        about = [(twin.pk, twin.public_id) for twin in twins]
        note_many(action="journeys.child.found", by=by, object_type="child", about=about, parts=["care"])
        return _show(request, form, [], twins)
    if "ask" not in typed and (keeper := whom_to_ask_about(form)) is not None:
        return _show(request, form, [], keeper=keeper)
    try:
        with transaction.atomic():
            child = open_record(by=by, agency=by.agency, child=form.new_child(), at=timezone.now())
    except IntegrityError as refused:
        if "one_child_of_a_reference" not in str(refused):
            raise
        return _show(request, form, [Fault("reference", _TAKEN)])
    return redirect("child", child.public_id)


def _show(
    request: HttpRequest,
    form: OpeningForm,
    faults: list[Fault],
    twins: list[Child] | None = None,
    keeper: Account | None = None,
) -> HttpResponse:
    context = {
        "form_of_child": form,
        "typed": form.typed,
        "faults": faults,
        "fault_at": {fault.field: fault for fault in faults},
        "twins": twins or [],
        "keeper": keeper,
    }
    return page(request, "new_record", context, status=422 if faults or twins or keeper else 200)


def whom_to_ask_about(form: OpeningForm) -> Account | None:
    """Who keeps a record that may be this child's and is hidden from this person; nobody, where nothing may be said."""
    return whom_to_ask(form.get("reference"), form.get("given_name"), form.get("family_name"), form.born_on)


def looks_like(form: OpeningForm) -> list[Child]:
    """Children whom this person may see and who have the same name and birth."""
    name = folded(form.get("given_name"), form.get("family_name"))
    if not name or form.born_on is None:
        return []
    same_day = list(Child.objects.filter(born_on=form.born_on)[:50])
    require_sight(child.pk for child in same_day)
    return [child for child in same_day if folded(child.given_name, child.family_name) == name]
