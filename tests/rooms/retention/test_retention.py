"""Records are kept as long as they must be; destroying one takes two people and thirty days."""

from __future__ import annotations

import time
from datetime import date, timedelta

import pytest
from django.db import InternalError, connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse
from django.utils import timezone

from hafan.access.operations import deny
from hafan.audit.models import Event
from hafan.audit.verifying import faults
from hafan.chronology.models import Entry
from hafan.foundation.context import acting_as
from hafan.frameworks.registry import framework
from hafan.identity.sessions import STEPPED
from hafan.people.models import Child
from hafan.retention import operations, statements
from hafan.retention.models import Destruction, Fate, Hold, HoldKind
from hafan.retention.operations import MayNotBeDestroyed, NoSuchRecord, SayWhy
from hafan.retention.queries import due_records, kept_record, record_called
from tests.cast import CANARY
from tests.planting import plant_all
from tests.stories_told import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(stories, cast) -> Child:
    """A child who was looked after and died long ago: the period has been over for years."""
    return stories.child(
        cast.alys, told("born", date(1970, 3, 1)), told("became_looked_after", date(1972, 5, 1)), told("child_died", date(1980, 6, 1)),
        reference="OLD 1",
    )  # fmt: skip


@pytest.fixture
def young(baby) -> Child:
    return baby


def agreed(child: Child, cast, owner, *, days_ago: int = 31) -> None:
    """Proposed by Mair and confirmed by Lowri, so many days ago."""
    with acting_as(cast.mair):
        operations.propose(child=child.public_id, by=cast.mair, on=timezone.localdate())
    with acting_as(cast.lowri):
        operations.confirm(child=child.public_id, by=cast.lowri, on=timezone.localdate())
    then = timezone.now() - timedelta(days=days_ago)
    with owner():
        Destruction.objects.update(
            proposed_at=then, confirmed_at=then, not_before=then + timedelta(days=statements.UNDO_DAYS)
        )


class TestHowLong:
    @pytest.mark.parametrize(
        ("entries", "until"),
        [
            (
                [told("born", date(1990, 3, 1)), told("became_looked_after", date(1991, 1, 1))],
                date(2065, 3, 1),
            ),
            (
                [
                    told("born", date(1990, 3, 1)),
                    told("became_looked_after", date(1991, 1, 1)),
                    told("adoption_order_made", date(2006, 1, 4)),
                ],
                date(2106, 1, 4),
            ),
            (
                [
                    told("born", date(1970, 3, 1)),
                    told("became_looked_after", date(1972, 5, 1)),
                    told("child_died", date(1980, 6, 1)),
                ],
                date(1995, 6, 1),
            ),
            ([told("born", date(1990, 3, 1))], None),
        ],
    )
    def test_is_what_the_law_register_says_and_the_database_says_the_same(
        self, stories, cast, entries, until
    ):
        child = stories.child(cast.alys, *entries)
        with acting_as(cast.mair):
            kept = kept_record(child.public_id)
        assert kept.until == until

    def test_is_worked_out_by_the_database_from_the_ledger_alone(self, old, owner, cast):
        """Were the derived dates wrong, nothing could be destroyed that the ledger says must be kept."""
        with owner(), connection.cursor() as cursor:
            cursor.execute("SELECT retention.keep_until(%s)", [old.pk])
            assert cursor.fetchone() == (date(1995, 6, 1),)

    @pytest.mark.parametrize("country", ["england", "wales"])
    def test_uses_the_years_that_the_frameworks_declare(self, country):
        rules = framework(country).rules
        for clock, day, years in (
            ("keep_adoption_record", date(2005, 12, 29), statements.ADOPTION_YEARS_BEFORE),
            (
                "keep_adoption_record",
                date.fromisoformat(statements.ADOPTION_CHANGED),
                statements.ADOPTION_YEARS,
            ),
            ("keep_looked_after_record", date(2020, 1, 1), statements.LOOKED_AFTER_YEARS),
            ("keep_record_after_death", date(2020, 1, 1), statements.DEATH_YEARS),
        ):
            declared = rules[clock].on(day).not_before
            assert declared.last_day(day) == day.replace(year=day.year + years), clock

    def test_a_record_with_an_unknown_date_is_kept(self, stories, cast):
        child = stories.child(
            cast.alys, told("became_looked_after", date(1972, 5, 1)), told("child_died", "unknown")
        )
        with acting_as(cast.mair):
            assert kept_record(child.public_id).until is None


class TestTheList:
    def test_names_records_whose_period_is_over_by_reference_alone(self, old, young, cast, sign_in):
        page = sign_in(cast.mair).get(reverse("keeping")).content.decode()
        assert "OLD 1" in page
        assert "Prydderch" not in page
        assert "ABC 123" not in page

    def test_is_empty_for_a_keeper_who_is_denied(self, old, cast):
        with acting_as(cast.alys):
            deny(
                child_id=old.pk,
                account=cast.mair,
                reason="a cousin",
                by=cast.alys,
                at=timezone.now() - timedelta(days=1),
            )
        with acting_as(cast.mair):
            assert due_records() == []
            assert kept_record(old.public_id) is None
            assert record_called("OLD 1") is None
            with pytest.raises(NoSuchRecord):
                operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())

    @pytest.mark.parametrize("name", ["alys", "carys", "dafydd", "gwen", "ewa", "femi"])
    def test_does_not_exist_for_anybody_else(self, old, cast, sign_in, name):
        client = sign_in(cast.people[name])
        assert client.get(reverse("keeping")).status_code == 404
        with acting_as(cast.people[name]), pytest.raises(NoSuchRecord):
            operations.propose(child=old.public_id, by=cast.people[name], on=timezone.localdate())


class TestDestroyingIsRefused:
    """By the database itself, whatever the app says."""

    def test_inside_the_period(self, young, cast):
        with acting_as(cast.mair), pytest.raises(MayNotBeDestroyed):
            operations.propose(child=young.public_id, by=cast.mair, on=timezone.localdate())

    def test_over_a_hold_at_every_step(self, old, cast, owner):
        with acting_as(cast.mair):
            operations.place_hold(
                child=old.public_id, kind=HoldKind.INQUIRY, reason="an inquiry", by=cast.mair
            )
            with pytest.raises(MayNotBeDestroyed):
                operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with owner():
            Hold.objects.all().delete()
        agreed(old, cast, owner)
        with acting_as(cast.lowri):
            operations.place_hold(child=old.public_id, kind=HoldKind.LEGAL, reason="a claim", by=cast.lowri)
            with pytest.raises(MayNotBeDestroyed):
                operations.destroy(child=old.public_id, by=cast.lowri, on=timezone.localdate())

    def test_by_one_person(self, old, cast, owner, figure):
        with acting_as(cast.mair):
            operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())
            with pytest.raises(MayNotBeDestroyed):
                operations.confirm(child=old.public_id, by=cast.mair, on=timezone.localdate())
            with pytest.raises(MayNotBeDestroyed):
                operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with owner(), pytest.raises(DatabaseError), transaction.atomic():
            Destruction.objects.update(confirmed_by=cast.mair)
        with owner():
            gone = not Child.objects.filter(pk=old.pk).exists()
        figure("G39", destroyed=int(gone))
        assert not gone

    @pytest.mark.parametrize("days_ago", [0, 29])
    def test_before_thirty_days(self, old, cast, owner, days_ago, figure):
        agreed(old, cast, owner, days_ago=days_ago)
        with acting_as(cast.mair), pytest.raises(MayNotBeDestroyed):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with owner():
            gone = not Child.objects.filter(pk=old.pk).exists()
        figure("G39", destroyed=int(gone))
        assert not gone

    def test_after_it_was_taken_back(self, old, cast, owner):
        agreed(old, cast, owner)
        with acting_as(cast.lowri):
            assert operations.undo(child=old.public_id, by=cast.lowri)
            with pytest.raises(MayNotBeDestroyed):
                operations.destroy(child=old.public_id, by=cast.lowri, on=timezone.localdate())

    def test_when_something_learnt_since_makes_the_period_longer(self, old, cast, owner, days):
        agreed(old, cast, owner)
        with owner():  # an order nobody knew of, written by somebody who works on a copy of the page
            Entry.objects.create(
                child=old, kind="adoption_order_made", happened_on=date(1979, 1, 1), precision="day", learnt_on=days(0), part="adoption",
                recorded_by=cast.alys,
            )  # fmt: skip
        with acting_as(cast.mair), pytest.raises(MayNotBeDestroyed):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())

    def test_while_a_thing_in_a_cupboard_has_no_fate(self, old, cast):
        with acting_as(cast.mair):
            item = operations.list_item(
                child=old.public_id, what="A memory box", place="Store 2", by=cast.mair
            )
            operations.propose(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with acting_as(cast.lowri):
            with pytest.raises(MayNotBeDestroyed):
                operations.confirm(child=old.public_id, by=cast.lowri, on=timezone.localdate())
            operations.settle_item(child=old.public_id, item=item, fate=Fate.GIVEN, by=cast.lowri)
            operations.confirm(child=old.public_id, by=cast.lowri, on=timezone.localdate())

    def test_by_any_statement_of_the_app_itself(self, old, cast, owner):
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            for statement in (
                "DELETE FROM chronology_entry", "DELETE FROM people_child", "DELETE FROM retention_hold", "DELETE FROM retention_destruction",
                "UPDATE retention_destruction SET not_before = now()", "INSERT INTO retention_hold (child_id) VALUES (1)",
                f"SELECT retention.empty({old.pk})", f"SELECT retention.keep_until({old.pk})", "TRUNCATE chronology_entry",
            ):  # fmt: skip
                with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
                    cursor.execute(statement)

    def test_a_hold_is_lifted_only_with_a_reason(self, old, cast):
        with acting_as(cast.mair):
            hold = operations.place_hold(
                child=old.public_id, kind=HoldKind.LEGAL, reason="a claim", by=cast.mair
            )
            with pytest.raises(SayWhy):
                operations.lift_hold(child=old.public_id, hold=hold, reason="done", by=cast.mair)
            assert operations.lift_hold(
                child=old.public_id, hold=hold, reason="The claim was withdrawn in May.", by=cast.mair
            )


class TestDestroying:
    def test_takes_every_row_of_the_record_from_every_table_and_no_other(
        self, old, young, cast, owner, capsys
    ):
        with owner(), connection.cursor() as cursor:
            plant_all(cursor, {"child": [old.pk, young.pk], "agency": [cast.aberwern.pk]})
            cursor.execute(
                "DELETE FROM retention_hold; DELETE FROM retention_item; DELETE FROM retention_destruction"
            )
            for table in (
                "access_alert",
                "sharing_share",
            ):  # what is planted may name another child's grant; nothing real does
                for child, of in ((old.pk, "= %s"), (young.pk, "<> %s")):
                    grant = "SELECT max(id) FROM access_grant WHERE child_id = %s"
                    cursor.execute(
                        f"UPDATE {table} SET grant_id = ({grant}) WHERE child_id {of} OR child_id IS NULL",
                        [child, old.pk],
                    )
            before = counted(cursor, old.pk), counted(cursor, young.pk)
            cursor.execute("SELECT count(*) FROM audit_event WHERE child_id = %s", [old.pk])
            (noted,) = cursor.fetchone()
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with owner(), connection.cursor() as cursor:
            after = counted(cursor, old.pk), counted(cursor, young.pk)
            cursor.execute("SELECT count(*) FROM audit_event WHERE child_id = %s", [old.pk])
            assert cursor.fetchone() == (noted,)
            cursor.execute("SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'D'")
            assert cursor.fetchone() == (0,)
        with capsys.disabled():
            print(
                f"\nrecord destroyed: {sum(before[0].values())} rows of {sum(map(bool, before[0].values()))} tables"
            )
        assert sum(map(bool, before[0].values())) > 8
        assert {table: n for table, n in after[0].items() if n} == {}
        assert after[1] == before[1]
        assert not Child.objects.filter(pk=old.pk).exists()

    def test_leaves_what_is_needed_to_say_that_it_was_done_and_no_content(self, old, cast, owner):
        with acting_as(cast.mair):
            item = operations.list_item(
                child=old.public_id, what=f"A box with {CANARY}", place=CANARY, by=cast.mair
            )
            operations.settle_item(child=old.public_id, item=item, fate=Fate.KEPT, by=cast.mair)
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
            (left,) = Destruction.objects.all()
            with connection.cursor() as cursor:
                cursor.execute("SELECT to_jsonb(d)::text FROM retention_destruction d")
                (words,) = cursor.fetchone()
        assert (left.reference, left.proposed_by, left.confirmed_by, left.destroyed_by) == (
            "OLD 1",
            cast.mair,
            cast.lowri,
            cast.mair,
        )
        assert left.counts["chronology_entry"] == 4
        assert left.items == [{"item": str(item), "fate": "kept"}]
        assert not any(word in words for word in (CANARY, "Siôn", "Prydderch"))

    def test_leaves_the_audit_whole_and_verified(self, old, cast, owner):
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with owner():
            assert list(faults()) == []
            assert (
                Event.objects.filter(action="retention.record.destroyed", object_id=old.public_id).count()
                == 1
            )
            assert Event.objects.filter(child_id=old.pk).exists()

    def test_cannot_be_done_twice(self, old, cast, owner):
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
            with pytest.raises(NoSuchRecord):
                operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())

    def test_written_once_is_still_written_once_for_everybody_else(self, old, young, cast, owner):
        agreed(old, cast, owner)
        with acting_as(cast.mair):
            operations.destroy(child=old.public_id, by=cast.mair, on=timezone.localdate())
        with (
            owner(),
            pytest.raises((DatabaseError, InternalError)),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("DELETE FROM chronology_entry WHERE child_id = %s", [young.pk])


class TestThePages:
    def client(self, sign_in, account):
        client = sign_in(account)
        browser = client.session
        browser[STEPPED] = int(time.time())
        browser.save()
        return client

    def test_lead_two_keepers_from_the_list_to_the_end(self, old, cast, owner, sign_in):
        mair, lowri = self.client(sign_in, cast.mair), self.client(sign_in, cast.lowri)
        assert mair.post(reverse("keeping"), {"reference": "OLD 1"}).headers["Location"] == reverse(
            "keeping_record", args=[old.public_id]
        )
        for client, step in ((mair, "propose_destruction"), (lowri, "confirm_destruction")):
            assert client.get(reverse("keeping_record", args=[old.public_id])).status_code == 200
            assert client.post(reverse(step, args=[old.public_id])).status_code == 302
        with owner():
            Destruction.objects.update(not_before=timezone.now() - timedelta(hours=1))
        page = mair.get(reverse("keeping_record", args=[old.public_id])).content.decode()
        assert reverse("destroy_record", args=[old.public_id]) in page
        assert mair.post(reverse("destroy_record", args=[old.public_id])).headers["Location"] == reverse(
            "keeping"
        )
        assert mair.get(reverse("keeping_record", args=[old.public_id])).status_code == 404
        assert "OLD 1" in mair.get(reverse("keeping")).content.decode()

    def test_say_in_words_what_may_not_be_done(self, young, cast, sign_in):
        mair = self.client(sign_in, cast.mair)
        page = mair.post(reverse("propose_destruction", args=[young.public_id]), follow=True).content.decode()
        assert "o fewn ei gyfnod" in page

    def test_hold_list_and_lift(self, old, cast, sign_in):
        mair = self.client(sign_in, cast.mair)
        mair.post(reverse("place_hold", args=[old.public_id]), {"kind": "legal", "reason": "a claim"})
        mair.post(reverse("list_item", args=[old.public_id]), {"what": "A box", "place": "Store 2"})
        with acting_as(cast.mair):
            kept = kept_record(old.public_id)
        assert kept.is_held
        assert kept.has_unsettled
        mair.post(reverse("settle_item", args=[old.public_id, kept.items[0].public_id]), {"fate": "given"})
        mair.post(
            reverse("lift_hold", args=[old.public_id, kept.holds[0].public_id]),
            {"reason": "The claim was withdrawn in May."},
        )
        with acting_as(cast.mair):
            kept = kept_record(old.public_id)
        assert not kept.is_held
        assert not kept.has_unsettled


def counted(cursor, child: int) -> dict[str, int]:
    """Rows about a child, in every table that has such a column."""
    cursor.execute(
        "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'child_id' AND NOT a.attisdropped "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p')"
    )
    found = {}
    for (table,) in cursor.fetchall():
        if not table.startswith(("audit_", "retention_")):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE child_id = %s", [child])
            (found[table],) = cursor.fetchone()
    return found
