"""Writing the agencies, teams, people and households of the demo: directory tables, so as their owner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from hafan.demo.stories import Story
from hafan.demo.world import Staff, agencies
from hafan.identity.models import Account, Agency, Membership, Team
from hafan.people.models import Household

#: Everybody has worked there for longer than any story lasts.
WORKING_FOR = timedelta(days=5 * 365)


@dataclass(frozen=True)
class Directory:
    """The rows behind the plain world: agencies by key, teams by (agency, key), people by work address."""

    agencies: dict[str, Agency]
    teams: dict[tuple[str, str], Team]
    people: dict[str, Account]

    def person(self, staff: Staff) -> Account:
        """The account of somebody."""
        return self.people[staff.email]

    def holding(self, agency: str, role: str) -> Account:
        """The first person of an agency in a role."""
        return self.person(agencies()[agency].holding(role)[0])


def write_directory(today: date) -> Directory:
    """Write every agency, team, person and what each does."""
    made = Directory({}, {}, {})
    memberships: list[Membership] = []
    for key, plain in agencies().items():
        agency = Agency.objects.create(
            public_id=plain.public_id,
            kind=plain.kind,
            country=plain.country,
            name_en=plain.en,
            name_cy=plain.cy,
        )
        made.agencies[key] = agency
        for team in plain.teams:
            made.teams[key, team.key] = Team.objects.create(
                public_id=team.public_id, agency=agency, name=team.name
            )
        for person in plain.staff:
            made.people[person.email] = _account(person, agency)
            memberships.append(_membership(person, made, today))
    Membership.objects.bulk_create(memberships)
    return made


def _account(person: Staff, agency: Agency) -> Account:
    return Account.objects.create(
        public_id=person.public_id,
        email=person.email,
        display_name=person.name,
        agency=agency,
        language=person.language,
        password=make_password(None),
    )


def _membership(person: Staff, made: Directory, today: date) -> Membership:
    return Membership(
        account=made.person(person),
        team=made.teams[person.agency, person.team] if person.team else None,
        agency=None if person.team else made.agencies[person.agency],
        role=person.role,
        begins_on=today - WORKING_FOR,
    )


def write_households(told: Iterable[Story], made: Directory) -> None:
    """Every household the stories name, by reference only."""
    wanted: dict[str, str] = {}
    for story in told:
        wanted.update(dict(story.households))
    Household.objects.bulk_create(_households(sorted(wanted.items()), made))


def _households(wanted: Sequence[tuple[str, str]], made: Directory) -> list[Household]:
    return [
        Household(
            public_id=public_id,
            agency=made.agencies[owner],
            reference=f"H-{place:04d}",
            country=made.agencies[owner].country,
        )
        for place, (public_id, owner) in enumerate(wanted, start=1)
    ]
