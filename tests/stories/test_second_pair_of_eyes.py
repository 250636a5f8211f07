"""A second pair of eyes: a letter to a birth mother with the carers' village in it is caught, corrected, let go by somebody else, called back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from hafan.disclosure.models import LedgerLine, Outgoing
from hafan.disclosure.operations.writing import add_recipient
from hafan.foundation.context import acting_as
from hafan.people.models import Child, Household, Person
from hafan.practice.entries import Compartment
from hafan.shielded.operations.keeping import keep
from hafan.shielded.shelves import SHELVES
from tests.stories_told import Stories, told

#: Who writes and who lets go, by the way of reading. In Wales Alys and Carys, in England Ewa and Grace.
PAIRS = {
    "desktop-en": ("ewa", "grace"),
    "phone-en": ("ewa", "grace"),
    "desktop-cy": ("alys", "carys"),
    "phone-cy": ("alys", "carys"),
}
VILLAGE = "Llanfihangel-y-Pennant"
#: Clicks from the child's page to a letter that waits for a second person, had it been right at once; and those of the second person.
CLICKS_TO_WRITE, CLICKS_TO_RELEASE = 4, 3


@pytest.fixture(scope="module")
def written_down(house, way):
    """A child, the mother who is written to, and the carers she must not find."""
    by = house.cast.people[PAIRS[way][0]]
    since = timezone.localdate() - timedelta(days=40)
    with acting_as(by):
        household = Household.objects.create(
            agency=by.agency, reference=f"H {way}", country=by.agency.country
        )
    placed = told("placement_began", since, placement_kind="ep_foster", household=str(household.public_id))
    child = Stories(house.cast).child(
        by, told("born", since), placed, given_name="Mabli", family_name="Fairweather"
    )
    with acting_as(by):
        mother = Person.objects.create(child=child, name="Carly Fairweather", relation="mother")
        for part, about, what in (
            (
                Compartment.BIRTH_FAMILY_CONTACT,
                mother,
                {"address": "7 Tannery Lane\nWyre Piddle", "postcode": "WR10 2JB"},
            ),
            (
                Compartment.CARER_IDENTITY,
                household,
                {"names": "Gwenllïan and Tomos Okonkwo", "address": "14 Heol y Bryn", "area": VILLAGE},
            ),
        ):
            shelf = next(shelf for shelf in SHELVES if shelf.part is part)
            keep(shelf=shelf, child=child, about=about, told=what, from_on=since, by=by)
        add_recipient(child=child, reader="parent", person=mother, by=by, at=timezone.now())
        return Child.objects.get(pk=child.pk)


class TestALetterToABirthMother:
    def test_is_caught_corrected_let_go_by_a_second_person_and_called_back(
        self, reading, way, written_down
    ) -> None:
        writer, checker = (reading(way, who) for who in PAIRS[way])
        self.write(writer, way, written_down)
        self.correct(writer, way)
        self.let_go(checker, writer, way, written_down)
        self.call_back(writer)
        assert writer.clicks >= CLICKS_TO_WRITE
        self.ledger(written_down, reading, way)

    def write(self, writer, way, child) -> None:
        writer.open(reverse("child", args=[child.public_id]))
        writer.follow("Sending out")
        writer.press("Write", "link", exact=False)
        writer.page.locator("[name='gateway']").select_option("duty_to_parents")
        writer.fill("purpose", "News of her")
        language = way[-2:]
        writer.page.locator(f"[name='language'][value='{language}']").check()
        writer.fill(
            f"words_{language}", f"Dear Carly,\n\nShe has settled in {VILLAGE} and smiles at everybody."
        )
        writer.press("Make it and look at it")
        assert writer.words("Held back") in writer.text()
        assert writer.words("stops it") in writer.text()
        assert writer.page.get_by_role("button", name=writer.words("I have read it: let it go")).count() == 0
        assert writer.clicks <= CLICKS_TO_WRITE

    def correct(self, writer, way) -> None:
        writer.press("Correct it")
        writer.fill(f"words_{way[-2:]}", "Dear Carly,\n\nShe has settled well and smiles at everybody.")
        writer.press("Make it and look at it")
        assert writer.words("Waiting for a second person") in writer.text()
        assert writer.words("stops it") not in writer.text()

    def let_go(self, checker, writer, way, child) -> None:
        checker.open(reverse("outbox"))
        checker.page.get_by_role("link", name="Mabli Fairweather").first.click()
        checker.page.wait_for_load_state()
        checker.look()
        picture = checker.page.locator("img.hafan-sheet").first
        picture.scroll_into_view_if_needed()
        checker.page.wait_for_function("document.querySelector('img.hafan-sheet').naturalWidth > 500")
        assert "7 Tannery Lane" in checker.text()
        assert VILLAGE not in checker.text()
        before = checker.clicks
        checker.page.locator("[name='way'][value='hand']").check()
        checker.clicks += 1
        checker.press("I have read it: let it go")
        assert checker.clicks - before + 1 <= CLICKS_TO_RELEASE
        assert checker.words("Sent") in checker.text()

    def call_back(self, writer) -> None:
        writer.page.reload()
        writer.look_again()
        writer.fill("why", "It was meant for next week")
        writer.press("Call it back")
        assert writer.words("Called back") in writer.text()

    def ledger(self, child, reading, way) -> None:
        with acting_as(writer_of(reading, way)):
            outgoing = Outgoing.objects.filter(child=child).latest("id")
            told_of = list(
                LedgerLine.objects.filter(outgoing=outgoing).order_by("id").values_list("event", flat=True)
            )
        assert told_of == ["begun", "compiled", "rewritten", "compiled", "released", "recalled"]
        assert outgoing.released_by_id != outgoing.author_id


def writer_of(reading, way):
    """The account that wrote it."""
    return reading(way, PAIRS[way][0]).house.cast.people[PAIRS[way][0]]


class TestTheOtherPages:
    def test_hold_in_every_way_of_reading(self, reading, way, written_down) -> None:
        reader = reading(way, PAIRS[way][0])
        for name in ("new_recipient", "exposed", "sending"):
            reader.open(reverse(name, args=[written_down.public_id]))
        reader.open(reverse("fetch", args=["00" * 32]))
