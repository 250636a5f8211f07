"""One PostgreSQL data folder: make it, run it, see whether it lives, stop it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from hafan.foundation.embedded.place import PLAIN_ENVIRONMENT, GroundError, Runner, account_for_initdb

ADMIN = "hafan_admin"
PORT = "5432"  # only names the socket: the server listens on no network port

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "password_encryption": "scram-sha-256",
    "max_connections": "100",
    "shared_buffers": "256MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "jit": "off",
    # the log is read by people who may not read cases: no row values, no statements
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
}


@dataclass(frozen=True)
class Cluster:
    """A data folder with the programs, the user and the socket folder it runs with."""

    data: Path
    programs: Path
    runner: Runner
    sockets: Path
    locale: tuple[str, ...] = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")

    def exists(self) -> bool:
        """Whether the data folder has been made."""
        return (self.data / "PG_VERSION").exists()

    def create(self, password: str) -> None:
        """Make the data folder: checksums on, passwords asked even on the socket. All of it or nothing."""
        made = self.data.with_name("postgres.new")
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(mode=0o700)
        maker = self.runner if self.runner.uid is None else Runner(account_for_initdb())
        asked = made / "password"
        asked.touch(mode=0o600)
        asked.write_text(password, encoding="utf-8")
        cluster = made / "data"
        cluster.mkdir(mode=0o700)
        maker.take(made)
        command = [str(self.programs / "initdb"), f"--pgdata={cluster}", f"--username={ADMIN}"]
        command += ["--auth=scram-sha-256", f"--pwfile={asked}", "--data-checksums", "--encoding=UTF8"]
        command += self.locale
        done = maker.run(command)
        if done.returncode:
            shutil.rmtree(made, ignore_errors=True)
            raise GroundError(f"PostgreSQL could not make its data folder: {done.stderr.strip()}")
        self.runner.take(cluster)
        os.replace(cluster, self.data)
        shutil.rmtree(made)

    def launch(self, log: Path) -> subprocess.Popen[bytes]:
        """Start the server in a session of its own, so that Ctrl-C in a terminal does not reach it."""
        self._forget_a_stranger()
        command = [str(self.programs / "postgres"), "-D", str(self.data), "-k", str(self.sockets), "-p", PORT]
        for name, value in SETTINGS.items():
            command += ["-c", f"{name}={value}"]
        with log.open("ab") as out:
            server: subprocess.Popen[bytes] = subprocess.Popen(
                command,
                cwd="/",
                env=PLAIN_ENVIRONMENT,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
                **self.runner.identity(),
            )
        return server

    def _notes(self) -> list[str]:
        try:
            return (self.data / "postmaster.pid").read_text(encoding="utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return []

    def pid(self) -> int | None:
        """The living server's process number; None when it is not running, whatever the stale file says."""
        notes = self._notes()
        if not notes or not notes[0].strip().isdigit():
            return None
        pid = int(notes[0])
        return pid if f"-D {self.data} -k" in _command_of(pid) else None

    def ready(self) -> bool:
        """Whether the server accepts connections."""
        notes = self._notes()
        return len(notes) > 7 and notes[7].startswith("ready") and self.pid() is not None

    def _forget_a_stranger(self) -> None:
        """After a crash the system may have given the server's old number to another program.

        The file is not removed: its other lines let PostgreSQL see that no old backend still holds the memory.
        """
        notes = self._notes()
        if not notes or not notes[0].strip().isdigit() or not _alive(int(notes[0])) or self.pid():
            return
        ended = subprocess.Popen(["/bin/sh", "-c", ":"], cwd="/", env=PLAIN_ENVIRONMENT)
        ended.wait()
        with (self.data / "postmaster.pid").open("r+", encoding="utf-8") as file:
            file.write("\n".join([str(ended.pid), *notes[1:]]) + "\n")
            file.truncate()

    def stop(self, *, patience: float = 30) -> None:
        """Fast shutdown: transactions under way are rolled back; after `patience` seconds, at once."""
        for sign, seconds in ((signal.SIGINT, patience), (signal.SIGQUIT, 10.0)):
            if (pid := self.pid()) is None:
                return
            os.kill(pid, sign)
            if gone_within(pid, seconds):
                return
        raise GroundError(f"PostgreSQL (process {self.pid()}) does not stop.")


def gone_within(pid: int, seconds: float) -> bool:
    """Whether the process ends in time; a dead child of ours is buried on the way."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if not _alive(pid):
            return True
        time.sleep(0.02)
    return False


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _command_of(pid) != ""


def _command_of(pid: int) -> str:
    """The command line of a process; empty when it is gone or only waits to be buried."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            return ""
    seen = subprocess.run(
        ["/bin/ps", "-ww", "-o", "command=", "-p", str(pid)], capture_output=True, check=False
    )
    return seen.stdout.decode(errors="replace").strip()
