"""Every text of one file, whatever its name says it is: known by its first bytes, opened, and opened again inside."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

from hafan.disclosure.scanning import archives, mail, markup, office, pdf, photographs
from hafan.disclosure.scanning.pieces import Part, PictureReader, Reading, Where, Why

#: How far a file may hold a file that holds a file.
DEEPEST: Final = 6
_MAIL = re.compile(rb"\A(?:[!-9;-~]+:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}", re.ASCII)
_MARKUP = re.compile(rb"\A\s*<(?:!doctype|html|\?xml|svg|!--)", re.IGNORECASE)

Reader = Callable[[str, bytes, Reading, int], None]


def read_file(name: str, data: bytes, *, pictures: PictureReader | None = None) -> Reading:
    """Everything that can be read in a file, its name included."""
    reading = Reading(pictures)
    take(name, data, reading, 0)
    return reading


def take(name: str, data: bytes, reading: Reading, depth: int) -> None:
    """Read a file, or a file inside one, into `reading`."""
    reading.add(name, Where(name, Part.NAME))
    if depth > DEEPEST or not reading.spend(len(data)):
        reading.cannot(Where(name, Part.BODY), Why.TOO_MUCH)
        return
    for read in _readers(name, data):
        read(name, data, reading, depth)


def _readers(name: str, data: bytes) -> list[Reader]:
    """How to read it. A file that is two things at once is read as both."""
    found: list[Reader] = []
    if b"%PDF-" in data[:1024]:
        found.append(lambda *told: pdf.read_pdf(*told, take=take))
    if _is_zip(data):
        found.append(_packed(data))
    if found:
        return found
    if photographs.is_picture(data):
        return [photographs.read_picture]
    return [_plain(name, data)]


def _plain(name: str, data: bytes) -> Reader:
    if data.startswith(b"{\\rtf"):
        return markup.read_rich_text
    if name.lower().endswith(".eml") or _MAIL.match(data[:4096]):
        return lambda *told: mail.read_mail(*told, take=take)
    if _MARKUP.match(data[:512]):
        return markup.read_markup
    return markup.read_plain


def _is_zip(data: bytes) -> bool:
    return data.startswith(b"PK\x03\x04") or (
        b"PK\x05\x06" in data[-66_000:] and zipfile.is_zipfile(io.BytesIO(data))
    )


def _packed(data: bytes) -> Reader:
    try:
        inside = zipfile.ZipFile(io.BytesIO(data)).namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return lambda name, _data, reading, _depth: reading.cannot(Where(name, Part.BODY), Why.DAMAGED)
    if "[Content_Types].xml" in inside or "META-INF/manifest.xml" in inside:
        return lambda *told: office.read_office(*told, take=take)
    return lambda *told: archives.read_archive(*told, take=take)
