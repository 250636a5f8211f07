"""Commands about the ledger."""

from __future__ import annotations

import argparse
import time

from hafan.chronology.verifying import differences
from hafan.people.models import Child


def verify(arguments: list[str]) -> int:
    """Prove that what is stored equals what is computed, for every child. Exit code 1 if anything differs."""
    argparse.ArgumentParser(prog="hafan verify", description=verify.__doc__).parse_args(arguments)
    started = time.monotonic()
    found = 0
    for difference in differences():
        found += 1
        print(
            f"child {difference.child}, {difference.table}: {difference.missing} missing, {difference.wrong} wrong"
        )
    children = Child.objects.count()
    print(f"{children} children, {found} differences, {time.monotonic() - started:.1f} seconds.")
    return 1 if found else 0
