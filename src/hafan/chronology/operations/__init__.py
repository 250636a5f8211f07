"""The verbs of the ledger: open a record, record, correct, withdraw, and derive what follows."""

from hafan.chronology.operations.appending import Addition, append_entries, derive_afresh
from hafan.chronology.operations.deriving import derive
from hafan.chronology.operations.drafting import discard_draft, save_draft
from hafan.chronology.operations.opening import NewChild, open_children, open_record
from hafan.chronology.operations.recording import (
    AlreadyCorrected,
    CannotRecord,
    GateShut,
    correct,
    record,
    withdraw,
)

__all__ = [
    "Addition",
    "AlreadyCorrected",
    "CannotRecord",
    "GateShut",
    "NewChild",
    "append_entries",
    "correct",
    "derive",
    "derive_afresh",
    "discard_draft",
    "open_children",
    "open_record",
    "record",
    "save_draft",
    "withdraw",
]
