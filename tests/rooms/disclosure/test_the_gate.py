"""Nothing leaves that its reader may not have, and nothing leaves by one person alone."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.disclosure.composing import NotForThisReader
from hafan.disclosure.models import Kind, LedgerLine, Outgoing, State, Way
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.preparing import TooFewWords, prepare, settle
from hafan.disclosure.operations.releasing import (
    CannotGo,
    NotASecondPerson,
    collect,
    moved_lately,
    recall,
    release,
)
from hafan.disclosure.operations.writing import (
    Draft,
    add_recipient,
    begin,
    confirm_recipient,
    rewrite,
)
from hafan.files.operations import Arrived, add_file
from hafan.files.operations import settle as settle_file
from hafan.files.sifting import Verdict
from hafan.foundation.context import acting_as
from hafan.practice.entries import Compartment
from tests.rooms.disclosure import papers
from tests.rooms.disclosure.conftest import VILLAGE, Desk, furnish, move
from tests.stories_told import told

pytestmark = pytest.mark.django_db
KIND = "She is well, and she smiles at everybody. The next family time is on Tuesday."


def text_of(outgoing: Outgoing) -> str:
    document = pypdfium2.PdfDocument(bytes(outgoing.compiled))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


class TestALetterToABirthMother:
    """Halton, 2013: a covering letter with the adopters' home address was sent to the birth mother."""

    def test_is_held_back_with_the_carers_village_in_it(self, desk: Desk) -> None:
        outgoing = desk.write(f"She has settled in {VILLAGE} and sleeps well.")
        assert outgoing.state == State.CAUGHT
        assert desk.found(outgoing) == {("place", True)}

    def test_in_both_languages_gives_each_a_title_of_its_own(self, desk: Desk) -> None:
        text = text_of(desk.write(KIND, language="both", words_cy="Mae hi’n dda, ac yn gwenu ar bawb."))
        assert text.index("Letter") < text.index("She is well") < text.index("Llythyr") < text.index("Mae hi")

    @pytest.mark.parametrize(
        ("words", "what"),
        [
            ("Mrs Okonkwo feeds her.", "family_name"),
            ("Gwenllian and Tomos Okonkwo send their love.", "full_name"),
            ("She goes to Ysgol Maes y Coed.", "school"),
            ("Seen at Feddygfa Glan yr Afon.", "surgery"),
            ("Ring 01654 700 123.", "phone"),
            ("Write to okonkwos at example dot org", "email"),
            ("Post it to LL369TN", "postcode"),
            ("They live at 14, Heol y Bryn.", "address"),
        ],
    )
    def test_or_with_anything_by_which_they_could_be_found(self, desk: Desk, words: str, what: str) -> None:
        assert (what, True) in desk.found(desk.write(words))

    def test_what_stops_it_can_only_be_taken_out(self, desk: Desk) -> None:
        outgoing = desk.write(f"She lives in {VILLAGE}.")
        with acting_as(desk.ewa), pytest.raises(NotYours):
            settle(
                finding=outgoing.findings.get(),
                words="It is really all right",
                by=desk.ewa,
                at=timezone.now(),
            )
        with pytest.raises(CannotGo):
            desk.let_go(outgoing)

    def test_corrected_it_waits_for_a_second_person_and_goes(self, desk: Desk) -> None:
        outgoing = desk.write(f"She lives in {VILLAGE}.")
        with acting_as(desk.ewa):
            better = Draft(
                kind=Kind.LETTER, gateway="duty_to_parents", purpose="Telling how she is", words_en=KIND
            )
            rewrite(outgoing=outgoing, draft=better, by=desk.ewa, at=timezone.now())
            prepare(outgoing=outgoing, by=desk.ewa, at=timezone.now())
        assert outgoing.state == State.CLEAR
        assert desk.let_go(outgoing) is not None
        with acting_as(desk.ewa):
            events = list(LedgerLine.objects.order_by("id").values_list("event", flat=True))
        assert events == ["begun", "compiled", "rewritten", "compiled", "released"]

    def test_her_own_address_stands_on_it_with_a_serial_number_and_page_numbers(self, desk: Desk) -> None:
        words = text_of(desk.write(KIND))
        for expected in (
            "Carly Fairweather",
            "7 Tannery Lane",
            "WR10 2JB",
            desk.mother.serial,
            "page 1 of 1",
            "For Carly Fairweather only",
        ):
            assert expected in words
        assert desk.child.reference not in words

    def test_the_same_letter_is_the_same_bytes_and_tells_nothing_of_who_made_it(self, desk: Desk) -> None:
        one, other = desk.write(KIND), desk.write(KIND)
        assert one.sha256 == other.sha256
        with pikepdf.open(io.BytesIO(bytes(one.compiled))) as held:
            assert "Ewa" not in str(dict(held.docinfo))
            assert held.Root.get("/MarkInfo") is not None

    def test_words_for_a_machine_are_only_words(self, desk: Desk) -> None:
        assert '#panic("x") #read("/etc/passwd") $x$' in text_of(
            desk.write('#panic("x") #read("/etc/passwd") $x$')
        )


class TestWhatSheMayNotHave:
    def test_is_not_there_to_be_written(self, desk: Desk) -> None:
        """The visit is in a part she may not read; the court's order is not."""
        outgoing = desk.write("", kind=Kind.EXTRACT)
        words = text_of(outgoing)
        assert "The father was found late" in words
        assert VILLAGE not in words
        assert "visited" not in words
        assert outgoing.state == State.CLEAR

    def test_but_other_readers_of_the_same_story_have_it(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            guardian = add_recipient(
                child=desk.child, reader="guardian", name="The guardian", by=desk.ewa, at=timezone.now()
            )
            sheet = add_recipient(
                child=desk.child,
                reader="court_confidential",
                name="The court",
                by=desk.ewa,
                at=timezone.now(),
            )
        to_guardian = desk.write("", guardian, kind=Kind.EXTRACT)
        assert "visited" in text_of(to_guardian)
        assert ("place", True) in desk.found(to_guardian)
        assert desk.write("", sheet, kind=Kind.EXTRACT).state == State.CLEAR

    def test_when_it_was_written_into_a_part_she_may_read_it_is_caught(self, desk: Desk, stories) -> None:
        desk = furnish_with(desk, stories, reason=f"The carers of {VILLAGE} were heard.")
        assert ("place", True) in desk.found(desk.write("", kind=Kind.EXTRACT))

    def test_a_file_of_a_part_she_may_not_have_cannot_go_with_it(self, desk: Desk) -> None:
        file = a_file(desk, Compartment.HEALTH, papers.pdf("A report"))
        with pytest.raises(NotForThisReader):
            desk.write(KIND, files=(file,))

    def test_the_carers_may_not_learn_where_she_lives(self, desk: Desk) -> None:
        found = desk.found(desk.write("Her mother lives at 7 Tannery Lane, Wyre Piddle.", desk.carers))
        assert {("address", True), ("place", True)} <= found


def furnish_with(desk: Desk, stories, **details: str) -> Desk:
    made = furnish(desk.cast, stories)
    with acting_as(made.ewa):
        from hafan.chronology.operations import record
        from hafan.practice.calendar import ImpreciseDate

        record(
            by=made.ewa, child=made.child, kind="extension_granted", happened=ImpreciseDate(timezone.localdate()), details=details,
            at=timezone.now(),
        )  # fmt: skip
    return made


def a_file(desk: Desk, part: Compartment, data: bytes, name: str = "a.pdf"):
    with acting_as(desk.ewa):
        file = add_file(
            child=desk.child,
            part=part,
            title="A report",
            arrived=Arrived(name, len(data), [data]),
            by=desk.ewa,
            at=timezone.now(),
        )
        file.state = "checking"
        file.save()
        settle_file(file=file, verdict=Verdict(None, "pdf", data), by=desk.ewa, at=timezone.now())
        return file


class TestAFilePassedOn:
    """A hospital's discharge letter with the carers' name was passed on to the birth family. A medical report in a court bundle showed an address."""

    def test_is_read_to_its_last_page(self, desk: Desk) -> None:
        file = a_file(desk, Compartment.COURT, papers.pdf("Discharge letter. Carers: Mr and Mrs Okonkwo."))
        outgoing = desk.write(KIND, kind=Kind.FILE, files=(file,))
        assert ("family_name", True) in desk.found(outgoing)
        assert "page 2 of 2" in text_of(outgoing)

    def test_behind_its_pages_too(self, desk: Desk) -> None:
        file = a_file(desk, Compartment.COURT, papers.pdf_note(f"Ask in {VILLAGE}"))
        assert ("place", True) in desk.found(desk.write(KIND, files=(file,)))

    def test_and_its_pictures(self, desk: Desk) -> None:
        file = a_file(
            desk,
            Compartment.COURT,
            papers.scan("The carers Mr and Mrs Okonkwo brought her to the ward this morning."),
        )
        assert any(
            what in {"family_name", "unread"} for what, _ in desk.found(desk.write(KIND, files=(file,)))
        )

    def test_innocent_it_goes_with_its_reference_and_number_on_each_page(self, desk: Desk) -> None:
        outgoing = desk.write(
            KIND, kind=Kind.BUNDLE, files=(a_file(desk, Compartment.COURT, papers.pdf("A report.")),)
        )
        assert outgoing.state == State.CLEAR
        assert outgoing.pages == len(pypdfium2.PdfDocument(bytes(outgoing.compiled)))
        for number, page in enumerate(pypdfium2.PdfDocument(bytes(outgoing.compiled)), 1):
            words = page.get_textpage().get_text_range()
            assert desk.mother.serial in words
            assert f"page {number} of {outgoing.pages}" in words


class TestAnotherFamilysWords:
    """Devon, 2012: a report was written over another family's. Birmingham, 2024: words on a neighbour's child were pasted in."""

    def test_names_of_a_child_whose_record_was_just_open_are_caught(self, desk: Desk, stories) -> None:
        other = stories.child(
            desk.ewa,
            told("born", "2026-01-05"),
            given_name="Adaeze",
            family_name="Quillfeather",
            reference="MB 77123",
        )
        self.opened(desk, other)
        assert {("full_name", True), ("reference", True)} <= desk.found(
            desk.write("Adaeze Quillfeather (MB77123) was well.")
        )
        assert desk.found(desk.write("The Quillfeathers came.")) == {("family_name", False)}

    def test_words_copied_from_there_must_be_confirmed_by_whoever_wrote_them(
        self, desk: Desk, stories
    ) -> None:
        note = "Officers attended at ten in the evening after a neighbour heard shouting and the older boy was in the kitchen"
        other = stories.child(
            desk.ewa, told("born", "2026-01-05"), told("visit_made", "2026-02-05", seen=True, note=note)
        )
        self.opened(desk, other)
        outgoing = desk.write(f"Our view: {note.upper()}, as we were told.")
        assert ("pasted", False) in desk.found(outgoing)
        with acting_as(desk.ewa), pytest.raises(TooFewWords):
            settle(finding=outgoing.findings.get(what="pasted"), words="ok", by=desk.ewa, at=timezone.now())
        desk.settle_all(outgoing)
        assert outgoing.state == State.CLEAR

    def opened(self, desk: Desk, other) -> None:
        from hafan.audit.operations import note

        with acting_as(desk.ewa):
            note(
                action="journeys.child.viewed",
                by=desk.ewa,
                object_type="child",
                object_id=other.public_id,
                child_id=other.pk,
            )


class TestASecondPerson:
    def test_is_never_the_author(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        with pytest.raises(NotYours):
            desk.let_go(outgoing, by=desk.ewa)

    def test_not_even_an_author_who_may_release(self, desk: Desk) -> None:
        with acting_as(desk.grace):
            draft = Draft(kind=Kind.LETTER, gateway="duty_to_parents", purpose="News", words_en=KIND)
            outgoing = begin(recipient=desk.mother, draft=draft, by=desk.grace, at=timezone.now())
            prepare(outgoing=outgoing, by=desk.grace, at=timezone.now())
        with pytest.raises(NotASecondPerson):
            desk.let_go(outgoing)

    def test_the_database_says_so_too(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        with acting_as(desk.ewa), pytest.raises(DatabaseError), transaction.atomic():
            Outgoing.objects.filter(pk=outgoing.pk).update(released_by=desk.ewa, released_at=timezone.now())

    def test_and_that_nothing_held_back_goes(self, desk: Desk) -> None:
        outgoing = desk.write(f"She lives in {VILLAGE}.")
        for change in ({}, {"state": "clear"}):
            with acting_as(desk.grace), pytest.raises(DatabaseError), transaction.atomic():
                Outgoing.objects.filter(pk=outgoing.pk).update(
                    released_by=desk.grace, released_at=timezone.now(), **change
                )

    def test_sees_what_was_settled_and_lets_go_exactly_what_was_looked_at(self, desk: Desk) -> None:
        outgoing = desk.write("Tomos was kind to her.")
        assert desk.found(outgoing) == {("given_name", False)}
        desk.settle_all(outgoing)
        with acting_as(desk.grace), pytest.raises(CannotGo) as refused:
            release(outgoing=outgoing, sha256="0" * 64, way=Way.HAND, by=desk.grace, at=timezone.now())
        assert refused.value.code == "changed"
        assert desk.let_go(outgoing, Way.HAND)

    def test_looks_once_more_at_what_has_become_protected_since(self, desk: Desk) -> None:
        outgoing = desk.write("She loves the beach at Abergorlech.")
        assert outgoing.state == State.CLEAR
        move(desk.child, desk.carers, desk.ewa, area="Abergorlech")
        assert desk.let_go(outgoing) is None
        with acting_as(desk.grace):
            outgoing.refresh_from_db()
        assert outgoing.state == State.CAUGHT

    def test_what_has_left_is_never_changed(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        desk.let_go(outgoing)
        with acting_as(desk.ewa):
            for change in ({"words_en": "x"}, {"compiled": b"x"}, {"released_by": None, "released_at": None}):
                with pytest.raises(DatabaseError), transaction.atomic():
                    Outgoing.objects.filter(pk=outgoing.pk).update(**change)
            with pytest.raises(DatabaseError), transaction.atomic():
                LedgerLine.objects.all().delete()


class TestTheAddress:
    """Midlothian, Norfolk, Charnwood: the wrong recipient, a hand-written address, a letter to an old one."""

    def test_is_the_recipients_own_at_that_moment(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        move(desk.child, desk.mother, desk.ewa, address="1 Quarry Bank")
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing)
        assert refused.value.code == "address"
        with acting_as(desk.grace):
            assert moved_lately(desk.mother, timezone.now())
            assert not moved_lately(desk.mother, timezone.now() + timedelta(days=31))

    def test_is_not_posted_to_where_post_is_not_safe(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        move(desk.child, desk.mother, desk.ewa, do_not_write=True)
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing)
        assert refused.value.code == "post"
        assert desk.let_go(outgoing, Way.HAND)

    def test_is_confirmed_again_after_an_order(self, desk: Desk, stories) -> None:
        """A contact record was wrong at finalisation: the letter for the adopters went to the birth parents."""
        outgoing = desk.write(KIND)
        from hafan.chronology.operations import record
        from hafan.practice.calendar import ImpreciseDate

        with acting_as(desk.ewa):
            record(
                by=desk.ewa, child=desk.child, kind="order_made", happened=ImpreciseDate(timezone.localdate()),
                details={"order": "care"}, at=timezone.now() + timedelta(seconds=1), despite="the court made it",
            )  # fmt: skip
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing)
        assert refused.value.code == "order"
        with acting_as(desk.ewa):
            confirm_recipient(recipient=desk.mother, by=desk.ewa, at=timezone.now() + timedelta(minutes=1))
        assert desk.let_go(outgoing)


class TestALink:
    def linked(self, desk: Desk, ago: timedelta):
        with acting_as(desk.ewa):
            partner = add_recipient(
                child=desk.child, reader="partner_agency", name="Adopt Threeways", agency=desk.cast.threeways, by=desk.ewa,
                at=timezone.now(),
            )  # fmt: skip
        outgoing = desk.write(KIND, partner, gateway="adoption_agency_function")
        return outgoing, desk.let_go(outgoing, Way.LINK, at=timezone.now() - ago).link

    def fetch(self, desk: Desk, link: str, by=None):
        by = by or desk.cast.femi
        with acting_as(by):
            return collect(token=link, by=by)

    def test_can_be_called_back_for_a_quarter_of_an_hour(self, desk: Desk) -> None:
        outgoing, link = self.linked(desk, timedelta(0))
        assert self.fetch(desk, link) is None
        with acting_as(desk.ewa):
            assert recall(outgoing=outgoing, why="the wrong agency", by=desk.ewa, at=timezone.now()) is True
        assert self.fetch(desk, link) is None

    def test_is_fetched_once_by_the_agency_it_is_for(self, desk: Desk) -> None:
        outgoing, link = self.linked(desk, timedelta(minutes=16))
        assert self.fetch(desk, link, desk.cast.alys) is None
        assert self.fetch(desk, "ff" * 32) is None
        assert self.fetch(desk, "not a link") is None
        _name, content = self.fetch(desk, link)
        with acting_as(desk.ewa):
            outgoing.refresh_from_db()
        assert content == bytes(outgoing.compiled)
        assert outgoing.state == State.COLLECTED
        assert self.fetch(desk, link) is None

    def test_ends_after_a_week(self, desk: Desk) -> None:
        _, link = self.linked(desk, timedelta(days=8))
        assert self.fetch(desk, link) is None


class TestTheProtectedWords:
    def test_are_told_to_nobody_who_cannot_prove_to_be_the_house_itself(self, desk: Desk) -> None:
        with (
            acting_as(desk.ewa),
            pytest.raises(DatabaseError, match="forged"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(
                "SELECT * FROM disclosure.words_of(%s, %s, %s)", [desk.child.pk, desk.ewa.pk, b"x" * 32]
            )

    def test_nor_for_a_child_one_does_not_see(self, desk: Desk) -> None:
        from hafan.disclosure.protecting import _words_of

        with acting_as(desk.cast.alys):
            assert _words_of(desk.child.pk, desk.cast.alys.pk) == []

    def test_are_not_kept_with_what_was_found(self, desk: Desk) -> None:
        outgoing = desk.write("Mrs Okonkwo of LL36 9TN")
        with acting_as(desk.ewa):
            kept = repr(list(outgoing.findings.values()))
        assert "Okonkwo" not in kept
        assert "9TN" not in kept
