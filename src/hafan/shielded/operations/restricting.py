"""Leaving a record to named people only, and giving it back to the team."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from hafan.access.models import Basis, Why
from hafan.access.operations import give, restrict
from hafan.access.operations import lift_restriction as lift
from hafan.access.policy import may
from hafan.access.queries import roles_of
from hafan.audit.operations import note
from hafan.chronology.operations.allocating import allocate
from hafan.chronology.operations.recording import NotYours
from hafan.chronology.queries import facts_of
from hafan.identity.models import Account
from hafan.people.models import Child


@transaction.atomic
def restrict_record(
    *, child: Child, kind: Why, reason: str, custodian: Account, review_on: date, by: Account, at: datetime
) -> None:
    """Leave a record to named people. Teams and the wider agency lose sight of it from this moment."""
    _may_restrict(by, at)
    restrict(
        child_id=child.pk,
        kind=kind,
        reason=reason,
        label=child.reference,
        custodian=custodian,
        review_on=review_on,
        by=by,
    )
    note(
        action="shielded.record.restricted",
        by=by,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
        detail={"kind": kind.value, "review_on": review_on.isoformat()},
    )


@transaction.atomic
def lift_restriction(*, child: Child, reason: str, by: Account, at: datetime) -> None:
    """Give a record back: to those who hold a role for the child, to their teams, and to the agency."""
    _may_restrict(by, at)
    lift(child_id=child.pk, reason=reason, by=by)
    give(
        child_id=child.pk, to=child.agency, basis=Basis.RESPONSIBLE, reason="restriction lifted", by=by, at=at
    )
    note(
        action="shielded.restriction.lifted",
        by=by,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
    )
    allocate(child=child, facts=facts_of(child), by=by, at=at)


def _may_restrict(by: Account, at: datetime) -> None:
    if not may(roles_of(by, timezone.localdate(at)), "case.restrict"):
        raise NotYours("case.restrict")
