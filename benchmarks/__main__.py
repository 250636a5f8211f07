"""Runs every benchmark, each in a process of its own, with the embedded server up.

make bench                         all of them, at a size that takes some minutes
make bench ARGS="pages serving"    those named
make bench ARGS="--full"           100,000 children and 10 million entries: most of an hour, and 12 GB of disk
make bench ARGS="--remove"         take the databases they made away again
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from hafan.config.commands import prepare, say
from hafan.config.database import as_admin, ready
from hafan.foundation.embedded import Ground

HERE = Path(__file__).parent
DATABASE = "hafan_bench"


def main(words: list[str]) -> int:
    """Run those named, or all; 1 when one failed."""
    flags = [word for word in words if word.startswith("--")]
    words = [word for word in words if word not in flags]
    if "--full" not in flags:
        os.environ.setdefault("HAFAN_BENCH_SCALE", "10")
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    wanted = [name for name in names if not words or any(word in name for word in words)]
    os.environ.update(HAFAN_DATABASE=DATABASE, HAFAN_ROLE="owner")
    prepare()
    if "--remove" in flags:
        return remove()
    failed = []
    with ready(say):
        subprocess.run([sys.executable, "-m", "hafan.cli", "migrate", "--verbosity=0"], check=True)
        for name in wanted:
            print(f"\n== {name.replace('_', ' ')}", flush=True)
            began = time.monotonic()
            if subprocess.run(
                [sys.executable, str(HERE / f"{name}.py"), *flags], cwd=HERE.parent, check=False
            ).returncode:
                failed.append(name)
            print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        print(f"\nFAILED: {', '.join(failed)}")
    return 1 if failed else 0


def remove() -> int:
    """Drop the databases of the benchmarks from the embedded server."""
    with ready(say), as_admin(Ground()) as admin:
        found = admin.execute("SELECT datname FROM pg_database WHERE datname LIKE 'hafan_bench%'").fetchall()
        for (name,) in found:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
            print(f"Removed {name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
