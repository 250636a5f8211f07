"""Names folded for finding: no accents, no capitals, no odd letters, so that "Sion" finds "Siôn"."""

from __future__ import annotations

import unicodedata

#: Letters that carry no accent to strip, and how people type them.
_TYPED = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "’": "'", "‘": "'"}
)


def folded(*names: str) -> str:
    """The names in the letters people type, one space apart."""
    opened = unicodedata.normalize("NFKD", " ".join(name for name in names if name))
    joined = unicodedata.normalize("NFKD", opened.casefold())
    plain = "".join(letter for letter in joined if not unicodedata.combining(letter))
    kept = "".join(letter if letter.isalnum() else " " for letter in plain.translate(_TYPED))
    return " ".join(kept.split())


def hides_letters(name: str) -> bool:
    """Does a name hold letters that are not seen and change what is read? Joiners stay where a script needs them."""
    return any(
        letter in _UNSEEN
        or (letter in _JOINERS and not _joins(name, place))
        or (letter < " " or letter == "\x7f")
        for place, letter in enumerate(name)
    )


def _joins(name: str, place: int) -> bool:
    """Does a joiner stand between letters of a script that joins them, or between two signs of one picture?"""
    around = name[place - 1 : place] + name[place + 1 : place + 2]
    return len(around) == 2 and all(ord(letter) > _FIRST_THAT_JOINS for letter in around)


#: Latin, Greek and Cyrillic come before, and join nothing.
_FIRST_THAT_JOINS = 0x0590
_JOINERS = frozenset("\u200c\u200d")
#: What turns a line round, takes no room, or breaks a line: no name is written with these.
_UNSEEN = frozenset(
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)


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
