"""Texts and values brought to one plain form, in which a value is found however it is written."""

from __future__ import annotations

import unicodedata
from typing import Final

from hafan.disclosure.scanning.pieces import HARD

#: Letters without an accent to strip, and letters of other alphabets that look like ours.
_LIKE: Final = dict(
    zip(
        "øłđßæœþðıħŧŋаеорсухікмтвнгѕјԁαβγικνορτυχ",
        (
            "o",
            "l",
            "d",
            "ss",
            "ae",
            "oe",
            "th",
            "d",
            "i",
            "h",
            "t",
            "n",
            *"aeopcyxikmtbhrsjd",
            *"abyiknoptux",
        ),
        strict=True,
    )
)
#: Letters that a reader of pictures mistakes for one another, all as one.
_BLUR: Final = str.maketrans({"0": "o", "q": "o", "1": "i", "l": "i", "j": "i", "t": "i", "f": "i", "5": "s", "8": "b", "2": "z",
                              "9": "g", "6": "b", "u": "v", "y": "v", "e": "c", "h": "b", "3": "b", "7": "i"})  # fmt: skip


class _Plain(dict[int, str]):
    """Each character's plain letters and digits, worked out once; nothing for signs and spaces."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = "".join(map(_letter, unicodedata.normalize("NFKD", chr(code)).casefold()))
        return plain


def _letter(letter: str) -> str:
    if letter == HARD or letter.isascii():
        return letter if letter.isalnum() or letter == HARD else ""
    if letter.isdigit():
        return str(unicodedata.digit(letter, ""))
    base = unicodedata.normalize("NFKD", _LIKE.get(letter, letter))
    return "".join(each for each in base if each.isalnum())


_PLAIN: Final = _Plain()


def squashed(text: str) -> str:
    """Only letters and digits, without accents, capitals, spaces and signs. HARD stays."""
    return text.translate(_PLAIN)


def blurred(plain: str) -> str:
    """A squashed text in which letters that look alike are alike."""
    return plain.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(_BLUR)


def is_unseen(letter: str) -> bool:
    """Marks that part no word: accents of their own, soft hyphens, marks of direction and of nothing."""
    return letter in "\u0002\u00ad\ufffe\uffff\u115f\u1160\u3164" or unicodedata.category(letter) in {
        "Mn",
        "Me",
        "Cf",
    }


class Laid:
    """A text beside its squashed form: where each squashed letter stood."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._stood = [place for place, letter in enumerate(text) for _ in _PLAIN[ord(letter)]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The first place and the one after the last of the squashed letters from `start` to before `end`."""
        last = self._stood[end - 1] + 1
        while last < len(self.text) and is_unseen(self.text[last]):
            last += 1
        return self._stood[start], last

    def begins_inside(self, start: int) -> bool:
        """Does it begin inside a character of several letters?"""
        return start > 0 and self._stood[start - 1] == self._stood[start]

    def parted_before(self, place: int) -> bool:
        """Does a word begin at this place?"""
        before = place - 1
        while before >= 0 and is_unseen(self.text[before]):
            before -= 1
        return before < 0 or place >= len(self.text) or parted(self.text[before], self.text[place])


def parted(left: str, right: str) -> bool:
    """Is there an end of a word between two letters: a sign, a change from digits, or a capital after a small letter?"""
    if not (left.isalnum() and right.isalnum()):
        return True
    return left.isdigit() != right.isdigit() or (left.islower() and right.isupper())
