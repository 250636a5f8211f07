"""Eighteen things that were really sent out in this country, and what stops each of them here. Each test is one of them, by its number.

The cases and their sources are told in docs/security; the other seven were not things sent out and are proved elsewhere.
"""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from hafan.disclosure.models import BulkExport, Kind, State, Way
from hafan.disclosure.operations.exporting import NotAllowed, approve_export, request_export, take_export
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.releasing import CannotGo, NotASecondPerson
from hafan.disclosure.operations.writing import Draft, add_recipient, begin
from hafan.disclosure.scanning.inspecting import inspect
from hafan.disclosure.scanning.ocr import picture_reader
from hafan.disclosure.scanning.search import Search
from hafan.disclosure.scanning.values import Kind as Word
from hafan.disclosure.scanning.values import Protected, Severity
from hafan.foundation.context import acting_as
from hafan.practice.entries import Compartment
from tests.figures import Figure
from tests.rooms.disclosure import papers
from tests.rooms.disclosure.conftest import VILLAGE, Desk, move
from tests.rooms.disclosure.test_the_gate import KIND, TestTheAddress, a_file, text_of
from tests.stories_told import told

pytestmark = pytest.mark.django_db


def held(desk: Desk, words: str, **draft: object) -> bool:
    """Is it held back, with something that stops it?"""
    outgoing = desk.write(words, **draft)
    return outgoing.state == State.CAUGHT and any(stops for _, stops in desk.found(outgoing))


class TestThingsSentOut:
    def test_1_a_covering_letter_with_the_adopters_address(self, desk: Desk) -> None:
        assert held(desk, "Their address is 14 Heol y Bryn, LL36 9TN.")

    def test_2_an_application_form_enclosed_without_anything_blacked_out(self, desk: Desk) -> None:
        form = a_file(
            desk,
            Compartment.COURT,
            papers.pdf_under_a_box("Applicants: Gwenllian and Tomos Okonkwo, LL36 9TN"),
        )
        assert held(desk, KIND, kind=Kind.BUNDLE, files=(form,))
        assert desk.mother.serial in text_of(desk.write(KIND))

    def test_3_a_hospitals_letter_is_tagged_as_it_arrives_and_a_hint_is_enough_to_tell(
        self, desk: Desk
    ) -> None:
        file = a_file(desk, Compartment.HEALTH, papers.pdf("Discharged to the care of Mr and Mrs Okonkwo."))
        assert "protected" in file.tags

    def test_4_addresses_wrong_at_finalisation(self, desk: Desk, stories) -> None:
        TestTheAddress().test_is_confirmed_again_after_an_order(desk, stories)

    def test_5_a_whole_case_file_given_to_a_mothers_solicitors(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            lawyer = add_recipient(
                child=desk.child,
                reader="parent_rep",
                name="Quarry & Co",
                address="1 Mill Row",
                by=desk.ewa,
                at=timezone.now(),
            )
        bundle = text_of(desk.write("", lawyer, kind=Kind.BUNDLE, gateway="court"))
        assert "father was found late" in bundle
        assert "visited" not in bundle
        assert VILLAGE not in bundle

    def test_6_a_spreadsheet_about_thousands_sent_along_with_an_invitation(self, desk: Desk) -> None:
        dan, grace, now = desk.cast.dan, desk.grace, timezone.now()
        with acting_as(dan):
            with pytest.raises(NotAllowed):
                request_export(what="list", purpose="a party", most_rows=77, by=dan, at=now)
            asked = request_export(
                what="list", purpose="The yearly return to the department", most_rows=77, by=dan, at=now
            )
            with pytest.raises(NotYours):
                approve_export(export=asked, by=dan, at=now)
            with pytest.raises(NotAllowed):
                take_export(export=asked, rows=10, by=dan, at=now)
        self.allow(asked, desk)
        with acting_as(dan):
            for rows, later in ((2_743, timedelta(hours=1)), (10, timedelta(days=2))):
                with pytest.raises(NotAllowed):
                    take_export(export=asked, rows=rows, by=dan, at=now + later)
            take_export(export=asked, rows=77, by=dan, at=now + timedelta(hours=1))
            with pytest.raises(NotAllowed):
                take_export(export=asked, rows=77, by=dan, at=now + timedelta(hours=1))
        assert grace.pk != dan.pk

    def allow(self, asked: BulkExport, desk: Desk) -> None:
        """Nobody but a manager of the whole agency sees what is asked for; in the cast there is none, so one is made."""
        from hafan.identity.models import Membership
        from tests.database import as_owner

        with as_owner():
            Membership.objects.create(
                account=desk.grace,
                agency=desk.cast.marlbrook,
                role="service_manager",
                begins_on=timezone.localdate(),
            )
        with acting_as(desk.grace):
            approve_export(export=asked, by=desk.grace, at=timezone.now())

    @pytest.mark.skipif(picture_reader() is None, reason="the reader of pictures is not installed")
    def test_7_a_medical_report_in_a_bundle_showed_an_address_on_a_scanned_page(self, desk: Desk) -> None:
        report = a_file(
            desk,
            Compartment.COURT,
            papers.scan(f"Seen at home, 14 Heol y Bryn, {VILLAGE}, LL36 9TN, with her carers."),
        )
        assert held(desk, KIND, kind=Kind.BUNDLE, files=(report,))

    def test_8_what_a_partner_downloads_is_made_for_them_and_says_so(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            partner = add_recipient(
                child=desk.child,
                reader="partner_agency",
                name="Adopt Threeways",
                agency=desk.cast.threeways,
                by=desk.ewa,
                at=timezone.now(),
            )
        outgoing = desk.write("", partner, kind=Kind.EXTRACT, gateway="adoption_agency_function")
        assert "For Adopt Threeways only" in text_of(outgoing)
        assert ("place", True) in desk.found(outgoing)

    def test_9_one_report_sent_whole_to_three_people(self, desk: Desk) -> None:
        to_mother, to_carers = (
            desk.write("", kind=Kind.EXTRACT),
            desk.write("", desk.carers, kind=Kind.EXTRACT),
        )
        assert text_of(to_mother) != text_of(to_carers)
        assert "visited" in text_of(to_carers)
        assert "visited" not in text_of(to_mother)

    def test_10_words_about_a_neighbours_child_pasted_into_a_plan(self, desk: Desk, stories) -> None:
        note = "Officers attended at ten in the evening after a neighbour heard shouting and the older boy was in the kitchen"
        stories.child(
            desk.ewa, told("born", "2026-01-05"), told("visit_made", "2026-02-05", seen=True, note=note)
        )
        assert ("pasted", False) in desk.found(desk.write(f"In our view {note}."))

    def test_11_a_report_written_over_another_familys(self, desk: Desk, stories) -> None:
        stories.child(desk.ewa, told("born", "2026-01-05"), given_name="Adaeze", family_name="Quillfeather")
        assert held(desk, "The panel recommends that Adaeze Quillfeather should be placed.")

    def test_12_and_13_pages_of_two_cases_mixed_at_the_printer(self, desk: Desk) -> None:
        outgoing = desk.write("\n\n".join([KIND] * 60))
        pages = pypdfium2.PdfDocument(bytes(outgoing.compiled))
        assert len(pages) > 1
        for number, page in enumerate(pages, 1):
            words = page.get_textpage().get_text_range()
            assert desk.mother.serial in words
            assert f"page {number} of {len(pages)}" in words

    def test_14_and_15_the_wrong_recipient_and_a_wrong_address(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        move(desk.child, desk.mother, desk.ewa, address="2 Another Row")
        with pytest.raises(CannotGo):
            desk.let_go(outgoing)

    def test_16_a_new_address_typed_in_a_note_and_quoted(self, desk: Desk) -> None:
        assert ("address_like", False) in desk.found(
            desk.write("We heard that she is at 9 Sawmill Lane, ZX9 4QP now.")
        )

    def test_17_a_confidential_address_told_to_the_other_parent(self, desk: Desk) -> None:
        from hafan.people.models import Person

        with acting_as(desk.ewa):
            father = Person.objects.create(child=desk.child, name="Dylan Marsh", relation="father")
            to_father = add_recipient(
                child=desk.child, reader="parent", person=father, by=desk.ewa, at=timezone.now()
            )
        assert ("address", True) in desk.found(desk.write("She now lives at 7 Tannery Lane.", to_father))

    def test_22_a_hidden_sheet_and_a_pivot_cache(self) -> None:
        search = Search([Protected(Word.FAMILY_NAME, "Okonkwo")])
        for made in (papers.xlsx_hidden, papers.xlsx_pivot):
            found = inspect([("a.xlsx", made("Okonkwo"))], search=search)
            assert [each.severity for each in found] == [Severity.STOP]


@pytest.mark.figure
class TestNobodyReleasesTheirOwn:
    def test_whatever_their_role(self, desk: Desk, figure: Figure) -> None:
        released = 0
        for author in (desk.ewa, desk.grace):
            with acting_as(author):
                draft = Draft(kind=Kind.LETTER, gateway="duty_to_parents", purpose="News", words_en=KIND)
                outgoing = begin(recipient=desk.mother, draft=draft, by=author, at=timezone.now())
                from hafan.disclosure.operations.preparing import prepare

                prepare(outgoing=outgoing, by=author, at=timezone.now())
            for way in Way:
                try:
                    released += desk.let_go(outgoing, way, by=author) is not None
                except (NotASecondPerson, NotYours):
                    continue
        figure("G14", released=released)
        assert released == 0
