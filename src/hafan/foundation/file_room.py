"""How much one form of a page may bring in files. Settings name the pages; `hafan.foundation.uploads` keeps to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Room:
    """Bytes and files of one form."""

    total_bytes: int
    files: int

    @property
    def not_heard_out(self) -> int:
        """Bytes past which it is not worth hearing the sender out before refusing."""
        return 8 * self.total_bytes
