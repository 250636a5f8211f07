"""Reads letters in pictures, where the optional reader is installed (`hafan[ocr]`). Its models come in its wheel; nothing is fetched."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

from PIL.Image import Image

from hafan.disclosure.scanning.pieces import PictureReader

#: Lines it is less sure of than this are dropped; we would rather look at a wrong line than miss a right one.
_SURE: Final = 0.3
#: Read with less than this on the whole, or with fewer letters: perhaps the picture lies on its side.
_UPRIGHT: Final = 0.85
_FEW: Final = 20


@cache
def picture_reader() -> PictureReader | None:
    """The reader of pictures, started once; None where none is installed, and then a person must look."""
    try:
        from rapidocr_onnxruntime import RapidOCR
    except ImportError:
        return None
    return _Rapid(RapidOCR(text_score=_SURE, det_limit_type="min", det_limit_side_len=1_200))


class _Rapid:
    """RapidOCR: reads Latin letters; accents on Welsh vowels may be lost, which the search forgives."""

    def __init__(self, engine: Any) -> None:
        self._engine = engine

    def lines(self, picture: Image) -> list[str]:
        """The lines of text in a picture, from the top, whichever way up it lies."""
        upright = picture.convert("RGB")
        best = self._read(upright)
        if _looks_right(best):
            return best[0]
        turned = [best, *(self._read(upright.rotate(angle, expand=True)) for angle in (90, 180, 270))]
        right = [each for each in turned if _looks_right(each)]
        return [line for lines, _ in right or turned for line in lines]

    def _read(self, picture: Image) -> tuple[list[str], float]:
        import numpy

        # its own judgement of what is upside down loses whole lines
        found, _ = self._engine(numpy.asarray(picture), use_cls=False)
        lines = [(str(text), float(sure)) for _, text, sure in found or []]
        letters = sum(len(text) for text, _ in lines)
        return [text for text, _ in lines], sum(len(text) * sure for text, sure in lines) / max(letters, 1)


def _looks_right(read: tuple[list[str], float]) -> bool:
    lines, sure = read
    return sure >= _UPRIGHT and sum(map(len, lines)) >= _FEW
