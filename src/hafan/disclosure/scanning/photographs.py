"""Pictures: the letters in them, and what the camera wrote beside them."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Iterator
from typing import Final

from PIL import ExifTags, Image, UnidentifiedImageError

from hafan.disclosure.scanning.pieces import Part, Reading, Where, Why

#: Above this a picture is not opened.
MOST_PIXELS: Final = 60_000_000
_KINDS: Final = ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP", "ICO", "PPM", "JPEG2000")
_XMP: Final = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_FAULTS: Final = (
    OSError,
    ValueError,
    SyntaxError,
    UnidentifiedImageError,
    Image.DecompressionBombError,
    EOFError,
)


def is_picture(data: bytes) -> bool:
    """Do the first bytes say that it is a picture?"""
    return _opened(data) is not None or data[4:12] in {b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"}


def _opened(data: bytes) -> Image.Image | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return Image.open(io.BytesIO(data), formats=_KINDS)
        except _FAULTS:
            return None


def read_picture(name: str, data: bytes, reading: Reading, _depth: int) -> None:
    """Read a picture: what was written beside it, then the letters in each of its frames."""
    where = Where(name, Part.PICTURE)
    picture = _opened(data)
    if picture is None:
        reading.cannot(where, Why.UNKNOWN)
        return
    reading.add_all(_beside(picture, data), Where(name, Part.PROPERTIES))
    if picture.getexif().get_ifd(ExifTags.IFD.GPSInfo):
        reading.places.append(where)
    for number in range(min(getattr(picture, "n_frames", 1), 50)):
        try:
            picture.seek(number)
            letters(picture, Where(name, Part.PICTURE, number + 1), reading)
        except _FAULTS:
            reading.cannot(where, Why.DAMAGED)
            return


def letters(picture: Image.Image, where: Where, reading: Reading) -> None:
    """Read the letters in a picture; without something that can, say that a person must look."""
    if picture.width * picture.height > MOST_PIXELS:
        reading.cannot(where, Why.TOO_MUCH)
        return
    if picture.width < 12 or picture.height < 8:
        return
    if reading.pictures is None:
        reading.cannot(where, Why.PICTURE)
        return
    reading.add("\n".join(reading.pictures.lines(picture.convert("RGB"))), where, seen=True)


def _beside(picture: Image.Image, data: bytes) -> Iterator[str]:
    """Everything written beside the picture: camera's notes, comments, descriptions."""
    exif = picture.getexif()
    for notes in (exif, *(exif.get_ifd(ifd) for ifd in ExifTags.IFD)):
        for value in notes.values():
            yield _said(value)
    for value in picture.info.values():
        if isinstance(value, str | bytes):
            yield _said(value)
    for found in _XMP.findall(data):
        yield found.decode("utf-8", "replace")


def _said(value: object) -> str:
    if not isinstance(value, bytes):
        return str(value)
    if value[:8] in {b"ASCII\0\0\0", b"UNICODE\0"}:
        value = value[8:]
    wide = value.decode("utf-16-le", "ignore") if value.count(0) > len(value) // 4 else ""
    return wide + " " + value.decode("utf-8", "replace").replace("\0", "")
