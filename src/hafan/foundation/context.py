"""Who acts in this transaction. Nothing protected can be read or written outside `acting_as` or a signed-in request."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.db import connection, transaction
from psycopg.pq import TransactionStatus

from hafan.foundation.keys import sign


class HasKey(Protocol):
    """Anything with a database key, such as an account."""

    pk: int


class NotSignedIn(Exception):
    """The session has ended, expired, or never was."""


class OutsideTransaction(RuntimeError):
    """A context was begun where no transaction holds it: it would vanish at once, or worse, stay."""


@contextmanager
def acting_as(account: HasKey | int) -> Iterator[None]:
    """Act for an account in a job, a command or a test; on leaving, whoever acted before acts again."""
    number = account if isinstance(account, int) else account.pk
    with transaction.atomic():
        earlier = _ask("SELECT foundation.begin_as(%s, %s)", number, _proof(f"act {number}"))
        yield
        _restore(earlier)


@contextmanager
def session(token: bytes) -> Iterator[None]:
    """Act for the holder of a session token, inside the transaction of a request."""
    if not connection.in_atomic_block:
        raise OutsideTransaction
    earlier = _ask("SELECT foundation.begin(%s, %s)", token, _proof(f"begin {token.hex()}"))
    if earlier is None:
        raise NotSignedIn
    try:
        yield
    finally:
        # A broken transaction is rolled back by whoever opened it, and the context with it.
        if connection.connection.info.transaction_status == TransactionStatus.INTRANS:
            _restore(earlier)


@contextmanager
def seen_as(reader: str, child_id: int) -> Iterator[None]:
    """See one child as `reader` may see them, and nothing else; nothing can be written. For what will leave the house.

    `reader` is a role or a kind of reader of the policy table (parent, court, ...). Whoever acts must see the child too: what comes
    out is what both may see.
    """
    with transaction.atomic():
        earlier = _ask(
            "SELECT foundation.read_as(%s, %s, %s)", reader, child_id, _proof(f"read {reader} {child_id}")
        )
        yield
        _restore(earlier)


def whole(child_id: int) -> AbstractContextManager[None]:
    """The verbs' own sight of one child's whole story, to work out what follows, whoever records and whatever part they see."""
    return seen_as("house", child_id)


def open_session(account: HasKey, expires_at: datetime) -> bytes:
    """Open a session until a moment and answer its token, which is shown once and stored only as a hash."""
    token = secrets.token_bytes(32)
    with transaction.atomic():
        proof = _proof(f"open {account.pk} {token.hex()}")
        _ask("SELECT foundation.open_session(%s, %s, %s, %s)", token, account.pk, expires_at, proof)
    return token


def end_session(token: bytes) -> None:
    """End one session; its next request is refused."""
    _ask("SELECT foundation.end_session(%s)", token)


def end_sessions_of(account: HasKey) -> None:
    """End every session of an account, as when somebody leaves."""
    with transaction.atomic():
        _ask("SELECT foundation.end_sessions_of(%s, %s)", account.pk, _proof(f"end {account.pk}"))


def acting_account() -> int | None:
    """The key of the account that acts now, as the database sees it."""
    found = _ask("SELECT foundation.acting_account()")
    return None if found is None else int(str(found))


def _proof(words: str) -> bytes:
    return sign(settings.CONTEXT_KEY, f"{words} {_ask('SELECT foundation.challenge()')}")


def _restore(earlier: object) -> None:
    _ask("SELECT set_config('hafan.context', %s, true)", earlier)


def _ask(statement: str, *values: Any) -> object:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))
        row = cursor.fetchone()
    return row[0] if row else None
