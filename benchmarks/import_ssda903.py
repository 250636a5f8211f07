"""Reading a return in: parsing beside pandas reading the same files, telling, deriving, and writing into the records.

    python benchmarks/import_ssda903.py [--full]     1,000 children by default; 20,000 with --full

Processor time, not wall time, so that a busy machine matters little; the server's own time is in the wall figure.
What is written is rolled back.
"""

from __future__ import annotations

import argparse
import io
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.factories_ssda903 import make_return
from tests.rooms.exchange.ssda903.writing import EPISODES, HEADER, table

YEAR = "2024-25"
DATES = {
    "Header": ["DOB"],
    "Episodes": ["DECOM", "DEC"],
    "Reviews": ["DOB", "REVIEW"],
    "AD1": ["DOB", "DATE_INT", "DATE_MATCH"],
    "PlacedAdoption": ["DOB", "DATE_PLACED"],
}


def run(*, full: bool = False) -> None:
    """Print the figures."""
    children = 20_000 if full else 1_000
    made = make_return(children, year=2024)
    episodes = len(made.rows["Episodes"])
    print(f"{children:,} children, {episodes:,} episodes, {sum(map(len, made.rows.values())):,} rows")
    parsing(made.files, episodes)
    faults(100_000)
    writing(made.files, children)
    print(
        f"memory at most                {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB"
    )


def parsing(files: list[tuple[str, bytes]], episodes: int) -> None:
    """Every row read, judged and put together child by child, beside pandas reading cells and dates."""
    from hafan.exchange.ssda903 import CollectionYear, by_child, read

    ours = timed(lambda: by_child(read(files, year=CollectionYear(2024))))
    partner = timed(lambda: with_pandas(files))
    print(f"parsed, judged, by child      {episodes / ours:9,.0f} episodes/s")
    print(
        f"pandas, cells and dates only  {episodes / partner:9,.0f} episodes/s; we take {ours / partner:.2f} times as long"
    )


def with_pandas(files: list[tuple[str, bytes]]) -> dict[str, Any]:
    """The same files as frames, dates read, nothing judged."""
    import pandas

    found = {}
    lower = {name.lower(): columns for name, columns in DATES.items()}
    for name, data in files:
        frame = pandas.read_csv(io.BytesIO(data), dtype=str, keep_default_na=False)
        for column in lower.get(name.removesuffix(".csv"), ()):
            frame[column] = pandas.to_datetime(frame[column], format="%d/%m/%Y", errors="coerce")
        found[name] = frame
    return found


def faults(count: int) -> None:
    """So many rows wrong in one way: read, folded, and how many are kept."""
    from hafan.exchange.fault_folding import folded
    from hafan.exchange.ssda903 import CollectionYear, by_child, read

    row = "7,41/05/2024,S,C1,N1,U5,PR1,,,,,,"
    sent = [
        table("header.csv", HEADER, "7,M,01/05/2024,WBRI,UN1,,"),
        table("episodes.csv", EPISODES, *[row] * count),
    ]
    began = time.process_time()
    kept = folded(by_child(read(sent, year=CollectionYear(2024))).faults)
    print(f"{count:,} alike faults         {time.process_time() - began:9.2f} s, kept in {len(kept):,} rows")


def writing(files: list[tuple[str, bytes]], children: int) -> None:
    """Told, compared, derived and written under row-level security, then read again and found unchanged."""
    from django.db import connection, transaction
    from django.utils import timezone

    from hafan.exchange.operations import read_return, write_return
    from hafan.foundation.context import acting_as
    from hafan.foundation.roles import APP

    with transaction.atomic():
        officer = an_officer()
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {APP}")
        with acting_as(officer):
            for told in ("first", "again"):
                cpu, wall = time.process_time(), time.perf_counter()
                found = read_return(source=files, year=YEAR, agency=officer.agency)
                read_in = time.process_time() - cpu
                if not found.plan.is_empty:
                    write_return(found=found, agency=officer.agency, by=officer, at=timezone.now())
                cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
                print(
                    f"{told:<6} {children / cpu:8,.0f} children/s of our processor ({read_in:.2f} s to read and compare, "
                    f"{cpu - read_in:.2f} s to derive and write); {children / wall:,.0f} with the server's"
                )
        transaction.set_rollback(True)


def an_officer() -> Any:
    """A data officer of an authority made for this run."""
    from hafan.identity.models import Account, Agency, Membership

    agency = Agency.objects.create(kind="la", country="england", name_en="Bench", name_cy="Mainc")
    officer = Account.objects.create(email="import@bench.example", display_name="Bench", agency=agency)
    Membership.objects.create(account=officer, agency=agency, role="data_officer", begins_on="2020-01-01")
    return officer


def timed(ask: Callable[[], Any], times: int = 3) -> float:
    """The best of a few runs, in seconds of processor time."""
    spent = []
    for _ in range(times):
        began = time.process_time()
        ask()
        spent.append(time.process_time() - began)
    return min(spent)


if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--full", action="store_true")
    django.setup()
    run(full=asked.parse_args().full)
