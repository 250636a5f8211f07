"""The verbs of what is kept apart: keep, put right, open; begin a new identity; restrict; unseal."""

from hafan.shielded.operations.custody import Linked, read_link, unseal_record
from hafan.shielded.operations.identities import (
    CannotBegin,
    Carried,
    NamesTheBirthFamily,
    NewNames,
    begin_new_identity,
)
from hafan.shielded.operations.keeping import MeanwhileReplaced, NothingChanged, keep, open_shelf, replace
from hafan.shielded.operations.restricting import lift_restriction, restrict_record

__all__ = [
    "CannotBegin",
    "Carried",
    "Linked",
    "MeanwhileReplaced",
    "NamesTheBirthFamily",
    "NewNames",
    "NothingChanged",
    "begin_new_identity",
    "keep",
    "lift_restriction",
    "open_shelf",
    "read_link",
    "replace",
    "restrict_record",
    "unseal_record",
]
