"""What was typed is looked at once more before it is kept. What may not belong there is said; the writer takes it out or says that it does."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone

from hafan.audit.operations import note
from hafan.identity.models import Account
from hafan.journeys.forms.entries import EntryForm
from hafan.people.models import Child
from hafan.practice.wording import Wording

#: What the box on the form is called with which the writer says that the words belong there.
BELONGS = "belongs"


@dataclass(frozen=True, slots=True)
class Typed:
    """Somebody's own words for one child's record, before they are kept."""

    words: str
    child: Child
    by: Account
    at: datetime


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may not belong there. The code is noted, the words are shown; what was typed is neither."""

    code: str
    says: Wording


#: Looks at words before they are kept: rooms above hang theirs here (`look_twice`).
Looker = Callable[[Typed], Iterable[Doubt]]
_LOOKERS: list[Looker] = []


def look_twice(looker: Looker) -> Looker:
    """Have words looked at by a room above before they are kept."""
    _LOOKERS.append(looker)
    return looker


def unsure(request: HttpRequest, child: Child, form: EntryForm) -> list[Doubt]:
    """What may not belong there and was not confirmed. What was confirmed is noted, and by whom."""
    by = request.user
    assert isinstance(by, Account)
    typed = Typed(_own_words(form), child, by, timezone.now())
    doubts = [doubt for look in _LOOKERS for doubt in look(typed)] if typed.words.strip() else []
    if not doubts or form.typed.get(BELONGS) != "yes":
        return doubts
    note(
        action="journeys.words.confirmed", by=by, object_type="child", object_id=child.public_id, child_id=child.pk,
        request_id=getattr(request, "number", None), parts=[form.declared.compartment],
        detail={doubt.code: True for doubt in doubts},
    )  # fmt: skip
    return []


def _own_words(form: EntryForm) -> str:
    """Everything typed in somebody's own words, reasons too, and nothing chosen from a list."""
    answers = (each.value for each in form.questions if each.kind in {"line", "lines"})
    return "\n".join([*answers, form.typed.get("why", ""), form.typed.get("despite", "")])
