"""Grants and denials: given by those who see, ended at once, and a denial beats them all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from hafan.access.models import Basis, Grant
from hafan.access.operations import NeedsOneHolder, deny, draw_child, end_grant, give, lift_denial
from hafan.access.queries import NotTheOneActing, OutOfSight, require_sight, visible_to
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from tests.cast import Cast, World

pytestmark = pytest.mark.django_db


def sees(account: Account, child: int) -> bool:
    with acting_as(account):
        return visible_to(Grant.objects.all(), account).filter(child_id=child).exists()


class TestAGrant:
    def test_opens_a_child_to_one_person(self, world: World):
        child = world.children["only Alys"]
        assert not sees(world.cast.bryn, child)
        with acting_as(world.cast.alys):
            give(
                child_id=child,
                to=world.cast.bryn,
                basis=Basis.ALLOCATED,
                reason="takes over",
                by=world.cast.alys,
                at=timezone.now() - timedelta(minutes=1),
            )
        assert sees(world.cast.bryn, child)

    def test_ends_at_once(self, world: World):
        child = world.children["only Alys"]
        with acting_as(world.cast.alys):
            grant = Grant.objects.get(child_id=child)
            end_grant(
                grant_id=grant.pk,
                by=world.cast.alys,
                at=timezone.now() - timedelta(hours=1),
                reason="moved on",
            )
        assert not sees(world.cast.alys, child)

    def test_is_not_given_by_somebody_who_does_not_see(self, world: World):
        with (
            acting_as(world.cast.femi),
            pytest.raises(DatabaseError, match="not yours to give"),
            transaction.atomic(),
        ):
            give(
                child_id=world.children["only Alys"],
                to=world.cast.femi,
                basis=Basis.SHARED,
                reason="curious",
                by=world.cast.femi,
                at=timezone.now(),
            )

    def test_cannot_lie_in_wait_for_a_child_to_come(self, world: World):
        with acting_as(world.cast.femi), pytest.raises(DatabaseError), transaction.atomic():
            give(
                child_id=max(world.children.values()) + 1,
                to=world.cast.femi,
                basis=Basis.SHARED,
                reason="early",
                by=world.cast.femi,
                at=timezone.now(),
            )

    def test_goes_to_one_holder(self, world: World):
        with acting_as(world.cast.alys), pytest.raises(NeedsOneHolder):
            give(
                child_id=world.children["only Alys"],
                to="Bryn",  # type: ignore[arg-type]
                basis=Basis.SHARED,
                reason="",
                by=world.cast.alys,
                at=timezone.now(),
            )

    def test_is_written_by_the_one_acting_and_no_other(self, world: World):
        with acting_as(world.cast.alys), pytest.raises(NotTheOneActing):
            draw_child(by=world.cast.bryn, reason="", account=world.cast.bryn)


class TestANewChild:
    def test_is_not_opened_for_another_agency(self, cast: Cast):
        for holder in ({"account": cast.ewa}, {"team": cast.marlbrook_first}, {"agency": cast.marlbrook}):
            with acting_as(cast.alys), pytest.raises(DatabaseError), transaction.atomic():
                draw_child(by=cast.alys, reason="", **holder)

    def test_is_not_opened_for_nobody(self, cast: Cast):
        with acting_as(cast.alys), pytest.raises(DatabaseError), transaction.atomic():
            draw_child(by=cast.alys, reason="")

    def test_is_not_opened_by_an_administrator(self, cast: Cast):
        with acting_as(cast.gwen), pytest.raises(DatabaseError), transaction.atomic():
            draw_child(by=cast.gwen, reason="", account=cast.alys)


class TestADenial:
    def test_beats_every_grant(self, world: World):
        child = world.children["everyone in Aberwern"]
        assert sees(world.cast.dafydd, child)
        with acting_as(world.cast.alys):
            deny(
                child_id=child,
                account=world.cast.dafydd,
                reason="a cousin",
                by=world.cast.alys,
                at=timezone.now() - timedelta(minutes=1),
            )
        assert not sees(world.cast.dafydd, child)

    def test_is_not_lifted_by_the_denied(self, world: World):
        with acting_as(world.cast.bryn), pytest.raises(DatabaseError), transaction.atomic():
            lift_denial(
                child_id=world.children["known to Bryn"],
                account=world.cast.bryn,
                by=world.cast.bryn,
                at=timezone.now(),
            )

    def test_is_lifted_by_somebody_who_sees(self, world: World):
        child = world.children["known to Bryn"]
        with acting_as(world.cast.alys):
            lift_denial(
                child_id=child,
                account=world.cast.bryn,
                by=world.cast.alys,
                at=timezone.now() - timedelta(hours=1),
            )
        assert sees(world.cast.bryn, child)


class TestAsking:
    def test_on_behalf_of_somebody_else_is_refused(self, world: World):
        with acting_as(world.cast.alys), pytest.raises(NotTheOneActing):
            visible_to(Grant.objects.all(), world.cast.bryn)


class TestTheSecondLookAtAList:
    def test_passes_what_is_in_sight(self, world: World):
        with acting_as(world.cast.alys):
            require_sight([world.children["only Alys"], world.children["known to Bryn"]])

    def test_refuses_the_whole_when_one_is_out_of_sight(self, world: World):
        with acting_as(world.cast.bryn), pytest.raises(OutOfSight):
            require_sight([world.children["Alys and the north team"], world.children["only Alys"]])
