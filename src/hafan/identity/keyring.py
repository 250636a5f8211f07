"""The functions of the database that end sign-ins and suspend accounts; each asks for a proof that the app itself calls."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import connection, transaction

from hafan.foundation.keys import sign
from hafan.identity.models import Account


def end_sign_in(account: Account, token_hash: bytes) -> None:
    """One sign-in of an account; its next request is refused."""
    _call("end_sign_in", f"end {account.pk}", account.pk, token_hash)


def end_other_sign_ins(account: Account, kept: bytes) -> None:
    """Every sign-in of an account but one."""
    _call("end_other_sign_ins", f"end {account.pk}", account.pk, kept)


def suspend_dormant_since(since: datetime) -> int:
    """Suspend whoever has not been here since a moment; how many."""
    return int(str(_call("suspend_dormant", "suspend dormant", since) or 0))


@transaction.atomic
def _call(function: str, words: str, *values: int | bytes | datetime) -> object:
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundation.challenge()")
        proof = sign(settings.CONTEXT_KEY, f"{words} {cursor.fetchone()[0]}")
        places = ", ".join(["%s"] * (len(values) + 1))
        cursor.execute(f"SELECT foundation.{function}({places})", [*values, proof])
        return cursor.fetchone()[0]
