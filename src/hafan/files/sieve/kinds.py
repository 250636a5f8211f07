"""The kinds of file a record takes, and how each is known by its first bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from hafan.files.sieve.verdict import Refused


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind: the endings it comes with, and the ending and media type its clean copy leaves with."""

    code: str
    endings: tuple[str, ...]
    leaves_as: str
    media_type: str


KINDS: Final[Mapping[str, Kind]] = {
    kind.code: kind
    for kind in (
        Kind("pdf", ("pdf",), "pdf", "application/pdf"),
        Kind(
            "docx",
            ("docx",),
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        Kind("xlsx", ("xlsx",), "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        Kind("csv", ("csv",), "csv", "text/csv; charset=utf-8"),
        Kind("txt", ("txt",), "txt", "text/plain; charset=utf-8"),
        Kind("jpeg", ("jpg", "jpeg"), "jpg", "image/jpeg"),
        Kind("png", ("png",), "png", "image/png"),
        Kind("heic", ("heic", "heif"), "jpg", "image/jpeg"),
    )
}
BY_ENDING: Final = {ending: kind for kind in KINDS.values() for ending in kind.endings}
ENDINGS: Final = tuple(BY_ENDING)

#: Letters that turn a line round or hide themselves: a name with one of these shows other than it is.
MISLEADING: Final = re.compile(
    "[\u0000-\u001f\u007f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff/\\\\:]"
)
#: Endings that run; inside a name they are there to deceive.
RUNS: Final = re.compile(
    r"\.(exe|com|bat|cmd|scr|pif|js|jse|vbs|vbe|wsf|wsh|hta|msi|msc|ps1|jar|lnk|reg|dll|cpl|app|sh|py|html?|svg|xht(ml)?)\.",
    re.IGNORECASE,
)
HEIC_BRANDS: Final = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"hevc"})
#: No disk keeps a longer one; what reads the form cuts a longer one to just this.
_LONGEST_NAME: Final = 255
#: Beginnings of what is never a table or a note, whatever its name says.
NOT_TEXT: Final = re.compile(
    rb"\s*(<!doctype|<html|<head|<body|<script|<svg|<\?|<iframe|<math|#!|%!|%PDF|MZ|\{\\rtf|BEGIN:V|From |"
    rb"Return-Path:|Received:|MIME-Version:|Content-Type:|\[InternetShortcut\]|\[autorun\]|@echo|GIF8|PK\x03\x04|ID;P)",
    re.IGNORECASE,
)


def kind_by_name(name: str) -> Kind:
    """The kind a name claims. Refuses names that mislead and endings a record does not take."""
    if (
        not name
        or len(name.encode(errors="surrogatepass")) >= _LONGEST_NAME
        or MISLEADING.search(name)
        or RUNS.search(name)
    ):
        raise Refused("name_misleads")
    before, dot, ending = name.rpartition(".")
    kind = BY_ENDING.get(ending.lower()) if dot and before.strip(". ") else None
    if kind is None:
        raise Refused("not_taken")
    return kind


def looks_like(data: bytes) -> str:
    """The kind the first bytes are of; "text" if no known kind begins so."""
    if data.startswith(b"%PDF-"):
        return "pdf"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data[4:8] == b"ftyp":
        return "heic" if data[8:12] in HEIC_BRANDS else "other"
    return "text"
