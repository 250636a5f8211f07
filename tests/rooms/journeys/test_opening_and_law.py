"""Opening a record, and the law register."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime

import pytest
from django.urls import reverse

from hafan.access.operations import deny
from hafan.chronology.models import Entry, Standing
from hafan.foundation.context import acting_as
from hafan.frameworks.registry import COUNTRIES, framework
from hafan.people.models import Child
from tests.stories_told import told

OPEN = "/children/new-record/"
LONG_AGO = datetime(2024, 2, 1, tzinfo=UTC)


def words(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def birth(day, name="born_on"):
    return {f"{name}-day": day.day, f"{name}-month": day.month, f"{name}-year": day.year}


class TestOpeningARecord:
    def test_of_a_child_who_is_born_makes_the_opener_the_worker(self, cast, sign_in, days):
        typed = {
            "reference": "N 1",
            "given_name": "Lowri",
            "family_name": "Ab Iorwerth",
            "born": "yes",
            **birth(days(-3)),
            "sex": "female",
        }
        answer = sign_in(cast.bryn).post(OPEN, typed, follow=True)
        assert "3 days old" in words(answer)
        with acting_as(cast.bryn):
            child = Child.objects.get(reference="N 1")
            assert (child.born_on, child.sex) == (days(-3), "female")
            assert Standing.objects.get(child=child).worker_id == cast.bryn.pk
            assert Standing.objects.get(child=child).team_id == cast.aberwern_north.pk

    def test_of_a_baby_who_is_expected(self, cast, sign_in, days):
        typed = {"reference": "N 2", "born": "no", **birth(days(40), "expected_on")}
        answer = sign_in(cast.bryn).post(OPEN, typed, follow=True)
        assert "Not yet born, expected on" in words(answer)
        with acting_as(cast.bryn):
            child = Child.objects.get(reference="N 2")
            assert child.expected_on == days(40)
            assert set(Entry.objects.filter(child=child).values_list("kind", flat=True)) == {
                "unborn_known",
                "worker_changed",
            }

    def test_for_somebody_else_to_work_with_says_that_nobody_does(self, cast, sign_in, days):
        typed = {"reference": "N 3", "born": "yes", **birth(days(-3)), "worker": "nobody"}
        assert "nobody holds this child’s case" in words(sign_in(cast.bryn).post(OPEN, typed, follow=True))

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({}, "Enter the child’s reference"),
            ({"reference": "N 4"}, "Say whether the child has been born."),
            ({"reference": "N 4", "born": "yes"}, "Enter a day, a month and a year"),
            (
                {
                    "reference": "N 4",
                    "born": "yes",
                    "born_on-day": "1",
                    "born_on-month": "1",
                    "born_on-year": "2199",
                },
                "A birth cannot be in the future",
            ),
            (
                {
                    "reference": "N 4",
                    "born": "no",
                    "expected_on-day": "1",
                    "expected_on-month": "1",
                    "expected_on-year": "2199",
                },
                "more than ten months ahead",
            ),
            (
                {
                    "reference": "N 4",
                    "born": "no",
                    "expected_on-day": "1",
                    "expected_on-month": "1",
                    "expected_on-year": "2019",
                },
                "This is long past",
            ),
            ({"reference": "x" * 41, "born": "no"}, "This is too long"),
            ({"reference": "N\x00", "born": "no"}, "cannot be kept"),
        ],
    )
    def test_is_refused_in_words_and_keeps_what_was_typed(self, cast, sign_in, typed, says):
        answer = sign_in(cast.bryn).post(OPEN, {"given_name": "Kept", **typed})
        assert answer.status_code == 422
        assert says in words(answer)
        assert 'value="Kept"' in answer.content.decode()

    def test_warns_of_a_child_of_the_same_name_and_birth_and_then_lets_one_go_on(self, baby, cast, sign_in):
        client = sign_in(cast.bryn)
        typed = {
            "reference": "TWIN",
            "given_name": "SION",
            "family_name": "prydderch",
            "born": "yes",
            **birth(baby.born_on),
        }
        assert "There is already a child of this name and birth" in words(client.post(OPEN, typed))
        assert client.post(OPEN, {**typed, "same": "no"}).status_code == 302

    def test_never_tells_of_a_child_one_may_not_see(self, baby, cast, sign_in):
        with acting_as(cast.alys):
            deny(child_id=baby.pk, account=cast.bryn, reason="a cousin", by=cast.alys, at=LONG_AGO)
        typed = {"given_name": "Siôn", "family_name": "Prydderch", "born": "yes", **birth(baby.born_on)}
        assert sign_in(cast.bryn).post(OPEN, {**typed, "reference": "OTHER"}).status_code == 302
        answer = sign_in(cast.bryn).post(OPEN, {**typed, "reference": "ABC 123", "same": "no"})
        assert "This reference cannot be used" in words(answer)
        assert str(baby.public_id) not in answer.content.decode()

    def test_is_for_those_whose_role_opens_records(self, cast, sign_in):
        assert sign_in(cast.femi).get(OPEN).status_code == 404
        assert sign_in(cast.gwen).get(OPEN).status_code == 404


class TestTheLawRegister:
    def test_shows_every_rule_of_both_countries_with_its_source(self, cast, sign_in):
        text = sign_in(cast.femi).get(reverse("law")).content.decode()
        for country in COUNTRIES:
            law = framework(country)
            keys = [*law.clocks, *(item.key for gate in law.gates.values() for item in gate.requirements)]
            for key in keys:
                assert f'id="{country}-{key}"' in text
                assert law.rules[key].source in html.unescape(text)

    def test_can_be_narrowed(self, cast, sign_in):
        client = sign_in(cast.femi)
        wales = client.get(reverse("law"), {"country": "wales"}).content.decode()
        assert 'id="england-' not in wales
        unsure = client.get(reverse("law"), {"unverified": "1"}).content.decode()
        verified = next(key for key in framework("wales").clocks if framework("wales").rules[key].is_verified)
        assert f'id="wales-{verified}"' not in unsure
        court = client.get(reverse("law"), {"stage": "court"}).content.decode()
        assert 'id="wales-care_proceedings"' in court
        assert 'id="wales-review_first"' not in court

    def test_is_for_people_who_have_signed_in(self, client, db):
        assert client.get(reverse("law")).status_code == 302


def test_story_of_nobody(stories, cast, sign_in, days):
    """A record with a single entry of unknown date still opens."""
    child = stories.child(cast.alys, told("visit_made", "unknown"))
    assert "Date not known" in words(sign_in(cast.bryn).get(reverse("child", args=[child.public_id])))
