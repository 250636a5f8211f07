"""Faults that were found in other open systems, each with the invariant that would have prevented it."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from hafan.access.classes import CLASSES
from hafan.access.models import Basis, Grant
from hafan.access.operations import end_grant, give
from hafan.access.policy import MAY
from hafan.access.queries import live_grants
from hafan.chronology.models import Entry
from hafan.config.checks import every_page_has_a_door
from hafan.foundation.context import acting_as
from hafan.identity.models import Account, Membership
from hafan.identity.operations import deactivate
from hafan.people.models import Child
from hafan.practice.entries import Compartment
from tests.cases.walking import addresses_of
from tests.cast import CANARY, World
from tests.walls.test_doors import strip

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

import static_rules  # noqa: E402

pytestmark = pytest.mark.django_db


@pytest.fixture
def hidden(world: World, owner) -> Child:
    """A child whom only Alys and her team see, with a row full of canaries in every table."""
    with owner():
        return Child.objects.get(pk=world.children["Alys and the north team"])


def tables_about_children(owner) -> list[str]:
    with owner(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'child_id' "
            "AND NOT a.attisdropped WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1"
        )
        return [name for (name,) in cursor.fetchall()]


class TestAPageThatSaysForbiddenAndHoldsTheRecord:
    """OpenEyes, CVE-2021-40375: the answer said Forbidden, and the record stood in its body."""

    def test_a_refusal_is_one_constant_page_at_every_address(
        self, world: World, hidden: Child, sign_in
    ) -> None:
        for name in ("huw", "gwen", "ewa"):
            client, bodies = sign_in(world.cast.people[name]), set()
            for path, nowhere, door in addresses_of(hidden):
                if door.kind == "permitted":
                    answer, other = client.get(path), client.get(nowhere)
                    assert answer.status_code == other.status_code, path
                    assert CANARY not in answer.content.decode(), path
                    assert strip(answer.content) == strip(other.content), path
                    if answer.status_code == 404:
                        bodies.add(answer.content.split(b"<main")[1].split(b"</main>")[0])
            assert len(bodies) == 1, name


class TestOneEndpointThatForgotTheFilter:
    """OpenEMR, CVE-2026-24487: of many resources one lacked the filter by patient."""

    def test_every_address_has_a_door_and_answers_a_stranger_with_nothing_of_the_child(
        self, world: World, hidden: Child, sign_in
    ) -> None:
        assert every_page_has_a_door(None) == []
        femi, tried = sign_in(world.cast.femi), 0
        for path, _, _ in addresses_of(hidden):
            for method in ("get", "post"):
                answer, tried = getattr(femi, method)(path), tried + 1
                assert answer.status_code not in (200, 500) or CANARY not in answer.content.decode(), path
                assert hidden.reference not in answer.content.decode(), path
        assert tried > 60

    def test_every_table_answers_a_stranger_with_no_row_of_the_child(
        self, world: World, hidden: Child, owner
    ) -> None:
        tables = tables_about_children(owner)
        assert len(tables) > 20
        for stranger in (world.cast.huw, world.cast.ewa, world.cast.gwen):
            with acting_as(stranger), connection.cursor() as cursor:
                for table in tables:
                    cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
                    if cursor.fetchone()[0]:
                        cursor.execute(f"SELECT count(*) FROM {table} WHERE child_id = %s", [hidden.pk])
                        assert cursor.fetchone() == (0,), (stranger, table)


class TestCodeFromData:
    """OpenMRS, CVE-2018-19276, CVE-2021-43094, CVE-2025-46823, CVE-2026-41258: objects unpacked, raw SQL, no check, templates of users."""

    def test_nothing_is_unpickled_read_as_xml_objects_made_a_template_or_put_into_sql(self) -> None:
        never = {
            "nothing is unpickled", "no code from words", "no template from words", "no raw SQL through the models", "no shell",
            "XML is read by defusedxml",
        }  # fmt: skip
        leave = {(waiver.rule, path) for waiver in static_rules.waivers() for path in waiver.paths}
        found = {(each.rule, each.path) for each in static_rules.findings() if each.rule in never}
        assert found <= leave
        with_leave = {
            "XML is read by defusedxml",
            "no template from words",
        }  # each with a reason in waivers.toml, none of users' words
        assert {rule for rule, _ in found} <= with_leave


class TestTheVolunteerWhoStillSaw:
    """CASA 153, 406, 409, 1047, 6199: volunteers saw every case, opened addresses of editing, took the report; some long after they left."""

    def test_a_list_holds_the_children_of_whoever_asks(self, world: World, owner) -> None:
        with acting_as(world.cast.huw):
            seen = set(Child.objects.values_list("pk", flat=True))
        assert world.children["the south team’s"] in seen
        assert not seen & {
            world.children[name] for name in ("only Alys", "Alys and the north team", "only Ewa", "sealed")
        }

    def test_an_address_of_editing_is_as_closed_as_the_page_it_belongs_to(
        self, baby: Child, cast, sign_in
    ) -> None:
        with acting_as(cast.alys):
            entry = Entry.objects.filter(child=baby, kind="visit_made").first()
        huw = sign_in(cast.huw)
        for name, args in (
            ("new_entry", [baby.public_id, "visit_made"]), ("correction", [baby.public_id, entry.public_id]),
            ("withdrawal", [baby.public_id, entry.public_id]), ("add_file", [baby.public_id]), ("new_recipient", [baby.public_id]),
        ):  # fmt: skip
            for method in ("get", "post"):
                assert getattr(huw, method)(reverse(name, args=args)).status_code == 404, (name, method)

    def test_a_file_taken_out_has_the_door_of_its_page(self, cast) -> None:
        from hafan.exchange.faults_file import faults_file
        from hafan.exchange.views import sent_in
        from hafan.foundation.doors import door_of

        assert door_of(faults_file) == door_of(sent_in)

    @pytest.mark.parametrize("way", ["grant", "membership", "account"])
    def test_whoever_has_left_sees_nothing_at_the_very_next_request(
        self, way: str, baby: Child, cast, sign_in, owner
    ) -> None:
        bryn, page = sign_in(cast.bryn), reverse("child", args=[baby.public_id])
        assert bryn.get(page).status_code == 200
        if way == "grant":
            with owner():
                Grant.objects.filter(child_id=baby.pk).update(begins_at=timezone.now() - timedelta(days=1))
            with acting_as(cast.alys):
                for grant in live_grants(baby.pk, timezone.now()).filter(team__isnull=False):
                    end_grant(
                        grant_id=grant.pk,
                        by=cast.alys,
                        at=timezone.now() - timedelta(minutes=1),
                        reason="moved to another team",
                    )
        elif way == "membership":
            with owner():
                Membership.objects.filter(account=cast.bryn).update(
                    ends_on=timezone.localdate() - timedelta(days=1)
                )
        else:
            with acting_as(cast.gwen):
                deactivate(account=cast.bryn, by=cast.gwen, at=timezone.now())
        answer = bryn.get(page)
        assert answer.status_code in (302, 404)
        assert "Prydderch" not in answer.content.decode()


class TestAuthorityInWhatTheUserCanEdit:
    """CHT 2733, 4774, 2833: anybody read any user; authority was read from a document its subject could edit; no place meant every place."""

    def test_who_may_see_what_is_written_by_the_owners_functions_alone(self, cast) -> None:
        with acting_as(cast.gwen), connection.cursor() as cursor:
            for table in ("access_grant", "access_denial", "access_seclusion", "access_reach"):
                for right in ("INSERT", "DELETE", "TRUNCATE", "UPDATE"):
                    cursor.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, right])
                    allowed = cursor.fetchone()[0]
                    assert not allowed or right.lower() in CLASSES[table].commands
                assert not {"insert", "delete"} & {each.lower() for each in CLASSES[table].commands}, table

    def test_nobody_raises_themself(self, cast) -> None:
        for person in (cast.alys, cast.carys, cast.dafydd):
            with acting_as(person), pytest.raises(DatabaseError), transaction.atomic():
                Membership.objects.create(
                    account=person,
                    agency=cast.aberwern,
                    role="service_manager",
                    begins_on=timezone.localdate(),
                )
                with connection.cursor() as cursor:
                    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_somebody_with_no_place_sees_nothing(self, world: World, owner) -> None:
        with owner():
            nobody = Account.objects.create_user(
                "nobody@aberwern.example",
                "",
                display_name="Nobody",
                agency=world.cast.aberwern,
                language="en",
            )
        with acting_as(nobody), connection.cursor() as cursor:
            for table in tables_about_children(owner):
                cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
                if cursor.fetchone()[0]:
                    cursor.execute(f"SELECT count(*) FROM {table} WHERE child_id IS NOT NULL")
                    assert cursor.fetchone() == (0,), table
            assert not Child.objects.exists()

    def test_a_colleague_of_another_agency_is_nobodys_to_read(self, cast) -> None:
        with acting_as(cast.gwen), pytest.raises(DatabaseError), transaction.atomic():
            if not Account.objects.filter(pk=cast.ewa.pk).update(display_name="x"):
                raise DatabaseError


class TestAChangeOfRightsThatNobodySaw:
    """CommCare HQ 15302, 23715: people limited to one place edited the reports of all; the stricter check was taken out again."""

    def test_what_each_role_may_do_is_a_document_that_changes_with_it(self) -> None:
        done = subprocess.run(
            [sys.executable, str(ROOT / "scripts" / "write_roles.py"), "--check"],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr

    def test_the_document_names_every_role_that_may_do_anything(self) -> None:
        written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*roles*.md"))
        assert not [role for role, actions in MAY.items() if actions and role not in written]


class TestWhoeverNeedsToSeeCannot:
    """CARE 938, 958, 960, care_fe 907, 16014: staff who took over a patient could not see what came before; "not found" told nobody what to do."""

    def test_the_receiving_worker_sees_what_happened_before_they_came(
        self, baby: Child, cast, sign_in
    ) -> None:
        with acting_as(cast.alys):
            give(
                child_id=baby.pk, to=cast.huw, basis=Basis.ALLOCATED, reason="takes over", by=cast.alys,
                at=timezone.now() - timedelta(minutes=1),
            )  # fmt: skip
        with acting_as(cast.huw):
            assert Entry.objects.filter(child=baby, kind="unborn_known").exists()
        assert sign_in(cast.huw).get(reverse("child", args=[baby.public_id])).status_code == 200

    def test_what_is_not_found_says_whom_to_ask(self, baby: Child, cast, sign_in) -> None:
        for language, words in (("en", "ask them or your manager"), ("cy", "rheolwr")):
            page = (
                sign_in(cast.huw)
                .get(reverse("child", args=[baby.public_id]) + f"?lang={language}")
                .content.decode()
            )
            assert words in page, language

    def test_a_search_that_finds_nobody_says_so_too(self, cast, sign_in) -> None:
        page = (
            sign_in(cast.ewa)
            .post(reverse("children"), {"name": "Nobody at all"}, follow=True)
            .content.decode()
        )
        assert "ask the child’s team manager" in page


class TestAReaderWhoWrites:
    """TheHive 2301: somebody who might only read edited the cases of other organisations."""

    @pytest.fixture
    def reader(self, world: World, hidden: Child) -> Account:
        """Femi, of another agency, who may read some parts of the child's record and write in none."""
        with acting_as(world.cast.alys):
            give(
                child_id=hidden.pk, to=world.cast.femi, basis=Basis.SHARED, reason="finding a family", by=world.cast.alys,
                at=timezone.now() - timedelta(minutes=1), role="asw", parts={Compartment.CARE, Compartment.ADOPTION},
                may_write=False, purpose="finding a family", legal_basis="public_task",
            )  # fmt: skip
        return world.cast.femi

    def test_writes_in_no_table(self, reader: Account, hidden: Child, owner) -> None:
        mine = {"chronology_draft", "audit_event"}  # what somebody typed, and that they read
        for table in sorted(set(tables_about_children(owner)) - mine):
            for statement in (
                f"UPDATE {table} SET child_id = child_id WHERE child_id = %s",
                f"DELETE FROM {table} WHERE child_id = %s",
            ):
                try:
                    with acting_as(reader), transaction.atomic(), connection.cursor() as cursor:
                        cursor.execute(statement, [hidden.pk])
                        assert cursor.rowcount == 0, statement
                except DatabaseError:
                    continue

    def test_writes_on_no_page(self, reader: Account, hidden: Child, sign_in) -> None:
        client = sign_in(reader)
        assert client.get(reverse("child", args=[hidden.public_id])).status_code == 200
        for name, args in (
            ("kinds", [hidden.public_id]), ("new_entry", [hidden.public_id, "visit_made"]), ("new_entry", [hidden.public_id, "life_story_given"]),
        ):  # fmt: skip
            assert (
                client.post(reverse(name, args=args), {"when": "today", "learnt": "today"}).status_code == 404
            )


class TestAnExportThatWasNotInTheMatrix:
    """RapidFTR 524, ancestor of Primero: taking records out needed no right of its own. That none is reported elsewhere proves nothing."""

    def test_every_address_that_gives_a_file_refuses_those_who_may_not_see_its_page(
        self, world: World, hidden: Child, sign_in
    ) -> None:
        huw, given = sign_in(world.cast.huw), 0
        for path, _, door in addresses_of(hidden):
            if re.search(r"\.(csv|png|pdf|xlsx)$|/files/|/fetch/|picture", path) and door.kind != "open":
                answer = huw.get(path)
                assert answer.status_code in (404, 405), path  # 405: it takes only what is sent to it
                given += answer.status_code == 404
        assert given >= 4
