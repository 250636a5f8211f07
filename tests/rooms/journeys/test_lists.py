"""Lists of children: what a row says, whom it shows, and what it never shows."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hafan.access.operations import deny
from hafan.audit.models import Event
from hafan.foundation.context import acting_as
from hafan.journeys.queries import listing
from tests.stories_told import told

LONG_AGO = datetime(2024, 2, 1, tzinfo=UTC)


def page(client, of="team_children", /, **asked):
    if "name" in asked:  # what is looked for goes in the body, and comes back sealed in the address
        answer = client.post(reverse(of), asked, follow=True)
    else:
        answer = client.get(reverse(of), asked)
    assert answer.status_code == 200
    return answer.content.decode()


class TestARow:
    def test_says_what_a_person_would_say(self, baby, cast, sign_in):
        text = page(sign_in(cast.bryn))
        assert "13 weeks old, living with early permanence carers since birth, both plans active" in text
        assert "Siôn Prydderch" in text

    def test_says_it_in_welsh_to_a_welsh_reader(self, baby, cast, sign_in):
        text = page(sign_in(cast.carys))
        assert (
            "13 wythnos oed, yn byw gyda gofalwyr sefydlogrwydd cynnar ers yr enedigaeth, y ddau gynllun ar waith"
            in text
        )

    def test_says_that_nobody_works_with_the_child(self, stories, cast, sign_in, days):
        child = stories.child(cast.alys, told("born", days(-30)))
        with acting_as(cast.alys):
            from hafan.chronology.models import Standing

            Standing.objects.filter(child=child).update(worker=None)
        assert "no worker" in page(sign_in(cast.bryn))

    def test_shows_the_three_most_urgent_things_in_words_and_says_how_many_more(self, baby, cast, sign_in):
        text = page(sign_in(cast.bryn))
        assert text.count("hafan-due-line__what") == listing.SAID
        assert re.search(r"and \d+ more", text)

    def test_escapes_a_name_that_looks_like_a_page(self, stories, cast, sign_in, days):
        stories.child(
            cast.alys,
            told("born", days(-30)),
            given_name="<script>alert(1)</script>",
            family_name="O’Nîl & Ŵyn",
        )
        text = page(sign_in(cast.bryn))
        assert "<script>alert" not in text
        assert "O’Nîl &amp; Ŵyn" in text


class TestTheOrder:
    def test_is_overdue_first_and_nothing_due_last(self, stories, cast, sign_in, days):
        stories.child(cast.alys, told("born", days(-400)), given_name="Quiet")
        late = told("became_looked_after", days(-200)), told("born", days(-300))
        stories.child(cast.alys, *late, given_name="Late")
        soon = told("became_looked_after", days(-2)), told("born", days(-300))
        stories.child(cast.alys, *soon, given_name="Soon")
        text = page(sign_in(cast.alys), "children")
        assert text.index("Late") < text.index("Soon") < text.index("Quiet")

    def test_goes_on_page_by_page_without_losing_or_repeating_a_child(
        self, stories, cast, sign_in, days, monkeypatch
    ):
        monkeypatch.setattr(listing, "A_PAGE", 2)
        for number in range(5):
            stories.child(cast.alys, told("born", days(-100 - number)), given_name=f"Child{number}")
        client, seen, query = sign_in(cast.bryn), [], ""
        for _ in range(3):
            text = client.get(reverse("team_children") + query).content.decode()
            seen += re.findall(r"Child\d", text)
            onward = re.search(r'rel="next"[^>]*href="([^"]*)"|href="([^"]*)"[^>]*rel="next"', text)
            query = (onward[1] or onward[2]).replace("&amp;", "&") if onward else ""
        assert sorted(seen) == [f"Child{number}" for number in range(5)]
        back = client.get(reverse("team_children") + query).content.decode()
        assert "Child" in back


class TestWhoSeesAList:
    def test_a_worker_sees_their_own_children_and_a_colleague_the_teams(self, baby, cast, sign_in):
        assert "Siôn" in page(sign_in(cast.alys), "children")
        assert "Siôn" not in page(sign_in(cast.bryn), "children")
        assert "Siôn" in page(sign_in(cast.bryn), "team_children")

    def test_another_team_another_agency_and_a_denied_colleague_see_nothing(self, baby, cast, sign_in):
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.bryn, reason="a cousin", by=cast.alys, at=LONG_AGO)
        for person in (cast.huw, cast.ewa, cast.femi, cast.bryn):
            text = page(sign_in(person), "team_children", name="Prydderch", closed="1")
            assert "Siôn" not in text
            assert "ABC 123" not in text

    def test_only_those_who_see_the_whole_agency_have_its_list(self, baby, cast, sign_in):
        assert "Siôn" in page(sign_in(cast.dafydd), "agency_children")
        assert sign_in(cast.alys).get(reverse("agency_children")).status_code == 404

    def test_an_administrator_of_accounts_has_no_list_at_all(self, baby, cast, sign_in):
        assert sign_in(cast.gwen).get(reverse("children")).status_code == 404

    def test_a_stranger_is_sent_to_sign_in(self, client, db):
        assert client.get(reverse("children")).status_code == 302


class TestFinding:
    @pytest.mark.parametrize(
        "typed", ["Sion", "sion prydderch", "PRYDD", "Siôn", "abc 123", "ABC", "Shon Prytherch"]
    )
    def test_a_child_is_found_without_accents_by_the_beginning_by_sound_or_by_reference(
        self, baby, cast, sign_in, typed
    ):
        assert "Siôn Prydderch" in page(sign_in(cast.bryn), name=typed)

    @pytest.mark.parametrize("typed", ["zzz", "%", "_", "' OR 1=1 --", "ydderch"])
    def test_others_are_not(self, baby, cast, sign_in, typed):
        text = page(sign_in(cast.bryn), name=typed)
        assert ("Siôn Prydderch" in text) is (typed in ("%", "_"))

    def test_whoever_was_found_is_noted_so_that_looking_up_a_neighbour_shows(self, baby, cast, sign_in):
        page(sign_in(cast.bryn), name="Sion")
        with acting_as(cast.bryn):
            assert (
                Event.objects.filter(
                    action="journeys.child.found", child_id=baby.pk, account=cast.bryn
                ).count()
                == 1
            )

    def test_nonsense_in_the_address_is_ignored(self, baby, cast, sign_in):
        asked = {
            "after": "never_x",
            "before": "2026-99-99_1",
            "due": "?",
            "state": "x",
            "clock": "\x00",
            "name": "\x00\ud7ff",
        }
        assert "My team’s children" in page(sign_in(cast.bryn), **asked)

    def test_a_child_whose_time_in_care_ended_is_shown_when_asked(self, stories, cast, sign_in, days):
        stories.child(
            cast.alys,
            told("born", days(-300)),
            told("became_looked_after", days(-290)),
            told("left_care", days(-100), destination="returned_home"),
            given_name="Home",
        )
        client = sign_in(cast.bryn)
        assert "Home Prydderch" not in page(client)
        assert "returned home" in page(client, closed="1")

    def test_narrowing_by_what_is_due_where_they_are_and_what_they_wait_for(
        self, baby, stories, cast, sign_in, days
    ):
        stories.child(
            cast.alys, told("unborn_known", days(-5), expected_on=days(60).isoformat()), given_name="Unborn"
        )
        client = sign_in(cast.bryn)
        assert "Unborn" not in rows(page(client, due="overdue"))
        assert "Siôn" not in rows(page(client, unborn="1"))
        assert "Unborn" in rows(page(client, unborn="1"))
        assert "Siôn" in rows(page(client, state="ep_placed", clock="care_proceedings"))
        assert "No child here matches that" in page(client, state="adopted")


def rows(text):
    return "".join(text.split('<ol class="hafan-children">')[1:])


class TestTheCost:
    def test_is_the_same_number_of_questions_however_many_children(self, stories, cast, sign_in, days):
        client = sign_in(cast.bryn)

        def questions():
            with CaptureQueriesContext(connection) as asked:
                page(client)
            return len([each for each in asked.captured_queries if "SAVEPOINT" not in each["sql"]])

        stories.child(cast.alys, told("born", days(-100)), told("became_looked_after", days(-90)))
        page(client)  # the first page of a sign-in also notes that somebody is here
        few = questions()
        for number in range(8):
            stories.child(
                cast.alys, told("born", days(-100 - number)), told("became_looked_after", days(-90))
            )
        assert questions() == few
        assert few <= 12
