"""Faults made on purpose: the embedded PostgreSQL comes back whole, and never outlives its last user."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psycopg
import pytest

from hafan.foundation.embedded import Ground, Supervisor
from hafan.foundation.embedded.cluster import ADMIN
from hafan.foundation.embedded.leases import holder

pytestmark = pytest.mark.drill

HOLD = """
import sys, time
from pathlib import Path
from hafan.foundation.embedded import Supervisor
with Supervisor(Path(sys.argv[1])):
    print("up", flush=True)
    time.sleep(120)
"""


@pytest.fixture
def ground():
    """A server's folder of the drill's own, stopped and removed after it."""
    folder = Path(tempfile.mkdtemp(prefix="hafan-drill-"))
    folder.chmod(0o711)
    yield Ground(folder)
    Ground(folder).stop()
    Ground(folder).socket().rmdir()
    shutil.rmtree(folder)


def connect(ground):
    return psycopg.connect(**ground.address(ADMIN, "postgres"), autocommit=True, connect_timeout=5)


def somebody(ground):
    """Another process that uses the server."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ground.folder)],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout.readline() == "up\n"
    return process


def within(seconds, truth):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if truth():
            return True
        time.sleep(0.05)
    return False


class TestAKilledUser:
    @pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
    def test_leaves_no_server_behind(self, ground, sign):
        process = somebody(ground)
        pid = ground.cluster().pid()
        os.kill(process.pid, sign)
        process.wait(20)
        assert within(10, lambda: ground.cluster().pid() is None)
        assert within(5, lambda: holder(ground.keeper_lock) is None)
        assert not Path(f"/proc/{pid}").exists()

    def test_does_not_take_the_server_from_another(self, ground):
        process = somebody(ground)
        with Supervisor(ground.folder):
            process.kill()
            process.wait(20)
            time.sleep(1)
            with connect(ground) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
        assert ground.cluster().pid() is None


class TestAKilledServer:
    def test_comes_back_by_itself_while_it_is_used(self, ground):
        with Supervisor(ground.folder):
            first = ground.cluster().pid()
            os.kill(first, signal.SIGKILL)
            assert within(10, lambda: ground.cluster().ready() and ground.cluster().pid() != first)
            with connect(ground) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_loses_nothing_it_said_was_saved(self, ground):
        """Kill -9 of the server five times under two writers: lost, torn and phantom rows are all none."""
        said, tried = [set(), set()], [0, 0]
        enough = threading.Event()

        def write(writer):
            while not enough.is_set():
                try:
                    with connect(ground) as connection:
                        while not enough.is_set():
                            tried[writer] += 1
                            number = tried[writer]
                            with connection.transaction():
                                connection.execute("INSERT INTO ledger VALUES (%s, %s, 1)", [writer, number])
                                connection.execute("INSERT INTO ledger VALUES (%s, %s, 2)", [writer, number])
                            said[writer].add(number)
                except psycopg.Error:
                    time.sleep(0.05)

        with Supervisor(ground.folder):
            with connect(ground) as connection:
                connection.execute("CREATE TABLE ledger (writer int, number int, half int)")
            writers = [threading.Thread(target=write, args=(writer,)) for writer in (0, 1)]
            for writer in writers:
                writer.start()
            for _ in range(5):
                time.sleep(0.7)
                killed, at = ground.cluster().pid(), time.monotonic()
                os.kill(killed, signal.SIGKILL)
                assert within(
                    10, lambda killed=killed: ground.cluster().ready() and ground.cluster().pid() != killed
                )
                before = sum(map(len, said))
                assert within(10, lambda before=before: sum(map(len, said)) > before)
                assert time.monotonic() - at < 10, "more than 10 s from the fault to the next save"
            enough.set()
            for writer in writers:
                writer.join(20)
            with connect(ground) as connection:
                rows = connection.execute(
                    "SELECT writer, number, count(*) FROM ledger GROUP BY 1, 2"
                ).fetchall()
        kept = {(writer, number) for writer, number, _ in rows}
        assert {(writer, number) for writer in (0, 1) for number in said[writer]} - kept == set()
        assert [row for row in rows if row[2] != 2] == []
        assert all(number <= tried[writer] for writer, number in kept)
        self.checksums_hold(ground)

    def checksums_hold(self, ground):
        cluster = ground.cluster()
        done = cluster.runner.run(
            [str(cluster.programs / "pg_checksums"), "--check", "-D", str(cluster.data)]
        )
        assert done.returncode == 0, done.stderr


class TestALeftOverFile:
    def leave_a_pid_file(self, ground, pid):
        with Supervisor(ground.folder):
            text = (ground.cluster().data / "postmaster.pid").read_text()
        path = ground.cluster().data / "postmaster.pid"
        path.write_text("\n".join([str(pid), *text.splitlines()[1:]]) + "\n")
        if ground.runner.uid is not None:
            os.chown(path, ground.runner.uid, ground.runner.uid)

    def test_of_a_dead_server_is_no_hindrance(self, ground):
        dead = subprocess.Popen(["/bin/true"])
        dead.wait()
        self.leave_a_pid_file(ground, dead.pid)
        with Supervisor(ground.folder), connect(ground) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)

    def test_whose_number_another_program_now_has_is_no_hindrance(self, ground):
        identity = ground.runner.identity()
        stranger = subprocess.Popen(["/bin/sleep", "60"], **identity)
        try:
            self.leave_a_pid_file(ground, stranger.pid)
            with Supervisor(ground.folder), connect(ground) as connection:
                assert connection.execute("SELECT 1").fetchone() == (1,)
            assert stranger.poll() is None
        finally:
            stranger.kill()
            stranger.wait()

    def test_of_a_half_made_data_folder_is_no_hindrance(self, ground):
        half = ground.folder / "postgres.new"
        half.mkdir()
        (half / "PG_VERSION").write_text("18\n")
        with Supervisor(ground.folder), connect(ground) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)


class TestAnOrphan:
    def test_of_a_killed_keeper_is_taken_over_and_stopped_after(self, ground):
        process = somebody(ground)
        pid = ground.cluster().pid()
        os.kill(holder(ground.keeper_lock), signal.SIGKILL)
        process.kill()
        process.wait(20)
        assert ground.cluster().pid() == pid
        with Supervisor(ground.folder), connect(ground) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
            assert ground.cluster().pid() == pid
        assert ground.cluster().pid() is None

    def test_can_be_stopped_by_hand(self, ground):
        process = somebody(ground)
        os.kill(holder(ground.keeper_lock), signal.SIGKILL)
        process.kill()
        process.wait(20)
        ground.stop()
        assert ground.cluster().pid() is None
