"""The pages of sharing, of who sees a child, and of conflicts, as people use them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Basis, Grant, Why
from hafan.access.operations import end_grant, give, restrict
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.sharing.models import Request, Share
from hafan.sharing.operations import acknowledge

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=1)


def filled(cast, **more) -> dict[str, object]:
    """The form of an offer, as a manager fills it in."""
    today = timezone.localdate()
    told = {
        "to": f"agency {cast.threeways.public_id}", "person": "", "told_as": "ABC 123", "role": "asw",
        "parts": ["care", "adoption"], "purpose": "finding a family", "legal_basis": "public_task", "consent": "not_asked",
        "starts": today, "ends": today + timedelta(days=90), "review_on": today + timedelta(days=30),
        "item_1": "the plan", "who_1": "the family finder", "handling_1": "not by email",
    }  # fmt: skip
    return {**told, **more}


class TestSharing:
    @pytest.mark.clause("WEP-NEWS-41", "ENG-2.4", "G-25")
    def test_goes_from_the_childs_page_to_the_other_agencys_list(self, cast, baby, sign_in):
        carys, olu = sign_in(cast.carys), sign_in(cast.olu)
        assert carys.get(reverse("sight", args=[baby.public_id])).status_code == 200
        offer = reverse("offer_share", args=[baby.public_id])
        assert carys.get(offer).status_code == 200
        done = carys.post(offer, filled(cast), follow=True)
        assert done.status_code == 200
        assert "not by email" in done.content.decode()

        listed = olu.get(reverse("sharing")).content.decode()
        assert "ABC 123" in listed
        assert "Prydderch" not in listed
        with acting_as(cast.olu):
            share = Share.objects.get()
        page = reverse("share", args=[share.public_id])
        assert "Take what is offered" in olu.get(page).content.decode()
        taken = olu.post(page, {"do": "take"}, follow=True).content.decode()
        assert "Prydderch" in taken
        assert "adoption social worker" in taken
        assert olu.get(reverse("child", args=[baby.public_id])).status_code == 200
        assert "Adopt Threeways" in carys.get(reverse("sight", args=[baby.public_id])).content.decode()

    @pytest.mark.parametrize(
        ("wrong", "says"),
        [
            ({"parts": ["court"]}, "This role never sees"), ({"ends": "2020-01-01"}, "not before today"), ({"parts": []}, "Answer this"),
            ({"consent": "overridden", "consent_words": "no"}, "at least 20 letters"), ({"legal_basis": ""}, "Answer this"),
            ({"person": "nobody@threeways.example"}, "Nobody there has this work email"), ({"ends": ""}, "Answer this"),
        ],
    )  # fmt: skip
    def test_is_refused_with_words_where_something_is_missing(self, cast, baby, sign_in, wrong, says):
        answer = sign_in(cast.carys).post(
            reverse("offer_share", args=[baby.public_id]), filled(cast, **wrong)
        )
        assert answer.status_code == 422
        assert says in answer.content.decode()
        with acting_as(cast.carys):
            assert not Share.objects.exists()

    def test_of_a_restricted_record_is_with_one_named_person(self, cast, baby, sign_in):
        with acting_as(cast.carys):
            restrict(
                child_id=baby.pk, kind=Why.KNOWN, reason="known to people here", label="", custodian=cast.nia,
                review_on=timezone.localdate() + timedelta(days=90), by=cast.carys,
            )  # fmt: skip
        carys, offer = sign_in(cast.carys), reverse("offer_share", args=[baby.public_id])
        assert carys.post(offer, filled(cast)).status_code == 422
        assert carys.post(offer, filled(cast, person=cast.femi.email)).status_code == 302

    def test_is_declined_and_ended_with_a_reason(self, cast, offered, sign_in):
        page = reverse("share", args=[offered()])
        olu = sign_in(cast.olu)
        assert olu.post(page, {"do": "decline", "why": ""}).status_code == 422
        assert olu.post(page, {"do": "decline", "why": "not ours"}).status_code == 302
        again = reverse("share", args=[offered()])
        olu.post(again, {"do": "take"})
        assert sign_in(cast.carys).post(again, {"do": "end", "why": "a family was found"}).status_code == 302
        with acting_as(cast.olu):
            assert not Child.objects.exists()

    def test_is_looked_at_again(self, cast, offered, sign_in):
        share = offered()
        with acting_as(cast.olu):
            acknowledge(by=cast.olu, share_id=share)
        page, carys = reverse("share", args=[share]), sign_in(cast.carys)
        later = timezone.localdate() + timedelta(days=60)
        assert carys.post(page, {"do": "review", "next_on": later}).status_code == 302
        assert carys.post(page, {"do": "review", "next_on": "2020-01-01"}).status_code == 422

    def test_is_not_found_by_those_it_does_not_concern(self, cast, offered, sign_in):
        page = reverse("share", args=[offered()])
        for name in ("ewa", "grace", "huw", "jac", "dan"):
            assert sign_in(cast.people[name]).get(page).status_code == 404, name

    def test_is_for_those_whose_role_shares(self, cast, baby, sign_in):
        for name in ("alys", "bryn", "dafydd", "ifan"):
            client = sign_in(cast.people[name])
            assert client.get(reverse("sight", args=[baby.public_id])).status_code == 404, name
            assert client.get(reverse("offer_share", args=[baby.public_id])).status_code == 404, name

    def test_of_another_agencys_child_cannot_be_done_by_whom_it_is_shared_with(
        self, cast, baby, offered, sign_in
    ):
        share = offered()
        with acting_as(cast.olu):
            acknowledge(by=cast.olu, share_id=share)
        olu = sign_in(cast.olu)
        assert olu.get(reverse("child", args=[baby.public_id])).status_code == 200
        for name in ("sight", "offer_share"):
            assert olu.get(reverse(name, args=[baby.public_id])).status_code == 404


class TestARequest:
    def test_goes_out_is_answered_by_an_offer_and_shows_its_clock(self, cast, baby, sign_in):
        femi, carys = sign_in(cast.femi), sign_in(cast.carys)
        assert femi.get(reverse("new_request")).status_code == 200
        sent = femi.post(
            reverse("new_request"),
            {"agency": cast.aberwern.public_id, "about": "your ABC 123", "wanted": "the plan", "purpose": "matching",
             "legal_basis": "public_task"},
            follow=True,
        )  # fmt: skip
        assert "your ABC 123" in sent.content.decode()
        with acting_as(cast.carys):
            request = Request.objects.get()
        page = reverse("request", args=[request.public_id])
        assert "a local practice value" in carys.get(page).content.decode()
        assert carys.post(page, {"do": "offer", "reference": "no such"}).status_code == 422
        to_offer = carys.post(page, {"do": "offer", "reference": "ABC 123"})
        assert to_offer["Location"].startswith(reverse("offer_share", args=[baby.public_id]))
        assert carys.post(to_offer["Location"], filled(cast)).status_code == 302
        assert "Something was offered" in femi.get(page).content.decode()

    def test_a_child_hidden_from_the_one_asked_is_no_child(self, cast, baby, sign_in, owner):
        with acting_as(cast.femi):
            from hafan.sharing.operations import ask

            request = ask(by=cast.femi, agency=cast.aberwern, about="ABC 123", wanted="all", purpose="x",
                          legal_basis="public_task", at=timezone.now())  # fmt: skip
        with owner():
            Grant.objects.update(begins_at=LONG_AGO, ends_at=LONG_AGO)
        page, carys = reverse("request", args=[request]), sign_in(cast.carys)
        hidden = carys.post(page, {"do": "offer", "reference": "ABC 123"})
        absent = carys.post(page, {"do": "offer", "reference": "XYZ 999"})
        assert hidden.status_code == absent.status_code == 422

    def test_is_overdue_after_its_day(self, cast, sign_in, owner):
        with acting_as(cast.femi):
            from hafan.sharing.operations import ask

            ask(by=cast.femi, agency=cast.aberwern, about="ABC", wanted="all", purpose="x",
                legal_basis="public_task", at=timezone.now())  # fmt: skip
        with owner():
            Request.objects.update(answer_by=timezone.localdate() - timedelta(days=1))
        for who in (cast.carys, cast.femi):
            assert "Overdue" in sign_in(who).get(reverse("sharing")).content.decode()


class TestWhoSeesAChild:
    def test_a_sight_is_ended_with_a_reason(self, cast, baby, sign_in):
        page, carys = reverse("sight", args=[baby.public_id]), sign_in(cast.carys)
        with acting_as(cast.carys):
            grant = Grant.objects.get(child_id=baby.pk, account=cast.alys)
        assert carys.post(page, {"do": "end", "grant": grant.public_id, "why": ""}).status_code == 422
        assert carys.post(page, {"do": "end", "grant": grant.public_id, "why": "she left"}).status_code == 302
        with acting_as(cast.carys):
            assert Grant.objects.get(pk=grant.pk).end_reason == "she left"

    def test_somebody_is_kept_out_and_let_in_again(self, cast, baby, sign_in):
        page, carys, bryn = reverse("sight", args=[baby.public_id]), sign_in(cast.carys), sign_in(cast.bryn)
        child = reverse("child", args=[baby.public_id])
        assert bryn.get(child).status_code == 200
        denied = {"do": "deny", "email": cast.bryn.email, "kind": "relative", "told": "a cousin"}
        assert carys.post(page, {**denied, "email": "nobody@aberwern.example"}).status_code == 422
        shown = carys.post(page, denied, follow=True).content.decode()
        assert "A relative, or a relative’s partner: a cousin" in shown
        bryns = sign_in(cast.bryn)
        assert bryns.get(child).status_code in (200, 404)  # begins within this very transaction of the test
        assert carys.post(page, {"do": "lift", "account": cast.bryn.public_id}).status_code == 302

    def test_is_shown_but_not_changed_by_a_manager_who_holds_a_part_of_the_record(self, cast, baby, sign_in):
        with acting_as(cast.alys):
            give(child_id=baby.pk, to=cast.nia, basis=Basis.CONSENT, reason="x", by=cast.alys, at=LONG_AGO,
                 parts={Compartment.CARE})  # fmt: skip
            agency = Grant.objects.get(child_id=baby.pk, agency=cast.aberwern)
            end_grant(grant_id=agency.pk, by=cast.alys, at=LONG_AGO, reason="x")
        page, nia = reverse("sight", args=[baby.public_id]), sign_in(cast.nia)
        assert "Keep somebody out" not in nia.get(page).content.decode()
        answer = nia.post(page, {"do": "deny", "email": cast.bryn.email, "kind": "other"})
        assert answer.status_code == 200
        with acting_as(cast.bryn):
            assert Child.objects.exists()

    def test_rubbish_changes_nothing(self, cast, baby, sign_in):
        page, carys = reverse("sight", args=[baby.public_id]), sign_in(cast.carys)
        assert carys.post(page, {"do": "end", "grant": "rubbish", "why": "x"}).status_code == 404
        assert carys.post(page, {"do": "lift", "account": "rubbish"}).status_code == 302
        assert carys.post(page, {"do": "rubbish"}).status_code == 302


class TestAConflict:
    def test_declared_shuts_oneself_out_and_tells_the_manager(self, cast, baby, sign_in, owner):
        page, alys = reverse("conflict", args=[baby.public_id]), sign_in(cast.alys)
        assert alys.get(page).status_code == 200
        assert alys.post(page, {}).status_code == 422
        assert alys.post(page, {"kind": "neighbour", "told": "next door"}).status_code == 302
        with owner():
            from hafan.access.models import Denial

            Denial.objects.update(begins_at=timezone.now() - timedelta(days=1))
        assert alys.get(page).status_code == 404
        assert alys.get(reverse("child", args=[baby.public_id])).status_code == 404
        told = sign_in(cast.carys).get(reverse("sharing")).content.decode()
        assert "A neighbour or friend: next door" in told
        assert "find somebody else" in told
        register = sign_in(cast.lowri).get(reverse("denials")).content.decode()
        assert "Alys" in register
        assert "ABC 123" in register
        assert "Prydderch" not in register

    def test_is_told_to_no_other_agency(self, cast, baby, sign_in):
        sign_in(cast.alys).post(reverse("conflict", args=[baby.public_id]), {"kind": "other"})
        assert "Alys" not in sign_in(cast.grace).get(reverse("sharing")).content.decode()
