"""Being signed in: a browser session that carries the token of a signed context."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils import timezone

from hafan.foundation.context import end_session, open_session
from hafan.foundation.doors import TOKEN
from hafan.identity.models import Account

#: When the browser session was last seen, in seconds; it slides no oftener than this many seconds.
SEEN, SLIDES_AFTER = "hafan_seen", 60


def open_in(session: SessionBase, account: Account) -> None:
    """Open a signed context for an account that has passed its second step (or, in a demo, needs none)."""
    token = open_session(account, timezone.now() + timedelta(seconds=settings.SESSION_LONGEST))
    session[TOKEN] = token.hex()


def close(request: HttpRequest) -> None:
    """Sign out: the token dies with the browser session."""
    token = request.session.get(TOKEN)
    if token is not None:
        end_session(bytes.fromhex(token))
    logout(request)
