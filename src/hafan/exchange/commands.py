"""Commands about returns."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from django.utils import timezone

from hafan.access.policy import may
from hafan.access.queries import roles_of
from hafan.exchange.operations import CannotImport, NotAYear, read_return, write_return, year_written
from hafan.exchange.operations.reading import ReadReturn
from hafan.exchange.ssda903 import Fault
from hafan.foundation.context import acting_as
from hafan.foundation.tables_out import csv_table
from hafan.identity.models import Account


def import_ssda903(arguments: list[str]) -> int:
    """Read a return of looked-after children into the records of one person's authority."""
    asked = _parser().parse_args(arguments)
    account = Account.objects.select_related("agency").filter(email__iexact=asked.by, is_active=True).first()
    if account is None or not may(roles_of(account, timezone.localdate()), "return.import"):
        print(f"hafan: {asked.by} is not the work address of a data officer here.", file=sys.stderr)
        return 2
    try:
        with acting_as(account):
            return _import(asked, account)
    except CannotImport as refused:
        print(f"hafan: {refused.what.text(asked.lang)} {refused.remedy.text(asked.lang)}", file=sys.stderr)
        return 2
    except NotAYear:
        print(f"hafan: {asked.year} is not a collection year. Write it as 2025-26.", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hafan import ssda903", description=import_ssda903.__doc__)
    parser.add_argument("source", type=Path, help="a folder, a zip or the XML form of one collection year")
    parser.add_argument("--by", required=True, help="work address of the data officer who sends it")
    parser.add_argument(
        "--year", default="", help="collection year, such as 2025-26, if the name does not say it"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would change and write nothing")
    parser.add_argument("--faults", type=Path, help="write every fault to this CSV file")
    parser.add_argument("--lang", choices=("en", "cy"), default="en")
    return parser


def _import(asked: argparse.Namespace, account: Account) -> int:
    started = time.monotonic()
    found = read_return(
        source=asked.source, name=asked.source.name, year=year_written(asked.year), agency=account.agency
    )
    _say(found)
    if asked.faults:
        write_faults(asked.faults, found.by_child.faults, asked.lang)
    if asked.dry_run:
        print("Nothing was written: this was a dry run.")
    elif found.plan.is_empty:
        print("Nothing to change: the records already say all of this.")
    else:
        done = write_return(found=found, agency=account.agency, by=account, at=timezone.now())
        print(f"Opened {done.opened} records, added {done.added} entries, put {done.corrected} right.")
    print(f"{time.monotonic() - started:.1f} seconds.")
    return 0


def _say(found: ReadReturn) -> None:
    print(
        f"Collection year {found.year}; {len(found.told)} children; {found.outcome['ep_spells']} early permanence spells."
    )
    print(f"{'table':<16}{'rows':>8}{'placed':>8}{'left out':>10}")
    for table, tally in found.tallies.items():
        print(f"{table:<16}{tally['read']:>8}{tally['usable']:>8}{tally['left_out']:>10}")
    print(f"{len(found.by_child.faults)} faults and doubts.")


def write_faults(path: Path, faults: Iterable[Fault], language: str) -> None:
    """Write every fault with its place, what is wrong and what to do."""
    with path.open("wb") as file:
        file.writelines(csv_table(FAULT_COLUMNS, (fault_cells(fault, language) for fault in faults)))


FAULT_COLUMNS = ("file", "table", "rows", "column", "child", "value", "kept", "what", "remedy")


def fault_cells(fault: Fault, language: str, rows: str = "") -> list[str]:
    """One fault, or one fault of many rows, as cells."""
    return [
        fault.file,
        fault.table,
        rows or str(fault.row or ""),
        fault.column,
        fault.child,
        fault.value,
        "no" if fault.severity == "left_out" else "yes",
        fault.what.text(language),
        fault.remedy.text(language),
    ]
