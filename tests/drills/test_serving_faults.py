"""Serving people ends cleanly however it ends: no process, no port and no database is left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from hafan.foundation.embedded import Ground

pytestmark = pytest.mark.drill


def within(seconds, truth):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if truth():
            return True
        time.sleep(0.1)
    return False


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/sign-in/", timeout=5) as page:
            return page.status == 200
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def refuses(port):
    with socket.socket() as trial:
        return trial.connect_ex(("127.0.0.1", port)) != 0


def processes_of(folder):
    """Every process that names the folder, or has it in its environment."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                told = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
            except OSError:
                continue
            if str(folder).encode() in told:
                found[entry.name] = told.replace(b"\0", b" ")[:200]
    return found


@pytest.fixture(scope="module")
def folder():
    place = Path(tempfile.mkdtemp(prefix="hafan-drill-"))
    place.chmod(0o711)
    yield place
    Ground(place).stop()
    Ground(place).socket().rmdir()
    shutil.rmtree(place)


@pytest.fixture
def served(folder):
    """`hafan serve` as a person starts it, on a port of its own."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HAFAN_")}
    kept.pop("DATABASE_URL", None)
    process = subprocess.Popen(
        [sys.executable, "-m", "hafan.cli", "serve", "--port", str(port), "--workers", "1"],
        env={**kept, "HAFAN_HOME": str(folder)},
        start_new_session=True,
    )
    assert within(60, lambda: answers(port)), "it does not answer"
    yield process, port
    process.kill()
    process.wait()


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="processes are counted through /proc")
class TestTheEnd:
    @pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
    def test_leaves_nothing_running(self, served, folder, sign):
        process, port = served
        os.kill(process.pid, sign)
        code = process.wait(30)
        assert code == (0 if sign != signal.SIGKILL else -signal.SIGKILL)
        within(30, lambda: processes_of(folder) == {})
        assert processes_of(folder) == {}
        assert refuses(port)
