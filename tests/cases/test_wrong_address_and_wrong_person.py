"""Pages of two cases in one envelope, and the wrong envelope: cases 12 to 15."""

from __future__ import annotations

import inspect
import io
from datetime import timedelta

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.disclosure.composing import NotForThisReader
from hafan.disclosure.models import Kind, State, Way
from hafan.disclosure.operations.releasing import CannotGo, collect, recall, release
from hafan.disclosure.operations.writing import Draft, add_recipient, begin
from hafan.foundation.context import acting_as
from hafan.practice.entries import Compartment
from tests.cases.arriving import paper
from tests.cases.held import case
from tests.cases.test_letters_and_enclosures import KIND, text_of
from tests.rooms.disclosure.conftest import Desk, furnish, move

pytestmark = pytest.mark.django_db


@case(12, 13)
class TestPagesOfTwoCases:
    """Powys, 2011, and Plymouth, 2012 (ICO): pages of another family's report were taken from a shared printer and sent along."""

    def test_every_page_says_whose_it_is_for_which_case_and_how_many_there_are(self, desk: Desk) -> None:
        report = paper(desk, Compartment.COURT, "\n".join(f"Paragraph {n} of the report." for n in range(90)))
        outgoing = desk.write(KIND, kind=Kind.BUNDLE, gateway="court", files=(report,))
        document = pypdfium2.PdfDocument(io.BytesIO(bytes(outgoing.compiled)))
        assert len(document) == outgoing.pages > 1
        for number, page in enumerate(document, 1):
            words = page.get_textpage().get_text_range()
            assert desk.mother.serial in words
            assert f"page {number} of {outgoing.pages}" in words
            assert "For Carly Fairweather only" in words

    def test_begins_with_a_sheet_that_names_its_one_reader(self, desk: Desk) -> None:
        first = text_of(desk.write(KIND, kind=Kind.BUNDLE)).split("page 1 of")[0]
        for line in ("Carly Fairweather", "7 Tannery Lane", "WR10 2JB"):
            assert line in first

    def test_one_file_is_of_one_case(self, desk: Desk, stories) -> None:
        other = furnish(desk.cast, stories)
        theirs = paper(desk, Compartment.COURT, "A report.", child=other.child)
        with pytest.raises(NotForThisReader):
            desk.write(KIND, kind=Kind.BUNDLE, files=(theirs,))


@case(14, 15)
class TestAWrongRecipient:
    """Midlothian, 2012: five times to the wrong people. Norfolk, 2012 (ICO): an address written by hand, next door's."""

    def test_an_address_is_never_written_by_hand_it_is_the_recipients_own(self, desk: Desk) -> None:
        for verb in (begin, release, Draft):
            assert not {"address", "to", "postcode"} & set(inspect.signature(verb).parameters)
        assert "7 Tannery Lane" in text_of(desk.write(KIND))

    def test_the_second_person_sees_in_large_letters_to_whom_and_where_it_goes(
        self, desk: Desk, sign_in
    ) -> None:
        outgoing = desk.write(KIND)
        page = sign_in(desk.grace).get(reverse("outgoing", args=[outgoing.public_id])).content.decode()
        shown = page.split("Let it go</h2>")[1]
        assert 'govuk-heading-l govuk-!-margin-bottom-2">Carly Fairweather<' in shown
        assert 'govuk-body-l">7 Tannery Lane<br>' in shown

    def test_and_is_warned_of_an_address_that_is_new(self, desk: Desk, sign_in) -> None:
        move(desk.child, desk.mother, desk.ewa, address="1 Quarry Bank")
        outgoing = desk.write(KIND)
        page = sign_in(desk.grace).get(reverse("outgoing", args=[outgoing.public_id])).content.decode()
        assert "changed in the last 30 days" in page

    def test_it_goes_where_they_live_at_that_moment_or_not_at_all(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        move(desk.child, desk.mother, desk.ewa, address="1 Quarry Bank")
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing)
        assert refused.value.code == "address"

    def test_what_went_to_the_wrong_agency_is_called_back_before_anybody_reads_it(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            partner = add_recipient(
                child=desk.child, reader="partner_agency", name="Adopt Threeways", agency=desk.cast.threeways, by=desk.ewa,
                at=timezone.now(),
            )  # fmt: skip
        outgoing = desk.write(KIND, partner, gateway="adoption_agency_function")
        link = desk.let_go(outgoing, Way.LINK, at=timezone.now() - timedelta(minutes=5)).link
        with acting_as(desk.cast.femi):
            assert collect(token=link, by=desk.cast.femi) is None
        with acting_as(desk.ewa):
            assert recall(outgoing=outgoing, why="the wrong agency", by=desk.ewa, at=timezone.now())
            outgoing.refresh_from_db()
        assert (outgoing.state, outgoing.link_hash) == (State.RECALLED, None)
