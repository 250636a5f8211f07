"""What can be learnt without being shown anything: counts, lengths, queries, times, cursors, redirects, refusals of the database."""

from __future__ import annotations

import re
import statistics
import time
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Basis, Why
from hafan.access.operations import deny, give, restrict, seal
from hafan.foundation.context import acting_as
from hafan.people.models import Child
from tests.cast import Cast
from tests.figures import Figure
from tests.stories_told import Stories, told

pytestmark = pytest.mark.django_db

NAME = {"given_name": "Tegwen", "family_name": "Mathonwy"}
REFERENCE = "HID 777"


@pytest.fixture(params=["another team’s", "denied", "restricted", "sealed"])
def hidden(request: pytest.FixtureRequest, stories: Stories, cast: Cast) -> Child:
    """A child of Aberwern that Bryn may not see, hidden in one way or another."""
    day = timezone.localdate() - timedelta(days=30)
    earlier = timezone.now() - timedelta(minutes=5)
    south = request.param == "another team’s"
    child = stories.child(
        cast.huw if south else cast.alys,
        told("born", day),
        reference=REFERENCE,
        team=cast.aberwern_south if south else None,
        **NAME,
    )
    with acting_as(cast.huw if south else cast.alys):
        if request.param == "denied":
            deny(child_id=child.pk, account=cast.bryn, reason="a cousin", by=cast.alys, at=earlier)
        elif request.param == "restricted":
            restrict(
                child_id=child.pk,
                kind=Why.STAFF,
                reason="works here",
                label="R",
                custodian=cast.carys,
                review_on=day,
                by=cast.alys,
            )
        elif request.param == "sealed":
            seal(child_id=child.pk, reason="an order was made", label="S", by=cast.alys)
    return child


def plain(answer: Any) -> bytes:
    """A page without what is different at each asking, and without the words that were asked for."""
    page = re.sub(
        rb'looking=[^"&]*|value="[A-Za-z0-9]{64}"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}',
        b"",
        answer.content,
    )
    return re.sub(rb"(?i)tegwen|mathonwy|hid 777|seren|nobodyatall|hid 778", b"", page)


def asked(client: Client, address: str, **typed: str) -> Any:
    return client.post(address, typed, follow=True)


class TestLookingForAHiddenChild:
    @pytest.mark.parametrize("scope", ["children", "team_children"])
    def test_by_name_answers_as_for_a_name_nobody_has(self, hidden: Child, cast: Cast, sign_in, scope):
        client = sign_in(cast.bryn)
        found, absent = (
            asked(client, reverse(scope), name="Tegwen Mathonwy"),
            asked(client, reverse(scope), name="Seren Nobodyatall"),
        )
        assert found.status_code == absent.status_code
        assert plain(found) == plain(absent)

    def test_by_reference_answers_as_for_a_reference_nobody_has(self, hidden: Child, cast: Cast, sign_in):
        client = sign_in(cast.bryn)
        found, absent = (
            asked(client, reverse("children"), name=REFERENCE),
            asked(client, reverse("children"), name="HID 778"),
        )
        assert plain(found) == plain(absent)

    def test_from_where_a_list_goes_on_tells_nothing(self, hidden: Child, cast: Cast, sign_in):
        client = sign_in(cast.bryn)
        for cursor in ("after", "before"):
            known = client.get(reverse("children"), {cursor: f"{timezone.localdate()}_{hidden.public_id}"})
            unknown = client.get(reverse("children"), {cursor: f"{timezone.localdate()}_{uuid.uuid4()}"})
            assert known.status_code == unknown.status_code
            assert plain(known) == plain(unknown)


class TestTheChildsOwnAddress:
    @pytest.mark.parametrize("name", ["child", "picture", "kinds", "child_files", "kept_shelves", "sending"])
    def test_answers_alike_in_words_length_queries_and_headers(
        self, hidden: Child, cast: Cast, sign_in, name
    ):
        client = sign_in(cast.bryn)
        client.get(reverse(name, args=[uuid.uuid4()]))
        answers = []
        for public_id in (hidden.public_id, uuid.uuid4()):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                answer = client.get(reverse(name, args=[public_id]))
            kinds = [re.sub(r"'[^']*'|\d+", "?", query["sql"]) for query in queries]
            headers = {k: v for k, v in answer.headers.items() if not re.search("(?i)request", k)}
            answers.append((answer.status_code, plain(answer), len(answer.content), kinds, headers))
        assert answers[0][0] == 404
        assert answers[0][:3] == answers[1][:3]
        assert answers[0][3] == answers[1][3]
        assert answers[0][4] == answers[1][4]

    def test_takes_no_longer(self, hidden: Child, cast: Cast, sign_in, figure: Figure):
        """Medians, interleaved; the bound is wide because a busy machine is noisy."""
        client = sign_in(cast.bryn)
        taken: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(60):
            there = turn % 2 == 0
            address = reverse("child", args=[hidden.public_id if there else uuid.uuid4()])
            began = time.perf_counter()
            client.get(address)
            taken[there].append((time.perf_counter() - began) * 1000)
        apart = abs(statistics.median(taken[True]) - statistics.median(taken[False]))
        figure("G11", ms_between_hidden_and_absent=round(apart, 2))
        assert apart < 15

    def test_led_to_after_a_change_of_language_is_led_to_alike(self, hidden: Child, cast: Cast, sign_in):
        client = sign_in(cast.bryn)
        for public_id in (hidden.public_id, uuid.uuid4()):
            there = reverse("child", args=[public_id])
            answer = client.post(reverse("language"), {"language": "cy", "next": there})
            assert answer.headers["Location"] == there
            assert client.get(there).status_code == 404


class TestOpeningARecordAnew:
    def typed(self, **more: str) -> dict[str, str]:
        born = timezone.localdate() - timedelta(days=30)
        return {
            "reference": "NEW 1", "unborn": "born", **NAME, "born_day": str(born.day), "born_month": str(born.month),
            "born_year": str(born.year), "sex": "female", **more,
        }  # fmt: skip

    def test_with_a_hidden_childs_reference_is_refused_in_words_that_name_nobody(
        self, hidden: Child, cast: Cast, sign_in
    ):
        page = sign_in(cast.bryn).post(
            reverse("new_record"), self.typed(reference=REFERENCE, given_name="Seren", family_name="Arall")
        )
        text = page.content.decode()
        assert page.status_code in (200, 302, 422)
        assert "Tegwen" not in text
        assert "Mathonwy" not in text
        assert "one_child_of_a_reference" not in text
        assert str(hidden.public_id) not in text


class TestWhatTheDatabaseRefuses:
    def test_is_the_same_for_what_is_hidden_and_what_is_not_there(self, hidden: Child, cast: Cast):
        """A grant, a denial, a seal: by key, for a child out of sight and for none."""
        from django.db import DatabaseError, transaction

        tries: tuple[Callable[[int], Any], ...] = (
            lambda child: give(
                child_id=child,
                to=cast.bryn,
                basis=Basis.ALLOCATED,
                reason="r",
                by=cast.bryn,
                at=timezone.now(),
            ),
            lambda child: deny(
                child_id=child, account=cast.bryn, reason="r", by=cast.bryn, at=timezone.now()
            ),
            lambda child: seal(child_id=child, reason="r", label="l", by=cast.bryn),
        )
        for attempt in tries:
            words = []
            for child in (hidden.pk, 987_654_321):
                with acting_as(cast.bryn):
                    try:
                        with transaction.atomic():
                            attempt(child)
                    except DatabaseError as refused:
                        words.append(str(refused).splitlines()[0])
            assert len(words) == 2
            assert words[0] == words[1]
