"""The chain: what is hashed of an event, in SQL and in Python, and when. Described for auditors in docs/how-to/audit.md.

An event is chained when its transaction ends, not when it is noted. Until then nothing is locked, so a page being read never
waits for another page or for an import; and all the events of a transaction are chained in the order of their streams, so that no
two transactions wait for each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Final

#: What stands before the first event of a stream.
NOTHING: Final = bytes(32)

#: A stream is the child; where no child is concerned, the account (below zero); and 0 where nobody was signed in.
STREAM: Final = "coalesce(e.child_id, -e.account_id, 0)"

#: The columns of an event, in order. No setting of a connection changes how any of them is written as text.
COLUMNS: Final = (
    "e.id",
    "(extract(epoch FROM e.at) * 1000000)::bigint",
    "e.account_id",
    "e.real_account_id",
    "e.agency_id",
    "e.action",
    "e.object_type",
    "e.object_id",
    "e.child_id",
    "e.listed",
    "e.parts",
    "e.grant_id",
    "e.reason",
    "e.request_id",
    "encode(e.session_hash, 'hex')",
    "e.result",
    "e.detail",
)
#: Of these, the ones somebody could have written a tab or a line break into.
WORDS: Final = {"e.action", "e.object_type", "e.parts", "e.reason", "e.result", "e.detail"}

#: How COPY writes what would break a line, which is how it is hashed.
ESCAPES: Final = {
    "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t", "\v": "\\v",
}  # fmt: skip


def told(values: Iterable[str | None]) -> bytes:
    """Columns as they are hashed: a tab between two, a backslash and N for what is not there."""
    return "\t".join("\\N" if value is None else value.translate(_ESCAPING) for value in values).encode()


_ESCAPING = str.maketrans(ESCAPES)


def linked(before: bytes, line: bytes) -> bytes:
    """The hash of an event told in `line`, after one whose hash was `before`."""
    return hashlib.sha256(before + line).digest()
