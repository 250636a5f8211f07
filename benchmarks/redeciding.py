"""Working out afresh everything that follows from every chronology, as `hafan verify` does: children a second, and the country's.

    python -m benchmarks redeciding       2,000 children of 10,000 (--full: of 100,000), and what the country would take
                                          (--every: all of them)

The core alone (facts, clocks, what follows), then with reading the ledger and comparing every stored row; one process, then as
many as there are processors. Beside it: pandas reading the same entries and finding for each child the last of each kind, which
is less than the first step of the work.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import _timing
from benchmarks.pages import LARGE, SMALL

COUNTRY = 100_000
SAMPLE = 2_000


def main(words: list[str]) -> None:
    """Make the world if need be, and measure as its owner, who sees everything."""
    from hafan.config import database
    from hafan.config.commands import prepare

    children, entries = LARGE if "--full" in words else SMALL
    os.environ.update(HAFAN_DATABASE=f"hafan_bench_{children}", HAFAN_ROLE="owner")
    prepare()
    with database.ready():
        made = [sys.executable, str(Path(__file__).parent / "_world.py"), str(children), str(entries)]
        subprocess.run(made, check=True)
        print(f"   {children:,} children, {entries:,} entries · {_timing.machine()}\n")
        measure(children if "--every" in words else SAMPLE)


def measure(sample: int) -> None:
    """Every way of doing it, as one table."""
    many = os.cpu_count() or 1
    with ProcessPoolExecutor(many, mp_context=get_context("spawn"), initializer=set_up) as pool:
        list(pool.map(core, [[1]] * many))  # everybody is awake before the clock runs
        keys = keys_of(sample)
        rows = [
            line("the core alone, 1 process", pool, core, keys, 1),
            line("with the ledger read and every row compared, 1 process", pool, verify, keys, 1),
            line(f"the same, {many} processes", pool, verify, keys, many),
            line("pandas: the last entry of each kind, 1 process", pool, naive, keys, 1),
        ]
    head = ["", "children", "seconds", "processor s", "children/s", f"{COUNTRY:,} would take"]
    print(_timing.table(head, rows))


def line(what: str, pool: Any, work: Any, keys: list[int], processes: int) -> list[str]:
    """One way: wall time, processor time, and what the country would take."""
    shares = [keys[n::processes] for n in range(processes)]
    began = time.perf_counter()
    spent = sum(pool.map(work, shares))
    took = spent if work is core else time.perf_counter() - began
    speed = len(keys) / took
    return [
        what,
        f"{len(keys):,}",
        f"{took:.1f}",
        f"{spent:.1f}",
        f"{speed:,.0f}",
        f"{COUNTRY / speed:.0f} s",
    ]


def set_up() -> None:
    """Each process has its own connection."""
    import django

    django.setup()


def keys_of(sample: int) -> list[int]:
    """So many children, spread over all."""
    set_up()
    from hafan.people.models import Child

    keys = list(Child.objects.order_by("pk").values_list("pk", flat=True))
    return keys[:: max(1, len(keys) // sample)][:sample]


def core(keys: list[int]) -> float:
    """The pure core: facts and all that follows. Reading the entries is not counted."""
    from hafan.chronology.projection import project
    from hafan.chronology.queries import entries_by_child, framework_of
    from hafan.people.models import Child
    from hafan.practice.facts import Facts

    spent = 0.0
    for start in range(0, len(keys), 500):
        children = list(Child.objects.select_related("agency").filter(pk__in=keys[start : start + 500]))
        entries = entries_by_child(child.pk for child in children)
        began = time.process_time()
        for child in children:
            project(Facts(child.country, entries[child.pk]), framework_of(child))
        spent += time.process_time() - began
    return spent


def verify(keys: list[int]) -> float:
    """What `hafan verify` does."""
    from hafan.chronology.verifying import differences_of
    from hafan.people.models import Child

    began, differ = time.process_time(), 0
    for start in range(0, len(keys), 500):
        children = list(Child.objects.select_related("agency").filter(pk__in=keys[start : start + 500]))
        differ += len({each.child for each in differences_of(children)})
    if differ:
        print(
            f"   {differ} children differ from what is stored: the law has changed since this database was made"
        )
    return time.process_time() - began


def naive(keys: list[int]) -> float:
    """The partner."""
    import pandas
    from django.db import connection

    began = time.process_time()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id, kind, happened_on FROM chronology_entry WHERE child_id = ANY (%s)", [keys]
        )
        frame = pandas.DataFrame(cursor.fetchall(), columns=["child", "kind", "on"])
    frame["on"] = pandas.to_datetime(frame["on"])
    frame.sort_values("on").groupby(["child", "kind"])["on"].last()
    return time.process_time() - began


if __name__ == "__main__":
    main(sys.argv[1:])
