"""The people of the tests, always the same, none of them real, in two authorities that do not exist.

Aberwern (Wales)    Alys, social worker · Bryn, her colleague · Carys, their manager · Dafydd, data officer ·
                    Gwen, system administrator · Huw, who works in the other team · Ifan, fostering social worker ·
                    Jac, contact worker · Lowri, privacy officer · Mair, custodian of records · Nia, head of service
Marlbrook (England) Ewa, social worker · Grace, their manager · Dan, data officer · Sam, system administrator
Threeways (England) Femi, who has nothing to do with any of it · Olu, manager of the agency
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from hafan.access.models import Basis, Why
from hafan.access.operations import deny, draw_child, give, restrict, seal, unseal
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency, Membership, Team
from hafan.identity.roles import Role
from hafan.practice.entries import Compartment
from tests.database import Owner
from tests.planting import plant_all

SINCE = date(2024, 1, 8)
#: Found in no answer given to somebody who may not see it.
CANARY = "canary"
PASSWORD = "a long enough pass phrase"

AGENCIES = {
    "aberwern": ("la", "wales", "Aberwern Council", "Cyngor Aberwern"),
    "marlbrook": ("la", "england", "Marlbrook Borough Council", "Cyngor Bwrdeistref Marlbrook"),
    "threeways": ("raa", "england", "Adopt Threeways", "Mabwysiadu Threeways"),
}
TEAMS = {
    "aberwern_north": ("aberwern", "North children’s team"),
    "aberwern_south": ("aberwern", "South children’s team"),
    "marlbrook_first": ("marlbrook", "First response"),
    "threeways_finders": ("threeways", "Family finders"),
}
#: name: agency, role, team (none: the whole agency), language
PEOPLE = {
    "alys": ("aberwern", Role.CSW, "aberwern_north", "cy"),
    "bryn": ("aberwern", Role.CSW, "aberwern_north", "en"),
    "carys": ("aberwern", Role.LA_MANAGER, "aberwern_north", "cy"),
    "dafydd": ("aberwern", Role.DATA_OFFICER, None, "en"),
    "gwen": ("aberwern", Role.SYSADMIN, None, "en"),
    "huw": ("aberwern", Role.CSW, "aberwern_south", "en"),
    "ifan": ("aberwern", Role.FSW, "aberwern_north", "cy"),
    "jac": ("aberwern", Role.CONTACT_WORKER, None, "en"),
    "lowri": ("aberwern", Role.PRIVACY_OFFICER, None, "cy"),
    "mair": ("aberwern", Role.RECORDS_CUSTODIAN, None, "cy"),
    "nia": ("aberwern", Role.SERVICE_MANAGER, None, "en"),
    "ewa": ("marlbrook", Role.CSW, "marlbrook_first", "en"),
    "grace": ("marlbrook", Role.LA_MANAGER, "marlbrook_first", "en"),
    "dan": ("marlbrook", Role.DATA_OFFICER, None, "en"),
    "sam": ("marlbrook", Role.SYSADMIN, None, "en"),
    "femi": ("threeways", Role.ASW, "threeways_finders", "en"),
    "olu": ("threeways", Role.AGENCY_MANAGER, None, "en"),
}


@dataclass
class Cast:
    """Everyone by first name: `cast.alys`, `cast.aberwern`, `cast.aberwern_north`."""

    people: dict[str, Account] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Account:
        for shelf in ("people", "agencies", "teams"):
            if name in self.__dict__.get(shelf, {}):
                return self.__dict__[shelf][name]
        raise AttributeError(name)


def assemble() -> Cast:
    """Write the cast; as the owner, since nobody is there yet to administer them."""
    cast = Cast()
    for key, (kind, country, en, cy) in AGENCIES.items():
        cast.agencies[key] = Agency.objects.create(kind=kind, country=country, name_en=en, name_cy=cy)
    for key, (agency, name) in TEAMS.items():
        cast.teams[key] = Team.objects.create(agency=cast.agencies[agency], name=name)
    for key, (agency, role, team, language) in PEOPLE.items():
        person = Account.objects.create_user(
            f"{key}@{agency}.example",
            PASSWORD,
            display_name=key.capitalize(),
            agency=cast.agencies[agency],
            language=language,
        )
        cast.people[key] = person
        Membership.objects.create(
            account=person,
            team=cast.teams[team] if team else None,
            agency=None if team else cast.agencies[agency],
            role=role,
            begins_on=SINCE,
        )
    return cast


@pytest.fixture
def cast(owner: Owner) -> Cast:
    """The people, their teams and agencies; no children yet."""
    with owner():
        return assemble()


@dataclass
class World:
    """The cast and some children, by what is true of them: `world.children["shared"]` is the key of one."""

    cast: Cast
    children: dict[str, int]


def populate(cast: Cast) -> World:
    """Children of every kind of sight: one worker's, a team's, another agency's, shared, ended, denied, to come."""
    children: dict[str, int] = {}
    long_ago, later = datetime(2024, 2, 1, tzinfo=UTC), datetime(2124, 2, 1, tzinfo=UTC)

    def born(name: str, by: Account, **holders: object) -> None:
        children[name] = draw_child(by=by, reason=CANARY, **holders)  # type: ignore[arg-type]

    with acting_as(cast.alys):
        born("only Alys", cast.alys, account=cast.alys)
        born("Alys and the north team", cast.alys, account=cast.alys, team=cast.aberwern_north)
        born(
            "everyone in Aberwern",
            cast.alys,
            account=cast.alys,
            team=cast.aberwern_north,
            agency=cast.aberwern,
        )
        born("known to Bryn", cast.alys, account=cast.alys, team=cast.aberwern_north, agency=cast.aberwern)
        deny(
            child_id=children["known to Bryn"],
            account=cast.bryn,
            reason="a cousin",
            by=cast.alys,
            at=long_ago,
        )
        born("known to Dafydd", cast.alys, account=cast.alys, team=cast.aberwern_north, agency=cast.aberwern)
        deny(
            child_id=children["known to Dafydd"],
            account=cast.dafydd,
            reason="a neighbour",
            by=cast.alys,
            at=long_ago,
        )
        born("shared with Threeways", cast.alys, account=cast.alys, team=cast.aberwern_north)
        for to, at, until in (
            (cast.femi, long_ago, None),
            (cast.marlbrook_first, long_ago, long_ago),
            (cast.ewa, later, None),
        ):
            give(
                child_id=children["shared with Threeways"],
                to=to,
                basis=Basis.SHARED,
                reason=CANARY,
                by=cast.alys,
                at=at,
                until=until,
                role="asw",
                parts={Compartment.CARE, Compartment.ADOPTION},
                purpose="finding a family",
                legal_basis="public_task",
            )
        born("known in parts", cast.alys, account=cast.alys)
        for to, role, parts in (
            (cast.jac, "contact_worker", {Compartment.FAMILY_TIME}),
            (cast.bryn, "", {Compartment.HEALTH, Compartment.FAMILY}),
        ):
            give(
                child_id=children["known in parts"], to=to, basis=Basis.CONSENT, reason=CANARY, by=cast.alys, at=long_ago,
                role=role, parts=parts,
            )  # fmt: skip
        born(
            "restricted to a few",
            cast.alys,
            account=cast.alys,
            team=cast.aberwern_north,
            agency=cast.aberwern,
        )
        restrict(
            child_id=children["restricted to a few"], kind=Why.STAFF, reason=CANARY, label="", custodian=cast.carys,
            review_on=date(2124, 2, 1), by=cast.alys,
        )  # fmt: skip
        born("sealed", cast.alys, account=cast.alys, team=cast.aberwern_north, agency=cast.aberwern)
        born("unsealed by Mair", cast.alys, account=cast.alys, agency=cast.aberwern)
        seal(child_id=children["sealed"], reason=CANARY, label="", by=cast.alys)
        sealed = seal(child_id=children["unsealed by Mair"], reason=CANARY, label="", by=cast.alys)
    with acting_as(cast.mair):
        assert unseal(seclusion_id=sealed, reason="somebody adopted asks who they were", by=cast.mair)
    with acting_as(cast.huw):
        born("the south team’s", cast.huw, account=cast.huw, team=cast.aberwern_south, agency=cast.aberwern)
    with acting_as(cast.ewa):
        born("Marlbrook’s", cast.ewa, account=cast.ewa, team=cast.marlbrook_first, agency=cast.marlbrook)
        born("only Ewa", cast.ewa, account=cast.ewa)
    return World(cast, children)


@pytest.fixture
def world(cast: Cast, owner: Owner) -> World:
    """The cast with their children, and a row about each of them in every protected table."""
    made = populate(cast)
    with owner(), connection.cursor() as cursor:
        plant_all(
            cursor, {"child": list(made.children.values()), "agency": [a.pk for a in cast.agencies.values()]}
        )
    return made
