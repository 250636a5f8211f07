"""The form that adds a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hafan.practice.entries import Compartment

LONGEST_TITLE = 120


@dataclass(slots=True)
class FileForm:
    """What was typed, and what is wrong with it by field."""

    parts: list[Compartment]
    title: str = ""
    part: str = ""
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, typed: Mapping[str, str], parts: Iterable[Compartment]) -> FileForm:
        """Read and check the words; the file itself is the view's."""
        form = cls(list(parts), " ".join(typed.get("title", "").split())[:400], typed.get("part", "")[:40])
        if not form.title or "\x00" in form.title:
            form.faults["title"] = _("Say what the file is, such as “Medical report, March”.")
        elif len(form.title) > LONGEST_TITLE:
            form.faults["title"] = _("Say it in 120 letters or fewer.")
        if form.chosen is None:
            form.faults["part"] = _("Choose the part of the record it belongs to.")
        return form

    @property
    def chosen(self) -> Compartment | None:
        """The part chosen, if it is one this person may add to."""
        return next((part for part in self.parts if part.value == self.part), None)
