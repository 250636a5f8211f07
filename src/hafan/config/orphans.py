"""A process that serves Hafan ends with the one that started it, even when that one was killed."""

from __future__ import annotations

import os
import signal
import threading
import time

PARENT = "HAFAN_SERVED_BY"
"""Where a process finds the number of the one that started it: asked later, the system may name another."""


def be_parent() -> None:
    """What this process starts from now on ends with it."""
    os.environ[PARENT] = str(os.getpid())


def leave_the_terminal() -> None:
    """Ctrl-C goes to the parent alone, which then stops us in good order."""
    if os.environ.get(PARENT):
        os.setpgid(0, 0)


def end_with_parent() -> None:
    """Watch from a thread; when the parent is gone, ask this process to end. Nobody's child watches nobody."""
    if parent := os.environ.get(PARENT):
        threading.Thread(target=_watch, args=(int(parent),), daemon=True, name="end-with-parent").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)
