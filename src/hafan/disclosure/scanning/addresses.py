"""Whatever looks like an address or a telephone number, known or not: a new address typed in a note is protected before anybody says so."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from hafan.disclosure.scanning.folding import squashed
from hafan.disclosure.scanning.pieces import Part, Piece, Where

_POSTCODE: Final = re.compile(
    r"(?<![A-Za-z0-9])(?:GIR\s?0AA|(?:[A-PR-UWYZ]\d{1,2}|[A-PR-UWYZ][A-HK-Y]\d{1,2}|[A-PR-UWYZ]\d[A-HJKPSTUW]|[A-PR-UWYZ][A-HK-Y]\d[ABEHMNPRVWXY])"
    r"[\s\u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_STREET: Final = re.compile(
    r"(?<![\w.])\d{1,4}[A-Za-z]?,?\s+(?:(?:[A-Z][\w'’-]*|y|yr|the|of|de)\s+){0,4}"
    r"(?:Road|Rd|Street|St|Lane|Ln|Avenue|Ave|Close|Drive|Crescent|Way|Gardens|Court|Terrace|Place|Grove|Square|Row|Rise|Walk|Mews|Hill)\b"
    r"|(?<![\w.])\d{1,4}[A-Za-z]?,?\s+(?:Heol|Ffordd|Stryd|Lôn|Lon|Rhodfa|Clos|Maes|Teras|Rhes|Tai|Bryn|Parc|Cae|Gerddi|Llys|Pen|Min|Tan)\b(?:\s+[\w'’-]+){0,4}"
)
_PHONE: Final = re.compile(r"(?<!\d)(?:\+44\s?(?:\(0\))?\s?|0)(?:\d[\s-]?){9,10}(?!\d)")


@dataclass(frozen=True, slots=True)
class AddressLike:
    """Something that reads like a way to find somebody."""

    where: Where
    said: str = field(repr=False)
    at: int


def address_like(pieces: Sequence[Piece], *, known: Iterable[str] = ()) -> list[AddressLike]:
    """Everything that reads like an address or telephone number, apart from those known to be all right (the recipient's own, ours)."""
    allowed = squashed(" ".join(known))
    # what lies behind a page is full of numbers of its own
    read = [piece for piece in pieces if piece.where.part is not Part.BEHIND]
    return [found for piece in read for found in _in(piece) if squashed(found.said) not in allowed]


def _in(piece: Piece) -> Iterator[AddressLike]:
    for pattern in (_POSTCODE, _STREET, _PHONE):
        for match in pattern.finditer(piece.text):
            yield AddressLike(piece.where, " ".join(match.group().split()), match.start())
