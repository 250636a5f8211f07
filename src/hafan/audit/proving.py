"""The house's own proof for what it does by itself, in nobody's name: seal, and look for unusual views."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from hafan.foundation.keys import sign


def proof(words: str) -> bytes:
    """Shows the database that the app asks, in this very transaction, and not somebody with raw SQL."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT foundation.challenge()")
        return sign(settings.CONTEXT_KEY, f"{words} {cursor.fetchone()[0]}")
