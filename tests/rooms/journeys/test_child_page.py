"""The page of one child: what is due and why, who is who, the story, and the day it is read for."""

from __future__ import annotations

import html
import re
import uuid
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hafan.access.operations import deny
from hafan.audit.models import Event
from hafan.chronology.models import Entry
from hafan.chronology.operations import correct, record, withdraw
from hafan.foundation.context import acting_as
from hafan.people.models import Person
from hafan.practice.calendar import ImpreciseDate
from tests.stories_told import told

LONG_AGO = datetime(2024, 2, 1, tzinfo=UTC)


def page(client, child, **asked):
    answer = client.get(reverse("child", args=[child.public_id]), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def words(text):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


class TestThePage:
    def test_says_where_the_child_stands_and_who_works_with_them(self, baby, cast, sign_in):
        text = words(page(sign_in(cast.bryn), baby))
        assert "13 weeks old, living with early permanence carers since birth, both plans active" in text
        assert "Alys" in text
        assert "alys@aberwern.example" in text

    def test_gives_each_thing_due_with_its_reason_its_source_and_the_entry_that_started_it(
        self, baby, cast, sign_in
    ):
        text = page(sign_in(cast.bryn), baby)
        assert "Second review" in text
        assert "Care Planning, Placement and Case Review (Wales) Regulations 2015" in text
        with acting_as(cast.bryn):
            review = Entry.objects.get(child=baby, kind="review_held")
        assert reverse("entry", args=[baby.public_id, review.public_id]) in text
        assert f"{reverse('law')}#wales-review_second" in text

    def test_marks_law_that_nobody_has_verified(self, baby, cast, sign_in):
        assert "Unverified law" in page(sign_in(cast.bryn), baby)

    def test_keeps_what_is_years_away_out_of_what_is_due_now(self, baby, cast, sign_in):
        text = page(sign_in(cast.bryn), baby)
        assert text.index("Further off") < text.index("2101")

    def test_is_noted_as_read(self, baby, cast, sign_in):
        page(sign_in(cast.bryn), baby)
        with acting_as(cast.bryn):
            event = Event.objects.get(action="journeys.child.viewed")
            assert (event.child_id, event.account_id) == (baby.pk, cast.bryn.pk)


class TestTheStory:
    def test_is_told_newest_first_and_turns_round_when_asked(self, baby, cast, sign_in):
        client = sign_in(cast.bryn)
        text = words(page(client, baby)).split("The story")[1]
        assert text.index("review of the child") < text.index("The child was born")
        text = words(page(client, baby, order="oldest")).split("The story")[1]
        assert text.index("The child was born") < text.index("review of the child")

    def test_says_when_only_the_month_is_known_and_when_we_learnt_it_later(self, baby, cast, sign_in):
        text = words(page(sign_in(cast.bryn), baby))
        assert "(day not known)" in text
        assert "We learnt this on" in text

    def test_shows_a_note_as_written_and_never_as_a_page(self, baby, cast, sign_in):
        text = page(sign_in(cast.bryn), baby)
        assert "Content &amp; &lt;b&gt;smiling&lt;/b&gt; at ŵyr." in text

    def test_shows_one_theme_when_asked(self, baby, cast, sign_in):
        text = words(page(sign_in(cast.bryn), baby, about="court")).split("The story")[1]
        assert "case management hearing" in text
        assert "visited the child" not in text

    def test_strikes_through_what_was_corrected_only_on_demand_with_the_reason(
        self, baby, cast, sign_in, days
    ):
        with acting_as(cast.alys):
            old = Entry.objects.get(child=baby, kind="hearing_held")
            correct(
                by=cast.alys, entry=old, happened=ImpreciseDate(days(-74)), details=old.details,
                why="It was the day after", at=timezone.now(),
            )  # fmt: skip
        client = sign_in(cast.bryn)
        assert "It was the day after" not in page(client, baby)
        text = page(client, baby, struck="1")
        assert "It was the day after" in text
        assert "<del>" in text

    def test_keeps_the_reason_of_a_withdrawal(self, baby, cast, sign_in):
        with acting_as(cast.alys):
            old = Entry.objects.get(child=baby, kind="hearing_held")
            withdraw(by=cast.alys, entry=old, why="Another child’s hearing", at=timezone.now())
        client = sign_in(cast.bryn)
        assert "case management hearing" not in words(page(client, baby)).split("The story")[1]
        assert "Another child’s hearing" in page(client, baby, struck="1")

    def test_a_long_story_comes_in_pages(self, stories, cast, sign_in, days):
        visits = [told("visit_made", days(-n), note=f"visit number {n}") for n in range(1, 131)]
        child = stories.child(
            cast.alys, told("born", days(-200)), told("became_looked_after", days(-199)), *visits
        )
        client = sign_in(cast.bryn)
        first, last = page(client, child), page(client, child, page="3")
        assert "visit number 1<" in first.replace(".", "<").replace("\n", "") or "visit number 1" in first
        assert "The child was born" not in first
        assert "The child was born" in last
        assert page(client, child, page="99999").count("<li") == last.count("<li")


class TestAsAtAPastDay:
    def test_shows_only_what_was_known_by_then(self, baby, cast, sign_in, days):
        text = words(page(sign_in(cast.bryn), baby, as_at=days(-67).isoformat()))
        assert "As it stood on" in text
        assert "A review of the child's case was held" not in text
        assert "3 weeks old" in text
        assert "Record a visit" not in text

    def test_leaves_out_what_had_happened_but_was_not_yet_known(self, baby, cast, sign_in, days):
        client = sign_in(cast.bryn)
        then = words(page(client, baby, as_at=days(-45).isoformat())).split("The story")[1]
        now = words(page(client, baby)).split("The story")[1]
        assert then.count("visited the child") == 1
        assert now.count("visited the child") == 2

    def test_leaves_out_people_who_were_written_down_later(self, baby, cast, sign_in, days):
        with acting_as(cast.alys):
            Person.objects.create(child=baby, name="Nain Prydderch", relation="grandmother")
        client = sign_in(cast.bryn)
        assert "Nain Prydderch" in page(client, baby)
        assert "Nain Prydderch" not in page(client, baby, as_at=days(-20).isoformat())

    @pytest.mark.parametrize(
        "asked",
        [
            {"as_at": "2026-02-30"},
            {"as_at": "x"},
            {"as_at": "2199-01-01"},
            {"as_at-day": "31", "as_at-month": "2", "as_at-year": "2026"},
            {"as_at": "0001-01-01"},
        ],
    )
    def test_a_day_that_cannot_be_is_said_and_today_is_shown(self, baby, cast, sign_in, asked):
        text = page(sign_in(cast.bryn), baby, **asked)
        assert "Enter a past day" in text
        assert "As it stood on" not in text

    def test_three_boxes_name_a_day_too(self, baby, cast, sign_in, days):
        day = days(-30)
        boxes = {"as_at-day": day.day, "as_at-month": day.month, "as_at-year": day.year}
        assert "As it stood on" in page(sign_in(cast.bryn), baby, **boxes)


class TestSomebodyWithNoBusinessHere:
    def test_finds_nothing_at_any_address_of_the_child(self, baby, cast, sign_in):
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.bryn, reason="a cousin", by=cast.alys, at=LONG_AGO)
            entry = Entry.objects.filter(child=baby).first()
        addresses = [
            reverse("child", args=[baby.public_id]),
            reverse("picture", args=[baby.public_id]),
            reverse("kinds", args=[baby.public_id]),
            reverse("new_entry", args=[baby.public_id, "visit_made"]),
            reverse("entry", args=[baby.public_id, entry.public_id]),
            reverse("correction", args=[baby.public_id, entry.public_id]),
            reverse("withdrawal", args=[baby.public_id, entry.public_id]),
        ]
        for person in (cast.huw, cast.ewa, cast.femi, cast.bryn, cast.gwen):
            client = sign_in(person)
            for address in addresses:
                for answer in (
                    client.get(address),
                    client.post(address, {"when": "today", "why": "x", "do": "keep"}),
                ):
                    assert answer.status_code == 404, (person, address)
                    assert "Siôn" not in answer.content.decode()

    def test_meets_the_same_page_as_for_a_child_that_never_was(self, baby, cast, sign_in):
        client = sign_in(cast.ewa)
        hidden = client.get(reverse("child", args=[baby.public_id]))
        nobody = client.get(reverse("child", args=[uuid.uuid4()]))
        assert (hidden.status_code, hidden.content) == (
            nobody.status_code,
            nobody.content,
        ) or hidden.status_code == 404

    def test_an_entry_of_one_child_is_not_found_under_another(self, baby, stories, cast, sign_in, days):
        other = stories.child(cast.alys, told("born", days(-20)))
        with acting_as(cast.alys):
            entry = Entry.objects.filter(child=baby).first()
        client = sign_in(cast.alys)
        assert client.get(reverse("entry", args=[other.public_id, entry.public_id])).status_code == 404
        assert client.get(reverse("correction", args=[other.public_id, entry.public_id])).status_code == 404


def questions(asked):
    return len([each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]])


class TestTheCost:
    def test_is_the_same_number_of_questions_however_long_the_story(self, stories, cast, sign_in, days, baby):
        client = sign_in(cast.bryn)
        visits = [told("visit_made", days(-n), note=f"number {n}") for n in range(1, 80)]
        long = stories.child(
            cast.alys, told("born", days(-200)), told("became_looked_after", days(-199)), *visits
        )
        page(client, baby)  # the first page of a sign-in also notes that somebody is here
        with CaptureQueriesContext(connection) as few:
            page(client, baby)
        with CaptureQueriesContext(connection) as many:
            page(client, long)
        assert len(few) == len(many)
        assert questions(few) <= 12


class TestBreaches:
    def test_an_entry_recorded_despite_a_shut_gate_says_so(self, baby, cast, sign_in, days):
        with acting_as(cast.alys):
            record(
                by=cast.alys, child=baby, kind="placed_for_adoption", happened=ImpreciseDate(days(-1)),
                details={"same_carers": True}, at=timezone.now(), despite="It was done before I was told.",
            )  # fmt: skip
        assert "It was done before I was told." in page(sign_in(cast.bryn), baby)
