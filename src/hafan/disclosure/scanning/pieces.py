"""What was read out of a file: its texts, each with its place, and what could not be read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, Protocol
from urllib.parse import unquote

from PIL.Image import Image

from hafan.practice.wording import Wording

_QUOTED: Final = re.compile(r"%[0-9A-Fa-f]{2}")
#: Stands between texts that belong to nothing in common, such as two cells: no value is ever found across it.
HARD: Final = "\x00"


class Part(StrEnum):
    """Where in a file a text was."""

    NAME = "name"
    PAGE = "page"
    BODY = "body"
    MARGIN = "margin"
    COMMENT = "comment"
    SHEET = "sheet"
    PROPERTIES = "properties"
    BEHIND = "behind"
    EARLIER = "earlier"
    HEADING = "heading"
    PICTURE = "picture"


PARTS: Final[dict[Part, Wording]] = {
    Part.NAME: Wording("the file's name", "enw'r ffeil"),
    Part.PAGE: Wording("page", "tudalen"),
    Part.BODY: Wording("the text", "y testun"),
    Part.MARGIN: Wording("a header, footer or note", "pennyn, troedyn neu nodyn"),
    Part.COMMENT: Wording("a comment", "sylw"),
    Part.SHEET: Wording("a sheet, hidden ones included", "taflen, gan gynnwys rhai cudd"),
    Part.PROPERTIES: Wording("the file's properties", "priodweddau'r ffeil"),
    Part.BEHIND: Wording("behind the page, where a reader can still look", "y tu ôl i'r dudalen, lle gellir edrych o hyd"),
    Part.EARLIER: Wording("an earlier state kept inside the file", "cyflwr cynharach a gedwir yn y ffeil"),
    Part.HEADING: Wording("the heading of a message", "pennawd neges"),
    Part.PICTURE: Wording("a picture", "llun"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a file. `number` counts pages or parts from 1; 0 where there is nothing to count."""

    file: str
    part: Part
    number: int = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of text. `seen` is set when it was read from a picture, where letters are mistaken for one another."""

    text: str
    where: Where
    seen: bool = False


class Why(StrEnum):
    """Why something could not be read."""

    PICTURE = "picture"
    LOCKED = "locked"
    UNKNOWN = "unknown"
    DAMAGED = "damaged"
    TOO_MUCH = "too_much"


WHYS: Final[dict[Why, Wording]] = {
    Why.PICTURE: Wording("a picture that nothing here can read", "llun na all dim yma ei ddarllen"),
    Why.LOCKED: Wording("locked with a password", "wedi'i gloi â chyfrinair"),
    Why.UNKNOWN: Wording("a kind of file nothing here can read", "math o ffeil na all dim yma ei ddarllen"),
    Why.DAMAGED: Wording("damaged, or not what it says it is", "wedi'i ddifrodi, neu nid yr hyn y mae'n ei ddweud"),
    Why.TOO_MUCH: Wording("more than can be read", "mwy nag y gellir ei ddarllen"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unread:
    """Something nothing here could read. It is never passed in silence: a person must look."""

    where: Where
    why: Why


class PictureReader(Protocol):
    """Whatever can read the letters in a picture."""

    def lines(self, picture: Image) -> list[str]:
        """The lines of text in it."""


@dataclass
class Reading:
    """All that was read so far, and how much more may be."""

    pictures: PictureReader | None = None
    pieces: list[Piece] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    #: The place (longitude and latitude) a picture gives away.
    places: list[Where] = field(default_factory=list)
    bytes_left: int = 300 * 1024 * 1024
    files_left: int = 5_000

    def add(self, text: str, where: Where, *, seen: bool = False) -> None:
        """Keep a text, and what it means where it is written for an address of the web; emptiness is not kept."""
        if text.strip():
            self.pieces.append(Piece(text, where, seen))
        if _QUOTED.search(text):
            self.pieces.append(Piece(unquote(text), where, seen))

    def add_all(self, texts: Iterable[str], where: Where) -> None:
        """Keep several texts that have nothing in common."""
        self.add(HARD.join(texts), where)

    def cannot(self, where: Where, why: Why) -> None:
        """Say that something could not be read."""
        self.unread.append(Unread(where, why))

    def spend(self, size: int) -> bool:
        """Is there room to read `size` bytes more?"""
        self.files_left -= 1
        self.bytes_left -= size
        return self.files_left >= 0 and self.bytes_left >= 0
