"""Sealing files at rest, piece by piece: each piece knows whose it is and which, so none can be put in another's place."""

from __future__ import annotations

import base64
import hashlib
import uuid
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

#: Bytes of one piece: what a request holds in memory of a file of any size.
PIECE = 1024 * 1024


class Tampered(Exception):
    """A piece is not what was sealed here, or not in its place."""


def seal(words: bytes, *, of: uuid.UUID, clean: bool, number: int) -> bytes:
    """One piece, sealed."""
    return base64.urlsafe_b64decode(
        _box(tuple(settings.FILES_KEYS)).encrypt(_place(of, clean, number) + words)
    )


def unseal(sealed: bytes, *, of: uuid.UUID, clean: bool, number: int) -> bytes:
    """What was sealed as this piece. Raises Tampered."""
    place = _place(of, clean, number)
    try:
        opened = _box(tuple(settings.FILES_KEYS)).decrypt(base64.urlsafe_b64encode(sealed))
    except InvalidToken:
        raise Tampered from None
    if not opened.startswith(place):
        raise Tampered
    return opened[len(place) :]


def digest(words: bytes) -> str:
    """The fingerprint a file is known by."""
    return hashlib.sha256(words).hexdigest()


def _place(of: uuid.UUID, clean: bool, number: int) -> bytes:
    return of.bytes + bytes([clean]) + number.to_bytes(4, "big")


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(_derived(key)) for key in keys])


def _derived(key: str) -> bytes:
    made = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=b"hafan files at rest").derive(
        key.encode()
    )
    return base64.urlsafe_b64encode(made)
