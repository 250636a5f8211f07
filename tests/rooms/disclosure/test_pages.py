"""The pages of sending out: few, calm, and closed to whoever may not see."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from hafan.disclosure.models import Outgoing, Redaction, State
from hafan.foundation.context import acting_as
from hafan.identity import sessions
from tests.rooms.disclosure.conftest import VILLAGE, Desk

pytestmark = pytest.mark.django_db
LETTER = {
    "kind": "letter",
    "gateway": "duty_to_parents",
    "purpose": "News of her",
    "language": "en",
    "words_en": "She is well.",
}


@pytest.fixture
def enter(sign_in):
    """Signed in just now, so that no second step is asked for again."""
    return sign_in


def newest(desk: Desk) -> Outgoing:
    with acting_as(desk.ewa):
        return Outgoing.objects.order_by("-id").first()


class TestALetter:
    def test_is_written_held_back_corrected_released_and_called_back(self, desk: Desk, enter) -> None:
        ewa, grace = enter(desk.ewa), enter(desk.grace)
        write = reverse("write_outgoing", args=[desk.child.public_id, desk.mother.public_id])
        page = ewa.post(
            write, {**LETTER, "words_en": f"She lives in {VILLAGE}."}, follow=True
        ).content.decode()
        assert "Held back" in page
        assert "stops it" in page
        outgoing = newest(desk)
        page = ewa.post(
            reverse("outgoing_correct", args=[outgoing.public_id]), LETTER, follow=True
        ).content.decode()
        assert "Waiting for a second person" in page
        assert "I have read it" not in page
        outgoing = newest(desk)
        page = grace.get(reverse("outgoing", args=[outgoing.public_id])).content.decode()
        assert "I have read it" in page
        assert "7 Tannery Lane" in page
        picture = grace.get(reverse("outgoing_page", args=[outgoing.public_id, 1]))
        assert picture.content.startswith(b"\x89PNG")
        gone = grace.post(
            reverse("release", args=[outgoing.public_id]),
            {"sha256": outgoing.sha256, "way": "post"},
            follow=True,
        )
        assert "Sent" in gone.content.decode()
        back = ewa.post(reverse("recall", args=[outgoing.public_id]), {"why": "the wrong day"}, follow=True)
        assert "Called back" in back.content.decode()
        assert newest(desk).state == State.RECALLED

    def test_cannot_be_released_by_its_author(self, desk: Desk, enter) -> None:
        outgoing = desk.write("She is well.")
        assert (
            enter(desk.ewa).post(reverse("release", args=[outgoing.public_id]), {"way": "post"}).status_code
            == 404
        )

    def test_needs_a_second_step_given_lately(self, desk: Desk, sign_in) -> None:
        outgoing = desk.write("She is well.")
        grace = sign_in(desk.grace)
        session = grace.session
        session[sessions.STEPPED] = 0
        session.save()
        grace.post(reverse("release", args=[outgoing.public_id]), {"sha256": outgoing.sha256, "way": "post"})
        assert newest(desk).state == State.CLEAR

    def test_is_found_nowhere_by_others(self, desk: Desk, enter) -> None:
        outgoing = desk.write("She is well.")
        for stranger in (desk.cast.alys, desk.cast.femi, desk.cast.sam):
            client = enter(stranger)
            for name, args in (
                ("outgoing", [outgoing.public_id]), ("outgoing_page", [outgoing.public_id, 1]), ("sending", [desk.child.public_id]),
                ("outgoing_correct", [outgoing.public_id]),
            ):  # fmt: skip
                assert client.get(reverse(name, args=args)).status_code == 404, name

    def test_faults_are_said_in_place(self, desk: Desk, enter) -> None:
        write = reverse("write_outgoing", args=[desk.child.public_id, desk.mother.public_id])
        page = enter(desk.ewa).post(write, {"kind": "letter", "language": "en"})
        assert page.status_code == 400
        assert "Write the letter." in page.content.decode()


class TestWordsTakenBack:
    def test_by_two_people_leave_a_mark_and_reach_what_was_not_yet_sent(self, desk: Desk, enter) -> None:
        ewa, grace = enter(desk.ewa), enter(desk.grace)
        waiting = desk.write("She is well.")
        with acting_as(desk.ewa):
            from hafan.chronology.models import Entry

            entry = Entry.objects.get(child=desk.child, kind="visit_made")
        page = reverse("redaction", args=[desk.child.public_id, entry.public_id])
        assert VILLAGE in ewa.get(page).content.decode()
        ewa.post(page, {"fields": ["note"], "why": "the carers' village"})
        with acting_as(desk.ewa):
            asked = Redaction.objects.get()
        done = reverse("redacted", args=[asked.public_id])
        assert ewa.post(done).status_code == 404
        assert grace.post(done).status_code == 302
        with acting_as(desk.ewa):
            assert Entry.objects.get(pk=entry.pk).details["note"] == "▒▒▒"
            asked.refresh_from_db()
            waiting.refresh_from_db()
        assert asked.done_by == desk.grace
        assert len(asked.sha256) == 64
        assert waiting.state == State.DRAFTED
        assert VILLAGE not in grace.get(reverse("child", args=[desk.child.public_id])).content.decode()


class TestAPossibleExposure:
    def test_is_begun_by_anybody_who_works_with_the_child_and_told_step_by_step(
        self, desk: Desk, enter
    ) -> None:
        ewa = enter(desk.ewa)
        ewa.post(reverse("exposed", args=[desk.child.public_id]), {"words": "A hint in the contact book"})
        page = ewa.get(reverse("sending", args=[desk.child.public_id])).content.decode()
        assert "A hint in the contact book" in page
        step = re.search(r"/sending/exposures/[0-9a-f-]+/", page).group()
        ewa.post(step, {"step": "family_told", "words": "Rang them at once"})
        ewa.post(step, {"step": "closed", "words": "Harmless: the name of a street elsewhere"})
        page = ewa.get(reverse("sending", args=[desk.child.public_id])).content.decode()
        assert "Rang them at once" in page
        assert "(closed)" in page
