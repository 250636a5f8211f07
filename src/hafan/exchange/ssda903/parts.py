"""One table as found in one file: which columns it has, and its rows a batch at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from hafan.exchange.ssda903.recognise import Headings
from hafan.exchange.ssda903.tables import Table
from hafan.exchange.ssda903.text import TextTable

BATCH = 20_000
"""Rows held in their written form at a time, so that a million rows do not have to be in memory twice."""

Batch = tuple[Sequence[int], list[list[str]]]
"""The rows' numbers in the file, and their cells."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table in one file."""

    file: str
    table: Table
    place_of: dict[str, int]
    width: int
    size: int
    batches: Callable[[], Iterator[Batch]]
    too_long: set[int]
    extra: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    in_xml: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The table's columns that are not in the file."""
        return tuple(name for name in self.table.column_names if name not in self.place_of)

    def count(self) -> int:
        """How many rows have something in them."""
        found = sum(sum(any(map(str.strip, row)) for row in rows) for _, rows in self.batches())
        return found + len(self.too_long)


def part_of_text(file: str, text: TextTable, headings: Headings) -> Part:
    """The table in a text file."""

    def batches() -> Iterator[Batch]:
        rows = text.rows()
        number = headings.row + 1
        next(islice(rows, headings.row - 1, headings.row), None)
        while batch := list(islice(rows, BATCH)):
            yield range(number, number + len(batch)), batch
            number += len(batch)

    return Part(
        file,
        headings.table,
        headings.place_of,
        headings.width,
        len(text.data),
        batches,
        text.too_long,
        headings.extra,
        headings.twice,
    )


def part_of_rows(file: str, table: Table, numbered: list[tuple[int, list[str]]]) -> Part:
    """The table in an XML return: rows already in the order of the table's columns."""

    def batches() -> Iterator[Batch]:
        for start in range(0, len(numbered), BATCH):
            piece = numbered[start : start + BATCH]
            yield [number for number, _ in piece], [row for _, row in piece]

    places = {name: place for place, name in enumerate(table.column_names)}
    return Part(file, table, places, len(places), len(numbered), batches, set(), in_xml=True)
