"""Notes and tables as plain text: one encoding, no hidden letters that run, no cell a spreadsheet would reckon."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from hafan.files.sieve import limits
from hafan.files.sieve.kinds import NOT_TEXT
from hafan.files.sieve.verdict import Refused, Sifted

_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x19\x1b-\x1f\x7f\ufffe\uffff]")
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_MARKUP: Final = re.compile(r"<\s*(script|iframe|object|embed|svg|html|body|meta|link)\b", re.IGNORECASE)
#: Begins like a formula and is none: a number, or a telephone number.
_A_NUMBER: Final = re.compile(r"[+-]?[\d ().,/-]*\d[\d ().,/%-]*")
FORMULA_LIKE: Final = tuple("=+-@\t\r＝＋－＠|")
LONGEST_CELL: Final = 100_000


def clean_text(data: bytes, kind: str) -> Sifted:
    """The same words in UTF-8."""
    text = decoded(data)
    if NOT_TEXT.match(text[:2000].encode()) or _MARKUP.search(text):
        raise Refused("not_what_it_says")
    if not text.strip():
        raise Refused("empty")
    if kind == "csv":
        return _clean_table(text)
    return Sifted("txt", ("\ufeff" + text).encode())


def decoded(data: bytes) -> str:
    """The words, whichever of the usual encodings they came in."""
    coding = next((name for mark, name in _MARKS if data.startswith(mark)), "")
    for attempt in [coding] if coding else ["utf-8", "cp1252"]:
        try:
            text = data.decode(attempt).removesuffix("\x1a")
        except UnicodeDecodeError:
            continue
        if _CONTROLS.search(text):
            break
        return text
    raise Refused("not_what_it_says")


def _clean_table(text: str) -> Sifted:
    csv.field_size_limit(LONGEST_CELL)
    made, changed = io.StringIO(), False
    writer = csv.writer(made)
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False):
            cells = [_harmless(cell) for cell in row]
            changed = changed or cells != row
            writer.writerow(cells)
            if made.tell() > limits.CLEAN_BYTES:
                raise Refused("too_big")
    except csv.Error:
        raise Refused("broken") from None
    return Sifted("csv", ("\ufeff" + made.getvalue()).encode(), {"formulas"} if changed else set())


def _separator(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t|", key=first.count)


def _harmless(cell: str) -> str:
    bare = cell.lstrip(" \u00a0\ufeff\u200b")
    if bare.startswith(FORMULA_LIKE) and not _A_NUMBER.fullmatch(bare.strip()):
        return f"'{cell}"
    return cell
