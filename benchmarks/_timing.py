"""Measuring fairly on a shared machine: wall time and processor time, ours and the database's, in milliseconds."""

from __future__ import annotations

import os
import platform
import statistics
import subprocess
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

TICK = os.sysconf("SC_CLK_TCK") if hasattr(os, "sysconf") else 100


@dataclass
class Figures:
    """How long something took, each time, and the processor time of all the times together."""

    spent: list[float] = field(default_factory=list)
    python_ms: float = 0.0
    database_ms: float = 0.0
    queries: int = 0

    @property
    def p50(self) -> float:
        return statistics.median(self.spent)

    @property
    def p95(self) -> float:
        return sorted(self.spent)[max(0, round(len(self.spent) * 0.95) - 1)]

    @property
    def cpu(self) -> float:
        """Mean processor time of one time."""
        return (self.python_ms + self.database_ms) / len(self.spent)


def measure(acts: Iterable[Callable[[], Any]], backend: int | None = None, warm: int = 2) -> Figures:
    """Do each act once, after the first few to warm up."""
    acts = list(acts)
    for act in acts[:warm]:
        act()
    found = Figures()
    python, database = time.process_time(), backend_ms(backend)
    for act in acts[warm:]:
        began = time.perf_counter()
        act()
        found.spent.append((time.perf_counter() - began) * 1000)
    found.python_ms = (time.process_time() - python) * 1000
    found.database_ms = backend_ms(backend) - database
    return found


def backend_ms(pid: int | None) -> float:
    """The processor time a process of this machine has used, where the system tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * 1000 / TICK


def memory_mb(pid: int | str = "self") -> float:
    """The memory a process holds, in MB; 0 where the system does not tell."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def yardstick() -> float:
    """Milliseconds of processor time for the same plain sum, the middle of nine: how fast this machine is just now."""
    spent = []
    for _ in range(9):
        began = time.process_time()
        sum(number * number for number in range(200_000))
        spent.append((time.process_time() - began) * 1000)
    return statistics.median(spent)


def machine() -> str:
    """What it was measured on, and how busy that was."""
    import django

    with_git = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    busy = f"load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    return (
        f"{time.strftime('%Y-%m-%d %H:%M')} · {with_git.stdout.strip()} · {os.cpu_count()} processors, {busy}, "
        f"yardstick {yardstick():.0f} ms · "
        f"Python {platform.python_version()}, Django {django.get_version()}"
    )


def table(head: list[str], rows: list[list[str]]) -> str:
    """Columns lined up: words to the left, numbers to the right."""
    widths = [max(len(row[place]) for row in [head, *rows]) for place in range(len(head))]
    lines = []
    for row in [head, *rows]:
        cells = [
            cell.ljust(w) if n == 0 else cell.rjust(w)
            for n, (cell, w) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("   " + "  ".join(cells).rstrip())
    return "\n".join(lines)
