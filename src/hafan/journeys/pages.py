"""Answering with a page of this room: the words every such page may need come with it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from hafan.design import words
from hafan.design.filters import current_language
from hafan.journeys.allowances import say_allowance
from hafan.journeys.dues import FORCE_WORDS
from hafan.journeys.sayings import say_child
from hafan.practice.entry_types.care_options import STATUSES
from hafan.practice.wording import Wording

#: The stages of the law register, in words.
STAGE_WORDS = {
    "care": Wording("Being looked after", "Derbyn gofal"),
    "court": Wording("Court", "Llys"),
    "ep": Wording("Early permanence", "Sefydlogrwydd cynnar"),
    "family": Wording("Family", "Teulu"),
    "adoption": Wording("Adoption", "Mabwysiadu"),
    "approved": Wording("Approved carers", "Gofalwyr cymeradwy"),
    "assessment": Wording("Assessment of carers", "Asesu gofalwyr"),
    "enquiry": Wording("Enquiries", "Ymholiadau"),
    "panel": Wording("Panels", "Paneli"),
    "support": Wording("Support", "Cefnogaeth"),
    "leadership": Wording("Leadership", "Arweinyddiaeth"),
    "learning": Wording("Learning", "Dysgu"),
    "data": Wording("Data and returns", "Data a ffurflenni"),
    "retention": Wording("Keeping records", "Cadw cofnodion"),
}


def month_in_words(day: Any) -> str:
    """'March 2026', 'Mawrth 2026'."""
    return words.imprecise_in_words(day, "month", current_language())


_SAID = {
    "say_child": say_child,
    "say_allowance": say_allowance,
    "month_in_words": month_in_words,
    "statuses": STATUSES.wordings,
    "force_words": FORCE_WORDS,
    "stage_words": STAGE_WORDS,
}


def page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """The page, with the words it may need."""
    return render(request, f"journeys/{template}.html", {**_SAID, **context}, status=status)
