"""Plain text, pages of the web, and rich text: all of it, comments, attributes and hidden parts included."""

from __future__ import annotations

import codecs
import re
from html import unescape
from html.parser import HTMLParser

from hafan.disclosure.scanning.pieces import HARD, Part, Reading, Where, Why

_BLOCKS = frozenset(
    "address article br div dd dt dl figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol option p pre section "
    "table tr ul title text tspan desc".split()
)
_CELLS = frozenset({"td", "th", "input", "textarea"})
_RICH = re.compile(
    r"\\u(-?\d{1,6})\??|\\'([0-9a-fA-F]{2})|\\([a-zA-Z]+)(-?\d{1,9})? ?|\\(.)|([{}])|([^\\{}]+)", re.DOTALL
)
_RICH_BREAKS = frozenset({"par", "line", "tab", "cell", "row", "sect", "page"})


def decoded(data: bytes) -> str | None:
    """The text of the bytes, as whatever wrote them most likely meant; None when they are no text."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(name, "replace")
    if data.count(0) > len(data) // 8:
        return _wide(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _western(data)


def _wide(data: bytes) -> str | None:
    text = data.decode("utf-16-be" if data[:1] == b"\0" else "utf-16-le", "replace")
    return (
        text if sum(letter.isprintable() or letter.isspace() for letter in text) > 0.9 * len(text) else None
    )


def _western(data: bytes) -> str | None:
    strange = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in data)
    return None if strange > len(data) // 100 else data.decode("cp1252", "replace")


def read_plain(name: str, data: bytes, reading: Reading, _depth: int) -> None:
    """Read text as it stands. What is no text is said to be unread, and the words that show in it are read all the same."""
    text = decoded(data)
    if text is None:
        reading.cannot(Where(name, Part.BODY), Why.UNKNOWN)
        reading.add_all(_words_in(data), Where(name, Part.BEHIND))
        return
    reading.add(text.replace(HARD, " "), Where(name, Part.BODY))
    if "&" in text and ";" in text:
        reading.add(unescape(text), Where(name, Part.BEHIND))


def _words_in(data: bytes) -> list[str]:
    """Runs of letters in bytes of an unknown kind, narrow and wide."""
    narrow = [found.decode("cp1252", "replace") for found in re.findall(rb"[\x20-\x7e\xa0-\xff]{4,}", data)]
    wide = [
        found.decode("utf-16-le", "replace") for found in re.findall(rb"(?:[\x20-\x7e\xa0-\xff]\0){4,}", data)
    ]
    return narrow + wide


class _Shown(HTMLParser):
    """Collects what a page shows, and apart from it what it hides."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.hidden += [value for _, value in attrs if value]
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        self._part(tag)

    def _part(self, tag: str) -> None:
        if tag in _CELLS:
            self.shown.append(HARD)
        elif tag in _BLOCKS:
            self.shown.append("\n")

    def handle_data(self, data: str) -> None:
        self.shown.append(data)

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    def handle_decl(self, decl: str) -> None:
        self.hidden.append(decl)

    def handle_pi(self, data: str) -> None:
        self.hidden.append(data)

    def unknown_decl(self, data: str) -> None:
        self.shown.append(data)


def read_markup(name: str, data: bytes, reading: Reading, _depth: int) -> None:
    """Read a page of the web, or a drawing in markup."""
    page = _Shown()
    page.feed(decoded(data) or data.decode("latin-1"))
    page.close()
    reading.add("".join(page.shown), Where(name, Part.BODY))
    reading.add_all(page.hidden, Where(name, Part.BEHIND))


def read_rich_text(name: str, data: bytes, reading: Reading, _depth: int) -> None:
    """Read rich text: every letter in it, shown or not."""
    parts: list[str] = []
    for wide, narrow, word, _, sign, _, text in _RICH.findall(data.decode("latin-1")):
        if wide:
            parts.append(chr(int(wide) % 65_536))
        elif narrow:
            parts.append(bytes([int(narrow, 16)]).decode("cp1252", "replace"))
        elif word in _RICH_BREAKS or sign == "~":
            parts.append(" ")
        else:
            parts.append(text.replace("\r", "").replace("\n", ""))
    reading.add("".join(parts).replace(HARD, " "), Where(name, Part.BODY))
