"""How long records are kept: the child's death, and the day a record was destroyed."""

from hafan.practice.entries import Compartment, EntryType, Subject
from hafan.practice.entry_types.recorders import CASE_WORKERS, LEADERS
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_KEEPERS = LEADERS | {Role.DATA_OFFICER}

TYPES = [
    EntryType(
        key="child_died",
        title=Wording("Died", "Bu farw"),
        line=Wording("The child died.", "Bu farw'r plentyn."),
        recorded_by=CASE_WORKERS,
    ),
    EntryType(
        key="child_record_destroyed",
        title=Wording("Record destroyed", "Dinistriwyd y cofnod"),
        line=Wording("The child's record was destroyed.", "Dinistriwyd cofnod y plentyn."),
        recorded_by=_KEEPERS,
        compartment=Compartment.ADOPTION,
    ),
    EntryType(
        key="carer_record_destroyed",
        title=Wording("Record destroyed", "Dinistriwyd y cofnod"),
        line=Wording("The household's record was destroyed.", "Dinistriwyd cofnod yr aelwyd."),
        recorded_by=_KEEPERS,
        subject=Subject.HOUSEHOLD,
        compartment=Compartment.CARER,
    ),
]
