"""Tables that leave the house, as CSV or as a workbook: values only, and nothing a spreadsheet would reckon, fetch or hide.

The one writer of the house (a wall looks for others). Every cell is words; a cell that begins like a formula gets an apostrophe
before it, in both forms, since people save one as the other; `meant` takes it off again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import xlsxwriter

#: What begins a formula in some spreadsheet, also when it stands behind what cannot be seen, and in full-width letters.
_BEGINS_A_FORMULA: Final = re.compile(
    "'*[\\s\u00a0\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\x00-\x1f]*[=+\\-@\u2212|%＝＋－＠｜]|[\t\r\n]"
)
#: The longest words a cell of a workbook holds.
LONGEST_CELL: Final = 32_767
MEDIA_TYPES: Final = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_A_NAME_OF_OURS: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_AT_ONCE: Final = 64 * 1024

Row = Sequence[str]


class TooLongForACell(ValueError):
    """Words that no cell of a workbook holds; they would be cut without a word. Send them as CSV."""


def harmless(cell: str) -> str:
    """A cell that begins like a formula, made plain text."""
    return f"'{cell}" if _BEGINS_A_FORMULA.match(cell) else cell


def meant(cell: str) -> str:
    """What a cell made by `harmless` said before."""
    return cell[1:] if cell.startswith("'") and _BEGINS_A_FORMULA.match(cell[1:]) else cell


def csv_table(columns: Row, rows: Iterable[Row]) -> Iterator[bytes]:
    """The table as CSV (RFC 4180, UTF-8 with its mark), in pieces."""
    made = io.StringIO(newline="")
    writer = csv.writer(made, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    made.write("\ufeff")
    for row in _with(columns, rows):
        writer.writerow([harmless(cell) for cell in row])
        if made.tell() > _AT_ONCE:
            yield made.getvalue().encode()
            made.seek(0)
            made.truncate()
    yield made.getvalue().encode()


def xlsx_table(columns: Row, rows: Iterable[Row], *, sheet: str) -> bytes:
    """The table as a workbook of one sheet, its first row the columns. Raises TooLongForACell."""
    made = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(made, options) as book:
        page = book.add_worksheet(sheet[:31])
        bold = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for number, row in enumerate(_with(columns, rows)):
            for place, cell in enumerate(row):
                words = harmless(cell)
                if len(words) > LONGEST_CELL:
                    raise TooLongForACell
                page.write_string(number, place, words, None if number else bold)
    return made.getvalue()


def name_of_ours(what: str, ending: str) -> str:
    """A name for a file that leaves: our words and numbers only, so that it can name nobody."""
    if not _A_NAME_OF_OURS.fullmatch(what) or ending not in MEDIA_TYPES:
        raise ValueError(what)
    return f"{what}.{ending}"


def _with(columns: Row, rows: Iterable[Row]) -> Iterator[Row]:
    yield columns
    yield from rows
