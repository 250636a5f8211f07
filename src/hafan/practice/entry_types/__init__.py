"""Every declared type of entry. To add one, declare it in the file of its theme; the walls say what else it needs."""

from hafan.practice.entries import EntryTypes
from hafan.practice.entry_types import (
    ENTRY_TYPES,
    EntryTypes,
    TYPES,
    adoption,
    agencies,
    beginnings,
    care,
    carers,
    court,
    early_permanence,
    family,
    fostering,
    keeping,
    team,
)

__all__ = ["ENTRY_TYPES"]
