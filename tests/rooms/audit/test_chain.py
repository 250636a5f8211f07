"""Every event stands in a chain, and whatever is done to it afterwards is found: by anybody, the owner of the database included."""

from __future__ import annotations

import statistics
import threading
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from hafan.audit.chain import told
from hafan.audit.commands import audit_faults
from hafan.audit.middleware import Around, around
from hafan.audit.models import Event
from hafan.audit.operations import note, note_many
from hafan.audit.sealing import export, read_seals, seal
from hafan.audit.tasks import find_unusual_each_night, seal_each_hour
from hafan.audit.verifying import broken_seals, events_in_order, faults
from hafan.foundation.context import acting_as
from tests.cast import World
from tests.database import Owner, plain_login
from tests.figures import Figure

pytestmark = pytest.mark.django_db(transaction=True)

GUARDED = ("audit_event", "audit_link", "audit_seal")


@pytest.fixture
def trail(world: World) -> World:
    """Six looks at each of two children, each in a transaction of its own."""
    for _ in range(6):
        for child in ("everyone in Aberwern", "Alys and the north team"):
            with acting_as(world.cast.alys):
                note(
                    action="journeys.child.viewed",
                    by=world.cast.alys,
                    child_id=world.children[child],
                    reason="a word\twith a tab,\na new line and a back\\slash",
                    parts=["health", "care"],
                )
    return world


@pytest.fixture
def owned() -> Any:
    """The owner, who has put every guard to sleep."""
    with plain_login("owner") as login:
        for table in GUARDED:
            login.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield login
        for table in GUARDED:
            login.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def found(owner: Owner, folder: Path | None = None) -> list[str]:
    with owner():
        return list(audit_faults(folder or Path("/nowhere")))


def tail(login: psycopg.Connection[Any], child: int, back: int = 0) -> tuple[int, int]:
    """An event of a child and its place, so many before the last."""
    return login.execute(
        "SELECT event_id, seq FROM audit_link WHERE stream = %s ORDER BY seq DESC OFFSET %s LIMIT 1",
        [child, back],
    ).fetchone()


def cut(login: psycopg.Connection[Any], child: int, how_many: int) -> None:
    """Cut the end of a chain, and write its head as though it had always ended there."""
    for _ in range(how_many):
        event, _seq = tail(login, child)
        login.execute("DELETE FROM audit_event WHERE id = %s", [event])
        login.execute("DELETE FROM audit_link WHERE event_id = %s", [event])
    login.execute(
        "UPDATE audit_head h SET seq = l.seq, hash = l.hash FROM audit_link l WHERE h.stream = %s AND l.stream = %s "
        "AND l.seq = (SELECT max(seq) FROM audit_link WHERE stream = %s)",
        [child, child, child],
    )


class TestEveryEvent:
    def test_is_chained_when_its_transaction_ends(self, trail: World, owner: Owner):
        with owner(), connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*), count(l.event_id) FROM audit_event e LEFT JOIN audit_link l ON l.event_id = e.id"
            )
            events, links = cursor.fetchone()
        assert events == links > 20
        assert found(owner) == []

    def test_is_hashed_as_python_tells_it_from_its_columns(self, trail: World, owner: Owner):
        with owner():
            lines = {int(line.split(b"\t")[2]): line for line in map(bytes, events_in_order())}
            for event in Event.objects.filter(action="journeys.child.viewed"):
                line = lines[event.pk]
                stream, seq = line.split(b"\t", 2)[:2]
                columns = [
                    str(event.pk),
                    str(int(event.at.timestamp()) * 1_000_000 + event.at.microsecond),
                    str(event.account_id),
                    None,
                    str(event.agency_id),
                    event.action,
                    event.object_type,
                    None,
                    str(event.child_id),
                    None,
                    "{care,health}",
                    str(event.grant_id),
                    event.reason,
                    None,
                    None,
                    "done",
                    "{}",
                ]
                assert b"\t".join([stream, seq, told(columns)]) == line[:-66]

    def test_tells_the_grant_the_request_and_the_sign_in(self, world: World, owner: Owner):
        kept = around.set(Around(number := uuid.uuid4(), b"x" * 16))
        with acting_as(world.cast.bryn):
            note(
                action="journeys.child.viewed",
                by=world.cast.bryn,
                child_id=world.children["Alys and the north team"],
            )
        around.reset(kept)
        with owner():
            event = Event.objects.latest("id")
            with connection.cursor() as cursor:
                cursor.execute("SELECT team_id FROM access_grant WHERE id = %s", [event.grant_id])
                assert cursor.fetchone() == (world.cast.aberwern_north.pk,)
        assert (event.request_id, bytes(event.session_hash)) == (number, b"x" * 16)

    def test_is_dated_by_the_database_whatever_the_app_says(self, world: World, owner: Owner):
        with acting_as(world.cast.alys), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO audit_event (account_id, action, at) VALUES (%s, 'x', '2001-01-01')",
                [world.cast.alys.pk],
            )
        with owner():
            assert Event.objects.get(action="x").at.year > 2001

    def test_rolled_back_leaves_no_gap(self, trail: World, owner: Owner):
        child = trail.children["everyone in Aberwern"]
        with pytest.raises(RuntimeError), acting_as(trail.cast.alys):
            note(action="journeys.child.viewed", by=trail.cast.alys, child_id=child)
            raise RuntimeError
        with acting_as(trail.cast.alys):
            note(action="journeys.child.viewed", by=trail.cast.alys, child_id=child)
        assert found(owner) == []


class TestManyAtOnce:
    def test_neither_block_each_other_for_good_nor_break_a_chain(self, world: World, owner: Owner):
        about = [
            world.children[name]
            for name in ("everyone in Aberwern", "Alys and the north team", "known to Dafydd")
        ]
        broken: list[BaseException] = []

        def look(turn: int) -> None:
            try:
                for n in range(15):
                    children = about[(turn + n) % 3 :] + about[: (turn + n) % 3]
                    with acting_as(world.cast.alys):
                        for child in (
                            children
                        ):  # each in an order of their own, which would block if each locked as it went
                            note(action="journeys.child.viewed", by=world.cast.alys, child_id=child)
                        note_many(
                            action="journeys.child.found",
                            by=world.cast.alys,
                            object_type="child",
                            about=[(child, None) for child in reversed(children)],
                        )
            except BaseException as fault:
                broken.append(fault)
            finally:
                connection.close()

        readers = [threading.Thread(target=look, args=(turn,)) for turn in range(6)]
        for reader in readers:
            reader.start()
        for reader in readers:
            reader.join()
        assert broken == []
        with owner():
            assert Event.objects.filter(action="journeys.child.viewed").count() == 6 * 15 * 3
        assert found(owner) == []

    def test_a_page_does_not_wait_for_a_long_import(self, world: World):
        child = world.children["everyone in Aberwern"]
        done = threading.Event()

        def read_a_page() -> None:
            with acting_as(world.cast.alys):
                note(action="journeys.child.viewed", by=world.cast.alys, child_id=child)
            done.set()
            connection.close()

        with acting_as(world.cast.dafydd):
            note(action="chronology.entry.recorded", by=world.cast.dafydd, child_id=child)
            threading.Thread(target=read_a_page).start()
            assert done.wait(5)


class TestWhatTheOwnerDoes:
    """Each drill with every guard asleep."""

    @pytest.fixture(autouse=True)
    def told(self, figure: Figure, request: pytest.FixtureRequest) -> Iterator[None]:
        """Tell of each drill whether it was found (goal G19)."""
        before = request.session.testsfailed
        yield
        figure("G19", missed=request.session.testsfailed - before)

    def test_an_edit_is_found(self, trail: World, owner: Owner, owned):
        event, seq = tail(owned, trail.children["everyone in Aberwern"], 2)
        owned.execute("UPDATE audit_event SET account_id = %s WHERE id = %s", [trail.cast.bryn.pk, event])
        assert [f"place {seq}: changed" in line for line in found(owner)] == [True]

    @pytest.mark.parametrize(
        "column", ["at = at + interval '1 hour'", "action = 'other'", "reason = ''", "parts = '{}'", "child_id = child_id + 1",
                   "grant_id = NULL", "detail = '{\"a\": 1}'", "result = 'refused'", "request_id = gen_random_uuid()"]
    )  # fmt: skip
    def test_an_edit_of_any_column_is_found(self, trail: World, owner: Owner, owned, column: str):
        event, _ = tail(owned, trail.children["everyone in Aberwern"], 1)
        owned.execute(f"UPDATE audit_event SET {column} WHERE id = %s", [event])
        assert any("changed since" in line for line in found(owner))

    def test_a_deletion_is_found(self, trail: World, owner: Owner, owned):
        event, _ = tail(owned, trail.children["everyone in Aberwern"], 3)
        owned.execute("DELETE FROM audit_event WHERE id = %s", [event])
        assert any("taken out" in line for line in found(owner))

    def test_a_deletion_with_its_link_is_found(self, trail: World, owner: Owner, owned):
        event, _ = tail(owned, trail.children["everyone in Aberwern"], 3)
        owned.execute("DELETE FROM audit_event WHERE id = %s", [event])
        owned.execute("DELETE FROM audit_link WHERE event_id = %s", [event])
        assert any("what stood before it has been taken out" in line for line in found(owner))

    def test_a_deletion_that_closes_the_gap_is_found(self, trail: World, owner: Owner, owned):
        child = trail.children["everyone in Aberwern"]
        event, seq = tail(owned, child, 3)
        owned.execute("DELETE FROM audit_event WHERE id = %s", [event])
        owned.execute("DELETE FROM audit_link WHERE event_id = %s", [event])
        for late in range(seq + 1, seq + 4):
            owned.execute(
                "UPDATE audit_link SET seq = %s WHERE stream = %s AND seq = %s", [late - 1, child, late]
            )
        owned.execute("UPDATE audit_head SET seq = seq - 1 WHERE stream = %s", [child])
        assert any("changed since" in line for line in found(owner))

    def test_an_event_slipped_in_is_found(self, trail: World, owner: Owner, owned):
        child = trail.children["everyone in Aberwern"]
        owned.execute(
            "INSERT INTO audit_event (id, account_id, action, child_id, detail) SELECT max(id) + 1000, %s, 'x.viewed', %s, '{}' FROM audit_event",
            [trail.cast.bryn.pk, child],
        )
        assert any("outside every chain" in line for line in found(owner))

    def test_an_event_slipped_in_with_a_link_is_found(self, trail: World, owner: Owner, owned):
        child = trail.children["everyone in Aberwern"]
        _, seq = tail(owned, child, 2)
        for late in range(seq + 2, seq - 1, -1):
            owned.execute(
                "UPDATE audit_link SET seq = %s WHERE stream = %s AND seq = %s", [late + 1, child, late]
            )
        owned.execute(
            "INSERT INTO audit_event (id, account_id, action, child_id, detail) SELECT max(id) + 1000, %s, 'x.viewed', %s, '{}' FROM audit_event",
            [trail.cast.bryn.pk, child],
        )
        owned.execute(
            "INSERT INTO audit_link (event_id, place, stream, seq, hash) SELECT max(e.id), 1000000, %s, %s, sha256('guess') FROM audit_event e",
            [child, seq],
        )
        assert any("changed since" in line for line in found(owner))

    def test_a_reordered_pair_is_found(self, trail: World, owner: Owner, owned):
        child = trail.children["everyone in Aberwern"]
        (one, _), (other, _) = tail(owned, child, 2), tail(owned, child, 3)
        owned.execute("UPDATE audit_event SET id = -1 WHERE id = %s", [one])
        owned.execute("UPDATE audit_event SET id = %s WHERE id = %s", [one, other])
        owned.execute("UPDATE audit_event SET id = %s WHERE id = -1", [other])
        assert any("changed since" in line for line in found(owner))

    def test_a_pair_that_changed_places_is_found(self, trail: World, owner: Owner, owned):
        child = trail.children["everyone in Aberwern"]
        (one, seq), (other, before) = tail(owned, child, 2), tail(owned, child, 3)
        owned.execute("UPDATE audit_link SET seq = -1 WHERE event_id = %s", [one])
        owned.execute("UPDATE audit_link SET seq = %s WHERE event_id = %s", [seq, other])
        owned.execute("UPDATE audit_link SET seq = %s WHERE event_id = %s", [before, one])
        assert any("changed since" in line for line in found(owner))

    def test_a_cut_tail_is_found_by_its_head(self, trail: World, owner: Owner, owned):
        event, _ = tail(owned, trail.children["everyone in Aberwern"])
        owned.execute("DELETE FROM audit_event WHERE id = %s", [event])
        owned.execute("DELETE FROM audit_link WHERE event_id = %s", [event])
        assert any("does not end where it ended" in line for line in found(owner))

    def test_a_whole_chain_made_to_vanish_is_found_by_the_seal(self, trail: World, owner: Owner, owned):
        seal()
        child = trail.children["everyone in Aberwern"]
        owned.execute("DELETE FROM audit_event WHERE child_id = %s", [child])
        owned.execute("DELETE FROM audit_link WHERE stream = %s", [child])
        owned.execute("DELETE FROM audit_head WHERE stream = %s", [child])
        assert any("seal 1" in line for line in found(owner))

    def test_a_cut_tail_with_a_rewritten_head_is_found_by_the_seal(self, trail: World, owner: Owner, owned):
        seal()
        cut(owned, trail.children["everyone in Aberwern"], 2)
        with owner():
            assert list(faults()) == []  # the chain alone does not tell
            assert any("seal 1" in line for line in broken_seals())

    def test_a_cut_tail_with_head_and_seal_rewritten_is_found_by_the_seal_carried_away(
        self, trail: World, owner: Owner, owned, tmp_path: Path
    ):
        export(seal(), tmp_path)
        cut(owned, trail.children["everyone in Aberwern"], 2)
        owned.execute("DELETE FROM audit_seal")
        seal()
        with owner():
            assert list(faults()) == []
            assert list(broken_seals()) == []
        assert any("kept elsewhere" in line for line in found(owner, tmp_path))

    def test_seals_thrown_away_are_missed(self, trail: World, owner: Owner, owned, tmp_path: Path):
        export(seal(), tmp_path)
        owned.execute("DELETE FROM audit_seal")
        assert any("seal 1 kept elsewhere" in line for line in found(owner, tmp_path))


class TestCost:
    def test_what_a_note_adds_to_a_request(self, world: World, figure: Figure):
        child = world.children["everyone in Aberwern"]

        def request(noted: bool) -> float:
            began = time.perf_counter()
            with acting_as(world.cast.alys):
                if noted:
                    note(action="journeys.child.viewed", by=world.cast.alys, child_id=child, parts=["care"])
            return (time.perf_counter() - began) * 1000

        spent = {noted: statistics.median(request(noted) for _ in range(60)) for noted in (False, True)}
        figure("G20", ms=round(spent[True] - spent[False], 2))
        assert spent[True] < 1000


class TestSealing:
    def test_hour_after_hour_verifies(self, trail: World, owner: Owner, tmp_path: Path):
        for _ in range(3):
            export(seal(), tmp_path)
            with acting_as(trail.cast.alys):
                note(action="journeys.child.viewed", by=trail.cast.alys, child_id=trail.children["only Alys"])
        assert len(list(read_seals(tmp_path))) == 3
        assert found(owner, tmp_path) == []

    def test_a_seal_is_a_page_to_print(self, trail: World, tmp_path: Path):
        made = seal()
        text = export(made, tmp_path).read_text()
        assert len(text.splitlines()) == 6
        assert f"number {made.number}" in text
        assert list(read_seals(tmp_path)) == [made]

    def test_is_never_written_over(self, trail: World, tmp_path: Path):
        made = seal()
        export(made, tmp_path)
        with pytest.raises(FileExistsError):
            export(made, tmp_path)

    def test_is_made_by_the_clock_and_carried_to_the_second_place(
        self, trail: World, owner: Owner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        monkeypatch.setenv("HAFAN_SEALS", str(tmp_path))
        seal_each_hour(timestamp=0)
        find_unusual_each_night(timestamp=0)
        assert [path.name[:13] for path in tmp_path.iterdir()] == ["seal-00000001"]
        assert found(owner, tmp_path) == []
        assert {job.task.name for job in app.periodic_registry.periodic_tasks.values()} >= {
            "audit.seal",
            "audit.find_unusual",
        }

    def test_a_restored_backup_is_told_and_goes_on_being_sealed(
        self, trail: World, owner: Owner, owned, tmp_path: Path
    ):
        export(seal(), tmp_path)
        owned.execute("DELETE FROM audit_seal")
        cut(owned, trail.children["everyone in Aberwern"], 1)
        export(seal(), tmp_path)
        assert len(list(tmp_path.iterdir())) == 2
        assert any("kept elsewhere" in line for line in found(owner, tmp_path))

    def test_needs_the_apps_own_proof(self, trail: World):
        with pytest.raises(Exception, match="forged"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT access.seal_audit('')")


def test_what_is_written_is_what_copy_writes():
    """Python's telling of a text is PostgreSQL's, letter by letter."""
    letters = "".join(chr(n) for n in range(1, 256)) + "ŵ\u2028𝒳"
    with connection.cursor() as cursor:
        with cursor.copy("COPY (SELECT %s::text) TO STDOUT", [letters]) as copy:
            line = b"".join(bytes(part) for part in copy)
    assert told([letters]) + b"\n" == line
