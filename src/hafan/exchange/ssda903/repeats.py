"""Rows that say the same thing twice, or two things where there can be one. The last row counts."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from hafan.exchange.ssda903 import kinds_of_child as kinds
from hafan.exchange.ssda903.faults import Fault
from hafan.exchange.ssda903.reading import Return


def without_repeats(
    source: Return, table: str, records: list[Any], *, only_one: bool
) -> tuple[list[Any], list[Fault]]:
    """One child's records in a table with repeats taken out, and a fault for each row taken out."""
    if len(records) == 1:
        return records, []
    last: dict[Hashable, Any] = {}
    for record in records:
        last[_identity(table, record, only_one)] = record
    kept = list(last.values())
    if len(kept) == len(records):
        return records, []
    staying = set(map(id, kept))
    leaving = [record for record in records if id(record) not in staying]
    return kept, [
        _fault(source, table, record, last[_identity(table, record, only_one)]) for record in leaving
    ]


def _identity(table: str, record: Any, only_one: bool) -> Hashable:
    """What makes two rows the same: being there at all, the day an episode began, or every cell."""
    if only_one:
        return table
    found: Hashable = record.decom if table == "Episodes" else record[:-1]
    return found


def _fault(source: Return, table: str, record: Any, kept: Any) -> Fault:
    if record[:-1] == kept[:-1]:
        return source.fault(kinds.ROW_REPEATED, table, record.row, child=record.child)
    if table == "Episodes":
        return source.fault(
            kinds.EPISODE_REPEATED, table, record.row, "DECOM", f"{record.decom:%d/%m/%Y}", record.child
        )
    return source.fault(kinds.SUPERSEDED, table, record.row, child=record.child)
