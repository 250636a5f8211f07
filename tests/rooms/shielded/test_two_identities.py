"""After an adoption order nothing outside custody shows that two records are of one person."""

from __future__ import annotations

import json
import uuid

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.models import Seclusion
from hafan.access.operations import deny
from hafan.audit.models import Event
from hafan.chronology.models import Entry
from hafan.chronology.operations import NewChild, open_record
from hafan.chronology.operations.recording import NotYours
from hafan.foundation.context import acting_as
from hafan.people.models import Child, Person
from hafan.shielded.models import AdoptiveIdentity, LinkReading, SealedLink
from hafan.shielded.operations import (
    CannotBegin,
    Carried,
    NamesTheBirthFamily,
    begin_new_identity,
    read_link,
    unseal_record,
)
from hafan.shielded.queries import contact_of, must_confirm, whom_to_ask
from tests.cast import Cast
from tests.database import Owner
from tests.rooms.shielded.conftest import NEW_REFERENCE, OLD_REFERENCE, Adopted, adopt, an_hour_ago

pytestmark = pytest.mark.django_db
REASON = "the adopted person has applied under section 56"


def everybody(cast: Cast):
    return [person for person in cast.people.values() if person.is_active]


class TestBeginningANewIdentity:
    def test_leaves_nobody_who_sees_the_old_record(self, adopted: Adopted):
        for person in everybody(adopted.cast):
            with acting_as(person):
                assert not Child.objects.filter(pk=adopted.before.pk).exists(), person
                assert not Entry.objects.filter(child=adopted.before).exists(), person
                assert not Person.objects.filter(child=adopted.before).exists(), person

    def test_shows_the_new_record_to_the_one_who_began_it_and_not_to_the_old_team(self, adopted: Adopted):
        with acting_as(adopted.cast.carys):
            assert Child.objects.filter(pk=adopted.after.pk).exists()
        with acting_as(adopted.cast.alys):
            assert not Child.objects.filter(pk=adopted.after.pk).exists()

    def test_carries_over_the_birth_and_the_order_and_nothing_else(self, adopted: Adopted):
        with acting_as(adopted.cast.carys):
            rows = list(Entry.objects.filter(child=adopted.after).order_by("happened_on"))
            assert [row.kind for row in rows] == ["born", "adoption_order_made"]
            assert AdoptiveIdentity.objects.get(child=adopted.after).names == "Meinir a Dewi Vaughan"
            assert not Person.objects.filter(child=adopted.after).exists()

    def test_leaves_the_two_with_no_id_name_or_text_in_common(self, adopted: Adopted, owner: Owner):
        """Every value of every row of the two, in every table, compared as the owner: only days and choices from lists are the same."""
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns WHERE column_name = 'child_id' AND table_schema = 'public' "
                "AND table_name NOT LIKE 'shielded_sealedlink'"
            )
            tables = [name for (name,) in cursor.fetchall()]
            values = {
                key: {
                    value
                    for table in [*tables, "people_child"]
                    for row in rows(cursor, table, key)
                    for value in told(row)
                }
                for key in (adopted.before.pk, adopted.after.pk)
            }
        shared = values[adopted.before.pk] & values[adopted.after.pk]
        for each in shared:
            assert not is_uuid(each), each
            assert OLD_REFERENCE not in each, each
            assert "Prydderch" not in each, each
        assert not {v for v in values[adopted.after.pk] if "prydderch" in v.lower() or OLD_REFERENCE in v}

    def test_is_refused_without_an_order_that_stands(self, adopted: Adopted, baby: Child):
        with acting_as(adopted.cast.carys), pytest.raises(CannotBegin):
            begin_new_identity(
                child=baby, order=Entry.objects.filter(child=baby)[0], names=None, reference="X", carried=Carried(),  # type: ignore[arg-type]
                by=adopted.cast.carys, at=timezone.now(),
            )  # fmt: skip

    def test_is_refused_to_the_childs_own_worker(self, to_adopt: Child, cast: Cast):
        with acting_as(cast.alys), pytest.raises(NotYours):
            begin_new_identity(
                child=to_adopt, order=Entry.objects.get(child=to_adopt, kind="adoption_order_made"), names=None,  # type: ignore[arg-type]
                reference="X", carried=Carried(), by=cast.alys, at=timezone.now(),
            )  # fmt: skip

    @pytest.mark.parametrize("words", ["Her mother Nerys Prydderch had asthma.", f"See {OLD_REFERENCE}."])
    def test_is_refused_while_the_words_for_it_name_the_family_or_the_old_record(
        self, to_adopt: Child, cast: Cast, words: str
    ):
        with pytest.raises(NamesTheBirthFamily):
            adopt(to_adopt, cast, carried=Carried(health=words))
        with acting_as(cast.alys):
            assert Child.objects.filter(pk=to_adopt.pk).exists()

    def test_is_all_or_nothing(self, to_adopt: Child, cast: Cast, monkeypatch: pytest.MonkeyPatch):
        """Cut off at the very last step, everything is as it was."""

        def cut(**_: object) -> None:
            raise ConnectionError

        monkeypatch.setattr("hafan.shielded.operations.identities.seal", cut)
        with pytest.raises(ConnectionError):
            adopt(to_adopt, cast)
        with acting_as(cast.carys):
            assert Child.objects.get(pk=to_adopt.pk).reference == OLD_REFERENCE
            assert not Child.objects.filter(reference=NEW_REFERENCE).exists()

    def test_keeps_out_whoever_was_kept_out_before(self, to_adopt: Child, cast: Cast, owner: Owner):
        with acting_as(cast.alys):
            deny(child_id=to_adopt.pk, account=cast.nia, reason="an aunt", by=cast.alys, at=an_hour_ago())
        after = adopt(to_adopt, cast)
        with acting_as(cast.nia):
            assert not Child.objects.filter(pk=after.pk).exists()
        with acting_as(cast.dafydd):
            assert Child.objects.filter(pk=after.pk).exists()


class TestTheOldReference:
    def test_is_free_for_anybody_and_tells_nothing(self, adopted: Adopted):
        cast = adopted.cast
        with acting_as(cast.dafydd):
            made = open_record(
                by=cast.dafydd,
                agency=cast.aberwern,
                child=NewChild(reference=OLD_REFERENCE),
                at=timezone.now(),
            )
            assert made.reference == OLD_REFERENCE

    def test_finds_nobody_to_ask(self, adopted: Adopted):
        for name in ("alys", "carys", "dafydd", "nia", "huw"):
            with acting_as(adopted.cast.people[name]):
                assert whom_to_ask(OLD_REFERENCE, "", "", None) is None
                assert whom_to_ask("", "Seren", "Prydderch", adopted.before.born_on) is None

    def test_is_known_to_the_custodian_alone(self, adopted: Adopted):
        for name, person in adopted.cast.people.items():
            with acting_as(person):
                found = list(Seclusion.objects.filter(label=OLD_REFERENCE))
                assert bool(found) == (name in ("mair", "lowri")), name


class TestTheLink:
    def test_is_read_by_custodians_of_the_agency_with_a_reason(self, adopted: Adopted):
        for name, person in adopted.cast.people.items():
            with acting_as(person):
                found = read_link(by=person, reason=REASON, reference=NEW_REFERENCE)
                assert (found is not None) == (name in ("mair", "lowri")), name
                if found is not None:
                    assert (found.label, found.reference) == (OLD_REFERENCE, NEW_REFERENCE)

    def test_is_not_read_without_enough_words(self, adopted: Adopted):
        with acting_as(adopted.cast.mair):
            assert read_link(by=adopted.cast.mair, reason="asked", reference=NEW_REFERENCE) is None
            assert not LinkReading.objects.exists()

    def test_is_read_from_either_side(self, adopted: Adopted):
        with acting_as(adopted.cast.mair):
            sealed = Seclusion.objects.get(label=OLD_REFERENCE)
            found = read_link(by=adopted.cast.mair, reason=REASON, seclusion=sealed.public_id)
            assert found is not None
            assert found.reference == NEW_REFERENCE

    def test_leaves_its_reading_in_the_register_of_custody_and_under_neither_child(self, adopted: Adopted):
        cast = adopted.cast
        with acting_as(cast.mair):
            read_link(by=cast.mair, reason=REASON, reference=NEW_REFERENCE)
        with acting_as(cast.lowri):
            assert [(r.read_by, r.reason) for r in LinkReading.objects.all()] == [(cast.mair, REASON)]
        with acting_as(cast.mair):
            event = Event.objects.get(action="shielded.link.read")
            assert event.child_id is None
        with acting_as(cast.carys):
            assert not Event.objects.filter(action="shielded.link.read").exists()

    def test_cannot_be_read_from_the_table(self, adopted: Adopted):
        for person in everybody(adopted.cast):
            with acting_as(person), pytest.raises(Exception, match="permission denied"), transaction.atomic():
                SealedLink.objects.exists()

    def test_is_never_read_by_somebody_kept_from_either_child(self, adopted: Adopted):
        cast = adopted.cast
        with acting_as(cast.carys):
            deny(
                child_id=adopted.after.pk,
                account=cast.mair,
                reason="a cousin",
                by=cast.carys,
                at=an_hour_ago(),
            )
        with acting_as(cast.mair):
            assert read_link(by=cast.mair, reason=REASON, reference=NEW_REFERENCE) is None


class TestTheAudit:
    def test_of_the_new_record_says_nothing_of_the_old(self, adopted: Adopted):
        with acting_as(adopted.cast.dafydd):
            seen = list(Event.objects.filter(child_id=adopted.after.pk))
            assert seen
            words = json.dumps([[e.action, str(e.object_id), e.reason, e.detail] for e in seen])
            assert str(adopted.before.public_id) not in words
            assert OLD_REFERENCE not in words

    def test_ties_the_two_by_no_request(self, adopted: Adopted, owner: Owner):
        with owner():
            numbers = {
                key: {e.request_id for e in Event.objects.filter(child_id=key, action__startswith="shielded")}
                for key in (adopted.before.pk, adopted.after.pk)
            }
        assert not (numbers[adopted.before.pk] - {None}) & (numbers[adopted.after.pk] - {None})


class TestUnsealing:
    def test_opens_the_old_record_for_an_hour_to_read(self, adopted: Adopted):
        cast = adopted.cast
        with acting_as(cast.mair):
            sealed = Seclusion.objects.get(label=OLD_REFERENCE)
            child = unseal_record(seclusion=sealed.public_id, reason=REASON, by=cast.mair)
            assert child is not None
            assert Entry.objects.filter(child=child, kind="visit_made").exists()
            with pytest.raises(Exception, match="row-level security"), transaction.atomic():
                Person.objects.create(child=child, name="Somebody", relation="aunt")

    def test_opens_nothing_to_anybody_else(self, adopted: Adopted, owner: Owner):
        with owner():
            sealed = Seclusion.objects.get(label=OLD_REFERENCE).public_id
        for name in ("carys", "alys", "nia", "gwen", "grace", "dan"):
            with acting_as(adopted.cast.people[name]):
                assert unseal_record(seclusion=sealed, reason=REASON, by=adopted.cast.people[name]) is None


class TestSiblings:
    def test_keep_the_old_name_and_nothing_leads_to_the_new(self, adopted: Adopted, home):
        cast = adopted.cast
        with acting_as(cast.alys):
            Person.objects.create(child=home.child, name="Seren Prydderch", relation="sister")
            page_of = [str(p) for p in Person.objects.filter(child=home.child)]
        assert page_of == ["Seren Prydderch"]
        with acting_as(cast.alys):
            assert not Child.objects.filter(family_name="Vaughan").exists()


class TestMailing:
    def test_must_be_confirmed_again_after_the_order(self, to_adopt: Child, cast: Cast, days):
        from hafan.chronology.queries import facts_of

        with acting_as(cast.alys):
            contact = contact_of(Person.objects.get(child=to_adopt))
            assert contact is not None
            assert must_confirm(contact, facts_of(to_adopt))
            contact.confirmed_on = days(-5)
            assert not must_confirm(contact, facts_of(to_adopt))


class TestAReturn:
    def test_that_names_the_old_reference_neither_reveals_nor_recreates(self, adopted: Adopted):
        from hafan.shielded.models import Knock
        from hafan.shielded.queries import out_of_reach

        cast = adopted.cast
        with acting_as(cast.dafydd):
            assert out_of_reach(cast.aberwern, [OLD_REFERENCE, "NOBODY"]) == {OLD_REFERENCE}
            assert not Knock.objects.exists()
        with acting_as(cast.mair):
            assert [k.label for k in Knock.objects.all()] == [OLD_REFERENCE]
        for name in ("alys", "carys", "dan"):
            with acting_as(cast.people[name]):
                assert out_of_reach(cast.aberwern, [OLD_REFERENCE]) == frozenset()


class TestPagesAndSearch:
    @pytest.mark.parametrize("asked", ["Seren", OLD_REFERENCE, "Prydderch"])
    def test_find_no_old_record(self, adopted: Adopted, sign_in, asked: str):
        for name in ("alys", "carys", "dafydd", "nia", "mair"):
            client = sign_in(adopted.cast.people[name])
            for scope in ("children", "team_children", "agency_children"):
                page = client.post(reverse(scope), {"name": asked}, follow=True)
                assert str(adopted.before.public_id) not in page.content.decode(), (name, scope)
            assert client.get(reverse("child", args=[adopted.before.public_id])).status_code == 404

    def test_of_the_new_record_hold_nothing_of_the_old(self, adopted: Adopted, sign_in):
        client = sign_in(adopted.cast.carys)
        page = client.get(reverse("child", args=[adopted.after.public_id])).content.decode()
        assert "Vaughan" in page
        for word in ("Prydderch", OLD_REFERENCE, str(adopted.before.public_id)):
            assert word not in page


def rows(cursor, table: str, key: int) -> list[dict]:
    by = "id" if table == "people_child" else "child_id"
    cursor.execute(f"SELECT to_jsonb(t) FROM {table} t WHERE {by} = %s", [key])
    return [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]


def told(row: dict) -> list[str]:
    return [
        str(v) for k, v in row.items() if k not in ("recorded_by_id", "agency_id") and v not in (None, "")
    ]


def is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
