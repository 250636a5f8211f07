"""Every declared type of entry. To add one, declare it in the file of its theme; the walls say what else it needs."""

from hafan.practice.entries import EntryTypes
from hafan.practice.entry_types import (
    adoption,
    adoption_steps,
    agencies,
    beginnings,
    care,
    carer_support,
    carers,
    court,
    early_permanence,
    family,
    fostering,
    keeping,
    returned,
    steps,
    team,
    telling,
)

ENTRY_TYPES = EntryTypes(
    [
        *beginnings.TYPES,
        *care.TYPES,
        *steps.TYPES,
        *family.TYPES,
        *court.TYPES,
        *early_permanence.TYPES,
        *adoption.TYPES,
        *adoption_steps.TYPES,
        *team.TYPES,
        *telling.TYPES,
        *keeping.TYPES,
        *returned.TYPES,
        *carers.TYPES,
        *carer_support.TYPES,
        *fostering.TYPES,
        *agencies.TYPES,
    ]
)

__all__ = ["ENTRY_TYPES"]
