"""The children of a worklist: overdue first, a page at a time, in a fixed number of questions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, Count, F, Func, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat

from hafan.access.policy import SEES_WHOLE_AGENCY
from hafan.access.queries import require_sight
from hafan.chronology.models import Obligation, Standing
from hafan.identity.models import Account, Membership
from hafan.journeys.dues import Due, apart, dues, pressing
from hafan.people.folding import folded, sounds
from hafan.people.models import CaseRole, Child
from hafan.practice import obligations as core
from hafan.practice.framework import Framework

Scope = Literal["mine", "team", "agency"]
#: How many children a page shows, how far "soon" reaches, and how far we count exactly.
A_PAGE, SOON, COUNTED = 50, timedelta(days=14), 1000
#: How many obligations a row says before "and so many more".
SAID = 3
_WORDS = 6
#: What no list shows, and is not worth reading fifty times.
_UNREAD = (
    "agency__created_at", "worker__created_at", "worker__password", "worker__email", "team__created_at",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Places:
    """Where somebody works: the teams, and the agencies they see whole."""

    teams: tuple[int, ...] = ()
    agencies: tuple[int, ...] = ()

    @property
    def scopes(self) -> tuple[Scope, ...]:
        """The lists this person may open."""
        found: list[Scope] = ["mine"]
        found += ["team"] if self.teams else []
        found += ["agency"] if self.agencies else []
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which children are asked for. `after` and `before` are places in the list: a due day and a child."""

    scope: Scope = "mine"
    text: str = ""
    due: str = ""
    state: str = ""
    clock: str = ""
    unborn: bool = False
    unowned: bool = False
    closed: bool = False
    after: tuple[date, uuid.UUID] | None = None
    before: tuple[date, uuid.UUID] | None = None

    @property
    def is_narrowed(self) -> bool:
        """Has the reader asked for less than the whole list?"""
        return bool(self.text or self.due or self.state or self.clock or self.unborn or self.unowned)


@dataclass(frozen=True, slots=True)
class Listed:
    """One child of the list with what is most urgent."""

    standing: Standing
    urgent: Sequence[Due]
    more: int
    unknown: Sequence[Due] = ()

    @property
    def child(self) -> Child:
        """The child."""
        return self.standing.child


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the list. Counts stop at 1,000."""

    rows: Sequence[Listed]
    count: int
    overdue: int
    after: tuple[date, uuid.UUID] | None = None
    before: tuple[date, uuid.UUID] | None = None


def places_of(held: Iterable[Membership]) -> Places:
    """The teams and whole agencies of what somebody does."""
    held = list(held)
    return Places(
        teams=tuple(each.team_id for each in held if each.team_id),
        agencies=tuple(each.agency_id for each in held if each.agency_id and each.role in SEES_WHOLE_AGENCY),
    )


def listing(
    *, account: Account, places: Places, wanted: Wanted, on: date, law: dict[str, Framework]
) -> Listing:
    """The page of children asked for."""
    found = _narrowed(_scoped(account, places, wanted), wanted, on)
    counts = found.order_by("due_on")[: COUNTED + 1].aggregate(
        count=Count("pk"), overdue=Count("pk", filter=Q(due_on__lt=on))
    )
    page, more = _page(found, wanted)
    require_sight(row.child_id for row in page)
    rows = _with_dues(page, on, law)
    first, last = (page[0], page[-1]) if page else (None, None)
    onward = more if wanted.before is None else True
    back = more if wanted.before is not None else wanted.after is not None
    return Listing(
        rows,
        counts["count"],
        counts["overdue"],
        after=(last.due_on, last.child.public_id) if last and onward else None,
        before=(first.due_on, first.child.public_id) if first and back else None,
    )


def known_in_part() -> list[Child]:
    """The children of whom whoever is acting sees something, but not the care part that the lists are made of."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT unnest(access.visible_children()) EXCEPT SELECT unnest(access.visible_children('care')) LIMIT %s",
            [COUNTED],
        )
        keys = [key for (key,) in cursor.fetchall()]
    return list(Child.objects.filter(pk__in=keys).select_related("agency").order_by("finding", "pk"))


class Among(Func):
    """The column is one of the keys a question answers, which is asked once and made one array.

    As a join the database would expect ten children of a caseload of ten thousand, and look each one up in all the others.
    """

    template, arg_joiner = "(%(expressions)s))", " = ANY ("
    output_field = BooleanField()
    conditional = True

    def __init__(self, column: str, keys: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), ArraySubquery(keys))


def _scoped(account: Account, places: Places, wanted: Wanted) -> QuerySet[Standing]:
    rows = Standing.objects.all()
    if not (wanted.closed or wanted.text):
        rows = rows.filter(is_open=True)
    match wanted.scope:
        case "agency":
            return rows.filter(agency_id__in=places.agencies)
        case "team":
            return rows.filter(team_id__in=places.teams)
        case _:
            held = CaseRole.objects.filter(account=account, ended_on__isnull=True)
            return rows.filter(Among("child_id", held.values("child_id")))


def _narrowed(rows: QuerySet[Standing], wanted: Wanted, on: date) -> QuerySet[Standing]:
    if wanted.due == "overdue":
        rows = rows.filter(due_on__lt=on)
    elif wanted.due == "soon":
        rows = rows.filter(due_on__gte=on, due_on__lte=on + SOON)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.clock:
        rows = rows.filter(
            Among("child_id", Obligation.objects.filter(clock=wanted.clock).values("child_id"))
        )
    if wanted.unborn:
        rows = rows.filter(Among("child_id", Child.objects.filter(born_on__isnull=True).values("pk")))
    if wanted.unowned:
        rows = rows.filter(worker__isnull=True)
    return _called(rows, wanted.text)


def _called(rows: QuerySet[Standing], text: str) -> QuerySet[Standing]:
    """Children whose names or reference begin like every word typed, or sound like them."""
    words = folded(text).split()[:_WORDS]
    if not words:
        return rows
    written = Q()
    for word in words:
        written &= Q(finding__startswith=word) | Q(finding__contains=f" {word}")
    if any(letter.isdigit() for word in words for letter in word):
        return rows.filter(Among("child_id", Child.objects.filter(written).values("pk")))
    heard = Q()
    for word in words:
        heard &= Q(heard__contains=f" {sounds(word)} ")
    called = Child.objects.alias(
        heard=Concat(Value(" "), F("sounding"), Value(" "), output_field=TextField())
    ).filter(written | heard)
    return rows.filter(Among("child_id", called.values("pk")))


def _page(found: QuerySet[Standing], wanted: Wanted) -> tuple[list[Standing], bool]:
    """One page from a place in the list onward (or back), and whether there is more that way."""
    backward = wanted.before is not None
    place = wanted.before or wanted.after
    if place is not None:
        day, child = place
        at = Subquery(Child.objects.filter(public_id=child).values("pk")[:1])
        found = (
            found.filter(Q(due_on__lt=day) | Q(due_on=day, child_id__lt=at))
            if backward
            else found.filter(Q(due_on__gt=day) | Q(due_on=day, child_id__gt=at))
        )
    order = ("-due_on", "-child_id") if backward else ("due_on", "child_id")
    # The page first and the names for it after: joined at once, a whole caseload is given names and 50 are kept.
    keys = found.order_by(*order).values("child_id")[: A_PAGE + 1]
    named = Standing.objects.filter(Among("child_id", keys)).select_related("agency", "worker", "team")
    rows = list(named.defer(*_UNREAD).order_by(*order))
    page, more = rows[:A_PAGE], len(rows) > A_PAGE
    return _with_children(page[::-1] if backward else page), more


def _with_children(page: list[Standing]) -> list[Standing]:
    """The children of a page by their keys: joined to the list, each would be looked up in the whole caseload."""
    children = Child.objects.defer("created_at").in_bulk([row.child_id for row in page])
    for row in page:
        row.child = children[row.child_id]
        row.child.agency = row.agency
    return page


def _with_dues(page: Sequence[Standing], on: date, law: dict[str, Framework]) -> list[Listed]:
    """Each child of a page with what is most urgent, in one question for them all."""
    by_child: dict[int, list[core.Obligation]] = {row.child_id: [] for row in page}
    country = {row.child_id: row.child.country for row in page}
    for stored in Obligation.objects.filter(child_id__in=list(by_child)):
        if (clock := law[country[stored.child_id]].clocks.get(stored.clock)) is not None:
            by_child[stored.child_id].append(as_obligation(stored, clock.kind))
    listed = []
    for row in page:
        asked, _ = pressing(dues(by_child[row.child_id], law[row.child.country], on))
        known, unknown = apart(asked)
        listed.append(Listed(row, known[:SAID], max(0, len(known) - SAID), unknown))
    return listed


def as_obligation(stored: Obligation, kind: core.Asks) -> core.Obligation:
    """A stored obligation as the core speaks of it."""
    return core.Obligation(
        clock=stored.clock,
        kind=kind,
        started_on=stored.started_on,
        started_by=str(stored.started_by),
        due_on=stored.due_on,
        not_before=stored.not_before,
        soon_from=stored.soon_from,
        suspended_from=stored.suspended_from,
        why_unknown=DAY_UNKNOWN if stored.is_unknown else None,
    )


DAY_UNKNOWN = core.STATE_WORDS[core.State.UNKNOWN]
