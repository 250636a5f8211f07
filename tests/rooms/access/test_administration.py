"""An administrator keeps the teams and people of their own agency, cannot promote themself, and reads no case."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Grant
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership, Team
from hafan.identity.operations import add_membership, add_team, move
from hafan.identity.queries import invitation_fits
from hafan.identity.roles import Role
from tests.cast import Cast, World
from tests.database import Owner

pytestmark = pytest.mark.django_db


class TestTheAdministrator:
    def test_meets_the_people_of_their_own_agency_and_no_other(self, world: World, sign_in):
        page = sign_in(world.cast.gwen).get(reverse("administration")).content.decode()
        assert "Alys" in page
        assert "Ewa" not in page

    def test_adds_a_team(self, cast: Cast, sign_in):
        sign_in(cast.gwen).post(reverse("new_team"), {"name": "Night duty"})
        assert Team.objects.get(name="Night duty").agency == cast.aberwern

    def test_is_told_when_the_name_is_taken(self, cast: Cast, sign_in):
        answer = sign_in(cast.gwen).post(reverse("new_team"), {"name": "NORTH children’s team"})
        assert answer.status_code == 200
        assert b"of this name already" in answer.content

    def test_adds_a_person_whose_invitation_is_shown_once(self, cast: Cast, sign_in):
        told = {"display_name": "Iolo", "email": "Iolo@Aberwern.example", "language": "cy", "role": "csw"}
        answer = sign_in(cast.gwen).post(reverse("new_account"), {**told, "team": cast.aberwern_north.pk})
        iolo = Account.objects.get(email="iolo@aberwern.example")
        code = answer.content.decode().split("<code>")[1].split("</code>")[0]
        assert not iolo.has_usable_password()
        with acting_as(iolo):
            assert invitation_fits(iolo, code, timezone.now())
        assert iolo.memberships.get().team == cast.aberwern_north

    def test_cannot_use_a_team_of_another_agency(self, cast: Cast, sign_in):
        told = {"display_name": "Iolo", "email": "iolo@aberwern.example", "language": "cy", "role": "csw"}
        answer = sign_in(cast.gwen).post(reverse("new_account"), {**told, "team": cast.marlbrook_first.pk})
        assert answer.status_code == 200
        assert not Account.objects.filter(email="iolo@aberwern.example").exists()

    def test_moves_a_person_who_then_loses_the_old_team_and_gains_the_new(self, world: World, sign_in):
        cast = world.cast
        sign_in(cast.gwen).post(
            reverse("move_account", args=[cast.bryn.public_id]),
            {"role": "csw", "team": cast.aberwern_south.pk},
        )
        with acting_as(cast.bryn):
            seen = set(Grant.objects.values_list("child_id", flat=True))
        assert world.children["the south team’s"] in seen
        assert world.children["Alys and the north team"] not in seen

    def test_closes_an_account_and_opens_it_again(self, cast: Cast, sign_in):
        closing = reverse("close_account", args=[cast.bryn.public_id])
        sign_in(cast.gwen).post(closing)
        cast.bryn.refresh_from_db()
        assert not cast.bryn.is_active
        sign_in(cast.gwen).post(closing)
        cast.bryn.refresh_from_db()
        assert cast.bryn.is_active

    @pytest.mark.parametrize("name", ["gwen", "ewa"])
    def test_cannot_touch_themself_or_another_agency(self, cast: Cast, sign_in, name: str):
        whom = cast.people[name]
        for page in ("move_account", "close_account", "invite_account"):
            answer = sign_in(cast.gwen).post(reverse(page, args=[whom.public_id]), {"role": "csw"})
            assert answer.status_code == 404

    def test_reads_no_case(self, world: World):
        with acting_as(world.cast.gwen):
            assert not Grant.objects.exists()


class TestTheDatabaseItself:
    def test_refuses_an_administrator_who_would_be_something_more(self, cast: Cast):
        with acting_as(cast.gwen), pytest.raises(DatabaseError), transaction.atomic():
            add_membership(
                account=cast.gwen, role=Role.DATA_OFFICER, team=None, by=cast.gwen, on=timezone.localdate()
            )

    def test_refuses_anybody_else(self, cast: Cast):
        with acting_as(cast.alys):
            with pytest.raises(DatabaseError), transaction.atomic():
                add_team(agency=cast.aberwern, name="Mine", by=cast.alys, at=timezone.now())
            with pytest.raises(DatabaseError), transaction.atomic():
                move(account=cast.bryn, role=Role.CSW, team=None, by=cast.alys, on=timezone.localdate())

    def test_refuses_another_agencys_administrator(self, cast: Cast):
        with acting_as(cast.sam), pytest.raises(DatabaseError), transaction.atomic():
            add_membership(
                account=cast.bryn,
                role=Role.CSW,
                team=cast.marlbrook_first,
                by=cast.sam,
                on=timezone.localdate(),
            )

    def test_notes_each_change_with_who_made_it(self, cast: Cast, owner: Owner):
        with acting_as(cast.gwen):
            add_team(agency=cast.aberwern, name="Night duty", by=cast.gwen, at=timezone.now())
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT account_id FROM audit_event WHERE action = 'identity.team.added' ORDER BY id DESC LIMIT 1"
            )
            assert cursor.fetchone()[0] == cast.gwen.pk

    def test_lets_people_change_their_own_language_but_not_where_they_work(self, cast: Cast):
        with acting_as(cast.alys):
            assert Account.objects.filter(pk=cast.alys.pk).update(language="en") == 1
            with pytest.raises(DatabaseError), transaction.atomic():
                Account.objects.filter(pk=cast.alys.pk).update(agency=cast.marlbrook)
            assert Account.objects.filter(pk=cast.bryn.pk).update(language="en") == 0

    def test_gives_nobody_a_role_of_yesterday(self, cast: Cast, owner: Owner):
        with owner():
            Membership.objects.filter(account=cast.gwen).update(ends_on=timezone.localdate())
        with acting_as(cast.gwen), pytest.raises(DatabaseError), transaction.atomic():
            add_team(agency=cast.aberwern, name="Late", by=cast.gwen, at=timezone.now())
