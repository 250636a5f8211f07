"""The same pages from a real server over HTTP: `hafan serve` as it is run, one reader, then eight at once, and what a worker holds.

python -m benchmarks serving          on the world of 10,000 children (pages.py makes it if need be)
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks import _timing
from benchmarks._world import PATHS, PEOPLE
from benchmarks.pages import LARGE, SMALL

PORT = int(os.environ.get("HAFAN_BENCH_PORT", "8970"))
WORKERS, ALONE, TOGETHER, EACH = 2, 40, 8, 15
COOKIE = "import django; django.setup()\nfrom benchmarks import _pages\nprint(_pages.cookies())"


def main(words: list[str]) -> None:
    """Make the world, sign people in, serve, and ask."""
    from hafan.config import database
    from hafan.config.commands import prepare

    children, entries = LARGE if "--full" in words else SMALL
    os.environ.update(HAFAN_DATABASE=f"hafan_bench_{children}", HAFAN_PLAIN_HTTP="1")
    prepare()
    with database.ready():
        made = [sys.executable, str(Path(__file__).parent / "_world.py"), str(children), str(entries)]
        subprocess.run(made, check=True, env={**os.environ, "HAFAN_ROLE": "owner"})
        environment = {**os.environ, "HAFAN_ROLE": "app", "PYTHONPATH": str(Path(__file__).parent.parent)}
        signed = subprocess.run(
            [sys.executable, "-c", COOKIE], check=True, env=environment, stdout=subprocess.PIPE, text=True
        )
        cookies = dict(line.split(" ", 1) for line in signed.stdout.splitlines())
        agency, child = partner_of(environment)
        with served() as server, floor_served(environment):
            print(f"   {children:,} children · granian, {WORKERS} workers · {_timing.machine()}\n")
            show(cookies, server, {"list": f"/list/?agency={agency}", "child": f"/child/{child}/"})


def partner_of(environment: dict[str, str]) -> list[str]:
    """What the partner is asked for: an agency and a child."""
    asked = "from benchmarks import _floor\n_floor.application()\nagency, keys = _floor.some()\nprint(agency, keys[0])"
    return subprocess.check_output(
        [sys.executable, "-c", asked], env={**environment, "HAFAN_ROLE": "owner"}, text=True
    ).split()


def show(cookies: dict[str, str], server: int, bare: dict[str, str]) -> None:
    """One table for everybody's list and a child of it, beside the partner behind the same server."""
    rows, floor = [], {}
    for what, address in bare.items():
        alone, floor[what] = one_reader(address, "", PORT + 1), many_readers(address, "", PORT + 1)
        rows.append([f"{what} · the floor", f"{alone.p50:.1f} / {alone.p95:.1f}", f"{floor[what]:.0f}", ""])
    for person in PEOPLE:
        path, cookie = PATHS[person.scope], cookies[person.key]
        child = re.search(rb'href="(/children/[0-9a-f-]{36}/)"', ask(connected(), path, cookie))
        for what, address in (("list", path), ("child", child[1].decode() if child else path)):
            alone, rate = one_reader(address, cookie), many_readers(address, cookie)
            rows.append(
                [f"{what} · {person.sees:,}", f"{alone.p50:.1f} / {alone.p95:.1f}", f"{rate:.0f}",
                 f"{rate / floor[what]:.2f} x"]
            )  # fmt: skip
    print(_timing.table(["page, and whose", "p50 / p95 ms", "a second, 8 at once", "of the floor"], rows))
    held = [f"{_timing.memory_mb(pid):.0f}" for pid in below(server)]
    print(f"   memory of each process of the server, in MB: {', '.join(held)}")


def one_reader(address: str, cookie: str, port: int = PORT) -> _timing.Figures:
    """One after another on one connection."""
    line = connected(port)
    return _timing.measure([lambda: ask(line, address, cookie)] * ALONE, warm=8)


def many_readers(address: str, cookie: str, port: int = PORT) -> float:
    """Pages a second for eight readers at once."""

    def read() -> None:
        line = connected(port)
        for _ in range(EACH):
            ask(line, address, cookie)

    readers = [threading.Thread(target=read) for _ in range(TOGETHER)]
    began = time.perf_counter()
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    return TOGETHER * EACH / (time.perf_counter() - began)


def connected(port: int = PORT) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("localhost", port, timeout=60)


def ask(line: http.client.HTTPConnection, address: str, cookie: str) -> bytes:
    """One page, which must be there."""
    line.request("GET", address, headers={"Cookie": cookie})
    answer = line.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{address}: {answer.status}")
    return body


@contextmanager
def served() -> Iterator[int]:
    """`hafan serve` in a process of its own, stopped at the end."""
    words = [sys.executable, "-m", "hafan.cli", "serve", "--port", str(PORT), "--workers", str(WORKERS)]
    with running(words, dict(os.environ), PORT) as server:
        yield server


@contextmanager
def floor_served(environment: dict[str, str]) -> Iterator[int]:
    """The partner behind the same server."""
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--factory", "--workers", str(WORKERS), "--port",
             str(PORT + 1), "--blocking-threads", "4", "--log-level", "error", "benchmarks._floor:application"]  # fmt: skip
    with running(words, {**environment, "HAFAN_ROLE": "owner"}, PORT + 1) as server:
        yield server


@contextmanager
def running(words: list[str], environment: dict[str, str], port: int) -> Iterator[int]:
    """A server, once it answers, until the `with` ends."""
    quiet = subprocess.DEVNULL
    server = subprocess.Popen(words, env=environment, stdout=quiet, stderr=quiet)
    try:
        for _ in range(300):
            try:
                connected(port).connect()
                break
            except OSError:
                time.sleep(0.2)
        yield server.pid
    finally:
        server.terminate()
        server.wait(60)


def below(pid: int) -> list[int]:
    """The processes a process has started, where the system tells."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[1]) == pid:
            found.append(int(entry.parent.name))
    return found


if __name__ == "__main__":
    main(sys.argv[1:])
