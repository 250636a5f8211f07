"""From the bytes of one table to its rows, whatever the letters, line ends, separators and quotation marks."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from hafan.exchange.ssda903.limits import LIMITS, Limits

SEPARATORS = (",", ";", "\t", "|")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 64 * 1024
_MOSTLY = 0.4
"""Share of noughts in every other byte that gives away UTF-16 written without its mark."""

_ODD_CHARACTERS = frozenset(map(chr, [*range(9), *range(14, 32), 127, 0xFFFD]))
_TOO_ODD = 0.05
"""Share of control characters above which a file is not text. Tables of a return have none."""


@dataclass(slots=True)
class TextTable:
    """One file as rows of cells. Row 1 is the first row a spreadsheet would show."""

    data: bytes
    encoding: str
    separator: str = ","
    by_line: bool = False
    limits: Limits = LIMITS
    too_long: set[int] = field(default_factory=set)
    """Rows passed over because they were longer than the limit, noted as they are read."""

    def rows(self) -> Iterator[list[str]]:
        """Every row from the first, blank ones as empty lists."""
        if not self.by_line and b'"' in self.data:
            return csv.reader(self._lines(), delimiter=self.separator)
        reader = csv.reader(self._lines(), delimiter=self.separator, quoting=csv.QUOTE_NONE)
        if not self.by_line:
            return reader
        return ([cell.strip().strip('"') for cell in row] for row in reader)

    def _lines(self) -> Iterator[str]:
        longest = self.limits.row_length
        for number, line in enumerate(lines(self.data, self.encoding), start=1):
            if len(line) > longest:
                self.too_long.add(number)
                yield "\n"
            else:
                yield line


def lines(data: bytes, encoding: str) -> Iterable[str]:
    """The lines of a file, decoded as they are asked for, every kind of line end as one."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline=None)


def encoding_of(data: bytes) -> str:
    """How the letters are written: by the mark at the start, by UTF-16's pattern, as UTF-8, else Windows' cp1252."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    if len(sample) >= 4:
        if sample[1::2].count(0) > _MOSTLY * len(sample) / 2:
            return "utf-16-le"
        if sample[0::2].count(0) > _MOSTLY * len(sample) / 2:
            return "utf-16-be"
    try:
        # a file cut short may end in the middle of a letter, so the end is not insisted on
        codecs.getincrementaldecoder("utf-8")().decode(data, final=False)
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def is_text(data: bytes, encoding: str) -> bool:
    """Is this a text file at all?"""
    sample = data[:_SAMPLE].decode(encoding, errors="replace")
    return sum(mark in _ODD_CHARACTERS for mark in sample) <= _TOO_ODD * len(sample)


def needs_reading_by_line(table: TextTable) -> bool:
    """Did a quotation mark swallow the end of its row?

    No cell of a return runs over two lines, so then each line is read for itself and one stray mark spoils one row,
    not the rest of the file.
    """
    if b'"' not in table.data:
        return False
    reader = csv.reader(lines(table.data, table.encoding), delimiter=table.separator)
    try:
        return sum(1 for _ in reader) != reader.line_num
    except csv.Error:
        return True
