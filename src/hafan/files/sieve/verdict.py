"""What the sieve answers: a clean copy with what was left out, or a refusal. Codes only: the words are the page's."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Reason = Literal[
    "empty",
    "too_big",
    "not_taken",
    "name_misleads",
    "not_what_it_says",
    "broken",
    "malware",
    "locked",
    "macros",
    "active",
    "holds_files",
    "links_out",
    "bomb",
    "two_in_one",
    "too_many_dots",
    "not_in_time",
]
#: What was taken out of the clean copy; the original keeps it.
LeftOut = Literal[
    "place_and_camera", "scripts", "attachments", "properties", "links", "more_pictures", "formulas"
]


class Refused(Exception):
    """The file is not let in."""

    def __init__(self, reason: Reason) -> None:
        self.reason: Reason = reason
        super().__init__(reason)


@dataclass(slots=True)
class Sifted:
    """A clean copy, the kind it is of, and what it no longer holds."""

    kind: str
    clean: bytes
    left_out: set[LeftOut] = field(default_factory=set)
