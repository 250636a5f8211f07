"""Recording what happened: choosing the kind, filling in its form, keeping a draft, and saying what changed."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone

from hafan.access.doors import permits, roles_in
from hafan.access.queries import told_sight
from hafan.chronology.operations import CannotRecord, GateShut, discard_draft, record, save_draft
from hafan.chronology.operations.drafting import DraftTooLong
from hafan.design.filters import current_language, time_in_words
from hafan.journeys.forms.entries import FILLED, EntryForm
from hafan.journeys.noting import note_read
from hafan.journeys.pages import page
from hafan.journeys.queries.choosing import choices_for, household_key, kinds_for
from hafan.journeys.queries.reading import Reading, child_to_change, draft_of, read
from hafan.journeys.second_look import Doubt, unsure
from hafan.journeys.shut import shut_gates
from hafan.journeys.story import THEMES
from hafan.journeys.views.children import account_of
from hafan.people.models import Child
from hafan.practice.entries import EntryType
from hafan.practice.gates import GateAnswer
from hafan.practice.recording import Fault, can_be_kept

#: What people record most, offered first.
OFTEN = ("visit_made", "review_held", "hearing_held", "care_plan_made", "placement_began", "ep_considered")
_NOT_TYPED = frozenset({"csrfmiddlewaretoken", "do"})


@permits("case.record")
def kinds(request: HttpRequest, child_id: uuid.UUID) -> HttpResponse:
    """What can be recorded about this child by this person."""
    child = child_to_change(child_id)
    note_read(request, child, doing="journeys.kinds.viewed", parts=())
    found = kinds_for(roles_in(request), child.country, told_sight(child).changes)
    order = list(THEMES)
    grouped = groupby(
        sorted(found, key=lambda each: order.index(each.compartment)), key=lambda each: each.compartment
    )
    often = {each.key: each for each in found if each.key in OFTEN}
    context = {
        "child": child,
        "often": [often[key] for key in OFTEN if key in often],
        "groups": [(THEMES[theme], list(group)) for theme, group in grouped],
    }
    return page(request, "kinds", context)


@permits("case.record")
def new_entry(request: HttpRequest, child_id: uuid.UUID, kind: str) -> HttpResponse:
    """The form of a new entry of one kind."""
    child = child_to_change(child_id)
    declared = permitted_kind(request, child, kind)
    if request.method != "POST":
        draft = draft_of(child, account_of(request), kind)
        return show(request, child, declared, dict(draft.typed) if draft else {}, draft_at=draft)
    typed = typed_in(request)
    if (answer := keep_or_drop(request, child, kind, typed)) is not None:
        return answer
    reading = read(child, today=timezone.localdate())
    form = form_of(declared, typed, reading)
    filled = form.read()
    doubts = [] if filled.faults else unsure(request, child, form)
    if filled.faults or doubts:
        return show(request, child, declared, typed, faults=filled.faults, doubts=doubts, reading=reading)
    try:
        done = record(
            by=account_of(request),
            child=child,
            kind=kind,
            happened=filled.happened,
            details=with_household(child, filled.details),
            at=timezone.now(),
            learnt_on=filled.learnt_on,
            despite=filled.despite,
        )
    except (CannotRecord, GateShut) as refused:
        return show(request, child, declared, typed, **why_not(refused), reading=reading)
    return to_child(child, done.entry.public_id)


def show(
    request: HttpRequest,
    child: Child,
    declared: EntryType,
    typed: dict[str, str],
    *,
    faults: Sequence[Fault] = (),
    shut: Sequence[GateAnswer] = (),
    doubts: Sequence[Doubt] = (),
    reading: Reading | None = None,
    **more: Any,
) -> HttpResponse:
    """The form, with what was typed and what is wrong with it."""
    note_read(request, child, doing="journeys.form.viewed", parts=[declared.compartment])
    reading = reading or read(child, today=timezone.localdate())
    form = form_of(declared, typed, reading)
    context = {
        "child": child,
        "form_of_entry": form,
        "declared": declared,
        "typed": typed,
        "today": reading.today,
        "faults": faults,
        "fault_at": {fault.field: fault for fault in faults},
        "shut": shut_gates(shut, reading),
        "correcting": None,
        "draft_at": None,
        "doubts": doubts,
        **more,
    }
    return page(request, "entry_form", context, status=422 if faults or shut or doubts else 200)


def why_not(refused: CannotRecord | GateShut) -> dict[str, Any]:
    """What stopped it: faults in what was typed, or gates that are shut."""
    return {"faults": refused.faults} if isinstance(refused, CannotRecord) else {"shut": refused.answers}


def form_of(declared: EntryType, typed: dict[str, str], reading: Reading) -> EntryForm:
    """The form with its lists of names."""
    choices = choices_for(declared, reading, current_language())
    return EntryForm(declared=declared, typed=typed, today=reading.today, choices=choices)


def permitted_kind(request: HttpRequest, child: Child, kind: str) -> EntryType:
    """The declaration, if this person may record that kind about this child."""
    for declared in kinds_for(roles_in(request), child.country, told_sight(child).changes):
        if declared.key == kind:
            return declared
    raise Http404


def typed_in(request: HttpRequest) -> dict[str, str]:
    """Everything typed, as it was typed."""
    return {
        FILLED: "yes",
        **{name: str(value) for name, value in request.POST.items() if name not in _NOT_TYPED},
    }


def keep_or_drop(
    request: HttpRequest, child: Child, kind: str, typed: dict[str, str], corrects: uuid.UUID | None = None
) -> HttpResponse | None:
    """Save or throw away the draft, if that is what was asked."""
    match request.POST.get("do"):
        case "keep":
            return _keep(request, child, kind, typed, corrects)
        case "drop":
            discard_draft(by=account_of(request), child=child, kind=kind, corrects=corrects)
            return redirect("child", child.public_id)
    return None


def _keep(
    request: HttpRequest, child: Child, kind: str, typed: dict[str, str], corrects: uuid.UUID | None
) -> HttpResponse:
    by, at = account_of(request), timezone.now()
    quietly = request.headers.get("X-Requested-With") == "fetch"
    if not all(can_be_kept(name) and can_be_kept(value) for name, value in typed.items()):
        return JsonResponse({}, status=422) if quietly else redirect(request.path)
    try:
        save_draft(by=by, child=child, kind=kind, typed=typed, at=at, corrects=corrects)
    except DraftTooLong:
        return JsonResponse({}, status=413)
    return JsonResponse({"saved": time_in_words(at)}) if quietly else redirect(request.path)


def with_household(child: Child, details: dict[str, Any]) -> dict[str, Any]:
    """The details with a household's reference turned into its key."""
    if details.get("household"):
        return {**details, "household": household_key(child, details["household"])}
    return details


def to_child(child: Child, entry: uuid.UUID) -> HttpResponse:
    """Back to the child's page, which says what changed."""
    answer = redirect("child", child.public_id)
    answer["Location"] += f"?recorded={entry}"
    return answer
