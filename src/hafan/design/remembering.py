"""The same macro with the same words makes the same piece of a page, so it is made once and kept for the next reader."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import Any

from django.utils.functional import Promise
from markupsafe import Markup

#: Pieces kept by each macro; all are thrown away when there are more, so that memory stays flat.
MOST = 400
#: Longer than any label of ours.
LONGEST = 300


class NotKept(ValueError):
    """Nothing to keep: too long, or of a kind that cannot be compared."""


class Pieces:
    """What one macro has made, by what it was told. What somebody typed (a `value`) is never kept."""

    def __init__(self) -> None:
        self._made: dict[Hashable, Markup] = {}

    def made(self, told: Mapping[str, Any], make: Callable[[Mapping[str, Any]], Markup]) -> Markup:
        """The piece, made now or before."""
        try:
            key = spelt(told)
        except NotKept:
            return make(told)
        if (known := self._made.get(key)) is not None:
            return known
        made = make(told)
        if not told.get("value"):
            if len(self._made) >= MOST:
                self._made.clear()
            self._made[key] = made
        return made


def spelt(told: Any) -> Hashable:
    """What a macro was told, as a key: escaped and plain words differ, and so do 1 and True. Raises NotKept."""
    if isinstance(told, Mapping):
        return tuple((key, spelt(value)) for key, value in told.items())
    if isinstance(told, list | tuple):
        return tuple(spelt(value) for value in told)
    words = str(told) if isinstance(told, Promise) else told
    if isinstance(words, str):
        if len(words) > LONGEST:
            raise NotKept
        return (isinstance(words, Markup), str(words))
    if words is None or isinstance(words, bool | int | float):
        return (type(words), words)
    raise NotKept
