"""A record seen in part: each reader their own part, and nothing worked out from half a story."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hafan.access.models import Basis
from hafan.access.operations import give
from hafan.chronology.models import Entry, Obligation
from hafan.foundation.context import acting_as, seen_as, whole
from hafan.practice.entries import Compartment
from tests.stories_told import told

pytestmark = pytest.mark.django_db

#: A grant that begins now would be seen from the next transaction on.
LONG_AGO = datetime(2024, 2, 1, tzinfo=UTC)


@pytest.fixture
def child(stories, cast, days):
    """Alys's child, with a life in care, in court and at the doctor's."""
    return stories.child(
        cast.alys,
        told("born", days(-200)),
        told("became_looked_after", days(-100)),
        told("proceedings_issued", days(-90)),
        told("health_assessed", days(-60)),
        told("visit_made", days(-10), note="Well and smiling."),
    )


def give_part(child, to, *parts, role="", by, may_write=True):
    with acting_as(by):
        give(
            child_id=child.pk, to=to, basis=Basis.CONSENT, reason="told", by=by, at=LONG_AGO, role=role,
            parts=parts, may_write=may_write,
        )  # fmt: skip


def kinds_seen(account, child):
    with acting_as(account):
        return set(Entry.objects.filter(child=child).values_list("kind", flat=True))


class TestEachReader:
    def test_reads_the_lines_of_their_own_parts_and_no_others(self, child, cast):
        give_part(child, cast.huw, Compartment.HEALTH, by=cast.alys)
        assert kinds_seen(cast.huw, child) == {"health_assessed"}
        assert kinds_seen(cast.alys, child) >= {"proceedings_issued", "health_assessed", "visit_made"}

    def test_finds_on_the_page_what_they_may_know_and_nothing_of_the_rest(self, child, cast, sign_in):
        give_part(child, cast.huw, Compartment.HEALTH, by=cast.alys)
        text = sign_in(cast.huw).get(reverse("child", args=[child.public_id])).content.decode()
        assert "You see a part of this record" in text
        assert "Well and smiling" not in text
        assert "roceedings" not in text

    def test_sees_what_is_due_only_where_it_belongs_to_their_part(self, child, cast):
        give_part(child, cast.huw, Compartment.HEALTH, by=cast.alys)
        with acting_as(cast.alys):
            all_parts = set(Obligation.objects.filter(child=child).values_list("part", flat=True))
        with acting_as(cast.huw):
            seen = set(Obligation.objects.filter(child=child).values_list("part", flat=True))
        assert seen <= {"health"} < all_parts | {"health"}

    def test_gets_no_picture_from_half_a_story(self, child, cast, sign_in):
        give_part(child, cast.huw, Compartment.HEALTH, by=cast.alys)
        assert sign_in(cast.huw).get(reverse("picture", args=[child.public_id])).status_code == 404

    def test_with_a_small_role_finds_their_children_in_the_list(self, child, cast, sign_in):
        give_part(child, cast.jac, Compartment.FAMILY_TIME, role="contact_worker", by=cast.alys)
        text = sign_in(cast.jac).get(reverse("children")).content.decode()
        assert child.reference in text


class TestRecordingInPart:
    def test_works_out_what_follows_from_the_whole_story(self, child, cast, sign_in, days):
        """Half a story would have made everything else undue: the whole is read by the verb, not by the person."""
        with acting_as(cast.alys):
            before = set(
                Obligation.objects.filter(child=child).exclude(part="care").values_list("clock", flat=True)
            )
        address = reverse("new_entry", args=[child.public_id, "visit_made"])
        typed = {"filled": "yes", "when": "today", "learnt": "today", "seen": "yes", "note": "Asleep."}
        give_part(child, cast.huw, Compartment.CARE, by=cast.alys)
        assert sign_in(cast.huw).post(address, typed).status_code == 302
        with acting_as(cast.alys):
            after = set(
                Obligation.objects.filter(child=child).exclude(part="care").values_list("clock", flat=True)
            )
        assert before
        assert after == before

    def test_of_a_part_one_cannot_see_is_refused(self, child, cast, sign_in):
        give_part(child, cast.huw, Compartment.HEALTH, by=cast.alys)
        address = reverse("new_entry", args=[child.public_id, "visit_made"])
        typed = {"filled": "yes", "when": "today", "learnt": "today", "seen": "yes", "note": "Asleep."}
        answer = sign_in(cast.huw).post(address, typed)
        assert answer.status_code == 404
        assert kinds_seen(cast.huw, child) == {"health_assessed"}

    def test_is_not_there_for_somebody_who_may_only_read(self, child, cast, sign_in):
        give_part(child, cast.huw, Compartment.CARE, by=cast.alys, may_write=False)
        client = sign_in(cast.huw)
        assert client.get(reverse("child", args=[child.public_id])).status_code == 200
        assert client.get(reverse("kinds", args=[child.public_id])).status_code == 404


class TestSomebodyElsesEyes:
    def test_see_what_both_may_see(self, child, cast):
        with acting_as(cast.alys), seen_as("parent", child.pk):
            assert set(Entry.objects.values_list("kind", flat=True)) == {"proceedings_issued"}

    def test_see_nothing_of_another_child(self, child, stories, cast, days):
        other = stories.child(cast.alys, told("born", days(-20)))
        with acting_as(cast.alys), seen_as("parent", child.pk):
            assert not Entry.objects.filter(child=other).exists()

    def test_see_nothing_where_whoever_looks_sees_nothing(self, child, cast):
        with acting_as(cast.huw), whole(child.pk):
            assert not Entry.objects.exists()

    def test_write_nothing(self, child, cast):
        with acting_as(cast.alys), seen_as("court", child.pk):
            assert not Obligation.objects.filter(child=child).update(owner="iro")
