"""Commands about the ledger."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from pathlib import Path

from hafan.audit.commands import audit_faults
from hafan.audit.verifying import links
from hafan.chronology.verifying import differences
from hafan.people.models import Child


def verify(arguments: list[str]) -> int:
    """Prove that what is stored equals what is computed, and that nothing noted was touched. Exit code 1 if anything is wrong."""
    parser = argparse.ArgumentParser(prog="hafan verify", description=verify.__doc__)
    parser.add_argument("--seals", type=Path, help="the folder where seals of the audit were carried to")
    parser.add_argument("--audit-only", action="store_true", help="leave what is derived alone")
    asked = parser.parse_args(arguments)
    wrong = _said(audit_faults(asked.seals), f"{links()} events noted")
    if not asked.audit_only:
        wrong += _said(
            (
                f"child {each.child}, {each.table}: {each.missing} missing, {each.wrong} wrong"
                for each in differences()
            ),
            f"{Child.objects.count()} children",
        )
    return 1 if wrong else 0


def _said(found: Iterator[str], of_what: str) -> int:
    """Print each line as it is found, and how many there were."""
    started, counted = time.monotonic(), 0
    for line in found:
        counted += 1
        print(line)
    print(f"{of_what}, {counted} differences, {time.monotonic() - started:.1f} seconds.")
    return counted
