"""What a page asks of the database: the same few questions, however many children, however long their stories."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hafan.foundation.sealed_words import seal_words
from tests.stories_told import told

MOST = 12


def asked_by(act) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = act()
    assert answer.status_code in (200, 302)
    return len([each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]])


@pytest.fixture
def many(stories, cast, days):
    """Nine more children with stories."""
    for number in range(9):
        stories.child(
            cast.alys,
            told("born", days(-100 - number)),
            told("became_looked_after", days(-90)),
            family_name=f"Prydderch{number}",
        )


class TestAListThatIsNarrowed:
    @pytest.mark.parametrize(
        "narrowed",
        [
            {"looking": "pryderch"},
            {"due": "soon"},
            {"clock": "care_proceedings"},
            {"unborn": "1"},
            {"state": "ep_placed"},
        ],
    )
    def test_asks_no_more_than_the_whole_list(self, narrowed, baby, many, cast, sign_in):
        client = sign_in(cast.bryn)
        if "looking" in narrowed:
            narrowed = {"looking": seal_words(narrowed["looking"])}
        client.get(reverse("team_children"))  # the first page of a sign-in also notes that somebody is here
        assert asked_by(lambda: client.get(reverse("team_children"), narrowed)) <= MOST


class TestRecordingAVisit:
    def test_asks_as_much_about_a_long_story_as_about_a_short_one(self, stories, cast, sign_in, days):
        client = sign_in(cast.alys)

        def child_visited(*days_ago):
            visits = [told("visit_made", days(-n), note=f"number {n}") for n in days_ago]
            beginning = [told("born", days(-200)), told("became_looked_after", days(-199))]
            return stories.child(cast.alys, *beginning, *visits)

        short, long = child_visited(20), child_visited(*range(20, 150))

        def record(child):
            typed = {"filled": "yes", "when": "today", "learnt": "today", "seen": "yes", "note": "Well."}
            return client.post(reverse("new_entry", args=[child.public_id, "visit_made"]), typed)

        client.get(reverse("children"))
        assert asked_by(lambda: record(short)) == asked_by(lambda: record(long)) <= 2 * MOST
