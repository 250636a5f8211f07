"""Names folded for finding: no accents, no capitals, no odd letters, so that "Sion" finds "Siôn"."""

from __future__ import annotations

import unicodedata

#: Letters that carry no accent to strip, and how people type them.
_TYPED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)


def folded(*names: str) -> str:
    """The names in the letters people type, one space apart."""
    joined = unicodedata.normalize("NFKD", " ".join(name for name in names if name).casefold())
    plain = "".join(letter for letter in joined if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isalnum() else " " for letter in plain.translate(_TYPED))
    return " ".join(kept.split())


def sounds(word: str) -> str:
    """A rough key under which likely misspellings meet: doubled letters once, Welsh and English sounds alike."""
    for written, heard in _HEARD:
        word = word.replace(written, heard)
    once = "".join(letter for place, letter in enumerate(word) if place == 0 or word[place - 1] != letter)
    return once[:1] + "".join(letter for letter in once[1:] if letter not in "aeiouyhw")


_HEARD = (
    ("ph", "f"), ("ff", "f"), ("dd", "d"), ("th", "d"), ("ll", "l"), ("rh", "r"), ("ch", "c"), ("ck", "c"), ("k", "c"),
    ("sh", "s"), ("si", "s"), ("z", "s"), ("j", "s"), ("w", "u"), ("v", "f"), ("q", "c"), ("x", "cs"),
)  # fmt: skip


def sounding(*names: str) -> str:
    """The sound keys of every word of the names."""
    return " ".join(sounds(word) for word in folded(*names).split())
