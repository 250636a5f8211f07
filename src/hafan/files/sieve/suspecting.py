"""What every kind of file is suspected of: harmful software, and being two files in one."""

from __future__ import annotations

import io
import zipfile
from typing import Final

from hafan.files.sieve.verdict import Refused

#: The harmless file that every checker of malware knows, in two halves so that this file is not one.
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
#: How another kind of file shows itself when it hides behind a picture or a PDF.
_STOWAWAYS: Final = (
    b"%PDF-",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"MZ\x90\x00",
    b"\x7fELF",
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
)
MARKUP: Final = (b"<script", b"<svg", b"<html", b"<?php", b"<!doctype", b"<iframe")


def refuse_malware(data: bytes) -> None:
    """The one signature we carry ourselves; a real checker stands beside this one (operations.antivirus)."""
    if EICAR in data:
        raise Refused("malware")


def refuse_stowaways(data: bytes, tail: bytes) -> None:
    """Refuse one file that is two. Telephones leave small films behind a picture's end; those are let fall."""
    low = tail.lower()
    if any(mark in tail for mark in _STOWAWAYS) or any(mark in low for mark in MARKUP):
        raise Refused("two_in_one")
    if zipfile.is_zipfile(io.BytesIO(data)):
        raise Refused("two_in_one")
