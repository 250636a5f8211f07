"""The keeper: a small process that runs PostgreSQL while anyone holds a lease, and stops it after the last.

It is the server's only parent. It outlives whoever asked for it, so `kill -9` of a person's command
leaves no server behind; it restarts a server that crashed; and it takes over one left by a dead keeper.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

from hafan.foundation.embedded.cluster import Cluster
from hafan.foundation.embedded.ground import Ground
from hafan.foundation.embedded.leases import living, try_alone

BEAT = 0.2
"""Seconds between two looks at the leases and the server."""

CRASHES_ALLOWED = 30
"""Failed starts in a row before giving up: after a crash old backends may hold the memory for seconds."""


class Keeper:
    """Runs one cluster for as long as it is leased."""

    def __init__(self, ground: Ground, cluster: Cluster) -> None:
        self.ground = ground
        self.cluster = cluster
        self.server: subprocess.Popen[bytes] | None = None
        self.told_to_stop = False
        self.failures = 0

    def stop_soon(self, _signal: int, _frame: FrameType | None) -> None:
        """Somebody asked for the end, leases or not."""
        self.told_to_stop = True

    def run(self) -> None:
        """Keep the server up while it is wanted."""
        while not self.told_to_stop and living(self.ground.leases):
            self.revive()
            time.sleep(BEAT)
        self.cluster.stop()
        with suppress(OSError):
            self.cluster.sockets.rmdir()

    def revive(self) -> None:
        """Start the server if it does not live."""
        if self.server is not None and self.server.poll() is not None:
            self.server = None
        if self.cluster.pid() is not None or self.server is not None:
            self.failures = 0 if self.cluster.ready() else self.failures
            return
        if self.failures >= CRASHES_ALLOWED:
            self.told_to_stop = True
            return
        self.failures += 1
        self.server = self.cluster.launch(self.ground.log)


def main(folder: str) -> None:
    """Be the keeper of one folder, unless there is one already."""
    ground = Ground(Path(folder))
    if try_alone(ground.keeper_lock) is None:
        return
    keeper = Keeper(ground, ground.cluster())
    for sign in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(sign, keeper.stop_soon)
    keeper.run()


if __name__ == "__main__":
    main(sys.argv[1])
