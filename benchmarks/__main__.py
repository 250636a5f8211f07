"""Runs every benchmark, each in a process of its own, with the embedded server up: `make bench ARGS="name"` for one."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from hafan.config.commands import prepare, say
from hafan.config.database import ready

HERE = Path(__file__).parent
DATABASE = "hafan_bench"


def main(words: list[str]) -> int:
    """Run those named, or all; 1 when one failed."""
    names = sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))
    wanted = [name for name in names if not words or any(word in name for word in words)]
    os.environ.update(HAFAN_DATABASE=DATABASE, HAFAN_ROLE="owner")
    prepare()
    failed = []
    with ready(say):
        subprocess.run([sys.executable, "-m", "hafan.cli", "migrate", "--verbosity=0"], check=True)
        for name in wanted:
            print(f"\n== {name.replace('_', ' ')}", flush=True)
            began = time.monotonic()
            if subprocess.run(
                [sys.executable, str(HERE / f"{name}.py")], cwd=HERE.parent, check=False
            ).returncode:
                failed.append(name)
            print(f"   ({time.monotonic() - began:.0f} s)", flush=True)
    if failed:
        print(f"\nFAILED: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
