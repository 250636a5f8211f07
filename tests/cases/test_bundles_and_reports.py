"""Bundles, reports, and one document for several readers: cases 5, 7, 8, 9, 10 and 11."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import get_resolver, reverse
from django.utils import timezone

from hafan.audit.models import Event
from hafan.audit.operations import note
from hafan.chronology.models import Entry
from hafan.config.checks import pages
from hafan.disclosure.composing import NotForThisReader
from hafan.disclosure.models import Kind, State, Way
from hafan.disclosure.operations.releasing import CannotGo, collect
from hafan.disclosure.operations.writing import add_recipient
from hafan.disclosure.scanning.ocr import picture_reader
from hafan.foundation.context import acting_as
from hafan.people.models import Child, Person
from hafan.practice.entries import Compartment
from tests.cases.arriving import arrive, paper
from tests.cases.held import case
from tests.cases.test_letters_and_enclosures import KIND, text_of
from tests.rooms.disclosure.conftest import VILLAGE, Desk, live
from tests.rooms.disclosure.papers import scan
from tests.stories_told import Stories, told

pytestmark = pytest.mark.django_db
NEIGHBOURS = "Officers attended at ten in the evening after a neighbour heard shouting and the older boy was found in the kitchen"


def opened(desk: Desk, other: Child) -> None:
    """Ewa reads another child's record."""
    with acting_as(desk.ewa):
        note(
            action="journeys.child.viewed",
            by=desk.ewa,
            object_type="child",
            object_id=other.public_id,
            child_id=other.pk,
        )


def neighbour(desk: Desk, stories: Stories) -> Child:
    """Another child of Ewa's, whose record she has just read."""
    other = stories.child(
        desk.ewa, told("born", "2026-01-05"), told("visit_made", "2026-02-05", seen=True, note=NEIGHBOURS),
        given_name="Adaeze", family_name="Quillfeather", reference="MB 77123",
    )  # fmt: skip
    opened(desk, other)
    return other


@case(5)
class TestAWholeCaseFile:
    """Suffolk County Council, 2013: the whole file went to the birth mother's solicitors on appeal."""

    def test_is_no_kind_of_thing_that_can_be_sent(self) -> None:
        assert set(Kind) == {Kind.LETTER, Kind.EXTRACT, Kind.SUMMARY, Kind.FILE, Kind.BUNDLE}
        addresses = [address for address, _ in pages(get_resolver())]
        assert not [address for address in addresses if "export" in address or "download" in address]

    def test_a_bundle_for_a_parents_solicitor_holds_what_such_a_reader_may_have(self, desk: Desk) -> None:
        with acting_as(desk.ewa):
            solicitor = add_recipient(
                child=desk.child, reader="parent_rep", name="Brook and Co", by=desk.ewa, at=timezone.now()
            )
        words = text_of(desk.write("", solicitor, kind=Kind.BUNDLE, gateway="court"))
        assert "The father was found late" in words
        for kept in ("visited", VILLAGE, "Okonkwo", "7 Tannery Lane", "Health"):
            assert kept not in words


@case(7)
class TestAMedicalReportInABundle:
    """Wakefield Council, 2023 (ICO reprimand): a report in a court bundle showed the mother's address. She moved out the same day."""

    ADDRESS = (
        "Seen at home: 7 Tannery Lane, Wyre Piddle, WR10 2JB. The mother was tired and came with her sister."
    )

    def test_is_read_to_its_last_page_although_somebody_else_wrote_it(self, desk: Desk) -> None:
        assert {("address", True), ("postcode", True)} <= desk.found(
            self.bundle(desk, paper(desk, Compartment.COURT, self.ADDRESS))
        )

    def test_is_never_passed_unread_when_it_is_a_scan(self, desk: Desk) -> None:
        outgoing = self.bundle(desk, arrive(desk, scan(self.ADDRESS), Compartment.COURT))
        what = {what for what, _ in desk.found(outgoing)}
        assert outgoing.state == State.CAUGHT
        assert what & ({"address", "postcode", "place"} if picture_reader() else {"unread"})

    def bundle(self, desk: Desk, report):
        with acting_as(desk.ewa):
            father = Person.objects.create(child=desk.child, name="Rhodri Sandle", relation="father")
            live(desk.child, father, "40 Mill Street", since=timezone.localdate(), by=desk.ewa)
            to = add_recipient(
                child=desk.child, reader="parent", person=father, by=desk.ewa, at=timezone.now()
            )
        return desk.write("For the hearing.", to, kind=Kind.BUNDLE, gateway="court", files=(report,))


@case(8)
class TestWhatAPartnerDownloads:
    """Jackson Quinn, solicitors (ICO reprimand): adopted children's address went to their birth father in prison."""

    def sent(self, desk: Desk):
        with acting_as(desk.ewa):
            partner = add_recipient(
                child=desk.child, reader="partner_agency", name="Adopt Threeways", agency=desk.cast.threeways, by=desk.ewa,
                at=timezone.now(),
            )  # fmt: skip
        outgoing = desk.write(KIND, partner, kind=Kind.SUMMARY, gateway="adoption_agency_function")
        assert outgoing.state == State.CLEAR
        return outgoing, desk.let_go(outgoing, Way.LINK, at=timezone.now() - timedelta(minutes=16)).link

    def test_was_compiled_for_them_and_says_so_on_each_page(self, desk: Desk) -> None:
        outgoing, _ = self.sent(desk)
        words = text_of(outgoing)
        assert outgoing.pages == 1
        assert "For Adopt Threeways only page 1 of 1" in words
        for kept in (VILLAGE, "Okonkwo", "Tannery"):
            assert kept not in words

    def test_is_fetched_by_that_agency_once_and_by_no_other(self, desk: Desk) -> None:
        _, link = self.sent(desk)
        for stranger in (desk.cast.alys, desk.cast.ewa):
            with acting_as(stranger):
                assert collect(token=link, by=stranger) is None
        with acting_as(desk.cast.femi):
            assert collect(token=link, by=desk.cast.femi)
            assert collect(token=link, by=desk.cast.femi) is None


@case(9)
class TestOneReportForThreeReaders:
    """Nottinghamshire County Council (ICO reprimand): one assessment went whole to a mother and two former partners."""

    def test_is_made_anew_for_each_with_their_own_mark_and_nothing_of_the_others(self, desk: Desk) -> None:
        readers = {"Carly Fairweather": (desk.mother, "Tannery")}
        for name, where in (("Rhodri Sandle", "Mill Street"), ("Ieuan Brock", "Weir Bank")):
            with acting_as(desk.ewa):
                person = Person.objects.create(child=desk.child, name=name, relation="father")
                live(desk.child, person, f"40 {where}", since=timezone.localdate(), by=desk.ewa)
                to = add_recipient(
                    child=desk.child, reader="parent", person=person, by=desk.ewa, at=timezone.now()
                )
            readers[name] = (to, where)
        made = {name: desk.write("We have finished the assessment.", to) for name, (to, _) in readers.items()}
        assert len({each.sha256 for each in made.values()}) == 3
        for name, outgoing in made.items():
            words = text_of(outgoing)
            assert f"For {name} only" in words
            assert [where for _, where in readers.values() if where in words] == [readers[name][1]]

    def test_has_one_reader_by_the_table_itself(self, desk: Desk) -> None:
        outgoing = desk.write(KIND)
        assert outgoing._meta.get_field("recipient").many_to_one
        assert not outgoing._meta.get_field("recipient").null


@case(10)
class TestWordsOfANeighboursChild:
    """Birmingham Children's Trust, 2024 (ICO): police words about a neighbour's child were pasted into a plan and read by the family."""

    def typed(self, **more: str) -> dict[str, str]:
        return {
            "when": "today",
            "learnt": "today",
            "seen": "yes",
            "at_home": "yes",
            "note": f"{NEIGHBOURS}.",
            **more,
        }

    def test_are_caught_as_they_are_pasted_and_kept_only_when_confirmed(
        self, desk: Desk, stories, sign_in
    ) -> None:
        neighbour(desk, stories)
        ewa, form = sign_in(desk.ewa), reverse("new_entry", args=[desk.child.public_id, "visit_made"])
        answer = ewa.post(form, self.typed())
        assert answer.status_code == 422
        assert "another child’s record" in answer.content.decode()
        assert "Quillfeather" not in answer.content.decode()
        assert "nghofnod plentyn arall" in ewa.post(f"{form}?lang=cy", self.typed()).content.decode()
        with acting_as(desk.ewa):
            assert not Entry.objects.filter(child=desk.child, details__note__contains="Officers").exists()
        assert ewa.post(form, self.typed(belongs="yes")).status_code == 302
        with acting_as(desk.cast.dan):
            events = Event.objects.filter(action="journeys.words.confirmed", child_id=desk.child.pk)
            assert [(each.account, each.detail) for each in events] == [(desk.ewa, {"pasted": True})]

    def test_are_caught_in_a_correction_as_well(self, desk: Desk, stories, sign_in) -> None:
        neighbour(desk, stories)
        with acting_as(desk.ewa):
            entry = Entry.objects.get(child=desk.child, kind="visit_made")
        form = reverse("correction", args=[desk.child.public_id, entry.public_id])
        ewa = sign_in(desk.ewa)
        assert ewa.post(form, self.typed(why="more to say")).status_code == 422
        assert ewa.post(form, self.typed(note="She smiled.", why=NEIGHBOURS)).status_code == 422

    def test_of_ones_own_are_kept_without_a_question(self, desk: Desk, stories, sign_in) -> None:
        neighbour(desk, stories)
        form = reverse("new_entry", args=[desk.child.public_id, "visit_made"])
        note_of_hers = (
            "She slept through the night for the first time and woke up laughing at the dog next door."
        )
        assert sign_in(desk.ewa).post(form, self.typed(note=note_of_hers)).status_code == 302

    def test_are_caught_in_a_letter_which_its_author_does_not_let_go(self, desk: Desk, stories) -> None:
        neighbour(desk, stories)
        outgoing = desk.write(f"As we were told, {NEIGHBOURS}.")
        assert ("pasted", False) in desk.found(outgoing)
        with pytest.raises(CannotGo):
            desk.let_go(outgoing)


@case(11)
class TestAReportWrittenOverAnotherFamilys:
    """Devon County Council, 2012: a social worker used an earlier report as a pattern, and the earlier one was posted."""

    def test_is_stopped_by_the_other_familys_names(self, desk: Desk, stories) -> None:
        neighbour(desk, stories)
        found = desk.found(desk.write("Adaeze Quillfeather (MB 77123) lives with her aunt."))
        assert {("full_name", True), ("reference", True)} <= found

    def test_nothing_is_copied_from_another_childs_record(self, desk: Desk, stories) -> None:
        other = neighbour(desk, stories)
        theirs = paper(desk, Compartment.COURT, "The panel's report.", child=other)
        with pytest.raises(NotForThisReader):
            desk.write(KIND, kind=Kind.FILE, files=(theirs,))
        addresses = [address for address, _ in pages(get_resolver())]
        assert not [address for address in addresses if "copy" in address or "template" in address]
