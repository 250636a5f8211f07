"""Questions about sharing: what is shared with us and by us, what is asked, who sees a child, and who must not."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.http import Http404

from hafan.access.models import Alert, Basis, Grant, SignOff
from hafan.access.queries import in_sight, live_grants, with_sight
from hafan.identity.models import Account, Agency, Membership
from hafan.people.folding import folded
from hafan.people.models import CaseRole, Child
from hafan.sharing.models import Outcome, Request, Share, State

#: As many as a page shows.
MOST: Final = 200
#: What the database answers to those whom something is not for.
NOT_YOURS: Final = "42501"
#: How long a manager is shown that somebody has said they know a family.
LATELY: Final = timedelta(days=28)
_WITH: Final = (
    "from_agency", "to_agency", "to_team", "to_account", "offered_by", "answered_by", "ended_by",
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A share as a page shows it; `child` only where the reader sees the child."""

    share: Share
    state: State
    child: Child | None
    today: date

    @property
    def review_is_overdue(self) -> bool:
        """Has nobody looked at it again in time?"""
        return self.state is State.ACKNOWLEDGED and self.share.review_on < self.today


@dataclass(frozen=True)
class Asked:
    """A request as a page shows it."""

    request: Request
    today: date

    @property
    def is_open(self) -> bool:
        """Does it still wait?"""
        return self.request.outcome == Outcome.WAITING

    @property
    def is_overdue(self) -> bool:
        """Is the day of a prompt answer over?"""
        return self.is_open and self.request.answer_by < self.today


def child_of(public_id: uuid.UUID, agency: Agency | None = None) -> Child:
    """The child, if whoever acts sees them (and this agency is responsible); to anyone else there is no such child."""
    known = in_sight(Child.objects.filter(public_id=public_id), by="id").select_related("agency")
    found = with_sight(known).first()
    if found is None or (agency is not None and found.agency_id != agency.pk):
        raise Http404
    return found


def child_by_reference(agency: Agency, reference: str) -> Child | None:
    """A child of this agency in sight, by the exact reference."""
    return Child.objects.filter(agency=agency, reference=reference.strip()).first()


def already_seen(account: Account, reference: str, name: str, born: date | None) -> Child | None:
    """A child that needs no emergency, because this person sees them as it is."""
    mine = Child.objects.filter(agency_id=account.agency_id)
    if reference.strip():
        return mine.filter(reference=reference.strip()).first()
    return mine.filter(Q(born_on=born) | Q(expected_on=born), finding__contains=folded(name)).first()


def shares_with(agency: Agency, at: datetime) -> list[Shown]:
    """What other agencies show us."""
    return _shown(Share.objects.filter(to_agency=agency), at)


def shares_by(agency: Agency, at: datetime) -> list[Shown]:
    """What we show others, of the children this reader sees."""
    return _shown(Share.objects.filter(from_agency=agency), at)


def shares_of(child: Child, at: datetime) -> list[Shown]:
    """What we show others of one child."""
    return _shown(Share.objects.filter(child_id=child.pk, from_agency=child.agency), at)


def share_of(public_id: uuid.UUID, at: datetime) -> Shown:
    """One share, for those whom it concerns."""
    found = _shown(Share.objects.filter(public_id=public_id), at)
    if not found:
        raise Http404
    return found[0]


def _shown(shares: Any, at: datetime) -> list[Shown]:
    rows = list(shares.select_related(*_WITH).order_by("-offered_at")[:MOST])
    children = {child.pk: child for child in Child.objects.filter(pk__in={share.child_id for share in rows})}
    return [Shown(share, share.state(at), children.get(share.child_id), at.date()) for share in rows]


def requests_to(agency: Agency, today: date) -> list[Asked]:
    """What others ask of us, what waits longest first."""
    return _asked(Request.objects.filter(agency=agency), today)


def requests_from(agency: Agency, today: date) -> list[Asked]:
    """What we ask of others."""
    return _asked(Request.objects.filter(asking=agency), today)


def request_of(public_id: uuid.UUID, today: date) -> Asked:
    """One request, for those whom it concerns."""
    found = _asked(Request.objects.filter(public_id=public_id), today)
    if not found:
        raise Http404
    return found[0]


def _asked(requests: Any, today: date) -> list[Asked]:
    rows = requests.select_related("agency", "asking", "written_by", "answered_by", "share")
    found = [Asked(row, today) for row in rows.order_by("answer_by", "id")[:MOST]]
    return sorted(found, key=lambda each: not each.is_open)


def who_sees(child: Child, at: datetime) -> list[Grant]:
    """Every live grant of a child, with its holder and who gave it."""
    rows = live_grants(child.pk, at).select_related("account", "team", "agency", "written_by")
    return list(rows.order_by("begins_at", "id"))


def grant_of(child: Child, public_id: uuid.UUID, at: datetime) -> Grant:
    """One live grant of a child."""
    found = live_grants(child.pk, at).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def share_behind(grant: Grant) -> Share | None:
    """The share that a grant came from."""
    return Share.objects.filter(grant_id=grant.pk).first()


@dataclass(frozen=True)
class Denied:
    """Somebody who must not see a child, and why."""

    account: Account
    reason: str
    begins_at: datetime
    ends_at: datetime | None = None
    reference: str = ""
    child: Child | None = None
    still_works: bool = False
    written_by: Account | None = None

    def is_live(self, at: datetime) -> bool:
        """Is it in force?"""
        return self.begins_at <= at and (self.ends_at is None or self.ends_at > at)


def denied_of(child: Child, at: datetime) -> list[Denied] | None:
    """Who is kept from a child now, for those who hold the whole record; None for everybody else."""
    try:
        with transaction.atomic():
            rows = _ask("SELECT account_id, reason, begins_at, ends_at FROM access.denials_of(%s)", child.pk)
    except DatabaseError as refused:
        if getattr(refused.__cause__, "sqlstate", "") != NOT_YOURS:
            raise
        return None
    accounts = _accounts(row[0] for row in rows)
    found = [Denied(accounts[who], why, begins, ends) for who, why, begins, ends in rows]
    return [each for each in found if each.is_live(at)]


def declared_conflicts(at: datetime) -> list[Denied]:
    """Who has lately said they know a family, and whether they still are a worker of the child."""
    rows = _ask(
        "SELECT child_id, account_id, reason, begins_at FROM sharing.declared_conflicts(%s)", at - LATELY
    )
    accounts = _accounts(row[1] for row in rows)
    children = {child.pk: child for child in Child.objects.filter(pk__in=[row[0] for row in rows])}
    working = set(
        CaseRole.objects.filter(child_id__in=children, ended_on__isnull=True).values_list(
            "child_id", "account_id"
        )
    )
    return [
        Denied(accounts[who], why, begins, child=children[child], still_works=(child, who) in working)
        for child, who, why, begins in rows
        if child in children
    ]


def denials_register() -> list[Denied]:
    """Every denial about the children of the agencies whose privacy officer asks, by reference."""
    rows = _ask(
        "SELECT reference, account_id, reason, begins_at, ends_at, written_by_id FROM sharing.denials_register()"
    )
    accounts = _accounts(key for row in rows for key in (row[1], row[5]))
    return [
        Denied(accounts[who], why, begins, ends, reference, written_by=accounts[by])
        for reference, who, why, begins, ends, by in rows
    ]


def alerts_of(agency: Agency) -> list[Alert]:
    """Emergencies of an agency, the open ones first."""
    rows = Alert.objects.filter(agency=agency).order_by("closed_at", "-raised_at")
    return sorted(rows[:MOST], key=lambda each: each.closed_at is not None)


def alert_of(public_id: uuid.UUID) -> Alert:
    """One alert, for its privacy officers."""
    found = Alert.objects.filter(public_id=public_id).select_related("account", "closed_by").first()
    if found is None:
        raise Http404
    return found


def signed_months(agency: Agency) -> list[SignOff]:
    """The months signed off, the last first."""
    return list(SignOff.objects.filter(agency=agency).select_related("signed_by").order_by("-month")[:12])


def emergency_until(child: Child, account: Account, at: datetime) -> datetime | None:
    """Until when this person sees a child by emergency access alone."""
    held = live_grants(child.pk, at).filter(account=account, basis=Basis.BREAK_GLASS)
    return held.values_list("ends_at", flat=True).order_by("-ends_at").first()


def holding(agency: Agency, role: str, on: date) -> list[Account]:
    """The people of an agency in a role today."""
    live = Membership.objects.live(on).filter(role=role, account__is_active=True, account__agency=agency)
    return [each.account for each in live.select_related("account").order_by("account__display_name")]


def _accounts(keys: Any) -> dict[int, Account]:
    return Account.objects.in_bulk(set(keys))


def _ask(statement: str, *values: Any) -> Sequence[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        found: Sequence[tuple[Any, ...]] = cursor.fetchall()
    return found
