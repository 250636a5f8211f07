"""One entry: the whole of it, putting it right, and withdrawing it. The old words stay readable."""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from hafan.access.doors import permits, roles_in
from hafan.access.policy import may
from hafan.chronology.models import Entry
from hafan.chronology.operations import AlreadyCorrected, CannotRecord, GateShut, correct, withdraw
from hafan.chronology.operations.recording import Recorded
from hafan.design.filters import current_language
from hafan.journeys.forms.entries import Filled, typed_from
from hafan.journeys.noting import note_read
from hafan.journeys.pages import page
from hafan.journeys.queries.choosing import household_written
from hafan.journeys.queries.reading import Reading, child_to_change, draft_of, entry_of, read
from hafan.journeys.second_look import unsure
from hafan.journeys.story import Line
from hafan.journeys.views.children import account_of, around, read_page
from hafan.journeys.views.recording import (
    form_of,
    keep_or_drop,
    permitted_kind,
    show,
    to_child,
    typed_in,
    why_not,
    with_household,
)
from hafan.people.models import Child
from hafan.practice.entries import EntryType
from hafan.practice.recording import can_be_kept


@permits("case.view")
def entry(request: HttpRequest, child_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """The whole of one entry: who recorded it and when, what it says, and what became of it."""
    reading, not_understood = read_page(request, child_id, doing="journeys.entry.viewed")
    line = line_or_404(reading, entry_id)
    declared = line.declared
    may_correct = (
        may(roles_in(request), "case.correct")
        and declared is not None
        and bool(roles_in(request) & {role.value for role in declared.recorded_by})
        and not line.is_struck
        and reading.sight.may_change
        and reading.as_at is None
    )
    older = reading.line_of(line.entry.corrects) if line.entry.corrects else None
    context = {
        **around(reading, not_understood),
        "line": line,
        "may_correct": may_correct,
        "may_redact": may_correct and may(roles_in(request), "disclosure.write"),
        "older": older,
    }
    return page(request, "entry", context)


def line_or_404(reading: Reading, entry_id: uuid.UUID) -> Line:
    """The line of an entry known by the day asked."""
    line = reading.line_of(str(entry_id))
    if line is None:
        raise Http404
    return line


@permits("case.correct")
def correction(request: HttpRequest, child_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Put an entry right, saying what was wrong."""
    child = child_to_change(child_id)
    old = entry_of(child, entry_id)
    declared = permitted_kind(request, child, old.kind)
    reading = read(child, today=timezone.localdate())
    line = line_or_404(reading, entry_id)
    if request.method != "POST":
        return _begin(request, reading, line, declared)
    typed = typed_in(request)
    if (answer := keep_or_drop(request, child, old.kind, typed, entry_id)) is not None:
        return answer
    form = form_of(declared, typed, reading)
    filled = form.read()
    doubts = [] if filled.faults else unsure(request, child, form)
    if filled.faults or doubts:
        return show(
            request, child, declared, typed, faults=filled.faults, doubts=doubts, correcting=line, reading=reading
        )  # fmt: skip
    try:
        done = _correct(request, child, old, filled)
    except (CannotRecord, GateShut) as refused:
        return show(request, child, declared, typed, **why_not(refused), correcting=line, reading=reading)
    except AlreadyCorrected:
        reading = read(child, today=timezone.localdate())
        return clash(request, reading, line_or_404(reading, entry_id), typed)
    return to_child(child, done.entry.public_id)


def _begin(request: HttpRequest, reading: Reading, line: Line, declared: EntryType) -> HttpResponse:
    """The form as the entry stands, or as somebody left it half done."""
    if line.is_struck:
        return clash(request, reading, line, {})
    draft = draft_of(reading.child, account_of(request), declared.key, line.row.public_id)
    typed = dict(draft.typed) if draft else _typed(line)
    return show(request, reading.child, declared, typed, correcting=line, draft_at=draft, reading=reading)


def _correct(request: HttpRequest, child: Child, old: Entry, filled: Filled) -> Recorded:
    return correct(
        by=account_of(request),
        entry=old,
        happened=filled.happened,
        details=with_household(child, filled.details),
        why=filled.why,
        at=timezone.now(),
        learnt_on=filled.learnt_on,
        despite=filled.despite,
    )


def _typed(line: Line) -> dict[str, str]:
    """The entry as it would have been typed."""
    assert line.declared is not None
    typed = typed_from(line.entry, line.declared)
    if typed.get("household"):
        typed["household"] = household_written(typed["household"])
    return typed


def clash(request: HttpRequest, reading: Reading, line: Line, typed: dict[str, str]) -> HttpResponse:
    """Somebody else changed the entry first: show theirs beside ours, and lose nothing that was typed."""
    newer = line.replaced_by
    assert newer is not None
    note_read(request, reading.child, doing="journeys.entry.viewed", parts=[line.row.part])
    context = {
        "child": reading.child,
        "line": line,
        "newer": newer,
        "newer_line": reading.line_of(str(newer.public_id)),
        "typed": typed,
        "said": _said(line, typed, reading),
    }
    return page(request, "clash", context, status=409)


def _said(line: Line, typed: dict[str, str], reading: Reading) -> str:
    """Our own words, as the story would have told them."""
    if not typed or line.declared is None:
        return ""
    filled = form_of(line.declared, typed, reading).read()
    return line.declared.sentence(filled.details, current_language()) if not filled.faults else ""


@permits("case.correct")
def withdrawal(request: HttpRequest, child_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Say that an entry should never have been made."""
    child = child_to_change(child_id)
    old: Entry = entry_of(child, entry_id)
    permitted_kind(request, child, old.kind)
    reading = read(child, today=timezone.localdate())
    line = line_or_404(reading, entry_id)
    if line.is_struck:
        return clash(request, reading, line, {})
    context = {"child": child, "line": line, "why": "", "faults": []}
    note_read(request, child, doing="journeys.form.viewed", parts=[line.row.part])
    if request.method != "POST":
        return page(request, "withdrawal", context)
    why = request.POST.get("why", "")
    try:
        done = withdraw(
            by=account_of(request), entry=old, why=why if can_be_kept(why) else "", at=timezone.now()
        )
    except CannotRecord as refused:
        context |= {"why": why, "faults": refused.faults}
        return page(request, "withdrawal", context, status=422)
    except AlreadyCorrected:
        reading = read(child, today=timezone.localdate())
        return clash(request, reading, line_or_404(reading, entry_id), {})
    return to_child(child, done.entry.public_id)
