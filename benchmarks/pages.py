"""Pages as ordinary people meet them: signed in, behind row-level security, audited; beside a bare page over the same rows.

    python -m benchmarks pages            10,000 children, 1,000,000 entries
    python -m benchmarks pages --full     and 100,000 children, 10,000,000 entries: a quarter of an hour and 12 GB

Each size has a database of its own, made once. Every figure is taken inside the server process, by Django's test client, which goes
through every middleware; `serving.py` asks a real server over HTTP.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import _timing  # noqa: E402

SMALL, LARGE = (10_000, 1_000_000), (100_000, 10_000_000)
MOST_QUERIES = 12
HEAD = [
    "page, and whose", "p50 / p95", "processor", "queries", "floor", "ratio", "without policies", "ratio",
]  # fmt: skip
#: What the best case-management peer measured needs to list 50 cases for an ordinary user, in ms (p50, p95).
PEER = (
    "best peer measured on another day: list 117 / 401, one case 52 / 62, create 53 / 62, search 156 / 172 ms"
)


def main(words: list[str]) -> None:
    """Make each size, measure it in a process of its own, print it beside the partner and the smaller size."""
    if "--inside" in words:
        from benchmarks import _pages

        print(json.dumps(_pages.measure_reading() if "--reading" in words else _pages.measure_all()))
        return
    sizes = [SMALL, LARGE] if "--full" in words or os.environ.get("HAFAN_BENCH_FULL") == "1" else [SMALL]
    found: dict[int, list[dict[str, object]]] = {}
    for children, entries in sizes:
        found[children] = measured(children, entries)
        show(children, entries, found[children])
    if len(sizes) > 1:
        flat(found[SMALL[0]], found[LARGE[0]])


def measured(children: int, entries: int) -> list[dict[str, object]]:
    """One size: made by the owner, measured as the app."""
    from hafan.config import database
    from hafan.config.commands import prepare

    os.environ["HAFAN_DATABASE"] = f"hafan_bench_{children}"
    os.environ["HAFAN_PLAIN_HTTP"] = "1"
    prepare()
    with database.ready():
        made = [sys.executable, str(HERE / "_world.py"), str(children), str(entries)]
        subprocess.run(made, check=True, env={**os.environ, "HAFAN_ROLE": "owner"})
        ours = inside("app", [str(HERE / "pages.py"), "--inside"])
        free = {
            each["what"]: each for each in inside("owner", [str(HERE / "pages.py"), "--inside", "--reading"])
        }
        floor = {each["what"]: each for each in inside("owner", [str(HERE / "_floor.py")])}
    return [each | {"floor": floor.get(each["partner"]), "free": free.get(each["what"])} for each in ours]


def inside(role: str, words: list[str]) -> list[dict[str, object]]:
    """The figures of a process that connects in one role."""
    environment = {**os.environ, "HAFAN_ROLE": role}
    ran = subprocess.run(
        [sys.executable, *words], check=True, env=environment, stdout=subprocess.PIPE, text=True
    )
    return list(json.loads(ran.stdout.splitlines()[-1]))


def show(children: int, entries: int, rows: list[dict[str, object]]) -> None:
    """The table of one size."""
    print(f"\n   {children:,} children, {entries:,} entries · {_timing.machine()}")
    print(
        "   wall time in ms (p50 / p95) · processor time in ms, ours and the database's · the floor has no access, no audit\n"
    )
    lines = [
        [
            str(each["what"]), f"{each['p50']:.1f} / {each['p95']:.1f}", f"{each['cpu']:.1f}", str(each["queries"]),
            f"{each['floor']['p50']:.1f} / {each['floor']['p95']:.1f}" if each["floor"] else "",
            f"{each['p50'] / each['floor']['p50']:.1f} x" if each["floor"] else "",
            f"{each['free']['p50']:.1f}" if each["free"] else "",
            f"{each['p50'] / each['free']['p50']:.2f} x" if each["free"] else "",
        ]
        for each in rows
    ]  # fmt: skip
    print(_timing.table(HEAD, lines))
    print(f"   memory of the process: {rows[0]['memory']:.0f} MB · {PEER}")
    for each in rows:
        if each["partner"] != "record" and int(str(each["queries"])) > MOST_QUERIES:
            print(f"   TOO MANY QUERIES: {each['what']}: {each['queries']}, at most {MOST_QUERIES}")


def flat(small: list[dict[str, object]], large: list[dict[str, object]]) -> None:
    """How each figure grows when the data grow ten-fold."""
    before = {each["what"]: each for each in small}
    rows = [
        [str(each["what"]), f"{before[each['what']]['p50']:.1f}", f"{each['p50']:.1f}",
         f"{each['p50'] / before[each['what']]['p50']:.2f} x"]
        for each in large if each["what"] in before
    ]  # fmt: skip
    print("\n   ten times the data\n")
    print(_timing.table(["page, and whose", "10,000: p50", "100,000: p50", "ratio"], rows))


if __name__ == "__main__":
    main(sys.argv[1:])
