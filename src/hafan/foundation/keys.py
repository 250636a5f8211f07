"""The two keys of the signed context: one shared with the app, one that never leaves the database."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import Any

from hafan.foundation.roles import BACKUP

#: The block of sha-256, in bytes.
BLOCK = 64


def sign(key: bytes, words: str) -> bytes:
    """The app's proof that it, and not somebody with raw SQL, asks."""
    return hmac.new(key, words.encode(), hashlib.sha256).digest()


def padded(key: bytes) -> tuple[bytes, bytes]:
    """The inner and outer block of an HMAC key, as the vault keeps them."""
    short = hashlib.sha256(key).digest() if len(key) > BLOCK else key
    block = short.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in block), bytes(b ^ 0x5C for b in block)


def install(cursor: Any, app_key: bytes) -> None:
    """Put the app's key in the vault, and draw the database's own if it has none. Only the owner can.

    No backup holds the keys, so that a database brought back from one gets its table and its keys here.
    """
    cursor.execute(
        "CREATE TABLE IF NOT EXISTS vault.key (name text PRIMARY KEY, inner_block bytea NOT NULL, outer_block bytea NOT NULL)"
    )
    cursor.execute(f"REVOKE ALL ON TABLE vault.key FROM {BACKUP}")
    cursor.execute(
        "INSERT INTO vault.key VALUES ('app', %s, %s) ON CONFLICT (name) DO UPDATE "
        "SET inner_block = excluded.inner_block, outer_block = excluded.outer_block",
        padded(app_key),
    )
    cursor.execute(
        "INSERT INTO vault.key VALUES ('database', %s, %s) ON CONFLICT (name) DO NOTHING",
        padded(secrets.token_bytes(BLOCK)),
    )
