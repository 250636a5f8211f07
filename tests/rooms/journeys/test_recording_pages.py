"""Recording, correcting and withdrawing on pages: few clicks, nothing typed is lost, and what changed is said."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.chronology.models import Draft, Entry
from hafan.chronology.operations import correct
from hafan.foundation.context import acting_as
from hafan.practice.calendar import ImpreciseDate, Precision
from hafan.practice.entries import Subject
from hafan.practice.entry_types import ENTRY_TYPES
from tests.stories_told import told

VISIT = {"when": "today", "learnt": "today", "seen": "yes", "at_home": "yes", "note": "Smiled at Mam."}


def words(answer):
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


def address(name, child, *more):
    return reverse(name, args=[child.public_id, *more])


def entry_of(child, by, kind):
    with acting_as(by):
        return Entry.objects.filter(child=child, kind=kind).last()


class TestRecordingAVisit:
    def test_takes_two_clicks_from_the_childs_page(self, baby, cast, sign_in):
        client = sign_in(cast.alys)
        page = client.get(address("child", baby), {"lang": "en"})
        form = address("new_entry", baby, "visit_made")
        assert f'href="{form}"' in page.content.decode()  # the first click
        as_offered = dict(
            re.findall(r'name="(\w+)"[^>]*value="(\w+)"[^>]*checked', client.get(form).content.decode())
        )
        answer = client.post(form, as_offered, follow=True)  # the second, with nothing typed
        assert "Next visit is now due by" in words(answer)

    def test_says_what_changed_and_the_day_moves(self, baby, cast, sign_in, days):
        client = sign_in(cast.bryn)
        answer = client.post(address("new_entry", baby, "visit_made"), VISIT, follow=True)
        assert answer.redirect_chain[0][1] == 302
        assert "Recorded Visit Next visit is now due by" in words(answer)
        entry = entry_of(baby, cast.bryn, "visit_made")
        assert (entry.happened_on, entry.details["note"]) == (days(0), "Smiled at Mam.")

    def test_what_changed_is_said_only_to_whoever_recorded_it(self, baby, cast, sign_in):
        client = sign_in(cast.bryn)
        where = client.post(address("new_entry", baby, "visit_made"), VISIT)["Location"]
        assert "is now due by" not in words(sign_in(cast.dafydd).get(where))


class TestDatesAsPeopleKnowThem:
    @pytest.mark.parametrize(
        ("typed", "precision"),
        [
            (
                {"when": "day", "happened-day": "3", "happened-month": "Medi", "happened-year": "2026"},
                Precision.DAY,
            ),
            ({"when": "month", "roughly-month": "sep", "roughly-year": "2026"}, Precision.MONTH),
            ({"when": "month", "roughly-month": "", "roughly-year": "2026"}, Precision.YEAR),
            ({"when": "not_known"}, Precision.UNKNOWN),
        ],
    )
    def test_are_kept_as_exactly_as_they_are_known(self, baby, cast, sign_in, typed, precision):
        answer = sign_in(cast.bryn).post(
            address("new_entry", baby, "hearing_held"), {**typed, "hearing": "other"}
        )
        assert answer.status_code == 302, words(answer)
        with acting_as(cast.bryn):
            assert Entry.objects.filter(child=baby).latest("pk").precision == precision.value

    @pytest.mark.parametrize(
        ("typed", "says"),
        [
            ({}, "Say when it happened"),
            ({"when": "day"}, "Enter a day, a month and a year"),
            (
                {"when": "day", "happened-day": "31", "happened-month": "2", "happened-year": "2026"},
                "There is no such day",
            ),
            (
                {"when": "day", "happened-day": "١", "happened-month": "2", "happened-year": "2026"},
                "Enter a day",
            ),
            (
                {"when": "day", "happened-day": "1", "happened-month": "2", "happened-year": "26"},
                "Enter a day",
            ),
            (
                {"when": "day", "happened-day": "1", "happened-month": "ma", "happened-year": "2026"},
                "Enter a day",
            ),
            (
                {"when": "day", "happened-day": "1", "happened-month": "1", "happened-year": "2199"},
                "in the future",
            ),
            (
                {"when": "day", "happened-day": "1", "happened-month": "1", "happened-year": "1066"},
                "before 1900",
            ),
            ({"when": "month", "roughly-month": "13", "roughly-year": "2026"}, "year of four figures"),
        ],
    )
    def test_that_cannot_be_are_refused_in_words_and_what_was_typed_stays(
        self, baby, cast, sign_in, typed, says
    ):
        answer = sign_in(cast.bryn).post(
            address("new_entry", baby, "visit_made"), {"note": "kept <words>", **typed}
        )
        assert answer.status_code == 422
        assert says in words(answer)
        assert "kept &lt;words&gt;" in answer.content.decode()


class TestEveryFaultAtOnce:
    def test_is_listed_with_a_link_to_its_question(self, baby, cast, sign_in):
        answer = sign_in(cast.bryn).post(address("new_entry", baby, "order_made"), {"order": "a wish"})
        text = answer.content.decode()
        assert 'href="#when"' in text
        assert 'href="#order"' in text
        assert "This answer is not one of the choices." in text

    @pytest.mark.parametrize("harm", ["null\x00", "x" * 10_001])
    def test_words_that_cannot_be_kept_are_said_and_never_a_crash(self, baby, cast, sign_in, harm):
        answer = sign_in(cast.bryn).post(address("new_entry", baby, "visit_made"), {**VISIT, "note": harm})
        assert answer.status_code == 422
        assert "note" in answer.content.decode()

    def test_half_a_letter_in_the_bytes_is_no_crash_either(self, baby, cast, sign_in):
        answer = sign_in(cast.bryn).generic(
            "POST",
            address("new_entry", baby, "visit_made"),
            b"when=today&note=%ED%A0%80x",
            "application/x-www-form-urlencoded",
        )
        assert answer.status_code in (302, 422)

    def test_a_note_of_ten_thousand_letters_is_kept(self, baby, cast, sign_in):
        answer = sign_in(cast.bryn).post(
            address("new_entry", baby, "visit_made"), {**VISIT, "note": "ŵ" * 10_000}
        )
        assert answer.status_code == 302


class TestKinds:
    def test_are_those_that_ones_role_records_in_the_childs_country(self, baby, cast, sign_in):
        worker = words(sign_in(cast.alys).get(address("kinds", baby), {"lang": "en"}))
        assert "Visit" in worker
        assert "Temporary approval to foster this child" not in worker
        manager = words(sign_in(cast.carys).get(address("kinds", baby), {"lang": "en"}))
        assert "Temporary approval to foster this child" in manager
        assert "Temporary approval extended" not in manager  # England only

    def test_of_another_role_or_no_kind_at_all_are_not_found(self, baby, cast, sign_in):
        client = sign_in(cast.alys)
        for kind in ("temporary_approval_given", "no_such_kind", "carer_enquired"):
            assert client.get(address("new_entry", baby, kind)).status_code == 404
            assert client.post(address("new_entry", baby, kind), VISIT).status_code == 404

    def test_every_form_opens_in_both_languages(self, baby, cast, sign_in):
        for by in (cast.carys, cast.dafydd):
            client = sign_in(by)
            opened = 0
            for declared in ENTRY_TYPES.about(Subject.CHILD):
                for language in ("en", "cy"):
                    answer = client.get(address("new_entry", baby, declared.key), {"lang": language})
                    if answer.status_code == 404:
                        continue
                    opened += 1
                    asked = [ask.label.text(language) for _, ask in declared.fields.values()]
                    assert all(label in words(answer) for label in asked), declared.key
            assert opened > 60


class TestDrafts:
    def test_are_kept_and_come_back(self, baby, cast, sign_in):
        client, form = sign_in(cast.bryn), address("new_entry", baby, "visit_made")
        client.post(form, {**VISIT, "note": "half a sentence", "when": "yesterday", "do": "keep"})
        assert "half a sentence" in words(client.get(form))
        assert "You have something unfinished: Visit" in words(client.get(address("child", baby)))
        assert "You have something unfinished" not in words(sign_in(cast.dafydd).get(address("child", baby)))

    def test_are_kept_quietly_while_typing(self, baby, cast, sign_in):
        client, form = sign_in(cast.bryn), address("new_entry", baby, "visit_made")
        answer = client.post(form, {**VISIT, "do": "keep"}, headers={"X-Requested-With": "fetch"})
        assert "saved" in answer.json()
        bad = client.post(
            form, {**VISIT, "note": "\x00", "do": "keep"}, headers={"X-Requested-With": "fetch"}
        )
        assert bad.status_code == 422
        long = client.post(
            form, {**VISIT, "note": "x" * 100_001, "do": "keep"}, headers={"X-Requested-With": "fetch"}
        )
        assert long.status_code == 413

    def test_can_be_thrown_away_and_are_gone_once_recorded(self, baby, cast, sign_in):
        client, form = sign_in(cast.bryn), address("new_entry", baby, "visit_made")
        client.post(form, {**VISIT, "do": "keep"})
        client.post(form, {"do": "drop"})
        client.post(form, {**VISIT, "do": "keep"})
        client.post(form, VISIT)
        with acting_as(cast.bryn):
            assert not Draft.objects.exists()


class TestCorrecting:
    def test_offers_the_entry_as_it_stands_and_asks_what_was_wrong(self, baby, cast, sign_in):
        client, entry = sign_in(cast.bryn), entry_of(baby, cast.bryn, "hearing_held")
        form = address("correction", baby, entry.public_id)
        text = client.get(form).content.decode()
        assert re.search(r'value="case_management"[^>]*checked', text)
        assert f'value="{entry.happened_on.year}"' in text
        answer = client.post(form, {"when": "yesterday", "hearing": "final"})
        assert "Say what was wrong." in words(answer)
        answer = client.post(
            form, {"when": "yesterday", "hearing": "final", "why": "It was the final hearing"}, follow=True
        )
        assert "final hearing" in words(answer)
        assert "case management hearing" not in words(answer).split("The story")[1]

    def test_when_somebody_was_first_shows_both_and_carries_the_words_over(self, baby, cast, sign_in, days):
        client, entry = sign_in(cast.bryn), entry_of(baby, cast.bryn, "hearing_held")
        form = address("correction", baby, entry.public_id)
        client.get(form)
        with acting_as(cast.alys):
            theirs = correct(
                by=cast.alys, entry=entry, happened=ImpreciseDate(days(-70)), details={"hearing": "other"},
                why="Another hearing", at=timezone.now(),
            )  # fmt: skip
        typed = {"when": "yesterday", "hearing": "final", "why": "It was the final hearing"}
        answer = client.post(form, typed)
        assert answer.status_code == 409
        assert "Another hearing" in words(answer)
        assert "In court: final hearing." in words(answer)
        newer = address("correction", baby, theirs.entry.public_id)
        assert f'action="{newer}"' in answer.content.decode()
        hidden = dict(re.findall(r'type="hidden" name="([\w-]+)" value="([^"]*)"', answer.content.decode()))
        client.post(newer, {**hidden, "do": "keep"})
        assert re.search(r'value="final"[^>]*checked', client.get(newer).content.decode())

    def test_an_entry_already_corrected_sends_one_to_the_entry_that_stands(self, baby, cast, sign_in, days):
        entry = entry_of(baby, cast.alys, "hearing_held")
        with acting_as(cast.alys):
            correct(
                by=cast.alys,
                entry=entry,
                happened=ImpreciseDate(days(-70)),
                details=entry.details,
                why="Day",
                at=timezone.now(),
            )
        client = sign_in(cast.bryn)
        for name in ("correction", "withdrawal"):
            answer = client.get(address(name, baby, entry.public_id))
            assert answer.status_code == 409
            assert "Show the entry that stands" in words(answer)


class TestWithdrawing:
    def test_asks_why_and_keeps_the_entry_readable(self, baby, cast, sign_in):
        client, entry = sign_in(cast.dafydd), entry_of(baby, cast.dafydd, "review_held")
        form = address("withdrawal", baby, entry.public_id)
        assert "Say what was wrong." in words(client.post(form, {"why": "  "}))
        assert "Say what was wrong." in words(client.post(form, {"why": "\x00"}))
        answer = client.post(form, {"why": "Another child’s review"}, follow=True)
        assert "Second review: no longer asked for." in words(answer)
        kept = words(client.get(address("entry", baby, entry.public_id)))
        assert "This entry was withdrawn. Another child’s review" in kept


class TestAShutGate:
    def test_says_what_is_missing_and_asks_for_a_reason_before_recording(self, baby, cast, sign_in):
        client, form = sign_in(cast.bryn), address("new_entry", baby, "placed_for_adoption")
        typed = {"when": "yesterday", "same_carers": "yes"}
        answer = client.post(form, typed)
        assert answer.status_code == 422
        assert "Something required first is missing" in words(answer)
        assert "The law requires this." in words(answer)
        with acting_as(cast.bryn):
            assert not Entry.objects.filter(child=baby, kind="placed_for_adoption").exists()
        answer = client.post(form, {**typed, "despite": "Nobody had told the team."}, follow=True)
        assert "Recorded although something required was missing: Nobody had told the team." in words(answer)


class TestOneEntry:
    def test_shows_who_recorded_it_and_every_answer(self, baby, cast, sign_in):
        entry = entry_of(baby, cast.bryn, "care_plan_made")
        text = words(sign_in(cast.bryn).get(address("entry", baby, entry.public_id)))
        assert "Recorded by" in text
        assert "Return home yes" in text
        assert "Adoption yes" in text

    def test_names_workers_and_never_their_keys(self, baby, cast, sign_in):
        entry = entry_of(baby, cast.bryn, "worker_changed")
        text = words(sign_in(cast.bryn).get(address("entry", baby, entry.public_id)))
        assert "Worker Alys" in text
        assert str(cast.alys.public_id) not in text

    def test_of_a_kind_this_version_does_not_know_is_still_shown(self, stories, cast, sign_in, days):
        child = stories.child(
            cast.alys, told("born", days(-30)), told("kind_of_tomorrow", days(-3), what="x")
        )
        text = words(sign_in(cast.bryn).get(address("child", child)))
        assert "An entry of a kind this version does not know" in text
