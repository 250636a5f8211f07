"""How wide words are in Atkinson Hyperlegible Next, so that labels can be laid out without a browser."""

from __future__ import annotations

import unicodedata

#: Advance widths in thousandths of the type size, regular weight, measured from the font.
GROUPS = {
    160: "'", 210: ",.:;", 236: "’‘", 240: "·", 245: "j", 252: "i", 262: "l", 280: " ", 286: "!", 299: "()",
    301: '"', 314: "f", 317: "[", 326: "t", 344: "]{}", 349: "r", 362: "-", 387: "/\\", 392: "I", 399: "“”",
    407: "1", 449: "y", 460: "z", 461: "v", 471: "s", 480: "?", 481: "x", 485: "*c", 492: "k", 504: "–",
    510: "7", 512: "J", 525: "a", 538: "e", 540: "u", 541: "L", 548: "2o", 550: "hn", 552: "F", 558: "Tg",
    564: "d", 566: "bp", 569: "E", 574: "q", 575: "Y", 576: "3", 588: "5", 592: "$PS", 593: "V", 595: "9",
    598: "6", 606: "+", 607: "Z", 610: "£", 613: "B", 614: "4R", 615: "8", 623: "X", 626: "A", 631: "K",
    645: "C", 648: "0", 651: "#", 669: "D", 670: "…", 684: "w", 690: "U", 693: "N", 694: "GH", 714: "O",
    724: "Q", 731: "&", 778: "@", 824: "M—", 845: "m", 856: "W", 919: "%",
}  # fmt: skip
WIDTHS = {letter: width for width, letters in GROUPS.items() for letter in letters}
UNKNOWN = 650  # a letter of another script: assume a wide one
BOLD = 1.035  # the bold weight is wider by this much


def width(words: str, size: float, *, bold: bool = False) -> float:
    """The width of words set in that size, in the same unit; accents add nothing."""
    plain = (letter for letter in unicodedata.normalize("NFD", words) if not unicodedata.combining(letter))
    total = sum(WIDTHS.get(letter, UNKNOWN) for letter in plain)
    return total * size / 1000 * (BOLD if bold else 1)


def shortened(words: str, size: float, room: float) -> str:
    """The words, or as many as fit with an ellipsis; nothing when not even two letters do."""
    if width(words, size) <= room:
        return words
    for count in range(len(words) - 1, 1, -1):
        cut = words[:count].rstrip(" ,.;:–-") + "…"
        if width(cut, size) <= room:
            return cut
    return ""
