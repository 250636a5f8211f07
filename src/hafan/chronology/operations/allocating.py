"""Allocating: the grant that lets a worker and a team see a child comes and goes with the fact that justifies it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hafan.access.models import Basis
from hafan.access.operations import end_grant, give
from hafan.access.policy import reached_by
from hafan.access.queries import is_restricted, live_grants, parts_of
from hafan.identity.models import Account, Team
from hafan.people.models import CaseRole, Child
from hafan.practice.facts import Facts

_BASES = (Basis.ALLOCATED, Basis.TEAM)
#: By which law a worker of another agency sees a child they work with: UK GDPR article 6(1)(e), with article 9(2)(g) or (h).
PUBLIC_TASK = "public_task"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Somebody who should see the child, and the case role that makes it so."""

    holder: Account | Team
    role: str


def allocate(*, child: Child, facts: Facts, by: Account, at: datetime) -> None:
    """Give sight of the child to everyone now in a case role and to their teams, and end it for those who left."""
    roles = CaseRole.objects.filter(child=child, ended_on__isnull=True).select_related("account", "team")
    wanted: dict[tuple[str, int], Wanted] = {}
    for role in roles:
        if role.account is not None:
            wanted["account", role.account.pk] = Wanted(role.account, role.role)
        if role.team is not None:
            wanted["team", role.team.pk] = Wanted(role.team, role.role)
    held = {
        ("account", grant.account_id) if grant.account_id else ("team", grant.team_id): grant
        for grant in live_grants(child.pk, at).filter(basis__in=_BASES)
    }
    for key, each in wanted.items():
        if key not in held and not (key[0] == "team" and is_restricted(child.pk)):
            _give(child, each, by, at)
    # Ended last: whoever hands the case over must still see it while giving.
    for key, grant in held.items():
        if key not in wanted:
            end_grant(grant_id=grant.pk, by=by, at=at, reason="worker changed")


def _give(child: Child, wanted: Wanted, by: Account, at: datetime) -> None:
    basis = Basis.ALLOCATED if isinstance(wanted.holder, Account) else Basis.TEAM
    if wanted.holder.agency_id == child.agency_id:
        give(child_id=child.pk, to=wanted.holder, basis=basis, reason="worker changed", by=by, at=at)
        return
    # A worker of another agency sees what their role needs, and no more than whoever brings them in.
    parts = reached_by(wanted.role) & parts_of(child.pk)
    give(
        child_id=child.pk,
        to=wanted.holder,
        basis=basis,
        reason="worker changed",
        by=by,
        at=at,
        role=wanted.role,
        parts=parts,
        purpose="works with the child",
        legal_basis=PUBLIC_TASK,
    )
