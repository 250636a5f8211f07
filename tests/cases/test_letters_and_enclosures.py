"""Letters, and what was put in with them: cases 1 to 4, 16 and 17."""

from __future__ import annotations

import io
from datetime import timedelta

import pypdfium2
import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.chronology.operations import record
from hafan.disclosure.models import Kind, Outgoing, Recipient, State, Way
from hafan.disclosure.operations.ledger import NotYours
from hafan.disclosure.operations.releasing import CannotGo
from hafan.disclosure.operations.writing import add_recipient, confirm_recipient
from hafan.disclosure.readers import READERS
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Person
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Compartment
from tests.cases.arriving import arrive, paper
from tests.cases.held import case
from tests.rooms.disclosure.conftest import CARERS_HOME, MOTHERS_HOME, VILLAGE, Desk, live, move
from tests.rooms.disclosure.papers import pdf

pytestmark = pytest.mark.django_db
KIND = "She is well, and she smiles at everybody."


def text_of(outgoing: Outgoing) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(bytes(outgoing.compiled)))
    return "\n".join(page.get_textpage().get_text_range() for page in document)


@case(1)
class TestACoveringLetterToABirthMother:
    """Halton Borough Council, 2013 (ICO): it carried the adopters' home address. The clerk thought that somebody had checked."""

    def test_does_not_go_with_the_carers_address_in_it(self, desk: Desk) -> None:
        outgoing = desk.write(f"They live at {CARERS_HOME}.")
        assert outgoing.state == State.CAUGHT
        with pytest.raises(CannotGo):
            desk.let_go(outgoing)

    def test_is_compiled_without_who_the_carers_are_whatever_is_in_the_record(self, desk: Desk) -> None:
        words = text_of(desk.write("", kind=Kind.BUNDLE))
        for kept in (VILLAGE, "Okonkwo", "LL36 9TN", "01654 700 123"):
            assert kept not in words

    def test_goes_only_when_a_second_person_has_let_it_go(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        with pytest.raises(NotYours):
            desk.let_go(outgoing, by=desk.ewa)
        with acting_as(desk.ewa), pytest.raises(DatabaseError), transaction.atomic():
            Outgoing.objects.filter(pk=outgoing.pk).update(released_by=desk.ewa, released_at=timezone.now())
        assert desk.let_go(outgoing)


@case(2)
class TestAnApplicationFormEnclosedWithACourtNotice:
    """London Borough of Hackney, 2016 (Ombudsman): the adopters' form was enclosed. The family moved and changed their names."""

    def test_cannot_be_enclosed_when_it_lies_in_a_part_the_reader_may_not_have(self, desk: Desk) -> None:
        form = paper(desk, Compartment.ADOPTION, "Application to adopt. Applicants: Mr and Mrs Okonkwo.")
        with pytest.raises(Exception, match="1 files"):
            desk.write("Notice of the hearing.", kind=Kind.FILE, gateway="court", files=(form,))

    def test_is_stopped_by_the_names_in_it_when_it_was_filed_in_the_wrong_part(self, desk: Desk) -> None:
        form = paper(desk, Compartment.COURT, "Application to adopt. Applicants: Mr and Mrs Okonkwo.")
        outgoing = desk.write("Notice of the hearing.", kind=Kind.BUNDLE, gateway="court", files=(form,))
        assert ("family_name", True) in desk.found(outgoing)
        assert outgoing.state == State.CAUGHT

    def test_a_notice_bears_a_serial_number_in_place_of_any_reference(self, desk: Desk) -> None:
        words = text_of(desk.write("Notice of the hearing.", gateway="court"))
        assert desk.mother.serial in words
        assert desk.child.reference not in words


@case(3)
class TestADischargeLetterFromAHospital:
    """An English council (settled claim, told by its solicitors): it named the carers and went on to the birth family; hints were dismissed."""

    def test_is_tagged_as_it_arrives(self, desk: Desk) -> None:
        named = arrive(
            desk, pdf("Discharge letter. The baby went home with Mr and Mrs Okonkwo of Heol y Bryn.")
        )
        innocent = arrive(desk, pdf("Discharge letter. The baby went home on Tuesday."))
        assert named.tags == ["protected"]
        assert innocent.tags == []

    def test_shows_its_tag_wherever_files_are_listed(self, desk: Desk, sign_in) -> None:
        arrive(desk, pdf(f"They were seen in {VILLAGE}."))
        page = sign_in(desk.ewa).get(reverse("child_files", args=[desk.child.public_id])).content.decode()
        assert "must not be passed on" in page

    def test_still_does_not_go_on_to_the_family(self, desk: Desk) -> None:
        named = paper(desk, Compartment.COURT, "The baby went home with Mr and Mrs Okonkwo.")
        assert desk.write(KIND, kind=Kind.FILE, files=(named,)).state == State.CAUGHT

    def test_a_hint_is_taken_seriously_by_anybody_with_one_button_and_a_timeline(
        self, desk: Desk, sign_in
    ) -> None:
        ewa = sign_in(desk.ewa)
        there = reverse("sending", args=[desk.child.public_id])
        assert reverse("exposed", args=[desk.child.public_id]) in ewa.get(there).content.decode()
        ewa.post(
            reverse("exposed", args=[desk.child.public_id]), {"words": "She named the village at family time"}
        )
        assert "She named the village at family time" in ewa.get(there).content.decode()


@case(4)
class TestALetterAfterTheOrder:
    """An English council (settled claim, told by its solicitors): a contact record was wrong, and the adopters' letter went to the birth parents."""

    def test_waits_until_somebody_says_that_each_recipient_is_still_right(self, desk: Desk) -> None:
        outgoing = {each: desk.write(KIND, each) for each in (desk.mother, desk.carers)}
        with acting_as(desk.ewa):
            record(
                by=desk.ewa, child=desk.child, kind="order_made", happened=ImpreciseDate(timezone.localdate()),
                details={"order": "care"}, at=timezone.now() + timedelta(seconds=1), despite="the court made it",
            )  # fmt: skip
        for recipient, letter in outgoing.items():
            with pytest.raises(CannotGo) as refused:
                desk.let_go(letter)
            assert refused.value.code == "order"
            with acting_as(desk.ewa):
                confirm_recipient(recipient=recipient, by=desk.ewa, at=timezone.now() + timedelta(minutes=1))
            assert desk.let_go(letter)

    def test_an_address_belongs_to_a_person_and_is_copied_to_no_case(self, desk: Desk) -> None:
        for recipient in (desk.mother, desk.carers):
            with acting_as(desk.ewa), pytest.raises(DatabaseError), transaction.atomic():
                Recipient.objects.filter(pk=recipient.pk).update(address="9 Old Road")


@case(16)
class TestANewAddressTypedInANote:
    """Charnwood Borough Council, 2023 (settled claim): the letter to the old address quoted the new one, and the one she had fled read it."""

    NOTE = "She has moved to 22 Quarry Road, WR11 4AB."

    def typed(self, **more: str) -> dict[str, str]:
        return {
            "when": "today",
            "learnt": "today",
            "seen": "yes",
            "at_home": "yes",
            "note": self.NOTE,
            **more,
        }

    def test_is_flagged_before_it_is_kept(self, desk: Desk, sign_in) -> None:
        ewa, form = sign_in(desk.ewa), reverse("new_entry", args=[desk.child.public_id, "visit_made"])
        answer = ewa.post(form, self.typed())
        assert answer.status_code == 422
        assert "something like an address" in answer.content.decode()
        assert self.NOTE in answer.content.decode()
        assert ewa.post(form, self.typed(belongs="yes")).status_code == 302
        assert ewa.post(form, self.typed(note="She smiled at 3 o'clock.")).status_code == 302

    def test_is_flagged_in_a_letter_although_nobody_has_said_that_it_is_protected(self, desk: Desk) -> None:
        outgoing = desk.write(f"Thank you for telling us. {self.NOTE}", desk.carers)
        assert {("address_like", False)} <= desk.found(outgoing)
        with pytest.raises(CannotGo):
            desk.let_go(outgoing)

    def test_a_letter_does_not_go_to_the_address_there_was(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        move(desk.child, desk.mother, desk.ewa, address="22 Quarry Road", postcode="WR11 4AB")
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing)
        assert refused.value.code == "address"

    def test_nothing_is_posted_where_post_is_not_safe(self, desk: Desk, sign_in) -> None:
        move(desk.child, desk.mother, desk.ewa, do_not_write=True)
        outgoing = desk.write(KIND)
        with pytest.raises(CannotGo) as refused:
            desk.let_go(outgoing, Way.POST)
        assert refused.value.code == "post"
        page = sign_in(desk.grace).get(reverse("outgoing", args=[outgoing.public_id])).content.decode()
        assert 'value="post"' not in page


@case(17)
class TestAConfidentialAddress:
    """Cafcass, Miss N (Parliamentary Ombudsman): her address was told to her former husband. She felt unsafe and moved house."""

    def father(self, desk: Desk, by: Account) -> Recipient:
        with acting_as(by):
            person = Person.objects.create(child=desk.child, name="Rhodri Sandle", relation="father")
            live(desk.child, person, "40 Mill Street", since=timezone.localdate(), by=by)
            return add_recipient(child=desk.child, reader="parent", person=person, by=by, at=timezone.now())

    def test_wins_in_every_output_for_everybody_but_herself(self, desk: Desk) -> None:
        father = self.father(desk, desk.ewa)
        held = desk.write(f"Her mother lives at {MOTHERS_HOME}.", father)
        assert held.state == State.CAUGHT
        with acting_as(desk.ewa), pytest.raises(NotYours):
            from hafan.disclosure.operations.preparing import settle

            finding = held.findings.filter(stops=True).first()
            settle(finding=finding, words="He knows it already", by=desk.ewa, at=timezone.now())
        for kind in (Kind.EXTRACT, Kind.SUMMARY):
            assert "Tannery" not in text_of(desk.write("", father, kind=kind))

    def test_stops_every_kind_of_reader_that_does_not_need_it(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            others = {
                code: add_recipient(
                    child=desk.child, reader=code, name="The office", by=desk.ewa, at=timezone.now()
                )
                for code, reader in READERS.items()
                if reader.about == "other" and Compartment.BIRTH_FAMILY_CONTACT not in reader.reaches
            }
        assert len(others) > 3
        for code, recipient in others.items():
            assert desk.write("Ask at 7 Tannery Lane.", recipient).state == State.CAUGHT, code

    def test_wins_in_every_view(self, world, desk: Desk, sign_in) -> None:
        for person in (desk.cast.dan, desk.cast.sam, desk.cast.femi, desk.cast.alys):
            client = sign_in(person)
            for name in ("child", "sending", "kept_shelves", "child_files"):
                assert (
                    "Tannery" not in client.get(reverse(name, args=[desk.child.public_id])).content.decode()
                ), name
