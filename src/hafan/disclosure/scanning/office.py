"""Documents and workbooks: every part of the package, seen or not. Word, Excel, PowerPoint and OpenDocument are all zips of XML."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from hafan.disclosure.scanning.archives import Take, members
from hafan.disclosure.scanning.pieces import HARD, Part, Reading, Where, Why

#: Elements inside a word or a line: their end parts nothing.
_RUNS: Final = frozenset(
    {"t", "r", "delText", "instrText", "delInstrText", "span", "a", "hyperlink", "ins", "del", "rPr", "moveFrom", "moveTo",
     "smartTag", "sdt", "sdtContent", "bookmarkStart", "bookmarkEnd", "proofErr", "lang", "rFonts", "b", "i", "u", "sz",
     "vanish", "color", "szCs", "lastRenderedPageBreak", "noBreakHyphen", "softHyphen", "rStyle"}
)  # fmt: skip
_SPACES: Final = frozenset({"p", "br", "cr", "tab", "h", "s", "line-break"})
_PARTS: Final = (
    (re.compile(r"docProps/|custom|meta\.xml|settings|\.rels$", re.IGNORECASE), Part.PROPERTIES),
    (re.compile(r"comment|people|annotation", re.IGNORECASE), Part.COMMENT),
    (re.compile(r"header|footer|footnote|endnote|notesSlide", re.IGNORECASE), Part.MARGIN),
    (re.compile(r"worksheets/|sharedStrings|chartsheets/", re.IGNORECASE), Part.SHEET),
    (re.compile(r"word/document\.xml|content\.xml|slides/slide", re.IGNORECASE), Part.BODY),
)
_BARE: Final = re.compile(r"\.(?:odttf|ttf|fntdata)$|printerSettings\d*\.bin$", re.IGNORECASE)
_FIRST_DAY: Final = date(1899, 12, 30)


def read_office(name: str, data: bytes, reading: Reading, depth: int, *, take: Take) -> None:
    """Read every part of the package."""
    for inside, content in members(name, data, reading):
        if re.search(r"\.(?:xml|rels|vml|xhtml)$", inside, re.IGNORECASE) or content.lstrip()[:5] == b"<?xml":
            _read_part(name, inside, content, reading)
        elif not _BARE.search(inside):
            take(inside, content, reading, depth + 1)


def part_of(inside: str) -> Part:
    """Which part of the document a member of the package is."""
    return next((part for pattern, part in _PARTS if pattern.search(inside)), Part.BEHIND)


def _read_part(name: str, inside: str, content: bytes, reading: Reading) -> None:
    where = Where(name, part_of(inside), _number(inside))
    if not reading.spend(len(content)):
        reading.cannot(where, Why.TOO_MUCH)
        return
    try:
        text, hidden = _texts(content)
    except (ParseError, DefusedXmlException, UnicodeDecodeError, ValueError, LookupError):
        reading.cannot(where, Why.DAMAGED)
        text, hidden = unescape(re.sub(r"<[^>]*>", " ", content.decode("utf-8", "replace"))), []
    reading.add(text, where)
    reading.add_all(hidden, Where(name, Part.PROPERTIES if where.part is Part.PROPERTIES else Part.BEHIND))


def _number(inside: str) -> int:
    found = re.search(r"(\d+)\.xml$", inside)
    return int(found.group(1)) if found else 0


def _texts(content: bytes) -> tuple[str, list[str]]:
    """The text of one part, and apart from it what its attributes hold."""
    shown: list[str] = []
    hidden: list[str] = []
    for event, element in iterparse(io.BytesIO(content), ("start", "end")):
        tag = _plain(element.tag)
        if event == "start":
            hidden += element.attrib.values()
            continue
        _after(element, tag, shown)
    return "".join(shown), hidden


def _after(element: Element, tag: str, shown: list[str]) -> None:
    """Text comes in the order of the ends of elements; a paragraph's own text stands before its children's only in OpenDocument."""
    if len(element) and element.text and element.text.strip():
        shown.append(" " + "".join(element.itertext()))
    elif element.text:
        shown.append(element.text)
        if tag == "v":
            shown.append(_as_day(element.text))
    if tag in _SPACES:
        shown.append("\n")
    elif tag not in _RUNS:
        shown.append(HARD)
    if element.tail and element.tail.strip():
        shown.append(element.tail)


def _as_day(written: str) -> str:
    """A workbook keeps days as numbers."""
    if not re.fullmatch(r"\d{4,5}(?:\.\d+)?", written):
        return ""
    return f"{HARD}{_FIRST_DAY + timedelta(days=int(float(written))):%Y-%m-%d}"


def _plain(tag: object) -> str:
    return str(tag).rpartition("}")[2]
