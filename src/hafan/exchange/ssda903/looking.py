"""Looking at one file: which tables of the return are in it, or why it was not read."""

from __future__ import annotations

from hafan.exchange.ssda903 import kinds
from hafan.exchange.ssda903.faults import Fault, FaultKind, shown
from hafan.exchange.ssda903.files import is_packed, is_spreadsheet
from hafan.exchange.ssda903.limits import LIMITS, Limits
from hafan.exchange.ssda903.parts import Part, part_of_text
from hafan.exchange.ssda903.recognise import Headings, find_headings
from hafan.exchange.ssda903.text import TextTable, encoding_of, is_text, needs_reading_by_line
from hafan.exchange.ssda903.xml_form import looks_like_xml, read_xml

MOST_NAMED = 20
"""Unknown columns named one by one; a file with more is some other export."""

Seen = tuple[list[Part], list[Fault]]


def look(file: str, data: bytes, limits: Limits = LIMITS) -> Seen:
    """The tables in a file and its faults as a file."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        return _not_read(file, kinds.FILE_EMPTY)
    if is_spreadsheet(data):
        return _not_read(file, kinds.FILE_SPREADSHEET)
    if is_packed(data):
        return _not_read(file, kinds.FILE_ARCHIVE)
    if looks_like_xml(data):
        return _look_at_xml(file, data, limits)
    encoding = encoding_of(data)
    if not is_text(data, encoding):
        return _not_read(file, kinds.FILE_NOT_TEXT)
    return _look_at_text(file, TextTable(data, encoding, limits=limits))


def _look_at_xml(file: str, data: bytes, limits: Limits) -> Seen:
    found = read_xml(file, data, limits)
    parts = found.parts()
    if not parts and not any(fault.severity == "left_out" for fault in found.faults):
        return _not_read(file, kinds.FILE_UNKNOWN)
    return parts, found.faults


def _look_at_text(file: str, text: TextTable) -> Seen:
    headings = find_headings(text)
    text.too_long.clear()
    if headings is None:
        return _not_read(file, kinds.FILE_UNKNOWN)
    text.by_line = needs_reading_by_line(text)
    faults = (
        [] if text.encoding != "cp1252" else [_remark(file, kinds.LETTERS_GUESSED, more="cp1252 (Windows)")]
    )
    return [part_of_text(file, text, headings)], faults + _about_columns(file, headings)


def _about_columns(file: str, headings: Headings) -> list[Fault]:
    name = headings.table.name
    return [
        *(_remark(file, kinds.COLUMN_MISSING, name, column=column) for column in headings.missing),
        *(
            _remark(file, kinds.COLUMN_EXTRA, name, value=shown(column))
            for column in headings.extra[:MOST_NAMED]
        ),
        *(_remark(file, kinds.COLUMN_TWICE, name, column=column) for column in headings.twice),
    ]


def _not_read(file: str, kind: FaultKind) -> Seen:
    return [], [Fault(kind, file, stands_for=0)]


def _remark(
    file: str, kind: FaultKind, table: str = "", column: str = "", value: str = "", more: str = ""
) -> Fault:
    return Fault(kind, file, table, column=column, value=value, more=more, stands_for=0)
