"""Questions about what was noted: who looked at a child, and which views are unusual."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from hafan.access.models import Grant
from hafan.audit.models import Event, Unusual
from hafan.identity.models import Account, Membership

A_PAGE = 50

#: A place in a list: when, and the key of the row.
Place = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Look:
    """One thing somebody did about a child, with who they were that day and by which grant they could."""

    event: Event
    roles: tuple[str, ...]
    grant: Grant | None


def looks_at(
    child_id: int, *, by: uuid.UUID | None = None, before: Place | None = None
) -> tuple[list[Look], Place | None]:
    """The latest fifty, or those before a place, and the place to go on from."""
    events = Event.objects.filter(child_id=child_id).select_related("account__agency", "real_account")
    if by is not None:
        events = events.filter(account__public_id=by)
    if before is not None:
        events = events.filter(at__lte=before[0]).filter(Q(at__lt=before[0]) | Q(pk__lt=before[1]))
    page = list(events.order_by("-at", "-pk")[: A_PAGE + 1])
    onward = (page[A_PAGE - 1].at, page[A_PAGE - 1].pk) if len(page) > A_PAGE else None
    return _told(page[:A_PAGE]), onward


def _told(events: Sequence[Event]) -> list[Look]:
    grants = Grant.objects.in_bulk({event.grant_id for event in events if event.grant_id})
    held = list(
        Membership.objects.filter(account__in={event.account_id for event in events if event.account_id})
    )
    return [
        Look(event, roles_then(held, event), grants.get(event.grant_id) if event.grant_id else None)
        for event in events
    ]


def roles_then(held: Iterable[Membership], event: Event) -> tuple[str, ...]:
    """What somebody was on the day of an event."""
    day = timezone.localtime(event.at).date()
    now = (
        each
        for each in held
        if each.account_id == event.account_id
        and each.begins_on <= day
        and (each.ends_on is None or each.ends_on > day)
    )
    return tuple(dict.fromkeys(each.get_role_display() for each in now))


def who_looked(child_id: int) -> list[Account]:
    """Everybody who ever did anything about a child, by name."""
    there = Event.objects.filter(child_id=child_id).values("account_id").distinct()
    return list(Account.objects.filter(pk__in=there).order_by("display_name"))


def unusual_views(*, looked_into: bool, before: Place | None = None) -> tuple[list[Unusual], Place | None]:
    """The latest fifty that somebody should look into, or that somebody has, and the place to go on from."""
    rows: QuerySet[Unusual] = Unusual.objects.filter(looked_into_at__isnull=not looked_into)
    if before is not None:
        rows = rows.filter(first_at__lte=before[0]).filter(Q(first_at__lt=before[0]) | Q(pk__lt=before[1]))
    rows = rows.select_related("account", "agency", "looked_into_by").order_by("-first_at", "-pk")
    page = list(rows[: A_PAGE + 1])
    onward = (page[A_PAGE - 1].first_at, page[A_PAGE - 1].pk) if len(page) > A_PAGE else None
    return page[:A_PAGE], onward


def unusual_view(public_id: uuid.UUID) -> Unusual | None:
    """One of them, if it is this reviewer's to look into."""
    return Unusual.objects.filter(public_id=public_id).first()
