"""Restricting, beginning anew, unsealing and opening a record twice: on the pages people use."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Why
from hafan.access.operations import deny
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.shielded.operations import lift_restriction, restrict_record
from hafan.shielded.queries import whom_to_ask
from tests.cast import Cast
from tests.rooms.shielded.conftest import ADDRESS, NEW_REFERENCE, OLD_REFERENCE, Adopted, Home, an_hour_ago
from tests.rooms.shielded.test_two_identities import REASON

pytestmark = pytest.mark.django_db


def restrict(home: Home, cast: Cast, days) -> None:
    with acting_as(cast.carys):
        restrict_record(
            child=home.child, kind=Why.STAFF, reason="the mother works in payroll", custodian=cast.nia,
            review_on=days(90), by=cast.carys, at=timezone.now(),
        )  # fmt: skip


class TestRestricting:
    def test_leaves_the_record_to_named_people(self, home: Home, cast: Cast, days):
        restrict(home, cast, days)
        for name, sees in {
            "carys": True,
            "nia": True,
            "alys": True,
            "bryn": False,
            "dafydd": False,
            "ifan": False,
        }.items():
            with acting_as(cast.people[name]):
                assert Child.objects.filter(pk=home.child.pk).exists() == sees, name

    def test_lifted_gives_it_back_to_the_team_and_the_agency(self, home: Home, cast: Cast, days):
        restrict(home, cast, days)
        with acting_as(cast.carys):
            lift_restriction(
                child=home.child, reason="she has left the authority", by=cast.carys, at=an_hour_ago()
            )
        for name in ("alys", "bryn", "dafydd", "nia"):
            with acting_as(cast.people[name]):
                assert Child.objects.filter(pk=home.child.pk).exists(), name

    def test_on_its_page(self, home: Home, cast: Cast, days, sign_in):
        carys = sign_in(cast.carys)
        there = reverse("restriction", args=[home.child.public_id])
        assert carys.get(there).status_code == 200
        typed = {
            "kind": "staff",
            "reason": "payroll",
            "custodian": cast.nia.pk,
            "review_on": days(30).isoformat(),
        }
        assert carys.post(there, {**typed, "review_on": "2020-01-01"}).status_code == 422
        assert carys.post(there, typed).status_code == 302
        assert "Nia" in carys.get(reverse("kept_shelves", args=[home.child.public_id])).content.decode()
        assert sign_in(cast.bryn).get(there).status_code == 404
        assert carys.post(there, {"reason": "she has left the authority"}).status_code == 302
        assert carys.get(there).content.decode().count("review_on") > 1

    def test_is_not_for_a_social_worker(self, home: Home, cast: Cast, sign_in):
        assert sign_in(cast.alys).get(reverse("restriction", args=[home.child.public_id])).status_code == 404


class TestOpeningARecordThatMayExist:
    def typed(self, home: Home, **more: str) -> dict[str, str]:
        return {"reference": "FREE 1", "given_name": "Mali", "family_name": "Rees", "born": "no", **more}

    def test_tells_whom_to_ask_and_no_name(self, home: Home, cast: Cast, days, sign_in):
        restrict(home, cast, days)
        page = sign_in(cast.huw).post(reverse("new_record"), self.typed(home, reference="ABC 777"))
        words = page.content.decode()
        assert page.status_code == 422
        assert "Nia" in words
        assert "Prydderch" not in words
        assert str(home.child.public_id) not in words

    def test_tells_the_same_by_name_and_birth(self, home: Home, cast: Cast, days, sign_in):
        restrict(home, cast, days)
        with acting_as(cast.huw):
            assert whom_to_ask("", "Elin", "Prydderch", days(-60)) == cast.nia
            assert whom_to_ask("", "Elin", "Prydderch", days(-61)) is None
            assert whom_to_ask("", "", "Prydderch", days(-60)) is None

    def test_tells_nothing_to_the_one_who_must_not_know(self, home: Home, cast: Cast, days, sign_in):
        with acting_as(cast.alys):
            deny(child_id=home.child.pk, account=cast.huw, reason="a cousin", by=cast.alys, at=an_hour_ago())
        restrict(home, cast, days)
        huw = sign_in(cast.huw)
        hidden = huw.post(reverse("new_record"), self.typed(home, reference="ABC 777"))
        assert hidden.status_code == 422
        for word in ("Nia", "Carys", "Prydderch"):
            assert word not in hidden.content.decode()

    def test_answers_a_taken_reference_the_same_whether_or_not_one_sees_the_child(
        self, home: Home, cast: Cast, sign_in
    ):
        with acting_as(cast.alys):
            deny(child_id=home.child.pk, account=cast.bryn, reason="a cousin", by=cast.alys, at=an_hour_ago())
        answers = {
            name: sign_in(cast.people[name]).post(
                reverse("new_record"), self.typed(home, reference="ABC 777")
            )
            for name in ("alys", "bryn")
        }
        said = {
            name: answer.content.decode().count("govuk-error-summary__title")
            for name, answer in answers.items()
        }
        assert said == {"alys": 1, "bryn": 1}

    def test_with_a_sealed_reference_simply_opens(self, adopted: Adopted, sign_in, home: Home):
        page = sign_in(adopted.cast.huw).post(
            reverse("new_record"), self.typed(home, reference=OLD_REFERENCE)
        )
        assert page.status_code == 302


class TestThePageOfANewIdentity:
    def typed(self, **more: str) -> dict[str, str]:
        return {
            "reference": NEW_REFERENCE, "given_name": "Seren", "family_name": "Vaughan", "names": "Meinir a Dewi Vaughan",
            "address": ADDRESS, "sure": "on", **more,
        }  # fmt: skip

    def test_seals_the_old_and_leads_to_neither(self, to_adopt: Child, cast: Cast, sign_in):
        carys = sign_in(cast.carys)
        there = reverse("new_identity", args=[to_adopt.public_id])
        assert carys.get(there).status_code == 200
        assert carys.post(there, {**self.typed(), "sure": ""}).status_code == 422
        answer = carys.post(there, self.typed())
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("identity_begun"))
        done = carys.get(answer.headers["Location"]).content.decode()
        with acting_as(cast.carys):
            after = Child.objects.get(reference=NEW_REFERENCE)
        for word in (
            str(after.public_id),
            str(to_adopt.public_id),
            OLD_REFERENCE,
            NEW_REFERENCE,
            "Vaughan",
            "Prydderch",
        ):
            assert word not in done
        assert carys.get(there).status_code == 404

    def test_refuses_words_that_name_the_family_and_loses_nothing(self, to_adopt: Child, cast: Cast, sign_in):
        carys = sign_in(cast.carys)
        answer = carys.post(
            reverse("new_identity", args=[to_adopt.public_id]),
            self.typed(health="Nerys Prydderch had asthma"),
        )
        assert answer.status_code == 422
        assert "Nerys Prydderch" in answer.content.decode()
        with acting_as(cast.alys):
            assert Child.objects.filter(pk=to_adopt.pk).exists()

    def test_is_for_no_child_without_an_order_and_no_social_worker(
        self, home: Home, to_adopt: Child, cast: Cast, sign_in
    ):
        assert (
            sign_in(cast.carys).get(reverse("new_identity", args=[home.child.public_id])).status_code == 404
        )
        assert sign_in(cast.alys).get(reverse("new_identity", args=[to_adopt.public_id])).status_code == 404


class TestTheRegisterOfCustody:
    def test_is_for_custodians_alone(self, adopted: Adopted, sign_in):
        for name, person in adopted.cast.people.items():
            answer = sign_in(person).get(reverse("custody"))
            assert (OLD_REFERENCE in answer.content.decode()) == (name in ("mair", "lowri")), name

    def test_opens_a_record_for_an_hour_with_a_banner_and_no_form(self, adopted: Adopted, sign_in):
        mair = sign_in(adopted.cast.mair)
        with acting_as(adopted.cast.mair):
            from hafan.access.models import Seclusion

            sealed = Seclusion.objects.get(label=OLD_REFERENCE)
        there = reverse("unsealing", args=[sealed.public_id])
        assert mair.post(there, {"reason": "asked"}).status_code == 422
        answer = mair.post(there, {"reason": REASON})
        assert answer.status_code == 302
        page = mair.get(answer.headers["Location"]).content.decode()
        assert "Prydderch" in page
        assert "govuk-warning-text" in page
        assert "kinds/" not in page

    def test_tells_which_record_came_after_and_keeps_who_asked(self, adopted: Adopted, sign_in):
        mair = sign_in(adopted.cast.mair)
        answer = mair.post(reverse("find_link"), {"reference": NEW_REFERENCE, "reason": REASON})
        assert OLD_REFERENCE in answer.content.decode()
        assert REASON in sign_in(adopted.cast.lowri).get(reverse("custody")).content.decode()
        nothing = mair.post(reverse("find_link"), {"reference": "NOBODY", "reason": REASON})
        assert OLD_REFERENCE not in nothing.content.decode()
