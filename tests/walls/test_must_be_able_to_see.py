"""Under-permission: everybody who must see something does, the moment it is given and by the true verbs."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Alert, Basis, Why
from hafan.access.operations import deny, give, lift_denial, lift_restriction, restrict, seal, unseal
from hafan.audit.models import Event
from hafan.chronology.models import Entry
from hafan.chronology.operations import record
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency, Membership, Team
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Compartment
from tests.cast import SINCE, Cast
from tests.database import Owner
from tests.figures import Figure, tell
from tests.planting import plant_all
from tests.stories_told import Stories, told
from tests.walls.must_see import MUST, Must

pytestmark = pytest.mark.django_db


@pytest.fixture
def child(stories: Stories, owner: Owner) -> Child:
    """A child with something in every part of the record; Alys works with them and nobody else sees them."""
    day = timezone.localdate() - timedelta(days=60)
    made = stories.child(
        stories.cast.alys,
        told("born", day, sex="female"),
        told("became_looked_after", day),
        told("placement_began", day, placement_kind="ep_foster"),
        told("proceedings_issued", day),
        told("health_assessed", day, by_doctor=True),
        told("relative_named", day, relative="grandmother", name="Gwenllïan", offered=True),
        told("adoption_asked_for", day),
        told("visit_made", day, seen=True),
    )
    with owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE access_grant SET ends_at = now() WHERE child_id = %s AND account_id IS NULL", [made.pk]
        )
        plant_all(cursor, {"child": [made.pk], "agency": []})
        cursor.execute("DELETE FROM chronology_draft")
    return made


def somebody(cast: Cast, must: Must) -> Account:
    """A new person in the place and the role the line says; as the owner."""
    place = cast.teams.get(must.place) or cast.agencies[must.place]
    agency = place.agency if isinstance(place, Team) else place
    account = Account.objects.create_user(
        "somebody@place.example", "", display_name="Somebody", agency=agency, language="en"
    )
    for role in must.role.split("+"):
        Membership.objects.create(
            account=account,
            team=place if isinstance(place, Team) else None,
            agency=place if isinstance(place, Agency) else None,
            role=role,
            begins_on=SINCE,
        )
    return account


def let(child: Child, cast: Cast, must: Must, account: Account) -> None:
    """Alys gives sight, as the line says."""
    kind, _, role = must.given.partition(":")
    membership = account.memberships.first()
    holder = {"account": account, "team": membership.team, "agency": membership.agency or account.agency}[
        kind
    ]
    abroad = account.agency_id != child.agency_id
    with acting_as(cast.alys):
        give(
            child_id=child.pk,
            to=holder,
            basis=Basis.SHARED if abroad else Basis.ALLOCATED,
            reason="needs to know",
            by=cast.alys,
            at=timezone.now() - timedelta(minutes=1),
            role=role,
            parts=None if must.parts is None else {Compartment(part) for part in must.parts},
            may_write=False,
            purpose="works with the child" if abroad else "",
            legal_basis="public_task" if abroad else "",
        )  # fmt: skip


def missing(child: Child, must: Must, account: Account, client: Client) -> list[str]:
    """What this person should see and does not."""
    lacking = []
    with acting_as(account), connection.cursor() as cursor:
        for thing in must.sees:
            if "_" in thing:
                by = {
                    "shielded_careridentity": "household_id IN (SELECT household_id FROM people_placement WHERE child_id = %s)"
                }
                cursor.execute(
                    f"SELECT count(*) FROM {thing} WHERE {by.get(thing, 'child_id = %s')}", [child.pk]
                )
                lacking += [] if cursor.fetchone()[0] else [thing]
            elif thing not in ("page", "list"):
                lacking += [] if Entry.objects.filter(child=child, part=thing).exists() else [thing]
    if "page" in must.sees:
        answer = client.get(reverse("child", args=[child.public_id]))
        lacking += [] if answer.status_code == 200 and "Prydderch" in answer.content.decode() else ["page"]
    if "list" in must.sees:
        named = {
            f"scope {name}": client.get(reverse(name)).content.decode()
            for name in ("children", "team_children")
        }
        lacking += [] if any("Prydderch" in text for text in named.values()) else ["list"]
    return lacking


class TestWhoeverMustSee:
    @pytest.mark.parametrize("must", MUST, ids=lambda must: must.sentence)
    def test_does(self, must: Must, child: Child, cast: Cast, owner: Owner, sign_in):
        with owner():
            account = somebody(cast, must)
        assert missing(child, must, account, sign_in(account)), "nothing was given yet"
        let(child, cast, must, account)
        lacking = missing(child, must, account, sign_in(account))
        tell("G10", denied=len(lacking))
        assert lacking == []

    def test_is_named_in_sixty_sentences(self, figure: Figure):
        figure("G10", scenarios=len({must.sentence for must in MUST}))
        assert len({must.sentence for must in MUST}) >= 60


class TestTheMomentSightIsGiven:
    def test_a_new_worker_sees_the_child_once_they_are_allocated(self, child: Child, cast: Cast, sign_in):
        client = sign_in(cast.huw)
        assert client.get(reverse("child", args=[child.public_id])).status_code == 404
        lend_to_carys(child, cast)
        with acting_as(cast.carys):
            record(
                child=child,
                kind="worker_changed",
                happened=ImpreciseDate(timezone.localdate()),
                details={"role": "csw", "worker": str(cast.huw.public_id), "team": str(cast.aberwern_south.public_id)},
                by=cast.carys,
                at=timezone.now() - timedelta(minutes=1),
            )  # fmt: skip
        assert client.get(reverse("child", args=[child.public_id])).status_code == 200

    def test_somebody_shut_out_by_mistake_sees_again_once_it_is_lifted(
        self, child: Child, cast: Cast, sign_in
    ):
        address, earlier = reverse("child", args=[child.public_id]), timezone.now() - timedelta(minutes=1)
        with acting_as(cast.alys):
            give(
                child_id=child.pk,
                to=cast.bryn,
                basis=Basis.ALLOCATED,
                reason="helps",
                by=cast.alys,
                at=earlier,
            )
            deny(child_id=child.pk, account=cast.bryn, reason="the wrong Bryn", by=cast.alys, at=earlier)
        assert sign_in(cast.bryn).get(address).status_code == 404
        with acting_as(cast.alys):
            lift_denial(child_id=child.pk, account=cast.bryn, by=cast.alys, at=earlier)
        assert sign_in(cast.bryn).get(address).status_code == 200

    def test_a_restricted_record_stays_open_to_its_custodian_and_its_worker(
        self, child: Child, cast: Cast, sign_in
    ):
        shut(child, cast)
        for person in (cast.carys, cast.alys):
            assert sign_in(person).get(reverse("child", args=[child.public_id])).status_code == 200

    def test_a_team_sees_again_after_a_restriction_is_lifted_and_it_is_allocated(
        self, child: Child, cast: Cast, sign_in
    ):
        shut(child, cast)
        with acting_as(cast.carys):
            lift_restriction(child_id=child.pk, reason="no longer needed", by=cast.carys)
            give(
                child_id=child.pk, to=cast.aberwern_north, basis=Basis.TEAM, reason="again", by=cast.carys,
                at=timezone.now() - timedelta(minutes=1),
            )  # fmt: skip
        assert sign_in(cast.bryn).get(reverse("child", args=[child.public_id])).status_code == 200

    def test_a_custodian_can_unseal_for_somebody_adopted_who_asks(self, child: Child, cast: Cast, sign_in):
        with acting_as(cast.alys):
            sealed = seal(child_id=child.pk, reason="an adoption order was made", label="A 1", by=cast.alys)
        client = sign_in(cast.mair)
        assert client.get(reverse("child", args=[child.public_id])).status_code == 404
        with acting_as(cast.mair):
            assert (
                unseal(seclusion_id=sealed, reason="an adopted adult asks who they were", by=cast.mair)
                == child.pk
            )
        assert client.get(reverse("child", args=[child.public_id])).status_code == 200


class TestSomebodyInAHurry:
    def test_gets_in_at_three_in_the_morning_in_three_steps(self, child: Child, cast: Cast, sign_in):
        """The page, the form, the record."""
        client = sign_in(cast.huw)
        with acting_as(cast.alys):
            reference = Child.objects.get(pk=child.pk).reference
        assert client.get(reverse("emergency")).status_code == 200
        answer = client.post(reverse("emergency"), {
            "reference": reference, "code": "out_of_hours", "why": "the child was found alone in the road at night",
        })  # fmt: skip
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("child", args=[child.public_id]))
        page = client.get(answer.headers["Location"])
        assert page.status_code == 200
        assert "Prydderch" in page.content.decode()

    def test_leaves_an_alert_the_privacy_officer_can_read(self, child: Child, cast: Cast, sign_in):
        self.test_gets_in_at_three_in_the_morning_in_three_steps(child, cast, sign_in)
        with acting_as(cast.lowri):
            assert Alert.objects.filter(child_id=child.pk, account=cast.huw, closed_at=None).count() == 1
        assert sign_in(cast.lowri).get(reverse("alerts")).status_code == 200


class TestWhoLooked:
    def test_can_be_read_by_the_manager_who_supervises(self, child: Child, cast: Cast, sign_in):
        lend_to_carys(child, cast)
        sign_in(cast.alys).get(reverse("child", args=[child.public_id]))
        with acting_as(cast.carys):
            assert Event.objects.filter(
                child_id=child.pk, account=cast.alys, action="journeys.child.viewed"
            ).exists()
        answer = sign_in(cast.carys).get(reverse("looks", args=[child.public_id]))
        assert answer.status_code == 200
        assert "Alys" in answer.content.decode()


def lend_to_carys(child: Child, cast: Cast) -> None:
    with acting_as(cast.alys):
        give(
            child_id=child.pk, to=cast.carys, basis=Basis.ALLOCATED, reason="manages", by=cast.alys,
            at=timezone.now() - timedelta(minutes=1),
        )  # fmt: skip


def shut(child: Child, cast: Cast) -> None:
    with acting_as(cast.alys):
        restrict(
            child_id=child.pk, kind=Why.STAFF, reason="a relative works here", label="R 1", custodian=cast.carys,
            review_on=timezone.localdate() + timedelta(days=90), by=cast.alys,
        )  # fmt: skip
