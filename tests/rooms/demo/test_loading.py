"""Loading the demo world: once, whole, by the same rules as any other record, and never into a real database."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.cache import cache
from django.db import connection

from hafan.access.models import Grant
from hafan.chronology.models import Entry, Obligation, Standing
from hafan.chronology.projection import project
from hafan.chronology.queries import entries_by_child, framework_of
from hafan.demo.commands import load
from hafan.demo.loading import HINTS
from hafan.demo.stories import Story
from hafan.demo.world import agencies
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Agency
from hafan.people.models import Child, Household, Person, Placement
from hafan.practice.facts import Facts
from tests.cast import Cast
from tests.database import Owner
from tests.rooms.demo.conftest import TODAY

DAY = TODAY.isoformat()
TABLES = (Agency, Account, Child, Entry, Obligation, Standing, Placement, Person, Household, Grant)


@pytest.fixture
def loaded(owner: Owner) -> None:
    """The demo world, in the database."""
    with owner():
        assert load(["--today", DAY]) == 0


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in TABLES}


class TestTheDemoWorldInTheDatabase:
    def test_holds_every_story_and_stays_as_it_is_when_loaded_again(
        self, loaded: None, owner: Owner, told: list[Story]
    ):
        with owner():
            before = counts()
            # One child of each region's first authority has two identities, and the later knows the birth and the order.
            assert before["Child"] == len(told) + 2
            assert before["Entry"] == sum(len(story.entries) for story in told) + 4
            assert load(["--today", DAY]) == 0
            assert counts() == before
            self.stored_equals_computed()
            self.breaches_are_kept()

    def stored_equals_computed(self) -> None:
        children = list(Child.objects.select_related("agency"))
        entries = entries_by_child(child.pk for child in children)
        for child in children:
            found = project(Facts(child.country, entries[child.pk]), framework_of(child))
            standing = Standing.objects.get(child=child)
            assert (standing.state, standing.due_on) == (found.standing["state"], found.standing["due_on"])
            assert Obligation.objects.filter(child=child).count() == len(found.obligations)

    def breaches_are_kept(self) -> None:
        breach = Entry.objects.exclude(breaches=[]).get()
        assert breach.kind == "placement_began"
        assert breach.breaches[0]["despite"]

    def test_shows_each_person_their_own_part(self, loaded: None, told: list[Story]):
        for email in ("tamsin.hollowmere@wrenmoor.example", "heledd.wynnstan@glanferin.example"):
            worker = Account.objects.get(email=email)
            theirs = {story.reference for story in told if story.worker == email}
            with acting_as(worker):
                seen = set(Child.objects.values_list("reference", flat=True))
            adopted = {s.reference for s in told if any(e.kind == "adoption_order_made" for e in s.entries)}
            assert theirs - adopted <= seen
            assert {reference[:2] for reference in seen} == {worker.agency.name_en[:2].upper()}
        with acting_as(Account.objects.get(email="nils.barleycott@wrenmoor.example")):
            assert not Child.objects.exists()
        with acting_as(Account.objects.get(email="clementine.dovercroft@lanternfold.example")):
            assert len({ref[:2] for ref in Child.objects.values_list("reference", flat=True)}) > 1

    def test_tells_the_sign_in_page_what_each_person_may_try(self, loaded: None):
        hints = cache.get(HINTS)
        assert set(hints) == {person.email for agency in agencies().values() for person in agency.staff}
        assert not any("{" in words for each in hints.values() for words in each.values())

    def test_can_be_made_anew_on_another_day(self, loaded: None, owner: Owner):
        with owner():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SET CONSTRAINTS ALL IMMEDIATE"
                )  # a test never commits, and a table waits to be emptied
            assert load(["--reset", "--today", date(2027, 3, 30).isoformat()]) == 0
            assert Standing.objects.count() == Child.objects.count() > 200


class TestARealDatabase:
    def test_is_never_touched(self, cast: Cast, owner: Owner, capsys: pytest.CaptureFixture[str]):
        with owner():
            for words in ([], ["--reset"]):
                assert load(["--today", DAY, *words]) == 1
            assert Agency.objects.count() == len(cast.agencies)
        assert "Nothing was changed" in capsys.readouterr().err
