"""Allocating: the grant that lets a worker and a team see a child comes and goes with the fact that justifies it."""

from __future__ import annotations

from datetime import datetime

from hafan.access.models import Basis
from hafan.access.operations import end_grant, give
from hafan.access.queries import live_grants
from hafan.identity.models import Account, Team
from hafan.people.models import CaseRole, Child
from hafan.practice.facts import Facts

_BASES = (Basis.ALLOCATED, Basis.TEAM)


def allocate(*, child: Child, facts: Facts, by: Account, at: datetime) -> None:
    """Give sight of the child to everyone now in a case role and to their teams, and end it for those who left."""
    roles = list(
        CaseRole.objects.filter(child=child, ended_on__isnull=True).select_related("account", "team")
    )
    wanted: dict[tuple[str, int], Account | Team] = {}
    for role in roles:
        if role.account is not None:
            wanted["account", role.account.pk] = role.account
        if role.team is not None:
            wanted["team", role.team.pk] = role.team
    held = {
        ("account", grant.account_id) if grant.account_id else ("team", grant.team_id): grant
        for grant in live_grants(child.pk, at).filter(basis__in=_BASES)
    }
    for key, holder in wanted.items():
        if key not in held:
            basis = Basis.ALLOCATED if key[0] == "account" else Basis.TEAM
            give(child_id=child.pk, to=holder, basis=basis, reason="worker changed", by=by, at=at)
    # Ended last: whoever hands the case over must still see it while giving.
    for key, grant in held.items():
        if key not in wanted:
            end_grant(grant_id=grant.pk, by=by, at=at, reason="worker changed")
