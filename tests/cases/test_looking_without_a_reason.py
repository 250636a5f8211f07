"""Looking at children one knows, and finding out who was adopted: cases 18 and 21."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hafan.access.operations import deny
from hafan.audit.models import Unusual, Why
from hafan.audit.unusual import find_unusual
from hafan.chronology.models import Standing
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from hafan.people.models import Child
from tests.cases.held import case
from tests.rooms.shielded.conftest import OLD_REFERENCE, Adopted
from tests.walls.test_doors import strip

pytestmark = pytest.mark.django_db


@case(18)
class TestAWorkerWhoKnowsTheChild:
    """Redcar and Cleveland, 2023-24 (professional regulator): a worker opened the files of children they knew, with no reason but that."""

    def test_working_for_the_authority_opens_nothing(self, baby: Child, cast, sign_in) -> None:
        huw = sign_in(cast.huw)
        assert huw.get(reverse("child", args=[baby.public_id])).status_code == 404
        page = huw.post(reverse("children"), {"name": "Prydderch"}, follow=True).content.decode()
        assert baby.reference not in page
        assert str(baby.public_id) not in page

    def test_a_known_person_is_kept_out_although_the_team_sees_the_child(
        self, baby: Child, cast, sign_in
    ) -> None:
        with acting_as(cast.alys):
            deny(
                child_id=baby.pk,
                account=cast.bryn,
                reason="a neighbour",
                by=cast.alys,
                at=timezone.now() - timedelta(hours=1),
            )
        bryn = sign_in(cast.bryn)
        assert bryn.get(reverse("child", args=[baby.public_id])).status_code == 404
        assert "Prydderch" not in bryn.get(reverse("team_children")).content.decode()

    def test_somebody_of_the_childs_surname_is_asked_about_it(
        self, baby: Child, cast, sign_in, owner
    ) -> None:
        with owner():
            Account.objects.filter(pk=cast.bryn.pk).update(display_name="Bryn Prydderch")
        assert sign_in(cast.bryn).get(reverse("child", args=[baby.public_id])).status_code == 200
        find_unusual(timezone.now() - timedelta(days=1))
        with acting_as(cast.lowri):
            (found,) = Unusual.objects.filter(why=Why.SAME_SURNAME, child_id=baby.pk)
        assert found.account_id == cast.bryn.pk
        page = sign_in(cast.lowri).get(reverse("unusual") + "?lang=en").content.decode()
        assert "Bryn Prydderch" in page
        assert "Siôn" not in page

    def test_whoever_looked_is_known_to_those_who_supervise(self, baby: Child, cast, sign_in) -> None:
        sign_in(cast.bryn).get(reverse("child", args=[baby.public_id]))
        page = sign_in(cast.carys).get(reverse("looks", args=[baby.public_id]) + "?lang=en").content.decode()
        assert re.search(r"Bryn.*?Read the record", page, re.DOTALL)


@case(21)
class TestWhoWasAdopted:
    """ScotlandsPeople, 2023: a flag in an index of births let adopted people's new names be found."""

    WORDS = ("Seren", "Prydderch", "Seren Prydderch", OLD_REFERENCE)

    def test_is_found_by_no_search_of_the_old_name(self, adopted: Adopted, sign_in) -> None:
        for name in ("alys", "bryn", "huw", "dafydd", "nia", "gwen", "mair"):
            client = sign_in(adopted.cast.people[name])
            for words in self.WORDS:
                page = client.post(reverse("agency_children"), {"name": words}, follow=True).content.decode()
                assert str(adopted.before.public_id) not in page, (name, words)
                if "Prydderch" in words:
                    assert str(adopted.after.public_id) not in page, (name, words)

    def test_a_search_answers_the_same_for_a_sealed_name_as_for_nobody(
        self, adopted: Adopted, sign_in
    ) -> None:
        dafydd = sign_in(adopted.cast.dafydd)
        pages = [
            dafydd.post(reverse("agency_children"), {"name": words}, follow=True).content
            for words in ("Prydderch Seren", "Zyxwvut Abcdefg")
        ]
        counted = [
            re.sub(rb"Prydderch Seren|Zyxwvut Abcdefg|looking=[^\"&]+", b"", strip(page)) for page in pages
        ]
        assert counted[0] == counted[1]

    def test_no_count_no_list_and_no_table_holds_the_old_record_for_anybody(
        self, adopted: Adopted, owner
    ) -> None:
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'child_id' "
                "AND table_name NOT LIKE 'shielded_sealedlink' AND table_name IN (SELECT relname FROM pg_class WHERE relkind IN ('r', 'p'))"
            )
            tables = [name for (name,) in cursor.fetchall()]
        assert len(tables) > 15
        for person in adopted.cast.people.values():
            with acting_as(person), connection.cursor() as cursor:
                assert not Standing.objects.filter(child=adopted.before).exists()
                for table in tables:
                    cursor.execute("SELECT has_table_privilege(current_user, %s, 'SELECT')", [table])
                    if cursor.fetchone()[0]:
                        cursor.execute(
                            f"SELECT count(*) FROM {table} WHERE child_id = %s", [adopted.before.pk]
                        )
                        assert cursor.fetchone() == (0,) or table.startswith(("access_", "audit_")), (
                            person,
                            table,
                        )

    def test_the_two_records_have_no_id_in_common_and_nothing_says_which_came_first(
        self, adopted: Adopted
    ) -> None:
        with acting_as(adopted.cast.carys):
            after = Child.objects.get(pk=adopted.after.pk)
        assert after.public_id != adopted.before.public_id
        assert after.public_id.version == 4
        assert OLD_REFERENCE not in (after.reference, str(after.public_id))

    def test_the_page_of_the_old_record_is_as_if_there_had_never_been_one(
        self, adopted: Adopted, sign_in
    ) -> None:
        for name in ("alys", "carys", "dafydd"):
            client = sign_in(adopted.cast.people[name])
            answers = [
                client.get(reverse("child", args=[key])) for key in (adopted.before.public_id, uuid.uuid4())
            ]
            assert {answer.status_code for answer in answers} == {404}
            assert strip(answers[0].content) == strip(answers[1].content)
