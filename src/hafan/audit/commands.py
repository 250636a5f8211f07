"""Commands about the audit."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from hafan.audit.sealing import export, read_seals, seal, second_place
from hafan.audit.verifying import broken_seals, faults


def seal_now(arguments: list[str]) -> int:
    """Seal every chain of the audit now, and write the seal to the second place."""
    parser = argparse.ArgumentParser(prog="hafan seal", description=seal_now.__doc__)
    parser.add_argument("--to", type=Path, help="the folder to write it to (HAFAN_SEALS, or Hafan's own)")
    folder = parser.parse_args(arguments).to or second_place()
    made = seal()
    target = export(made, folder)
    print(f"{made.text()}\nWritten to {target}.")
    return 0


def audit_faults(folder: Path | None) -> Iterator[str]:
    """Everything wrong with the audit, line by line, also beside the seals kept in a folder."""
    folder = folder or second_place()
    yield from map(str, faults())
    yield from broken_seals(read_seals(folder) if folder.is_dir() else ())
