"""A process that serves Hafan ends with the one that started it, even when that one was killed."""

from __future__ import annotations

import os
import signal
import threading
import time


def end_with_parent(parent: int | None = None) -> None:
    """Watch from a thread; when the parent is gone, ask this process to end."""
    watched = os.getppid() if parent is None else parent
    threading.Thread(target=_watch, args=(watched,), daemon=True, name="end-with-parent").start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(0.5)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(10)
    os._exit(1)
