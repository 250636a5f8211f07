"""How much one return may hold before it is refused, and why. A caller with a national set may pass its own."""

from __future__ import annotations

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one return. Sizes are in bytes once unpacked, lengths in characters."""

    total_bytes: int = 128 * _MEGABYTE
    """A large authority's return is about 5 MB; 1,000,000 episodes are about 75 MB."""

    files: int = 200
    """A return is twelve tables; a folder may also hold look-ups, notes and last year's copies."""

    ratio: int = 200
    """Unpacked to packed. Return tables pack about 10 to 1, the most repetitive ones below 100 to 1."""

    ratio_applies_above: int = 2 * _MEGABYTE
    """Small files can pack very well by chance; a bomb is only a bomb when it is big."""

    row_length: int = 10_000
    """The longest honest row is below 200 characters; the rest leaves room for extra columns."""

    header_search: int = 10
    """Rows searched for the column headings: some systems print a title above them."""

    columns: int = 200
    """The widest table has 12 columns; a wider file is some other export."""

    xml_depth: int = 12
    """The XML form is four deep."""


LIMITS = Limits()
