"""Writing the demo world into the database: the directory as its owner, the children as the app and as their workers would."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.core.cache import cache
from django.db import connection, transaction

from hafan.access.classes import CLASSES
from hafan.access.models import Basis
from hafan.access.operations import give
from hafan.access.policy import reached_by
from hafan.access.queries import parts_of
from hafan.chronology.operations import NewChild, open_children
from hafan.chronology.operations.allocating import PUBLIC_TASK
from hafan.demo.directory import Directory, write_directory, write_households
from hafan.demo.kept import keep_some
from hafan.demo.playing import play, played_later
from hafan.demo.sharing import share_some
from hafan.demo.stories import Story
from hafan.demo.world import agencies
from hafan.foundation.bulk import insert_rows
from hafan.foundation.context import acting_as
from hafan.foundation.roles import APP
from hafan.identity.demo import TRIES
from hafan.identity.models import Account, Agency
from hafan.people.models import Child, Person

Say = Callable[[str], None]
LONDON = ZoneInfo("Europe/London")
#: Where the sign-in page finds what each person may try: {email: {"en": ..., "cy": ...}}.
HINTS = TRIES
_PERSON = ("public_id", "child", "name", "relation", "has_pr", "language")


def is_loaded() -> bool:
    """Is the demo world there?"""
    return Agency.objects.filter(public_id__in=_ours()).exists()


def stranger() -> str | None:
    """An agency that is not of the demo world, if there is one: then nothing here may be touched."""
    found = Agency.objects.exclude(public_id__in=_ours()).first()
    return None if found is None else found.name_en


def _ours() -> list[uuid.UUID]:
    return [agency.public_id for agency in agencies().values()]


@transaction.atomic
def remove() -> None:
    """Empty every table of agencies, people and children. Even the owner must put the guards to sleep first."""
    tables = [
        name for name, guard in CLASSES.items() if guard.access in ("protected", "directory", "private")
    ]
    tables = [name for name in tables if name != "vault.key"]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"TRUNCATE {', '.join(tables)} CASCADE")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    cache.delete(HINTS)


@transaction.atomic
def write(told: Sequence[Story], today: date, say: Say) -> None:
    """Write everything, or nothing."""
    made = write_directory(today)
    write_households(told, made)
    say(f"Wrote {len(made.agencies)} agencies and {len(made.people)} people.")
    children: dict[str, Child] = {}
    with as_app():
        for key in agencies():
            ours = [story for story in told if story.agency == key]
            if ours:
                children.update(_write_agency(key, ours, made, today))
                say(f"Wrote the {len(ours)} children of {agencies()[key].en}.")
        share_some(told, children, made, today)
        keep_some(told, children, made, today, connection_now())
    from hafan.demo.hints import hints

    cache.set(HINTS, hints(told, today), timeout=None)


@contextmanager
def as_app() -> Iterator[None]:
    """Step down from the owner to the app, so that the demo's children are written under the same rules as any others."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute(f"SET LOCAL ROLE {APP}")
        yield
        cursor.execute(f"SET LOCAL ROLE {before}")


def moment(day: date) -> datetime:
    """The middle of a working afternoon."""
    return datetime.combine(day, time(15, 0), LONDON)


def _write_agency(key: str, told: list[Story], made: Directory, today: date) -> dict[str, Child]:
    opener = made.holding(key, "data_officer")
    at = moment(today)
    with acting_as(opener):
        opened = open_children(
            by=opener,
            agency=made.agencies[key],
            children=[_new(story, made) for story in told],
            at=at,
            source="demo",
        )
        by_reference = {child.reference: child for child in opened}
        children = {story.key: by_reference[story.reference] for story in told}
        _write_kin(told, children)
        for story in told:
            _show(story, children[story.key], made, opener)
    for story in told:
        play(story, children[story.key], made)
    return children


def _new(story: Story, made: Directory) -> NewChild:
    later = {entry.ref for entry in played_later(story)}
    return NewChild(
        reference=story.reference,
        given_name=story.given_name,
        family_name=story.family_name,
        known_as=story.known_as,
        ethnicity=story.ethnicity,
        entries=[entry for entry in story.entries if entry.ref not in later],
        allocated_to=made.people[story.worker] if story.worker else None,
        team=made.teams[story.agency, story.team] if story.team else None,
    )


def _write_kin(told: Sequence[Story], children: dict[str, Child]) -> None:
    rows = [
        (uuid.uuid4(), children[story.key].pk, kin.name, kin.relation, kin.has_pr, kin.language)
        for story in told
        for kin in story.kin
    ]
    insert_rows(Person, _PERSON, rows)


def _show(story: Story, child: Child, made: Directory, by: Account) -> None:
    """Everyone else who works with the child sees it, and so do those who were asked to decide: their worker lets them in."""
    at = connection_now()
    known = {str(account.public_id): account for account in made.people.values()}
    giver = made.people[story.worker] if story.worker else by
    with acting_as(giver):
        for entry in story.entries:
            if entry.kind == "worker_changed" and entry.get("role") != "csw" and entry.get("worker") in known:
                _give(child, known[str(entry.get("worker"))], entry.get("role"), giver, at)
        for email in story.shown_to:
            _give(child, made.people[email], role_of(email), giver, at)
        for owner in sorted({owner for _, owner in story.households} - {story.agency}):
            for holder, role in _looking_after(owner, made):
                _give(child, holder, role, giver, at)


def role_of(email: str) -> str:
    """What somebody of the demo does."""
    return next(person.role for each in agencies().values() for person in each.staff if person.email == email)


def _looking_after(owner: str, made: Directory) -> list[tuple[Account | Agency, str]]:
    """Who of a carers' agency sees the child: the whole regional agency's managers, or the voluntary agency's worker."""
    if agencies()[owner].holding("agency_manager"):
        return [(made.agencies[owner], "agency_manager")]
    return [(made.person(person), "asw") for person in agencies()[owner].holding("asw")]


def _give(child: Child, to: Account | Agency, role: str, by: Account, at: datetime) -> None:
    """As a colleague, or as another agency's: under a named role, the parts it needs, for a purpose and by law."""
    home = to if isinstance(to, Agency) else to.agency
    if home.pk == child.agency_id:
        give(child_id=child.pk, to=to, basis=Basis.ALLOCATED, reason="demo", by=by, at=at)
        return
    give(
        child_id=child.pk,
        to=to,
        basis=Basis.SHARED,
        reason="demo",
        by=by,
        at=at,
        role=role,
        parts=reached_by(role) & parts_of(child.pk),
        purpose="early permanence",
        legal_basis=PUBLIC_TASK,
    )


def connection_now() -> datetime:
    """The moment this transaction began: a grant from then on is good at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    return now
