"""One look at one file: is it what its ending says, is it one thing only, and can a clean copy be made of it?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Final

from hafan.files.sieve import limits
from hafan.files.sieve.kinds import BY_ENDING, Kind, looks_like
from hafan.files.sieve.verdict import Refused, Sifted

#: The harmless file that every checker of malware knows, in two halves so that this file is not one.
EICAR: Final = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
#: What the first bytes must look like, for each kind.
_MUST_LOOK: Final = {"docx": "zip", "xlsx": "zip", "csv": "text", "txt": "text"}
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


def sift(data: bytes, ending: str) -> Sifted:
    """A clean copy of a file that came with this ending. Raises Refused, and nothing else on purpose."""
    kind = BY_ENDING.get(ending.lower())
    if kind is None:
        raise Refused("not_taken")
    if not data:
        raise Refused("empty")
    if len(data) > limits.FILE_BYTES:
        raise Refused("too_big")
    refuse_malware(data)
    if looks_like(data) != _MUST_LOOK.get(kind.code, kind.code):
        raise Refused("not_what_it_says")
    sifted = _cleaner(kind)(data, kind.code)
    if len(sifted.clean) > limits.CLEAN_BYTES:
        raise Refused("too_big")
    return sifted


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


def _cleaner(kind: Kind) -> Callable[[bytes, str], Sifted]:
    """The cleaner of a kind, loaded only when it is needed."""
    if kind.code == "pdf":
        from hafan.files.sieve.pdf import clean_pdf

        return clean_pdf
    if kind.code in ("docx", "xlsx"):
        from hafan.files.sieve.office import clean_office

        return clean_office
    if kind.code in ("csv", "txt"):
        from hafan.files.sieve.text import clean_text

        return clean_text
    from hafan.files.sieve.picture import clean_picture

    return clean_picture
