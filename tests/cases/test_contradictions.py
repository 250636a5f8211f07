"""A system that did not know where children were: case 25."""

from __future__ import annotations

import html

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.audit.models import Event
from hafan.chronology.operations import record
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.contradictions import contradictions
from hafan.practice.facts import Facts
from tests.cases.held import case
from tests.rooms.demo.conftest import TODAY, told_on
from tests.stories_told import Stories, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(stories: Stories, days) -> Child:
    """A child looked after, whose last placement ended and of whom nothing more is recorded."""
    return stories.child(
        stories.cast.alys, told("born", days(-200)), told("became_looked_after", days(-100)),
        told("placement_began", days(-100), placement_kind="foster"), told("placement_ended", days(-9), end_reason="carers_withdrew"),
        reference="LOST 1", given_name="Mabli", family_name="Tudur",
    )  # fmt: skip


def test_no_ordinary_story_is_named() -> None:
    """Two hundred and fifty lives of the demo, return home and adoption, odd dates and corrections: all of them fit."""
    wrong = [
        (story.key, each.code)
        for story in told_on(TODAY)
        for each in contradictions(Facts(story.country, story.entries), TODAY)
    ]
    assert wrong == []


@case(25)
class TestWhereTheChildrenAre:
    """Surrey, 2018 (audit of the service): what the system said of where children lived was not where they were."""

    def page(self, client) -> str:
        answer = client.get(reverse("fitting") + "?lang=en")
        assert answer.status_code == 200
        return html.unescape(answer.content.decode())

    def test_a_child_who_lives_nowhere_by_the_record_is_named_to_whoever_can_put_it_right(
        self, lost: Child, baby: Child, cast, sign_in
    ) -> None:
        for name in ("alys", "carys", "dafydd"):
            page = self.page(sign_in(cast.people[name]))
            assert "Mabli Tudur" in page, name
            assert "does not say where they live" in page
            assert baby.reference not in page

    def test_a_child_said_to_live_in_two_places_is_named(self, stories: Stories, days, sign_in, cast) -> None:
        stories.child(
            cast.alys, told("became_looked_after", days(-30)),
            told("placement_began", days(-30), placement_kind="foster", household="00000000-0000-4000-8000-000000000001"),
            told("placement_began", days(-30), placement_kind="ep_foster", household="00000000-0000-4000-8000-000000000002"),
            reference="TWO 1",
        )  # fmt: skip
        page = self.page(sign_in(cast.carys))
        assert "TWO 1" in page
        assert "began on the same day" in page

    def test_in_welsh_as_well(self, lost: Child, cast, sign_in) -> None:
        page = html.unescape(sign_in(cast.carys).get(reverse("fitting") + "?lang=cy").content.decode())
        assert "Beth nad yw’n cyd-fynd" in page
        assert "ble mae’n byw" in page

    def test_is_shown_to_nobody_who_does_not_see_the_whole_record(self, lost: Child, cast, sign_in) -> None:
        for name in ("huw", "ewa", "dan"):
            assert "Mabli" not in self.page(sign_in(cast.people[name])), name
        for name in ("jac", "gwen", "ifan", "femi"):
            assert sign_in(cast.people[name]).get(reverse("fitting")).status_code == 404, name

    def test_reading_the_list_is_noted_for_every_child_it_named(
        self, lost: Child, cast, sign_in, owner
    ) -> None:
        self.page(sign_in(cast.carys))
        with owner():
            event = Event.objects.get(action="journeys.misfits.viewed")
        assert (event.account, list(event.listed)) == (cast.carys, [lost.pk])

    def test_a_corrected_record_is_named_no_more(self, lost: Child, cast, sign_in, days) -> None:
        with acting_as(cast.alys):
            record(
                by=cast.alys, child=lost, kind="placement_began", happened=ImpreciseDate(days(-9)), at=timezone.now(),
                details={"placement_kind": "foster"}, despite="it is where she is",
            )  # fmt: skip
        assert "Mabli" not in self.page(sign_in(cast.carys))
