"""Words sealed for a web address: what somebody looks for may be a child's name, and addresses are written down on the way."""

from __future__ import annotations

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings

#: How long an address found in a browser's history still says what was looked for, in seconds.
_LASTS = 12 * 60 * 60


def seal_words(words: str) -> str:
    """The words for an address; nothing for nothing."""
    return _box().encrypt(words.encode(errors="replace")).decode() if words else ""


def unseal_words(sealed: str) -> str:
    """The words of an address; nothing if they are not ours or too old."""
    try:
        return _box().decrypt(sealed.encode(errors="replace"), ttl=_LASTS).decode()
    except (InvalidToken, UnicodeDecodeError):
        return ""


def _box() -> Fernet:
    made = hashlib.sha256(f"hafan words in addresses {settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(made))
