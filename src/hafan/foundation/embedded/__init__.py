"""A real PostgreSQL for trial, training and tests, run from a wheel in a folder of our own.

Start it with `Supervisor`, or claim it with `Ground().start()` and give the lease back to `Ground().release()`.
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from hafan.foundation.embedded.ground import DATABASE, Ground
from hafan.foundation.embedded.leases import Lease
from hafan.foundation.embedded.place import GroundError, Say, home, silence

__all__ = ["DATABASE", "Ground", "GroundError", "Lease", "Supervisor", "home"]


class Supervisor:
    """Holds the server up inside a `with`; it stops after the last holder leaves, however that one ends."""

    def __init__(self, folder: Path | None = None, say: Say = silence) -> None:
        self.ground = Ground(folder, say)
        self._lease: Lease | None = None

    def __enter__(self) -> Ground:
        self._lease = self.ground.start()
        return self.ground

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._lease is not None:
            self.ground.release(self._lease)
            self._lease = None
