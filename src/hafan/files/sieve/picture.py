"""Pictures: drawn anew from their dots, so that nothing else of the file is left, not where nor with what they were taken."""

from __future__ import annotations

import io
import warnings
from typing import Final

from PIL import Image, ImageFile, ImageOps, MpoImagePlugin, TiffImagePlugin

from hafan.files.sieve import limits
from hafan.files.sieve.suspecting import MARKUP, refuse_stowaways
from hafan.files.sieve.verdict import LeftOut, Refused, Sifted

_FORMATS: Final = {"jpeg": ["JPEG"], "png": ["PNG"], "heic": ["HEIF"]}
_QUALITY: Final = 90
#: Where a picture keeps its notes.
_NOTES: Final = 65_536
#: A large picture packed hard takes longer than it is given.
_PACK_QUICKLY_ABOVE: Final = 8_000_000
Image.preinit()  # loads its readers now: once confined, nothing more can be loaded
_READERS: Final = (MpoImagePlugin, TiffImagePlugin)
ImageFile.LOAD_TRUNCATED_IMAGES = False
Image.MAX_IMAGE_PIXELS = limits.PICTURE_DOTS


def clean_picture(data: bytes, kind: str) -> Sifted:
    """The picture alone. Upright, in plain colours, without what the camera wrote beside it."""
    _refuse_what_follows(data, kind)
    left_out: set[LeftOut] = set()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = _opened(data, kind)
            if picture.getexif() or {"exif", "xmp", "comment", "photoshop"} & set(picture.info):
                left_out.add("place_and_camera")
            if getattr(picture, "n_frames", 1) > 1:
                left_out.add("more_pictures")
            return Sifted(kind, _drawn_anew(picture, "PNG" if kind == "png" else "JPEG"), left_out)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise Refused("too_many_dots") from None
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a decoder may fail in any way of its own; each of them is a refusal
        raise Refused("broken") from None


def _opened(data: bytes, kind: str) -> Image.Image:
    if kind == "heic":
        import pi_heif

        pi_heif.options.DECODE_THREADS = 1
        pi_heif.register_heif_opener(thumbnails=False)
    picture = Image.open(io.BytesIO(data), formats=_FORMATS[kind])
    if picture.width * picture.height > limits.PICTURE_DOTS:
        raise Refused("too_many_dots")
    return picture


def _drawn_anew(picture: Image.Image, form: str) -> bytes:
    """The dots, turned the way they were meant to be seen, written by us."""
    picture.load()
    ImageOps.exif_transpose(picture, in_place=True)
    see_through = form == "PNG" and (picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info)
    mode = "RGBA" if see_through else "L" if picture.mode in ("1", "L") else "RGB"
    plain = picture if picture.mode == mode else picture.convert(mode)
    plain.info.clear()
    made = io.BytesIO()
    if form == "PNG":
        quickly = plain.width * plain.height > _PACK_QUICKLY_ABOVE
        plain.save(made, "PNG", exif=b"", compress_level=1 if quickly else 6)
    else:
        plain.save(made, "JPEG", quality=_QUALITY, exif=b"")
    return made.getvalue()


def _refuse_what_follows(data: bytes, kind: str) -> None:
    """Another file behind the picture's end, or a page of the web in its notes."""
    end = {"jpeg": b"\xff\xd9", "png": b"IEND\xaeB`\x82"}.get(kind)
    at = data.rfind(end) if end else -1
    refuse_stowaways(data, data[at + len(end) :] if end and at >= 0 else b"")
    beginning = data[:_NOTES].lower()
    if b"%pdf-" in beginning or any(mark in beginning for mark in MARKUP):
        raise Refused("two_in_one")


def without_notes(jpeg: bytes) -> bytes:
    """A JPEG inside a PDF, its dots untouched, without what the camera wrote beside them."""
    if not jpeg.startswith(b"\xff\xd8"):
        return jpeg
    kept, at = [b"\xff\xd8"], 2
    while at + 4 <= len(jpeg) and jpeg[at] == 0xFF:
        marker, size = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == 0xDA:
            return b"".join(kept) + jpeg[at:]
        # APP0 says the density and APP14 how the colours are meant; the rest, and remarks, are notes.
        if not (0xE1 <= marker <= 0xEF and marker != 0xEE) and marker != 0xFE:
            kept.append(jpeg[at : at + 2 + size])
        at += 2 + size
    return jpeg
