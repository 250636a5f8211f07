"""Every declared type of entry. To add one, declare it in the file of its theme; the walls say what else it needs."""

from hafan.practice.entries import EntryTypes
from hafan.practice.entry_types import adoption, beginnings, care, court, early_permanence, family, team

ENTRY_TYPES = EntryTypes(
    [
        *beginnings.TYPES,
        *care.TYPES,
        *family.TYPES,
        *court.TYPES,
        *early_permanence.TYPES,
        *adoption.TYPES,
        *team.TYPES,
    ]
)

__all__ = ["ENTRY_TYPES"]
