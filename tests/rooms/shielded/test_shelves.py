"""What is kept apart: who opens which shelf, and that nothing on it is ever overwritten."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Basis
from hafan.access.operations import give
from hafan.audit.models import Event
from hafan.chronology.operations import record
from hafan.foundation.context import acting_as, seen_as
from hafan.identity.models import Membership
from hafan.people.models import Child, Household, Person, Placement
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Compartment
from hafan.shielded.models import BirthFamilyContact, CarerIdentity, HealthNote, LegalAdvice, SupportNote
from hafan.shielded.operations import MeanwhileReplaced, NothingChanged, keep, open_shelf, replace
from hafan.shielded.queries import held
from tests.cast import SINCE, Cast
from tests.database import Owner
from tests.rooms.shielded.conftest import ADDRESS, SHELF, Home, an_hour_ago

pytestmark = pytest.mark.django_db


def shelf_page(home: Home, part: str) -> str:
    return reverse("kept_shelf", args=[home.child.public_id, part])


class TestWhereAChildLives:
    def test_is_three_clicks_from_the_list_for_a_worker_at_night(self, home: Home, cast: Cast, sign_in):
        bryn = sign_in(cast.bryn)
        page = bryn.get(reverse("team_children")).content.decode()
        child = reverse("child", args=[home.child.public_id])
        assert child in page
        shelves = reverse("kept_shelves", args=[home.child.public_id])
        assert shelves in bryn.get(child).content.decode()
        assert shelf_page(home, "carer_identity") in bryn.get(shelves).content.decode()
        assert "3 Lôn y Felin" in bryn.get(shelf_page(home, "carer_identity")).content.decode()

    @pytest.mark.parametrize("name", ["alys", "bryn", "carys", "nia", "ifan"])
    def test_is_known_to_those_who_need_it(self, home: Home, cast: Cast, name: str):
        with acting_as(cast.people[name]):
            assert CarerIdentity.objects.get().address == ADDRESS

    @pytest.mark.parametrize("name", ["dafydd", "huw", "jac", "gwen", "lowri", "mair", "ewa", "femi"])
    def test_is_known_to_nobody_else(self, home: Home, cast: Cast, name: str, sign_in):
        with acting_as(cast.people[name]):
            assert not CarerIdentity.objects.exists()
        assert sign_in(cast.people[name]).get(shelf_page(home, "carer_identity")).status_code == 404

    @pytest.mark.parametrize(
        "reader", ["parent", "parent_rep", "court", "guardian", "legal_adviser", "ep_carer", "emergency"]
    )
    def test_is_in_nothing_compiled_for_a_reader_who_may_not_have_it(
        self, home: Home, cast: Cast, reader: str
    ):
        with acting_as(cast.alys), seen_as(reader, home.child.pk):
            assert not CarerIdentity.objects.exists()

    def test_is_in_the_courts_confidential_sheet(self, home: Home, cast: Cast):
        with acting_as(cast.alys), seen_as("court_confidential", home.child.pk):
            assert CarerIdentity.objects.get().names == "Meinir a Dewi Vaughan"

    def test_is_known_no_longer_when_the_child_has_left(self, home: Home, cast: Cast, days):
        with acting_as(cast.alys):
            record(
                child=home.child, kind="placement_ended", happened=ImpreciseDate(days(-1)), by=cast.alys,
                details={"end_reason": "other"}, at=timezone.now(), despite="the carers gave notice",
            )  # fmt: skip
            assert Placement.objects.get(child=home.child).ended_on == days(-1)
            assert not CarerIdentity.objects.exists()
            assert Household.objects.get().reference == "H-7"

    def test_is_held_once_for_every_child_who_lives_there(self, home: Home, cast: Cast, stories, days):
        from tests.stories_told import told

        other = stories.child(
            cast.huw,
            told("born", days(-700)),
            told("became_looked_after", days(-60)),
            told(
                "placement_began",
                days(-60),
                placement_kind="ep_foster",
                household=str(home.household.public_id),
            ),
            team=cast.aberwern_south,
        )
        with acting_as(cast.huw):
            row = CarerIdentity.objects.get()
            replace(
                shelf=SHELF["carer_identity"], child=other, row=row, changes={"phones": "07700 900999"},
                from_on=days(0), by=cast.huw,
            )  # fmt: skip
        with acting_as(cast.alys):
            newest = held(SHELF["carer_identity"], home.child, days(0))[0]
            assert newest.row.phones == "07700 900999"
            assert newest.row.address == ADDRESS
            assert [each.phones for each in newest.earlier] == ["07700 900123"]


class TestNothingIsOverwritten:
    def test_of_two_who_put_the_same_right_the_second_is_told(self, home: Home, cast: Cast, days):
        shelf = SHELF["carer_identity"]
        with acting_as(cast.alys):
            row = CarerIdentity.objects.get()
            replace(
                shelf=shelf,
                child=home.child,
                row=row,
                changes={"area": "Brynhafan"},
                from_on=days(0),
                by=cast.alys,
            )
        with acting_as(cast.bryn), pytest.raises(MeanwhileReplaced):
            replace(
                shelf=shelf,
                child=home.child,
                row=row,
                changes={"area": "Y Felin"},
                from_on=days(0),
                by=cast.bryn,
            )

    def test_what_changes_nothing_is_not_written(self, home: Home, cast: Cast, days):
        with acting_as(cast.alys), pytest.raises(NothingChanged):
            row = CarerIdentity.objects.get()
            replace(
                shelf=SHELF["carer_identity"], child=home.child, row=row, changes={"address": ADDRESS}, from_on=days(0),
                by=cast.alys,
            )  # fmt: skip

    def test_no_row_can_be_changed_by_anybody(self, home: Home, cast: Cast, owner: Owner):
        with acting_as(cast.alys), pytest.raises(Exception, match="permission denied"), transaction.atomic():
            CarerIdentity.objects.update(address="Elsewhere")
        with (
            owner(),
            pytest.raises(Exception, match=r"append|once|never|refus"),
            transaction.atomic(),
        ):
            CarerIdentity.objects.update(address="Elsewhere")


class TestAdviceAndNotes:
    @pytest.fixture
    def advice(self, home: Home, cast: Cast, days) -> LegalAdvice:
        with acting_as(cast.alys):
            return keep(
                shelf=SHELF["legal_privileged"], child=home.child, about=home.child, from_on=days(-3), by=cast.alys,
                told={"about": "Threshold", "words": "Counsel advises caution."},
            )  # type: ignore[return-value]  # fmt: skip

    def test_legal_advice_is_read_by_the_worker_and_never_compiled_for_the_court(
        self, advice, home: Home, cast: Cast
    ):
        with acting_as(cast.carys):
            assert LegalAdvice.objects.count() == 1
        for reader in (
            "court",
            "court_confidential",
            "parent",
            "parent_rep",
            "guardian",
            "ep_carer",
            "adoptee",
        ):
            with acting_as(cast.alys), seen_as(reader, home.child.pk):
                assert LegalAdvice.objects.count() == 0, reader

    def test_legal_advice_is_not_for_those_who_work_with_the_carers_or_on_reviews(self, advice, cast: Cast):
        for name in ("ifan", "dafydd", "jac"):
            with acting_as(cast.people[name]):
                assert LegalAdvice.objects.count() == 0, name

    def test_an_advocates_notes_are_hidden_from_the_authority(
        self, home: Home, cast: Cast, owner: Owner, days, sign_in
    ):
        with owner():
            Membership.objects.filter(account=cast.jac).update(role="advocate")
        with acting_as(cast.alys):
            give(
                child_id=home.child.pk, to=cast.jac, basis=Basis.CONSENT, reason="the child asked", by=cast.alys,
                at=an_hour_ago(), role="advocate",
            )  # fmt: skip
        jac = sign_in(cast.jac)
        page = jac.get(reverse("kept_shelves", args=[home.child.public_id])).content.decode()
        assert "independent_support" in page
        assert "carer_identity" not in page
        answer = jac.post(
            reverse("kept_add", args=[home.child.public_id, "independent_support"]),
            {"about": "Family time", "words": "Wants a later bus.", "from_on": days(0).isoformat()},
        )
        assert answer.status_code == 302
        assert "later bus" in jac.get(shelf_page(home, "independent_support")).content.decode()
        for name in ("alys", "carys", "nia", "dafydd", "lowri"):
            with acting_as(cast.people[name]):
                assert not SupportNote.objects.exists()
            client = sign_in(cast.people[name])
            assert client.get(shelf_page(home, "independent_support")).status_code == 404
            shelves = client.get(reverse("kept_shelves", args=[home.child.public_id]))
            assert "independent_support" not in shelves.content.decode()

    def test_a_health_partner_opens_the_health_shelf_and_no_other(
        self, home: Home, cast: Cast, owner: Owner, days, sign_in
    ):
        with owner():
            Membership.objects.filter(account=cast.jac).update(role="health")
        with acting_as(cast.alys):
            give(
                child_id=home.child.pk, to=cast.jac, basis=Basis.CONSENT, reason="initial assessment", by=cast.alys,
                at=an_hour_ago(), role="health", parts={Compartment.HEALTH},
            )  # fmt: skip
            keep(
                shelf=SHELF["health"], child=home.child, about=home.child, from_on=days(-1), by=cast.alys,
                told={"about": "Hearing", "words": "Passed."},
            )  # fmt: skip
        with acting_as(cast.jac):
            assert HealthNote.objects.count() == 1
        page = sign_in(cast.jac).get(reverse("kept_shelves", args=[home.child.public_id])).content.decode()
        assert [part for part in SHELF if f"/{part}/" in page] == ["health"]


class TestOpening:
    def test_is_noted_with_its_part(self, home: Home, cast: Cast, days):
        with acting_as(cast.alys):
            open_shelf(shelf=SHELF["carer_identity"], child=home.child, by=cast.alys, on=days(0))
            event = Event.objects.get(action="shielded.shelf.opened")
            assert (event.child_id, event.parts) == (home.child.pk, ["carer_identity"])

    def test_says_withheld_until_somebody_decides_and_then_who_decided(
        self, home: Home, cast: Cast, days, sign_in
    ):
        alys = sign_in(cast.alys)
        alys.cookies["django_language"] = "en"
        with acting_as(cast.alys):
            type(cast.alys).objects.filter(pk=cast.alys.pk).update(language="en")
        page = alys.get(shelf_page(home, "carer_identity")).content.decode()
        assert "Withheld until somebody decides" in page
        with acting_as(cast.alys):
            record(
                child=home.child, kind="told_where_decided", happened=ImpreciseDate(days(-2)), by=cast.alys,
                details={
                    "decision": "withheld", "decided_by": "Carys", "basis": "prejudice_wales",
                    "reasons": "Threats.", "review_on": days(20).isoformat(),
                },
                at=timezone.now(),
            )  # fmt: skip
        page = alys.get(shelf_page(home, "carer_identity")).content.decode()
        assert "The parents are not told where the child lives." in page
        assert "Carys" in page
        assert "Withheld until somebody decides" not in page


class TestThePages:
    def test_put_an_address_right_and_keep_what_stood_there(self, home: Home, cast: Cast, days, sign_in):
        alys = sign_in(cast.alys)
        with acting_as(cast.alys):
            row = CarerIdentity.objects.get()
        there = reverse("kept_change", args=[home.child.public_id, "carer_identity", row.public_id])
        form = alys.get(there)
        assert ADDRESS in form.content.decode()
        typed = {
            "names": row.names,
            "address": "14 Stryd yr Eglwys",
            "phones": row.phones,
            "from_on": days(0).isoformat(),
        }
        assert alys.post(there, typed).status_code == 302
        page = alys.get(shelf_page(home, "carer_identity")).content.decode()
        assert "14 Stryd yr Eglwys" in page
        assert "3 Lôn y Felin" in page

        late = alys.post(there, {**typed, "address": "Another"})
        assert late.status_code == 409
        assert "Another" in late.content.decode()

    def test_ask_for_what_is_missing(self, home: Home, cast: Cast, sign_in):
        alys = sign_in(cast.alys)
        answer = alys.post(
            reverse("kept_add", args=[home.child.public_id, "health"]), {"about": "", "words": ""}
        )
        assert answer.status_code == 422
        assert "govuk-error-summary" in answer.content.decode()

    def test_keep_how_to_reach_a_mother_and_warn_where_not_to_write(
        self, home: Home, cast: Cast, days, sign_in
    ):
        with acting_as(cast.alys):
            mother = Person.objects.create(child=home.child, name="Nerys Prydderch", relation="mother")
        alys = sign_in(cast.alys)
        there = reverse("kept_add", args=[home.child.public_id, "birth_family_contact"])
        typed = {"address": "9 Heol y Bont", "do_not_write": "on", "from_on": days(-1).isoformat()}
        assert alys.post(f"{there}?about={mother.public_id}", typed).status_code == 302
        page = alys.get(shelf_page(home, "birth_family_contact")).content.decode()
        assert "9 Heol y Bont" in page
        assert "hafan-missing" in page
        assert alys.post(f"{there}?about={home.household.public_id}", typed).status_code == 404
        with acting_as(cast.ifan):
            assert not BirthFamilyContact.objects.exists()

    def test_of_an_emergency_show_no_carer(self, home: Home, cast: Cast, sign_in):
        from django.db import connection

        with acting_as(cast.huw), connection.cursor() as cursor:
            cursor.execute(
                "SELECT people.open_in_emergency(%s, '', NULL, 'at_risk_now', 'the police have found the child alone')",
                [home.child.reference],
            )
            assert cursor.fetchone()[0] is not None
        page = sign_in(cast.huw).get(reverse("kept_shelves", args=[home.child.public_id])).content.decode()
        assert "carer_identity" not in page
        assert sign_in(cast.huw).get(shelf_page(home, "carer_identity")).status_code == 404
        assert (
            sign_in(cast.huw).get(reverse("kept_add", args=[home.child.public_id, "health"])).status_code
            == 404
        )


def test_the_cast_is_since_long_ago():
    assert SINCE.year == 2024
    assert Child._meta.get_field("reference")
