"""One account without a second step, one that nobody used, and months without records: cases 23 and 24."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hafan.config.check_deploy import backup_is_fresh, seals_elsewhere
from hafan.config.fitness import Unfit
from hafan.foundation.doors import TOKEN
from hafan.identity.operations import suspend_dormant
from hafan.identity.privilege import PHISHING_PROOF
from hafan.identity.roles import Role
from tests.cases.held import case
from tests.cases.restoring import counted, dropped, dump, restore
from tests.cast import PASSWORD, Cast, World
from tests.database import plain_login, test_database
from tests.rooms.identity.test_keys import half_way, with_app
from tests.walls.test_doors import addresses


@pytest.mark.django_db
@case(23)
class TestAnAccountWithoutASecondStep:
    """Advanced, a supplier to the health service, 2022 (ICO, 2025): one account had none; 79,404 people's data and a £3.07m fine."""

    def test_opens_no_page_with_a_password_alone(self, cast: Cast) -> None:
        client, opened = half_way(cast.alys), []
        assert TOKEN not in client.session
        for path, door in addresses():
            if door.kind == "permitted" and client.get(path).status_code == 200:
                opened.append(path)
        assert opened == []

    def test_a_code_is_not_enough_for_those_who_could_open_most(self, cast: Cast) -> None:
        assert {Role.SYSADMIN, Role.PRIVACY_OFFICER, Role.RECORDS_CUSTODIAN} <= set(PHISHING_PROOF)
        for person in (cast.gwen, cast.lowri, cast.mair):
            steps, client = with_app(person), half_way(person)
            client.post(reverse("mfa_authenticate"), {"code": steps.now()})
            assert TOKEN not in client.session, person


@pytest.mark.django_db
@case(24)
class TestADormantAccount:
    """Hackney, 2020 (ICO reprimand): an account nobody had used let them in; records were gone for months."""

    def test_is_closed_before_somebody_else_finds_it(self, cast: Cast) -> None:
        suspend_dormant(at=timezone.now() + timedelta(days=46))
        answer = Client().post(
            reverse("account_login"), {"login": cast.bryn.email, "password": PASSWORD}, follow=True
        )
        assert answer.status_code == 403
        cast.bryn.refresh_from_db()
        assert not cast.bryn.is_active

    def test_of_the_application_itself_could_destroy_no_record(self, world: World) -> None:
        with plain_login("app") as app:
            for statement in (
                "DROP TABLE people_child",
                "TRUNCATE chronology_entry CASCADE",
                "DELETE FROM people_child",
            ):
                with pytest.raises(psycopg.Error):
                    app.execute(statement)


@case(24)
class TestMonthsWithoutRecords:
    """Hackney again: what was kept apart was what could be brought back."""

    def test_it_is_said_when_no_backup_was_made_and_read_back_lately(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("HAFAN_BACKUP_MARK", raising=False)
        with pytest.raises(Unfit):
            backup_is_fresh()
        mark = tmp_path / "backup"
        mark.touch()
        monkeypatch.setenv("HAFAN_BACKUP_MARK", str(mark))
        assert "backup" in backup_is_fresh()
        long_ago = time.time() - 30 * 3600
        os.utime(mark, (long_ago, long_ago))
        with pytest.raises(Unfit):
            backup_is_fresh()

    def test_the_seals_of_the_audit_lie_on_another_machine_or_it_is_said(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.delenv("HAFAN_SEALS", raising=False)
        with pytest.raises(Unfit):
            seals_elsewhere()

    @pytest.mark.django_db(transaction=True)
    def test_every_row_of_a_backup_comes_back(self, world: World, tmp_path: Path) -> None:
        """The backup login reads all, hidden rows too; the restored database has every row of every table, and its walls stand."""
        held = tmp_path / "backup.dump"
        dump(test_database(), held)
        there = f"{test_database()}_restored"
        try:
            restore(held, there)
            before, after = counted(test_database()), counted(there)
            assert before["people_child"] > 5
            assert after == before
            with plain_login("backup", there) as backup, pytest.raises(psycopg.Error):
                backup.execute("SELECT * FROM vault.key")
            with plain_login("app", there) as app:
                assert app.execute("SELECT count(*) FROM people_child").fetchone() == (0,)
        finally:
            dropped(there)
