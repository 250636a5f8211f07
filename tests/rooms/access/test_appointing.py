"""A privacy officer or a custodian of records is made by two people; a membership is ended, never changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Appointment
from hafan.access.operations import decide_appointment, propose_appointment
from hafan.access.policy import BY_TWO
from hafan.access.sql import appointing
from hafan.foundation.context import acting_as
from hafan.identity.models import Membership
from hafan.identity.operations import add_membership, choose_password, invite_again
from hafan.identity.roles import Role
from tests.cast import SINCE, Cast
from tests.database import Owner

pytestmark = pytest.mark.django_db


@pytest.fixture
def dilys(cast: Cast, owner: Owner):
    """Huw, who is director of children's services besides."""
    with owner():
        Membership.objects.create(account=cast.huw, agency=cast.aberwern, role="dcs", begins_on=SINCE)
    return cast.huw


def proposed(cast: Cast, role: str = "privacy_officer") -> Appointment:
    with acting_as(cast.gwen):
        key = propose_appointment(account=cast.bryn, role=role, by=cast.gwen)
        return Appointment.objects.select_related("account").get(public_id=key)


def roles(cast: Cast, who: str) -> set[str]:
    live = Membership.objects.live(timezone.localdate()).filter(account=cast.people[who])
    return set(live.values_list("role", flat=True))


class TestAPowerfulRole:
    def test_begins_when_a_second_person_agrees(self, cast, dilys):
        made = proposed(cast)
        assert roles(cast, "bryn") == {"csw"}
        with acting_as(dilys):
            assert decide_appointment(appointment=made, agreed=True, by=dilys)
        assert roles(cast, "bryn") == {"csw", "privacy_officer"}

    def test_does_not_begin_when_it_is_refused(self, cast, dilys):
        with acting_as(dilys):
            assert decide_appointment(appointment=proposed(cast), agreed=False, by=dilys)
        assert roles(cast, "bryn") == {"csw"}

    def test_is_agreed_to_neither_by_who_proposed_nor_by_whom_it_is_about_nor_by_strangers(self, cast, owner):
        made = proposed(cast)
        with owner():
            Membership.objects.create(
                account=cast.bryn, agency=cast.aberwern, role="sysadmin", begins_on=SINCE
            )
        for name in ("gwen", "bryn", "carys", "sam", "lowri"):
            with acting_as(cast.people[name]):
                assert not decide_appointment(appointment=made, agreed=True, by=cast.people[name]), name
        assert "privacy_officer" not in roles(cast, "bryn")

    @pytest.mark.parametrize("role", sorted(BY_TWO))
    def test_is_given_by_no_administrator_alone(self, cast, role):
        with acting_as(cast.gwen), pytest.raises(DatabaseError), transaction.atomic():
            add_membership(
                account=cast.bryn, role=Role(role), team=None, by=cast.gwen, on=timezone.localdate()
            )

    def test_is_not_got_by_changing_another_membership(self, cast):
        with acting_as(cast.gwen):
            for change in (
                {"role": "privacy_officer"},
                {"account": cast.ifan},
                {"team": None, "agency": cast.aberwern},
            ):
                with pytest.raises(DatabaseError), transaction.atomic():
                    Membership.objects.filter(account=cast.bryn).update(**change)

    def test_ended_is_not_brought_back_by_moving_its_end(self, cast, owner):
        with owner():
            Membership.objects.filter(account=cast.lowri).update(ends_on=timezone.localdate())
        with acting_as(cast.gwen):
            for end in (None, timezone.localdate() + timedelta(days=900)):
                with pytest.raises(DatabaseError), transaction.atomic():
                    Membership.objects.filter(account=cast.lowri).update(ends_on=end)

    def test_is_ended_by_one_administrator(self, cast):
        with acting_as(cast.gwen):
            assert Membership.objects.filter(account=cast.lowri).update(ends_on=timezone.localdate()) == 1

    def test_is_proposed_once_and_only_by_the_agencys_own_administrator(self, cast):
        proposed(cast)
        for name, role in (("gwen", "privacy_officer"), ("sam", "records_custodian"), ("alys", "records_custodian"),
                           ("gwen", "sysadmin")):  # fmt: skip
            with acting_as(cast.people[name]), pytest.raises(DatabaseError), transaction.atomic():
                propose_appointment(account=cast.bryn, role=role, by=cast.people[name])

    def test_ends_when_an_administrator_begins_the_persons_way_in_anew(self, cast):
        with acting_as(cast.gwen):
            invite_again(account=cast.lowri, by=cast.gwen, at=timezone.now())
            invite_again(account=cast.alys, by=cast.gwen, at=timezone.now())
        assert roles(cast, "lowri") == set()
        assert roles(cast, "alys") == {"csw"}

    def test_stays_when_somebody_chooses_a_new_password_themself(self, cast):
        with acting_as(cast.lowri):
            choose_password(account=cast.lowri, password="another long pass phrase")
        assert roles(cast, "lowri") == {"privacy_officer"}

    def test_is_the_same_in_the_policy_and_in_the_database(self):
        assert set(appointing.BY_TWO.replace("'", "").split(", ")) == BY_TWO


class TestThePages:
    def test_offer_an_administrator_no_powerful_role(self, cast, sign_in):
        page = sign_in(cast.gwen).get(reverse("move_account", args=[cast.bryn.public_id])).content.decode()
        assert 'value="privacy_officer"' not in page
        assert 'value="iro"' in page

    def test_propose_and_agree(self, cast, dilys, sign_in):
        gwen = sign_in(cast.gwen)
        form = reverse("propose_appointment", args=[cast.bryn.public_id])
        assert gwen.get(form).status_code == 200
        assert gwen.post(form, {"role": "privacy_officer"}).status_code == 302
        assert gwen.post(form, {"role": "privacy_officer"}).status_code == 302
        assert gwen.post(reverse("propose_appointment", args=[cast.gwen.public_id])).status_code == 404
        huw = sign_in(dilys)
        assert "Bryn" in huw.get(reverse("appointments")).content.decode()
        key = proposed_key(cast)
        assert huw.post(reverse("appointments"), {"appointment": "rubbish", "do": "agree"}).status_code == 404
        assert huw.post(reverse("appointments"), {"appointment": key, "do": "agree"}).status_code == 302
        assert "privacy_officer" in roles(cast, "bryn")


def proposed_key(cast: Cast) -> str:
    with acting_as(cast.gwen):
        return str(Appointment.objects.get().public_id)


class TestLeaving:
    def test_ends_every_role_with_the_last_day(self, cast, sign_in):
        gwen, page = sign_in(cast.gwen), reverse("leaving_account", args=[cast.bryn.public_id])
        today = timezone.localdate()
        assert gwen.get(page).status_code == 200
        assert "Choose today" in gwen.post(page, {"last_day": today - timedelta(days=1)}).content.decode()
        assert gwen.post(page, {"last_day": today}).status_code == 302
        assert roles(cast, "bryn") == {"csw"}
        tomorrow = Membership.objects.live(today + timedelta(days=1)).filter(account=cast.bryn)
        assert not tomorrow.exists()

    def test_is_of_ones_own_agencys_people_and_not_of_oneself(self, cast, sign_in):
        gwen = sign_in(cast.gwen)
        for account in (cast.gwen, cast.ewa):
            assert gwen.get(reverse("leaving_account", args=[account.public_id])).status_code == 404
