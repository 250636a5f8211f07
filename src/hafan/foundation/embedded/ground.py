"""The embedded server as the rest of Hafan sees it: one folder, its secrets, start and stop."""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
import time
from functools import cached_property
from pathlib import Path

from hafan.foundation.embedded import place
from hafan.foundation.embedded.cluster import ADMIN, PORT, Cluster, gone_within
from hafan.foundation.embedded.leases import Lease, alone, holder, living
from hafan.foundation.embedded.place import GroundError, Say, silence

ROLES = ("hafan_owner", "hafan_app", "hafan_backup")
DATABASE = "hafan"
LOG_LIMIT = 10_000_000


class Ground:
    """Hafan's folder on this machine."""

    def __init__(self, folder: Path | None = None, say: Say = silence) -> None:
        self.folder = place.make_home(folder or place.home())
        self.say = say

    @property
    def leases(self) -> Path:
        """Folder of the leases held on the server."""
        return place.private_folder(self.folder / "leases")

    @property
    def keeper_lock(self) -> Path:
        """File locked by the keeper for as long as it lives."""
        return self.folder / "keeper.lock"

    @property
    def log(self) -> Path:
        """What PostgreSQL has to say."""
        return self.folder / "postgres.log"

    @cached_property
    def passwords(self) -> dict[str, str]:
        """The password of each database login, made once and kept beside the data, readable by the owner only."""
        file = place.private_folder(self.folder / "secrets") / "postgres.json"
        made = {name: secrets.token_urlsafe(32) for name in (ADMIN, *ROLES)}
        kept: dict[str, str] = json.loads(place.write_once(file, json.dumps(made)))
        return kept

    def key(self, name: str) -> str:
        """A secret of this installation, drawn at first use and kept private."""
        file = place.private_folder(self.folder / "secrets") / name
        return place.write_once(file, secrets.token_urlsafe(48)).strip()

    @cached_property
    def runner(self) -> place.Runner:
        """The system user the server runs as."""
        return place.runner_for(self.folder)

    def socket(self) -> Path:
        """The folder of the server's socket: the HOST of a connection."""
        return place.socket_folder(self.folder / "socket", self.runner)

    def address(self, login: str, database: str = DATABASE) -> dict[str, str]:
        """How to connect as one of the logins; starts nothing."""
        return {
            "host": str(self.socket()),
            "port": PORT,
            "user": login,
            "password": self.passwords[login],
            "dbname": database,
        }

    def cluster(self) -> Cluster:
        """The data folder and what it runs with."""
        data = place.data_folder(self.folder, self.runner, self.say)
        programs = place.binaries(data.parent, self.runner, self.say)
        return Cluster(data=data, programs=programs, runner=self.runner, sockets=self.socket())

    def start(self, *, patience: float = 60) -> Lease:
        """Claim the server and see it ready; starting what runs already is harmless."""
        lease = Lease(self.leases)
        try:
            with alone(self.folder / "lock"):
                cluster = self.cluster()
                if not cluster.exists():
                    self.say("Making a new PostgreSQL database.")
                    cluster.create(self.passwords[ADMIN])
            self._await(cluster, patience)
        except BaseException:
            lease.release()
            raise
        return lease

    def _await(self, cluster: Cluster, patience: float) -> None:
        deadline = time.monotonic() + patience
        keepers = 0
        while True:
            kept = holder(self.keeper_lock) is not None
            if kept and cluster.ready():
                return
            if time.monotonic() > deadline or keepers > 2:
                raise GroundError(f"PostgreSQL does not start.\n{self.last_words()}\nIts log is {self.log}.")
            if not kept:
                keepers += 1
                self._send_for_a_keeper()
            time.sleep(0.03)

    def _send_for_a_keeper(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.unlink()
        self.log.touch(mode=0o600)
        place.give_to_owner_of(self.folder, self.log)
        with self.log.open("ab") as out:
            sent = subprocess.Popen(
                [sys.executable, "-P", "-m", "hafan.foundation.embedded.keeper", str(self.folder)],
                cwd="/",
                env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                start_new_session=True,
            )
        deadline = time.monotonic() + 10
        while holder(self.keeper_lock) is None and sent.poll() is None and time.monotonic() < deadline:
            time.sleep(0.02)

    def last_words(self) -> str:
        """The end of PostgreSQL's log, for a person who must find out why."""
        if not self.log.exists():
            return ""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-6:])

    def release(self, lease: Lease, *, patience: float = 45) -> None:
        """Give a lease up; if it was the last, see the server stopped before returning."""
        lease.release()
        keeper = holder(self.keeper_lock)
        deadline = time.monotonic() + patience
        while keeper and not living(self.leases) and time.monotonic() < deadline:
            if holder(self.keeper_lock) is None:
                return
            time.sleep(0.03)

    def stop(self) -> None:
        """Stop the server whoever is using it, and one left by a dead keeper too."""
        if keeper := holder(self.keeper_lock):
            os.kill(keeper, signal.SIGTERM)
            gone_within(keeper, 45)
        with alone(self.folder / "lock"):
            cluster = self.cluster()
            if cluster.exists():
                cluster.stop()

    def running(self) -> bool:
        """Whether the server answers now."""
        cluster = self.cluster()
        return cluster.exists() and cluster.ready()
