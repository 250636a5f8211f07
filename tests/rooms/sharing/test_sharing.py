"""One agency shows another what it needs, item by item, and no more; the sight comes and goes with the agreement."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.access.models import Grant, Why
from hafan.access.operations import deny, end_grant, restrict, seal
from hafan.access.policy import MAY
from hafan.access.queries import parts_of
from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from hafan.sharing.models import Consent, Request, Share, State
from hafan.sharing.operations import (
    CannotShare,
    acknowledge,
    ask,
    decline,
    end_share,
    refuse_request,
    review,
)
from hafan.sharing.statements import SHARERS
from tests.cast import Cast
from tests.database import Owner

#: The database stands still within a test: what begins now begins after it.
LONG_AGO = timezone.now() - timedelta(days=1)
pytestmark = pytest.mark.django_db

PARTS = {Compartment.CARE, Compartment.ADOPTION}


def take(cast: Cast, share_id) -> None:
    with acting_as(cast.olu):
        assert acknowledge(by=cast.olu, share_id=share_id)


def sees(cast: Cast, who: str, child: Child) -> bool:
    with acting_as(cast.people[who]):
        return Child.objects.filter(pk=child.pk).exists()


class TestAnOffer:
    def test_shows_nothing_of_the_child_until_it_is_taken(self, cast, baby, offered):
        offered()
        with acting_as(cast.olu):
            assert Share.objects.get().told_as == "the child we call ABC"
            assert not Child.objects.exists()
        assert not sees(cast, "femi", baby)

    def test_taken_shows_the_named_parts_under_the_named_role_and_no_others(self, cast, baby, offered):
        take(cast, offered())
        with acting_as(cast.olu):
            assert parts_of(baby.pk) == PARTS
            assert set(Entry.objects.values_list("part", flat=True)) <= {"care", "adoption"}
            grant = Grant.objects.get(child_id=baby.pk, agency=cast.threeways)
            assert (grant.role, grant.purpose, grant.legal_basis) == (
                "asw",
                "finding a family",
                "public_task",
            )
            assert not grant.may_write

    def test_is_taken_once(self, cast, offered):
        share = offered()
        take(cast, share)
        with acting_as(cast.olu):
            assert not acknowledge(by=cast.olu, share_id=share)

    def test_to_one_team_is_seen_by_that_team_alone(self, cast, baby, offered):
        take(cast, offered(to=cast.threeways_finders))
        assert sees(cast, "femi", baby)
        assert not sees(cast, "olu", baby)

    def test_to_one_person_may_be_taken_by_that_person(self, cast, baby, offered):
        share = offered(to=cast.femi)
        with acting_as(cast.femi):
            assert acknowledge(by=cast.femi, share_id=share)
        assert sees(cast, "femi", baby)

    def test_is_taken_by_nobody_else(self, cast, baby, offered):
        share = offered(to=cast.threeways_finders)
        for name in ("femi", "grace", "ewa", "alys", "lowri"):
            with acting_as(cast.people[name]):
                assert not acknowledge(by=cast.people[name], share_id=share), name
        assert not sees(cast, "femi", baby)

    def test_declined_says_why_and_shows_nothing(self, cast, baby, offered):
        share = offered()
        with acting_as(cast.olu):
            assert not decline(by=cast.olu, share_id=share, why=" ")
            assert decline(by=cast.olu, share_id=share, why="not one of our children")
            assert Share.objects.get().state(timezone.now()) == State.DECLINED
        assert not sees(cast, "olu", baby)

    def test_that_has_run_out_cannot_be_taken(self, cast, offered, owner: Owner):
        share = offered()
        with owner():
            Share.objects.update(ends_at=timezone.now() - timedelta(days=1))
        with acting_as(cast.olu):
            assert not acknowledge(by=cast.olu, share_id=share)
            assert Share.objects.get().state(timezone.now()) == State.EXPIRED


class TestWhoMayOffer:
    def test_not_a_worker_whose_role_does_not_share(self, cast, offered):
        with pytest.raises(CannotShare):
            offered(by=cast.alys)

    def test_not_another_agency_of_what_was_shown_to_it(self, cast, baby, offered):
        take(cast, offered(may_write=True))
        with pytest.raises(CannotShare):
            offered(by=cast.olu, to=cast.marlbrook)

    def test_not_somebody_who_is_denied_the_child(self, cast, baby, offered):
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.carys, reason="kin", by=cast.alys, at=LONG_AGO)
        with pytest.raises(CannotShare):
            offered()

    @pytest.mark.parametrize(
        "wrong",
        [
            {"role": "house"}, {"role": "emergency"}, {"role": "sysadmin"}, {"role": ""}, {"parts": ()},
            {"parts": (Compartment.SEALED_LINK,)}, {"parts": (Compartment.COURT,)}, {"purpose": " "}, {"legal_basis": "because"},
            {"told_as": ""}, {"consent": Consent.OVERRIDDEN, "consent_words": "no"},
            {"ends": timezone.now() - timedelta(days=1)}, {"review_on": timezone.localdate() + timedelta(days=400)},
        ],
    )  # fmt: skip
    def test_nothing_is_offered_without_role_reach_purpose_law_and_end(self, offered, wrong):
        with pytest.raises(CannotShare):
            offered(**wrong)

    def test_nothing_is_shared_with_oneself_or_a_team_of_some_third_agency(self, cast, offered):
        with pytest.raises(CannotShare):
            offered(to=cast.aberwern_south)

    def test_the_database_and_the_policy_name_the_same_roles(self):
        assert {role for role, may in MAY.items() if "case.share" in may} == set(SHARERS.split("'")[1::2])


class TestTheEndOfAShare:
    @pytest.mark.parametrize("by", ["carys", "olu"])
    def test_either_side_ends_it_and_the_sight_with_it(self, cast, baby, offered, by):
        share = offered()
        take(cast, share)
        with acting_as(cast.people[by]):
            assert end_share(by=cast.people[by], share_id=share, why="a family was found")
        assert not sees(cast, "olu", baby)
        with acting_as(cast.carys):
            assert Share.objects.get().state(timezone.now() + timedelta(seconds=1)) == State.ENDED

    def test_nobody_else_ends_it(self, cast, baby, offered):
        share = offered()
        take(cast, share)
        for name in ("alys", "femi", "grace", "lowri"):
            with acting_as(cast.people[name]):
                assert not end_share(by=cast.people[name], share_id=share, why="why not")
        assert sees(cast, "olu", baby)

    def test_comes_with_the_end_of_its_grant(self, cast, baby, offered):
        take(cast, offered())
        with acting_as(cast.carys):
            grant = Grant.objects.get(child_id=baby.pk, agency=cast.threeways)
            end_grant(grant_id=grant.pk, by=cast.carys, at=timezone.now(), reason="a mistake")
            assert Share.objects.get().end_reason == "a mistake"

    def test_comes_with_its_last_day(self, cast, baby, offered, owner: Owner):
        take(cast, offered())
        with owner():
            Grant.objects.filter(basis="shared").update(
                begins_at=LONG_AGO, ends_at=LONG_AGO + timedelta(hours=1)
            )
        assert not sees(cast, "olu", baby)

    @pytest.mark.parametrize("taken", [True, False])
    def test_comes_when_the_record_is_restricted(self, cast, baby, offered, taken):
        share = offered(to=cast.femi)
        if taken:
            take(cast, share)
        with acting_as(cast.carys):
            restrict(
                child_id=baby.pk, kind=Why.KNOWN, reason="known to people here", label="", custodian=cast.nia,
                review_on=timezone.localdate() + timedelta(days=90), by=cast.carys,
            )  # fmt: skip
        with acting_as(cast.femi):
            assert not acknowledge(by=cast.femi, share_id=share)
            assert not Child.objects.exists()

    def test_comes_when_the_record_is_sealed_and_then_nothing_tells_of_it(self, cast, baby, offered):
        take(cast, offered())
        with acting_as(cast.alys):
            seal(child_id=baby.pk, reason="an adoption order", label="", by=cast.alys)
        with acting_as(cast.olu):
            assert not Share.objects.exists()
            assert not Child.objects.exists()

    def test_a_review_says_when_the_next_one_is_and_only_the_giver_reviews(self, cast, offered):
        share = offered()
        take(cast, share)
        later = timezone.localdate() + timedelta(days=60)
        with acting_as(cast.olu):
            assert not review(by=cast.olu, share_id=share, next_on=later)
        with acting_as(cast.carys):
            assert review(by=cast.carys, share_id=share, next_on=later)
            assert not review(by=cast.carys, share_id=share, next_on=later + timedelta(days=900))
            assert Grant.objects.get(role="asw").review_on == later


class TestWhoReadsAShare:
    def test_the_two_agencies_and_nobody_else(self, cast, offered):
        offered(to=cast.femi)
        reads = set()
        for name, account in cast.people.items():
            with acting_as(account):
                if Share.objects.exists():
                    reads.add(name)
        assert reads == {"alys", "bryn", "carys", "dafydd", "ifan", "nia", "femi", "olu"}

    def test_not_somebody_there_who_is_denied_the_child(self, cast, baby, offered):
        offered()
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.olu, reason="kin", by=cast.alys, at=LONG_AGO)
        with acting_as(cast.olu):
            assert not Share.objects.exists()

    def test_each_agency_reads_its_own_and_not_what_another_was_given(self, cast, baby, offered):
        take(cast, offered())
        offered(to=cast.marlbrook)
        with acting_as(cast.olu):
            assert [share.to_agency for share in Share.objects.all()] == [cast.threeways]

    def test_nobody_writes_one_but_through_the_verbs(self, cast, offered):
        offered()
        for statement in (
            "UPDATE sharing_share SET parts = '{court}'",
            "DELETE FROM sharing_share",
            "UPDATE sharing_request SET outcome = 'offered'",
        ):
            with (
                acting_as(cast.olu),
                pytest.raises(DatabaseError, match="permission denied"),
                transaction.atomic(),
            ):
                connection.cursor().execute(statement)


class TestARequest:
    def asked(self, cast, by="femi"):
        with acting_as(cast.people[by]):
            return ask(
                by=cast.people[by], agency=cast.aberwern, about="a baby born in March, your reference ABC 123",
                wanted="the plan and the health of the baby", purpose="finding a family", legal_basis="public_task",
                at=timezone.now(),
            )  # fmt: skip

    def test_is_read_by_those_who_share_on_both_sides_and_by_its_writer(self, cast):
        self.asked(cast)
        reads = set()
        for name, account in cast.people.items():
            with acting_as(account):
                reads |= {name} if Request.objects.exists() else set()
        assert reads == {"femi", "olu", "carys", "nia"}

    def test_starts_a_clock_of_five_working_days(self, cast):
        self.asked(cast)
        with acting_as(cast.olu):
            asked = Request.objects.get()
        assert 5 <= (asked.answer_by - timezone.localdate()).days <= 12

    def test_is_refused_with_a_reason(self, cast):
        request = self.asked(cast)
        with acting_as(cast.carys):
            assert not refuse_request(by=cast.carys, request_id=request, why="")
            assert refuse_request(by=cast.carys, request_id=request, why="we hold nothing we may share")
        with acting_as(cast.femi):
            assert Request.objects.get().outcome == "refused"

    def test_is_not_refused_by_those_who_ask_nor_by_strangers(self, cast):
        request = self.asked(cast)
        for name in ("olu", "femi", "alys", "grace"):
            with acting_as(cast.people[name]):
                assert not refuse_request(by=cast.people[name], request_id=request, why="no")

    def test_is_answered_by_an_offer_to_those_who_asked(self, cast, offered):
        request = self.asked(cast)
        with pytest.raises(CannotShare):
            offered(to=cast.marlbrook, answers=request)
        share = offered(answers=request)
        with acting_as(cast.femi):
            answered = Request.objects.get()
            assert (answered.outcome, answered.answered_by) == ("offered", cast.carys)
        take(cast, share)
