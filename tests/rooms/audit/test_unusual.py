"""Unusual views: each kind is found, what is ordinary is not, and only those who review see them, without any case content."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from hafan.access.operations import deny
from hafan.audit.models import Event, Unusual, Why
from hafan.audit.unusual import find_unusual
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from tests.cast import CANARY, World
from tests.database import Owner

pytestmark = pytest.mark.django_db

LONDON = ZoneInfo("Europe/London")
#: A Wednesday in the middle of the morning.
MORNING = datetime(2026, 3, 4, 10, 30, tzinfo=LONDON)


@pytest.fixture
def quiet(world: World, owner: Owner) -> World:
    """The world with nothing planted among the unusual."""
    with owner(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_unusual")
    return world


def view(
    owner: Owner, who: Account, child: int, at: datetime = MORNING, action: str = "journeys.child.viewed", request: uuid.UUID | None = None
) -> None:  # fmt: skip
    with owner():
        Event.objects.create(
            at=at, account=who, agency=who.agency, action=action, object_type="child", child_id=child,
            request_id=request or uuid.uuid4(),
        )  # fmt: skip


def found(owner: Owner, why: Why | None = None) -> list[Unusual]:
    find_unusual(datetime(2026, 1, 1, tzinfo=LONDON))
    with owner():
        rows = Unusual.objects.filter(day__lt=timezone.localdate() - timedelta(days=1)).order_by("id")
        return list(rows.filter(why=why) if why else rows)


def name(owner: Owner, child: int, family: str) -> None:
    with owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_child SET family_name = %s WHERE id = %s", [family, child])


class TestWhatIsUnusual:
    def test_an_ordinary_view_is_not(self, quiet: World, owner: Owner):
        view(owner, quiet.cast.alys, quiet.children["only Alys"])
        assert found(owner) == []

    @pytest.mark.parametrize(
        ("staff", "child"),
        [("Alys Gruffydd", "Gruffydd"), ("Alys Rhŷs", "RHYS"), ("Alys Smith-Jones", "Jones")],
    )
    def test_the_surname_of_the_child(self, quiet: World, owner: Owner, staff: str, child: str):
        with owner():
            Account.objects.filter(pk=quiet.cast.alys.pk).update(display_name=staff)
        name(owner, quiet.children["only Alys"], child)
        view(owner, quiet.cast.alys, quiet.children["only Alys"])
        (row,) = found(owner, Why.SAME_SURNAME)
        assert row.detail == {"as": "child", "staff": 1}
        assert (row.account, row.child_id, row.views) == (quiet.cast.alys, quiet.children["only Alys"], 1)

    def test_the_surname_of_somebody_in_the_childs_life(self, quiet: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            Account.objects.filter(pk=quiet.cast.alys.pk).update(display_name="Alys Penhaligon")
            cursor.execute(
                "UPDATE people_person SET name = 'Mary Penhaligon' WHERE child_id = %s",
                [quiet.children["only Alys"]],
            )
        view(owner, quiet.cast.alys, quiet.children["only Alys"])
        assert [row.detail["as"] for row in found(owner, Why.SAME_SURNAME)] == ["person"]

    def test_somebody_who_no_longer_works_with_the_child(self, quiet: World, owner: Owner):
        child = quiet.children["Alys and the north team"]
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE people_caserole SET account_id = %s, began_on = '2025-01-01', ended_on = '2026-01-01' WHERE child_id = %s",
                [quiet.cast.bryn.pk, child],
            )
        view(owner, quiet.cast.bryn, child)
        view(owner, quiet.cast.alys, child)
        assert [row.account for row in found(owner, Why.NO_LONGER)] == [quiet.cast.bryn]

    @pytest.mark.parametrize(
        "at",
        [
            MORNING.replace(hour=22),
            MORNING.replace(hour=5, minute=59),
            MORNING + timedelta(days=3),
            datetime(2026, 4, 3, 11, tzinfo=LONDON),  # Good Friday
            datetime(2026, 7, 1, 22, 15, tzinfo=LONDON),  # in summer, when the clock in London is an hour on
        ],
    )
    def test_at_night_on_a_weekend_and_on_a_bank_holiday(self, quiet: World, owner: Owner, at: datetime):
        view(owner, quiet.cast.alys, quiet.children["only Alys"], at)
        assert [row.why for row in found(owner)] == [Why.OUT_OF_HOURS]

    @pytest.mark.parametrize("at", [MORNING.replace(hour=6), MORNING.replace(hour=21, minute=59)])
    def test_not_the_edges_of_the_day(self, quiet: World, owner: Owner, at: datetime):
        view(owner, quiet.cast.alys, quiet.children["only Alys"], at)
        assert found(owner) == []

    def test_a_child_of_the_household_of_one_they_must_not_see(self, quiet: World, owner: Owner):
        kept, seen = quiet.children["known to Bryn"], quiet.children["Alys and the north team"]
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO people_household (public_id, agency_id, reference, country) VALUES (gen_random_uuid(), %s, 'H1', 'wales') RETURNING id",
                [quiet.cast.aberwern.pk],
            )
            cursor.execute(
                "UPDATE people_placement SET household_id = %s WHERE child_id = ANY (%s)",
                [cursor.fetchone()[0], [kept, seen]],
            )
        view(owner, quiet.cast.bryn, seen)
        view(owner, quiet.cast.bryn, quiet.children["everyone in Aberwern"])
        assert [row.child_id for row in found(owner, Why.KNOWN_PERSON)] == [seen]

    def test_a_child_with_the_same_person_in_their_life(self, quiet: World, owner: Owner):
        kept, seen = quiet.children["known to Bryn"], quiet.children["Alys and the north team"]
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE people_person SET name = 'Mary Penhaligon' WHERE child_id = ANY (%s)", [[kept, seen]]
            )
        view(owner, quiet.cast.bryn, seen)
        assert [row.child_id for row in found(owner, Why.KNOWN_PERSON)] == [seen]

    def test_many_children_within_an_hour(self, quiet: World, owner: Owner):
        for child in range(90_000, 90_030):
            view(owner, quiet.cast.alys, child)
        for child in range(90_000, 90_029):
            view(owner, quiet.cast.bryn, child)
        (row,) = found(owner, Why.MANY_CHILDREN)
        assert (row.account, row.child_id, row.detail) == (quiet.cast.alys, None, {"children": 30})

    def test_a_child_searched_for_and_never_opened(self, quiet: World, owner: Owner):
        sought, opened = quiet.children["only Alys"], quiet.children["everyone in Aberwern"]
        for _ in range(2):
            for child in (sought, opened):
                view(owner, quiet.cast.alys, child, action="journeys.child.found")
        view(owner, quiet.cast.alys, opened)
        assert [row.child_id for row in found(owner, Why.NEVER_OPENED)] == [sought]

    def test_looking_again_counts_nothing_twice(self, quiet: World, owner: Owner):
        view(owner, quiet.cast.alys, quiet.children["only Alys"], MORNING.replace(hour=23))
        assert len(found(owner)) == len(found(owner)) == 1


class TestWhoReviews:
    @pytest.fixture
    def night(self, quiet: World, owner: Owner) -> World:
        """Alys looks at four children in the night; so does Lowri, who reviews."""
        cast, c = quiet.cast, quiet.children
        for child in ("only Alys", "Alys and the north team", "everyone in Aberwern", "sealed"):
            view(owner, cast.alys, c[child], MORNING.replace(hour=23))
        view(owner, cast.lowri, c["everyone in Aberwern"], MORNING.replace(hour=23))
        found(owner)
        return quiet

    def seen(self, who: Account) -> set[int | None]:
        with acting_as(who):
            return set(Unusual.objects.values_list("child_id", flat=True))

    def test_a_privacy_officer_sees_their_agencys_but_never_the_sealed(self, night: World):
        c = night.children
        assert self.seen(night.cast.lowri) == {
            c["only Alys"],
            c["Alys and the north team"],
            c["everyone in Aberwern"],
        }

    def test_a_supervisor_those_about_children_they_see(self, night: World):
        c = night.children
        assert self.seen(night.cast.carys) == {c["Alys and the north team"], c["everyone in Aberwern"]}

    def test_nobody_else(self, night: World):
        for name in ("alys", "bryn", "dafydd", "gwen", "ewa", "grace", "femi", "mair"):
            assert self.seen(night.cast.people[name]) == set(), name

    def test_a_reviewer_never_reviews_themself_nor_their_own_kin(self, night: World):
        cast, c = night.cast, night.children
        with acting_as(cast.lowri):
            assert not Unusual.objects.filter(account=cast.lowri).exists()
        with acting_as(cast.alys):
            deny(child_id=c["only Alys"], account=cast.lowri, reason="a niece", by=cast.alys, at=MORNING)
        assert c["only Alys"] not in self.seen(cast.lowri)

    def test_the_page_names_the_child_by_reference_alone(self, night: World, sign_in, owner: Owner):
        name(owner, night.children["only Alys"], "Penhaligon")
        page = sign_in(night.cast.lowri).get("/audit/unusual/?lang=en").content.decode()
        assert "Alys, Aberwern Council" in page
        assert "At night, on a weekend or on a bank holiday." in page
        assert "Penhaligon" not in page

    def test_what_was_found_is_said_once_and_by_whoever_looked(self, night: World, sign_in, owner: Owner):
        with acting_as(night.cast.lowri):
            row = Unusual.objects.get(child_id=night.children["only Alys"])
        lowri = sign_in(night.cast.lowri)
        assert lowri.post(f"/audit/unusual/{row.public_id}/", {"found": " "}).status_code == 302
        lowri.post(f"/audit/unusual/{row.public_id}/", {"found": "On call that night."})
        lowri.post(f"/audit/unusual/{row.public_id}/", {"found": "Changed my mind."})
        with owner():
            row.refresh_from_db()
            assert (row.found, row.looked_into_by) == ("On call that night.", night.cast.lowri)
            assert Event.objects.filter(action="audit.unusual.looked_into").count() == 1
        assert "On call that night." in lowri.get("/audit/unusual/?shown=done").content.decode()
        assert "On call that night." not in lowri.get("/audit/unusual/").content.decode()

    def test_nothing_else_of_it_can_be_changed(self, night: World):
        for change in ("child_id = NULL", "why = 'x'", "views = 0", "looked_into_at = now()"):
            with acting_as(night.cast.lowri), pytest.raises(DatabaseError), transaction.atomic():
                with connection.cursor() as cursor:
                    cursor.execute(f"UPDATE audit_unusual SET {change}")

    def test_anothers_cannot_be_marked(self, night: World, sign_in, owner: Owner):
        with owner():
            row = Unusual.objects.get(child_id=night.children["only Alys"])
        assert (
            sign_in(night.cast.carys).post(f"/audit/unusual/{row.public_id}/", {"found": "x"}).status_code
            == 404
        )

    def test_reading_the_list_is_written_down(self, night: World, sign_in, owner: Owner):
        sign_in(night.cast.lowri).get("/audit/unusual/")
        with owner():
            event = Event.objects.get(action="audit.unusual.viewed")
        assert (event.account, set(event.listed)) == (night.cast.lowri, self.seen(night.cast.lowri))

    def test_those_who_do_not_supervise_find_no_such_page(self, night: World, sign_in):
        for who in ("alys", "gwen", "dafydd"):
            assert sign_in(night.cast.people[who]).get("/audit/unusual/").status_code == 404

    def test_it_can_be_asked_for_at_once(self, quiet: World, sign_in, owner: Owner):
        view(
            owner,
            quiet.cast.alys,
            quiet.children["only Alys"],
            timezone.now().astimezone(LONDON).replace(hour=23) - timedelta(days=1),
        )
        sign_in(quiet.cast.lowri).post("/audit/unusual/again/")
        with owner():
            assert Unusual.objects.exists()


class TestWhoHasLooked:
    def test_is_told_to_supervisors_by_person_action_and_grant(self, world: World, sign_in, owner: Owner):
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT public_id FROM people_child WHERE id = %s",
                [world.children["Alys and the north team"]],
            )
            (child,) = cursor.fetchone()
        with acting_as(world.cast.bryn):
            from hafan.audit.operations import note

            note(
                action="journeys.child.viewed", by=world.cast.bryn, child_id=world.children["Alys and the north team"],
                parts=["health"],
            )  # fmt: skip
        carys = sign_in(world.cast.carys)
        page = carys.get(f"/children/{child}/looks/?lang=en").content.decode()
        for words in (
            "Bryn",
            "Read the record",
            "health",
            "Team that holds the case",
            "Child’s social worker",
        ):
            assert words in page, words
        welsh = carys.get(f"/children/{child}/looks/?lang=cy").content.decode()
        assert "Darllen y cofnod" in welsh
        assert "iechyd" in welsh
        only = carys.get(
            f"/children/{child}/looks/?person={world.cast.alys.public_id}&lang=en"
        ).content.decode()
        assert "Read the record" not in only
        again = carys.get(f"/children/{child}/looks/?lang=en").content.decode()
        assert "Read who has looked at this child" in again

    def test_is_no_page_for_those_who_do_not_supervise_or_do_not_see_the_child(
        self, world: World, sign_in, owner: Owner
    ):
        with owner(), connection.cursor() as cursor:
            cursor.execute("SELECT public_id FROM people_child WHERE id = %s", [world.children["only Alys"]])
            (child,) = cursor.fetchone()
        for who in ("alys", "carys", "lowri", "gwen", "grace"):
            answer = sign_in(world.cast.people[who]).get(f"/children/{child}/looks/")
            assert answer.status_code == 404, who
            assert CANARY not in answer.content.decode()

    def test_goes_on_page_by_page(self, world: World, sign_in, owner: Owner):
        child = world.children["everyone in Aberwern"]
        for minute in range(60):
            view(owner, world.cast.alys, child, MORNING + timedelta(minutes=minute // 2))
        with owner(), connection.cursor() as cursor:
            cursor.execute("SELECT public_id FROM people_child WHERE id = %s", [child])
            (key,) = cursor.fetchone()
        client, address, rows, pages = sign_in(world.cast.carys), f"/children/{key}/looks/?lang=en", 0, 0
        while address:
            page = client.get(address).content.decode()
            rows, pages = rows + page.count("Read the record"), pages + 1
            onward = [
                part.split('"')[0] for part in page.split('href="?')[1:] if "before=" in part.split('"')[0]
            ]
            address = f"/children/{key}/looks/?lang=en&{onward[0].replace('&amp;', '&')}" if onward else ""
        assert (rows, pages) == (60, 2)

    @pytest.mark.parametrize(
        "odd",
        ["before=", "before=x", "before=9.9.9", "before=99999999999999999999.1", "person=x", "person=%00"],
    )
    def test_odd_addresses_show_the_first_page(self, world: World, sign_in, owner: Owner, odd: str):
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT public_id FROM people_child WHERE id = %s", [world.children["everyone in Aberwern"]]
            )
            (key,) = cursor.fetchone()
        assert sign_in(world.cast.carys).get(f"/children/{key}/looks/?{odd}").status_code == 200
