"""What arrives in addresses and forms of this room."""

from __future__ import annotations

import uuid
from datetime import UTC, datetime, timedelta

from hafan.audit.queries import Place

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: No place lies further from 1970 than this, in seconds.
_FAR = 10**11
LONGEST = 2_000


def write_place(place: Place) -> str:
    """A place in a list, for an address."""
    return f"{(place[0] - _EPOCH) // timedelta(microseconds=1)}.{place[1]}"


def read_place(text: str) -> Place | None:
    """A place in a list; none if the text is none."""
    moment, _, key = text.partition(".")
    if not (moment.isdecimal() and key.isdecimal() and len(moment) < 18 and len(key) < 19):
        return None
    return _EPOCH + timedelta(microseconds=min(int(moment), _FAR * 10**6)), int(key)


def read_person(text: str) -> uuid.UUID | None:
    """A person's public id; none if the text is none."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def read_finding(text: str) -> str:
    """What somebody found, if they said anything that can be kept."""
    words = text.strip()
    return words if len(words) <= LONGEST and "\x00" not in words else ""
