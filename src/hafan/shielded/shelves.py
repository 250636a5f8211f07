"""The shelves of what is kept apart: one for each part, what stands on it, and what it is called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.translation import gettext_lazy as _

from hafan.practice.entries import Compartment
from hafan.shielded import models
from hafan.shielded.models import Kept

#: What a row is about: the child, the household the child lives in, or a person of the birth family.
About = Literal["child", "household", "person"]
_NOTE: Final = ("about", "said_by", "words")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One part of a record that is kept in a table of its own."""

    part: Compartment
    model: type[Kept]
    about: About
    fields: tuple[str, ...]
    title: Any
    says: Any
    add: Any

    @property
    def is_notes(self) -> bool:
        """Notes stand one after another; of other things the newest is what holds."""
        return self.fields == _NOTE


SHELVES: Final[tuple[Shelf, ...]] = (
    Shelf(
        Compartment.CARER_IDENTITY,
        models.CarerIdentity,
        "household",
        ("names", "address", "postcode", "area", "phones", "email", "school", "surgery"),
        _("Where the child lives"),
        _("The carers, their address and telephone, the school and the surgery."),
        _("Write down who the carers are"),
    ),
    Shelf(
        Compartment.BIRTH_FAMILY_CONTACT,
        models.BirthFamilyContact,
        "person",
        ("address", "postcode", "phones", "email", "do_not_write", "safely", "confirmed_on"),
        _("How to reach the birth family"),
        _("Addresses and telephones, and whether it is safe to write there."),
        _("Write down how to reach somebody"),
    ),
    Shelf(
        Compartment.HEALTH,
        models.HealthNote,
        "child",
        _NOTE,
        _("Health notes"),
        _("What is not for everybody who works with the child."),
        _("Add a health note"),
    ),
    Shelf(
        Compartment.LEGAL_PRIVILEGED,
        models.LegalAdvice,
        "child",
        _NOTE,
        _("Legal advice"),
        _("Privileged: never for the court, the family or the carers."),
        _("Add legal advice"),
    ),
    Shelf(
        Compartment.PANEL,
        models.PanelNote,
        "child",
        _NOTE,
        _("Panel"),
        _("Papers and deliberations of the panel."),
        _("Add a panel note"),
    ),
    Shelf(
        Compartment.INDEPENDENT_SUPPORT,
        models.SupportNote,
        "child",
        _NOTE,
        _("Advocacy and counselling"),
        _("Your own notes. Nobody of the authority reads them."),
        _("Add a note"),
    ),
    Shelf(
        Compartment.POST_ADOPTION_IDENTITY,
        models.AdoptiveIdentity,
        "child",
        ("names", "address", "postcode", "phones", "email"),
        _("The adoptive family"),
        _("Who they are and where they live."),
        _("Write down who the adoptive family are"),
    ),
)
_BY_PART: Final = {shelf.part: shelf for shelf in SHELVES}


def shelf_of(part: str) -> Shelf | None:
    """The shelf of a part; None where there is none."""
    return _BY_PART.get(Compartment(part)) if part in set(Compartment) else None


def shelves_of(parts: Iterable[Compartment]) -> list[Shelf]:
    """The shelves somebody who sees these parts may open."""
    seen = set(parts)
    return [shelf for shelf in SHELVES if shelf.part in seen]
