"""PDF files: what each page says, what its pictures show, and everything else the file holds."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Iterator
from typing import Any, Final

import pikepdf
import pypdfium2
from pypdfium2 import raw

from hafan.disclosure.scanning.archives import Take
from hafan.disclosure.scanning.photographs import letters
from hafan.disclosure.scanning.pieces import HARD, Part, Reading, Where, Why

#: Dots an inch at which a page is looked at.
_SHARP: Final = 200
#: A page with fewer letters than this is looked at as a picture too.
_FEW: Final = 24
#: Pictures smaller than this (points, either way) hold no words worth reading.
_SMALL: Final = 18.0
_MOST_PAGES: Final = 2_000
#: Earlier states read: more than these are for a person.
_MOST_STATES: Final = 5
_ENDS: Final = re.compile(rb"%%EOF[\r\n ]*")
_FAULTS: Final = (
    pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, RuntimeError, OSError, AttributeError, TypeError, KeyError,
)  # fmt: skip
#: The library that reads pages may be used by one at a time.
ONE_AT_A_TIME: Final = threading.Lock()


def read_pdf(name: str, data: bytes, reading: Reading, depth: int, *, take: Take) -> None:
    """Read the pages, then what lies behind them, then earlier states the file still holds."""
    where = Where(name, Part.BODY)
    try:
        with pikepdf.open(io.BytesIO(data)) as held:
            _read_pages(name, data, reading)
            _read_behind(name, held, reading, depth, take)
    except pikepdf.PasswordError:
        reading.cannot(where, Why.LOCKED)
    except _FAULTS:
        reading.cannot(where, Why.DAMAGED)
    else:
        _read_earlier(name, data, reading)


def _read_pages(name: str, data: bytes, reading: Reading) -> None:
    with ONE_AT_A_TIME:
        document = pypdfium2.PdfDocument(data)
        try:
            for number in range(min(len(document), _MOST_PAGES)):
                _read_page(document[number], Where(name, Part.PAGE, number + 1), reading)
            if len(document) > _MOST_PAGES:
                reading.cannot(Where(name, Part.PAGE, _MOST_PAGES + 1), Why.TOO_MUCH)
        finally:
            document.close()


def _read_page(page: Any, where: Where, reading: Reading) -> None:
    text = page.get_textpage().get_text_range()
    reading.add(text, where)
    if not _must_be_looked_at(page, text):
        return
    width, height = page.get_size()
    scale = min(_SHARP / 72, 6_000 / max(width, height, 1.0))
    letters(page.render(scale=scale).to_pil(), where, reading)


def _must_be_looked_at(page: Any, text: str) -> bool:
    """Does the page show anything that is not text: a scan, a photograph, letters drawn as lines?"""
    kinds = [(thing.type, thing) for thing in page.get_objects(max_depth=8)]
    if any(kind == raw.FPDF_PAGEOBJ_IMAGE and _is_large(thing) for kind, thing in kinds):
        return True
    drawn = sum(
        kind in {raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING, raw.FPDF_PAGEOBJ_IMAGE} for kind, _ in kinds
    )
    return drawn > 0 and (len("".join(text.split())) < _FEW or drawn > 200)


def _is_large(thing: Any) -> bool:
    left, bottom, right, top = thing.get_bounds()
    return bool(right - left > _SMALL and top - bottom > _SMALL) or min(thing.get_px_size()) > 60


def _read_behind(name: str, held: pikepdf.Pdf, reading: Reading, depth: int, take: Take) -> None:
    """Notes, form fields, bookmarks, descriptions of pictures, layers, properties, enclosed files: every string there is."""
    where = Where(name, Part.BEHIND)
    reading.add_all(_strings_of(held.trailer, top=True), Where(name, Part.PROPERTIES))
    found: list[str] = []
    for thing in held.objects:
        found += _strings_of(thing, top=True)
        if isinstance(thing, pikepdf.Stream):
            _read_stream(name, thing, reading, depth, take)
    reading.add_all(found, where)


def _strings_of(thing: Any, *, top: bool = False, depth: int = 0) -> Iterator[str]:
    """Every string in an object; what is referred to is met on its own."""
    if depth > 40 or (thing is None or (not top and getattr(thing, "is_indirect", False))):
        return
    if isinstance(thing, pikepdf.String):
        yield str(thing)
    elif isinstance(thing, pikepdf.Array):
        for each in thing.as_list():
            yield from _strings_of(each, depth=depth + 1)
    elif isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        held = thing.stream_dict if isinstance(thing, pikepdf.Stream) else thing
        for key in held.keys():  # noqa: SIM118  (it is no mapping)
            yield from _strings_of(held.get(key), depth=depth + 1)


def _read_stream(name: str, thing: Any, reading: Reading, depth: int, take: Take) -> None:
    kind, subkind = str(thing.get("/Type", "")), str(thing.get("/Subtype", ""))
    if kind in {"/XRef", "/ObjStm"} or subkind in {"/Image", "/OpenType", "/CIDFontType0C", "/Type1C"}:
        return  # pictures are looked at on their page
    try:
        content = thing.read_bytes()
    except _FAULTS:
        reading.cannot(Where(name, Part.BEHIND), Why.DAMAGED)
        return
    if kind == "/EmbeddedFile":
        take(f"{name} (enclosed)", content, reading, depth + 1)
    elif _is_words(content):
        reading.add(_decoded(content), Where(name, Part.PROPERTIES if kind == "/Metadata" else Part.BEHIND))


def _is_words(content: bytes) -> bool:
    start = content[:2_000]
    if b"begincmap" in start:  # which glyph is which letter: no words
        return False
    return (
        bool(start) and len(content) < 5_000_000 and sum(9 <= byte < 127 for byte in start) > 0.8 * len(start)
    )


def _decoded(content: bytes) -> str:
    """The words of a stream; text given in place of what is drawn stands there in coded strings."""
    text = content.decode("utf-8", "replace").replace(HARD, " ")
    coded = re.findall(
        rb"\(\xfe\xff((?:\\.|[^\\)])*)\)|<feff([0-9a-f\s]*)>", content, re.IGNORECASE | re.DOTALL
    )
    told = [_wide(plain, hexed) for plain, hexed in coded]
    return text + "".join(HARD + each for each in told)


def _wide(plain: bytes, hexed: bytes) -> str:
    digits = re.sub(rb"\s", b"", hexed).decode()
    content = bytes.fromhex(digits[: len(digits) // 2 * 2]) if digits else re.sub(rb"\\(.)", rb"\1", plain)
    return content.decode("utf-16-be", "replace")


def _read_earlier(name: str, data: bytes, reading: Reading) -> None:
    """A file saved by adding to its end still holds what it said before."""
    ends = [found.end() for found in _ENDS.finditer(data)]
    for place, end in enumerate(ends[:-1]):
        if place >= _MOST_STATES or not reading.spend(end):
            reading.cannot(Where(name, Part.EARLIER), Why.TOO_MUCH)
            return
        _read_state(name, data[:end], place + 1, reading)


def _read_state(name: str, data: bytes, number: int, reading: Reading) -> None:
    try:
        with pikepdf.open(io.BytesIO(data)) as held:
            reading.add_all(
                [text for thing in held.objects for text in _strings_of(thing, top=True)],
                Where(name, Part.EARLIER, number),
            )
        with ONE_AT_A_TIME:
            document = pypdfium2.PdfDocument(data)
            texts = [
                document[each].get_textpage().get_text_range()
                for each in range(min(len(document), _MOST_PAGES))
            ]
            document.close()
    except _FAULTS:
        return  # the start of a file that was written in one go is often no file
    reading.add_all(texts, Where(name, Part.EARLIER, number))
