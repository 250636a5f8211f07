"""Questions about sight: which rows the acting account may see."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from django.db.models import BooleanField, F, Func, Model, Q, QuerySet

from hafan.access.models import Grant
from hafan.access.protection import CHILDREN
from hafan.foundation.context import acting_account
from hafan.identity.models import Account, Membership

M = TypeVar("M", bound=Model)


class NotTheOneActing(RuntimeError):
    """Code asked on behalf of one person while another acts."""


class InSight(Func):
    """The first line of defence in SQL: the column names a child the acting account may see.

    Written unlike the policy on purpose: PostgreSQL 15 tries two arrays on one column row by row, and takes seconds
    (docs/decisions/0002).
    """

    template = f"%(expressions)s IN (SELECT unnest({CHILDREN}))"
    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str) -> None:
        super().__init__(F(column))


def visible_to(rows: QuerySet[M], account: Account, by: str = "child_id") -> QuerySet[M]:
    """Only the rows of children whom `account`, who must be the one acting, may see. Every read starts here."""
    if account.pk != acting_account():
        raise NotTheOneActing
    return rows.filter(InSight(by))


def in_sight(rows: QuerySet[M], by: str = "child_id") -> QuerySet[M]:
    """Only the rows of children whom the acting account may see."""
    return rows.filter(InSight(by))


def roles_of(account: Account, on: date) -> frozenset[str]:
    """The roles somebody holds on a day, anywhere."""
    return frozenset(Membership.objects.live(on).filter(account=account).values_list("role", flat=True))


def live_grants(child_id: int, at: datetime) -> QuerySet[Grant, Any]:
    """Who may see a child at a moment."""
    return Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), child_id=child_id, begins_at__lte=at
    )
