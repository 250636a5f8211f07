"""A checker of malware beside us (clamd), where the house has one. It is asked before anything else reads the file."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

_PIECE = 64 * 1024
_SECONDS = 20


class CheckerAway(Exception):
    """The checker is set up and does not answer: the file waits, closed."""


def finds_malware(data: bytes) -> bool:
    """Does the checker find anything? Without a checker set up, no. Raises CheckerAway."""
    if not settings.CLAMD:
        return False
    try:
        with _reached(settings.CLAMD) as line:
            line.sendall(b"zINSTREAM\x00")
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                line.sendall(struct.pack(">I", len(piece)) + piece)
            line.sendall(struct.pack(">I", 0))
            answer = _heard(line)
    except OSError:
        raise CheckerAway from None
    if answer.endswith(b"OK"):
        return False
    if answer.endswith(b"FOUND"):
        return True
    raise CheckerAway


def _reached(where: str) -> socket.socket:
    if where.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(_SECONDS)
        line.connect(where.removeprefix("unix:"))
        return line
    host, _, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)


def _heard(line: socket.socket) -> bytes:
    heard = b""
    while not heard.endswith(b"\x00") and len(heard) < 4_096:
        piece = line.recv(4_096)
        if not piece:
            break
        heard += piece
    return heard.rstrip(b"\x00").strip()
