"""Whoever loses sight of a child loses it at once: at the next request, in the open page, the running job, the draft and the cache.

Every path is tried with each of the ways somebody may still be looking.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Denial, Grant, Why
from hafan.access.operations import deny, end_grant, restrict
from hafan.chronology.models import Draft
from hafan.chronology.operations import record, save_draft
from hafan.foundation.context import acting_as
from hafan.identity.models import Membership
from hafan.identity.operations import deactivate
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate
from hafan.sharing.operations import acknowledge, end_share

pytestmark = pytest.mark.django_db
LONG_AGO = timezone.now() - timedelta(days=1)


@pytest.fixture
def shared(cast, baby, offered, owner):
    """Femi may see the baby, and add to the record, by a share with her alone; it began yesterday."""
    share = offered(to=cast.femi, may_write=True, starts=LONG_AGO)
    with acting_as(cast.femi):
        acknowledge(by=cast.femi, share_id=share)
    with owner():
        Grant.objects.filter(account=cast.femi).update(begins_at=LONG_AGO)
    return share


def end_her_grant(cast, baby, share) -> None:
    with acting_as(cast.carys):
        grant = Grant.objects.get(account=cast.femi)
        end_grant(grant_id=grant.pk, by=cast.carys, at=LONG_AGO + timedelta(hours=1), reason="a mistake")


def end_her_membership(cast, baby, share) -> None:
    from tests.database import as_owner

    with as_owner():
        Membership.objects.filter(account=cast.femi).update(ends_on=timezone.localdate())


def close_her_account(cast, baby, share) -> None:
    from tests.database import as_owner

    with as_owner():
        Membership.objects.create(
            account=cast.olu, agency=cast.threeways, role="sysadmin", begins_on=timezone.localdate()
        )
    with acting_as(cast.olu):
        deactivate(account=cast.femi, by=cast.olu, at=timezone.now())


def deny_her(cast, baby, share) -> None:
    with acting_as(cast.carys):
        deny(child_id=baby.pk, account=cast.femi, reason="relative", by=cast.carys, at=LONG_AGO)


def end_the_share(cast, baby, share) -> None:
    with acting_as(cast.carys):
        assert end_share(by=cast.carys, share_id=share, why="a family was found")


def restrict_the_record(cast, baby, share) -> None:
    with acting_as(cast.carys):
        restrict(
            child_id=baby.pk, kind=Why.KNOWN, reason="known to people here", label="", custodian=cast.nia,
            review_on=timezone.localdate() + timedelta(days=90), by=cast.carys,
        )  # fmt: skip


WAYS: list[Callable[..., None]] = [
    end_her_grant, end_her_membership, close_her_account, deny_her, end_the_share, restrict_the_record,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
class TestWhoeverLosesSightLosesItAtOnce:
    def test_in_a_page_that_is_open_and_in_every_page_after_it(
        self, way, cast, baby, shared, sign_in, figure
    ):
        femi, page = sign_in(cast.femi), reverse("child", args=[baby.public_id])
        open_page = femi.get(page)
        assert open_page.status_code == 200
        assert open_page.headers["Cache-Control"] == "no-store"
        way(cast, baby, shared)
        addresses = [page, *(reverse(name, args=[baby.public_id]) for name in ("picture", "kinds"))]
        served = [address for address in addresses if femi.get(address).status_code not in (302, 404)]
        figure("G9", paths=len(WAYS), served=len(served))
        assert served == []
        sent = femi.post(reverse("new_entry", args=[baby.public_id, "life_story_given"]), {"when-day": "1"})
        assert sent.status_code in (302, 404)
        after = femi.get(reverse("children"), follow=True).content.decode()
        assert "Prydderch" not in after

    def test_with_an_answer_that_says_not_changed(self, way, cast, baby, shared, sign_in):
        """A browser that asks whether its copy is still good is not told that it is."""
        femi, page = sign_in(cast.femi), reverse("child", args=[baby.public_id])
        first = femi.get(page)
        way(cast, baby, shared)
        again = femi.get(
            page,
            headers={
                "If-None-Match": first.headers.get("ETag", "*"),
                "If-Modified-Since": "Sun, 22 Nov 2099 00:00:00 GMT",
            },
        )
        assert again.status_code in (302, 404)

    def test_in_a_job_that_runs(self, way, cast, baby, shared):
        with acting_as(cast.femi):
            assert Child.objects.filter(pk=baby.pk).exists()
            way_within(way, cast, baby, shared)
            assert not Child.objects.filter(pk=baby.pk).exists()

    def test_in_a_verb_called_with_a_row_read_before(self, way, cast, baby, shared):
        with acting_as(cast.femi):
            known = Child.objects.select_related("agency").get(pk=baby.pk)
        way(cast, baby, shared)
        with acting_as(cast.femi), pytest.raises(Exception), transaction.atomic():  # noqa: B017 - whichever wall is met first
            record(
                by=cast.femi, child=known, kind="life_story_given", happened=ImpreciseDate(timezone.localdate()), details={},
                at=timezone.now(), despite="it was done",
            )  # fmt: skip

    def test_in_a_draft_of_ones_own(self, way, cast, baby, shared):
        with acting_as(cast.femi):
            save_draft(
                by=cast.femi, child=baby, kind="life_story_given", typed={"note": "x"}, at=timezone.now()
            )
            assert Draft.objects.exists()
        way(cast, baby, shared)
        with acting_as(cast.femi):
            assert not Draft.objects.exists()


def way_within(way, cast, baby, shared) -> None:
    """Somebody else acts meanwhile; then whoever ran the job acts again."""
    way(cast, baby, shared)


def test_the_paths_are_the_six(owner):
    assert len(WAYS) == 6
    with owner():
        assert not Denial.objects.exists()
