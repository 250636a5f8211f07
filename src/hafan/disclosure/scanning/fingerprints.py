"""Tells when a text was copied from another: prints of runs of words, some kept, enough that no copied sentence is missed."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable, Mapping
from typing import Final, TypeVar

from hafan.people.folding import folded

Key = TypeVar("Key", bound=Hashable)

#: Words in a run. A copied run of RUN + WINDOW - 1 words always leaves a print.
RUN: Final = 8
WINDOW: Final = 5


def prints(text: str) -> frozenset[int]:
    """The prints of a text (winnowing: the least of every few). A text of fewer words than a run leaves none."""
    words = folded(text).split()
    runs = [_print(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]
    if len(runs) <= WINDOW:
        return frozenset(runs)
    return frozenset(min(runs[place : place + WINDOW]) for place in range(len(runs) - WINDOW + 1))


def _print(words: Iterable[str]) -> int:
    return int.from_bytes(hashlib.blake2b(" ".join(words).encode(), digest_size=8).digest(), "big")


def copied_from(text: str, others: Mapping[Key, str]) -> list[Key]:
    """The keys of the texts with which this one has a run of words in common."""
    own = prints(text)
    return [key for key, other in others.items() if own & prints(other)]
