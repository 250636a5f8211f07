"""Makes a screenshot small: at most 256 colours, packed as tightly as zlib can. Nothing but the standard library."""

from __future__ import annotations

import struct
import sys
import zlib
from collections import Counter
from pathlib import Path

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST = 256
"""Colours of a palette."""


def shrunk(png: bytes) -> bytes:
    """The same picture with its rarest shades drawn in the nearest kept one; unchanged if that saves nothing."""
    width, height, pixels = opened(png)
    shades = Counter(pixels)
    kept = [shade for shade, _ in shades.most_common(MOST)]
    place = {shade: number for number, shade in enumerate(kept)}
    for shade in shades:
        if shade not in place:
            place[shade] = min(range(len(kept)), key=lambda number: distance(shade, kept[number]))
    numbers = bytes(place[shade] for shade in pixels)
    rows = b"".join(b"\x00" + numbers[row * width : (row + 1) * width] for row in range(height))
    small = b"".join(
        (
            SIGNATURE,
            chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            chunk(b"PLTE", b"".join(kept)),
            chunk(b"IDAT", zlib.compress(rows, 9)),
            chunk(b"IEND", b""),
        )
    )
    return min(small, png, key=len)


def distance(one: bytes, other: bytes) -> int:
    """How far two shades are apart."""
    return sum((a - b) ** 2 for a, b in zip(one, other, strict=True))


def chunk(name: bytes, data: bytes) -> bytes:
    """One part of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def opened(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and every pixel of an 8-bit RGB or RGBA picture without interlacing, as browsers write them."""
    parts: dict[bytes, bytes] = {}
    at = len(SIGNATURE)
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        name = png[at + 4 : at + 8]
        parts[name] = parts.get(name, b"") + png[at + 8 : at + 8 + length]
        at += 12 + length
    width, height, depth, kind, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    if depth != 8 or kind not in (2, 6) or interlaced:
        raise SystemExit("This is not a picture as a browser takes it.")
    each = 3 if kind == 2 else 4
    rows = unfiltered(zlib.decompress(parts[b"IDAT"]), width * each, each)
    return width, height, [row[x : x + 3] for row in rows for x in range(0, width * each, each)]


def unfiltered(data: bytes, length: int, each: int) -> list[bytes]:
    """The rows of a picture as they were before each was written as its difference from its neighbours."""
    rows: list[bytes] = []
    above = bytearray(length)
    for start in range(0, len(data), length + 1):
        row = bytearray(data[start + 1 : start + 1 + length])
        restore(row, above, data[start], each)
        rows.append(bytes(row))
        above = row
    return rows


def restore(row: bytearray, above: bytearray, how: int, each: int) -> None:
    """Undo one row's filter: 0 none, 1 left, 2 above, 3 the mean of both, 4 Paeth's guess."""
    for x in range(len(row) if how else 0):
        left = row[x - each] if x >= each else 0
        corner = above[x - each] if x >= each else 0
        guess = (0, left, above[x], (left + above[x]) // 2, paeth(left, above[x], corner))[how]
        row[x] = (row[x] + guess) & 255


def paeth(left: int, above: int, corner: int) -> int:
    """The neighbour nearest to left + above - corner."""
    wanted = left + above - corner
    return min((left, above, corner), key=lambda each: abs(wanted - each))


if __name__ == "__main__":
    for name in sys.argv[1:]:
        Path(name).write_bytes(shrunk(Path(name).read_bytes()))
