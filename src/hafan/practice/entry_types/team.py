"""The people around the child: who works with them and who reviews their case."""

from typing import Annotated

from hafan.practice.entries import Asked, Details, EntryType, Options
from hafan.practice.entry_types.recorders import MANAGERS, REVIEWERS
from hafan.practice.roles import Role, role_wording
from hafan.practice.wording import Wording

_CASE_ROLES = (Role.CSW, Role.FSW, Role.ASW, Role.IRO, Role.LEGAL_ADVISER, Role.CONTACT_WORKER)
CASE_ROLES = Options("role", {role.value: role_wording(role, "england") for role in _CASE_ROLES})


class WorkerChanged(Details):
    """Who takes over, in which role. Both are references to people in the directory."""

    role: Annotated[str, Asked(Wording("Role", "Rôl"), options=CASE_ROLES)] = Role.CSW.value
    worker: Annotated[str | None, Asked(Wording("Worker", "Gweithiwr"))] = None
    team: Annotated[str | None, Asked(Wording("Team", "Tîm"))] = None
    reference: Annotated[str | None, Asked(Wording("Reference in a return", "Cyfeirnod mewn ffurflen"))] = (
        None
    )


TYPES = [
    EntryType(
        key="worker_changed",
        title=Wording("Worker changed", "Newid gweithiwr"),
        line=Wording("Somebody new took over: {role}.", "Cymerodd rhywun newydd drosodd: {role}."),
        recorded_by=MANAGERS,
        details=WorkerChanged,
        evidences=("ENG-S1",),
    ),
    EntryType(
        key="reviewing_officer_appointed",
        title=Wording("Reviewing officer appointed", "Penodwyd swyddog adolygu"),
        line=Wording(
            "An independent reviewing officer was appointed.", "Penodwyd swyddog adolygu annibynnol."
        ),
        recorded_by=REVIEWERS,
        evidences=("GLO-14",),
    ),
]
