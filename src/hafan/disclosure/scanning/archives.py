"""Files packed in one."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from hafan.disclosure.scanning.pieces import Part, Reading, Where, Why

Take = Callable[[str, bytes, Reading, int], None]


def read_archive(name: str, data: bytes, reading: Reading, depth: int, *, take: Take) -> None:
    """Read each file of a zip, and the notes beside them."""
    for inside, content in members(name, data, reading):
        take(inside, content, reading, depth + 1)


def members(name: str, data: bytes, reading: Reading) -> Iterator[tuple[str, bytes]]:
    """The files inside, as far as they can be opened; what cannot be is said."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        reading.add(packed.comment.decode("utf-8", "replace"), Where(name, Part.PROPERTIES))
        for info in packed.infolist():
            reading.add(info.comment.decode("utf-8", "replace"), Where(info.filename, Part.PROPERTIES))
            if info.is_dir():
                reading.add(info.filename, Where(info.filename, Part.NAME))
                continue
            content = _opened(packed, info, reading)
            if content is not None:
                yield info.filename, content


def _opened(packed: zipfile.ZipFile, info: zipfile.ZipInfo, reading: Reading) -> bytes | None:
    where = Where(info.filename, Part.BODY)
    if info.flag_bits & 1:
        reading.cannot(where, Why.LOCKED)
    elif info.file_size > reading.bytes_left:
        reading.cannot(where, Why.TOO_MUCH)
    else:
        try:
            with packed.open(info) as opened:
                return opened.read(info.file_size)
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            EOFError,
            OSError,
            ValueError,
            RuntimeError,
        ):
            reading.cannot(where, Why.DAMAGED)
    return None
