"""One look at one file: is it what its ending says, is it one thing only, and can a clean copy be made of it?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hafan.files.sieve import limits
from hafan.files.sieve.kinds import BY_ENDING, Kind, looks_like
from hafan.files.sieve.suspecting import refuse_malware
from hafan.files.sieve.verdict import Refused, Sifted

#: What the first bytes must look like, for each kind.
_MUST_LOOK: Final = {"docx": "zip", "xlsx": "zip", "csv": "text", "txt": "text"}


def sift(data: bytes, ending: str) -> Sifted:
    """A clean copy of a file that came with this ending. Raises Refused, and nothing else on purpose."""
    kind = BY_ENDING.get(ending.lower())
    if kind is None:
        raise Refused("not_taken")
    if not data:
        raise Refused("empty")
    if len(data) > limits.FILE_BYTES:
        raise Refused("too_big")
    refuse_malware(data)
    if looks_like(data) != _MUST_LOOK.get(kind.code, kind.code):
        raise Refused("not_what_it_says")
    sifted = _cleaner(kind)(data, kind.code)
    if len(sifted.clean) > limits.CLEAN_BYTES:
        raise Refused("too_big")
    return sifted


def _cleaner(kind: Kind) -> Callable[[bytes, str], Sifted]:
    """The cleaner of a kind, loaded only when it is needed."""
    if kind.code == "pdf":
        from hafan.files.sieve.pdf import clean_pdf

        return clean_pdf
    if kind.code in ("docx", "xlsx"):
        from hafan.files.sieve.office import clean_office

        return clean_office
    if kind.code in ("csv", "txt"):
        from hafan.files.sieve.text import clean_text

        return clean_text
    from hafan.files.sieve.picture import clean_picture

    return clean_picture
