"""Questions about sight: which rows the acting account may see."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BooleanField, F, Func, Model, Q, QuerySet, TextField

from hafan.access.models import Grant, Level, Seclusion
from hafan.access.protection import visible
from hafan.foundation.context import acting_account, whole
from hafan.identity.models import Account, Membership
from hafan.practice.entries import WHOLE, Compartment

M = TypeVar("M", bound=Model)


class NotTheOneActing(RuntimeError):
    """Code asked on behalf of one person while another acts."""


class OutOfSight(RuntimeError):
    """Rows came back about a child the acting account may not see: a table's policy is missing or wrong. Nothing is shown."""


class InSight(Func):
    """The first line of defence in SQL: the column names a child the acting account may see."""

    template = visible("%(expressions)s")
    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str) -> None:
        super().__init__(F(column))


def visible_to(rows: QuerySet[M], account: Account, by: str = "child_id") -> QuerySet[M]:
    """`in_sight` for `account`, who must be the one acting."""
    if account.pk != acting_account():
        raise NotTheOneActing
    return in_sight(rows, by)


def in_sight(rows: QuerySet[M], by: str = "child_id") -> QuerySet[M]:
    """Only the rows of children whom the acting account may see. For rows asked for by their key.

    Not for lists: beside the table's own policy PostgreSQL 15 tries every row against the whole caseload, which takes seconds for
    somebody with 10,000 children (docs/decisions/0002). A list narrows by team, agency or case role, and asks `require_sight`.
    """
    return rows.filter(InSight(by))


def require_sight(children: Iterable[int]) -> None:
    """The second look at a list that has been read: refuse it all if it holds one child out of sight."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*) FROM unnest(%s::bigint[]) child WHERE NOT {visible('child')}",  # noqa: S608 - no value of anybody's
            [list(children)],
        )
        if cursor.fetchone()[0]:
            raise OutOfSight


@dataclass(frozen=True, slots=True)
class Sight:
    """What the acting account may do with one child's record now: the parts it sees, and those it may add to."""

    parts: frozenset[Compartment]
    changes: frozenset[Compartment]

    @property
    def may_change(self) -> bool:
        """May anything be added at all? Not in an emergency, nor where a grant is to read only."""
        return bool(self.changes)

    @property
    def is_whole(self) -> bool:
        """Does it see the whole story, so that what follows can be worked out from it?"""
        return self.parts >= WHOLE


def with_sight(children: QuerySet[Any]) -> QuerySet[Any]:
    """The same rows of children, each knowing what the acting account sees of it (`told_sight`). For one row, not for lists."""
    return children.annotate(
        seen_parts=Func(F("id"), function="access.parts_of", output_field=ArrayField(TextField())),
        changeable_parts=Func(
            F("id"), function="access.changeable_parts_of", output_field=ArrayField(TextField())
        ),
    )


def told_sight(child: Any) -> Sight:
    """What `with_sight` was told of one child; asked now where nobody has asked."""
    if not hasattr(child, "seen_parts"):
        return sight_of(child.pk)
    return _sight(child.seen_parts, child.changeable_parts)


def sight_of(child_id: int) -> Sight:
    """What the acting account sees of one child and may do; nothing at all for a stranger."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT access.parts_of(%s), access.changeable_parts_of(%s)", [child_id, child_id])
        return _sight(*cursor.fetchone())


def _sight(seen: Iterable[str], changeable: Iterable[str]) -> Sight:
    known = [
        frozenset(Compartment(part) for part in parts if part != "whole") for parts in (seen, changeable)
    ]
    return Sight(*known)


def parts_of(child_id: int) -> frozenset[Compartment]:
    """The parts of one child's record that the acting account may see now."""
    return sight_of(child_id).parts


def whole_story(child_id: int, sight: Sight) -> AbstractContextManager[None]:
    """Sight of a child's whole story for a verb that works out what follows: the recorder's own where that is whole, else the house's."""
    return nullcontext() if sight.is_whole else whole(child_id)


def is_restricted(child_id: int) -> bool:
    """Whether only named people may see this record, for those who do."""
    return Seclusion.objects.filter(child_id=child_id, level=Level.RESTRICTED, ends_at__isnull=True).exists()


def roles_of(account: Account, on: date) -> frozenset[str]:
    """The roles somebody holds on a day, anywhere."""
    return frozenset(Membership.objects.live(on).filter(account=account).values_list("role", flat=True))


def live_grants(child_id: int, at: datetime) -> QuerySet[Grant, Any]:
    """Who may see a child at a moment."""
    return Grant.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=at), child_id=child_id, begins_at__lte=at
    )
