"""Who is using the embedded PostgreSQL: one locked file for each user, let go by the system when the user dies."""

from __future__ import annotations

import fcntl
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hafan.foundation.embedded.place import give_to_owner_of


class Lease:
    """A claim on the running server; it ends when released or when this process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{os.getpid()}-{uuid.uuid4().hex}"
        self._handle = self._claim()

    def _claim(self) -> int:
        while True:
            handle = _open(self._path)
            fcntl.flock(handle, fcntl.LOCK_EX)
            if os.fstat(handle).st_nlink:
                return handle
            os.close(handle)  # the keeper swept the file before we had locked it

    def release(self) -> None:
        """Give the claim up; twice is harmless."""
        if self._handle >= 0:
            self._path.unlink(missing_ok=True)
            os.close(self._handle)
            self._handle = -1


def _open(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    give_to_owner_of(path.parent, path)
    return handle


def living(folder: Path) -> int:
    """How many leases are held now; those of the dead are swept away."""
    return sum(1 for path in folder.iterdir() if not _swept(path))


def _swept(path: Path) -> bool:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        path.unlink(missing_ok=True)
        return True
    except BlockingIOError:
        return False
    finally:
        os.close(handle)


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Wait until no other process is inside the same file's lock, then hold it."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def try_alone(path: Path) -> int | None:
    """Hold the file's lock for the life of this process, and write our number in it; None when another does."""
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    os.ftruncate(handle, 0)
    os.write(handle, str(os.getpid()).encode())
    return handle


def holder(path: Path) -> int | None:
    """The process number holding the file's lock, or None when nobody does."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return None
    except BlockingIOError:
        return int(os.read(handle, 32) or b"0") or None
    finally:
        os.close(handle)
