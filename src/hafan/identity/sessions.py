"""Being signed in: a browser session that carries the token of a signed context."""

from __future__ import annotations

import time
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
#: When the last second step was given, in seconds, and for how long it opens what asks for a fresh one.
STEPPED, STEP_LASTS = "hafan_stepped", 5 * 60


def open_in(session: SessionBase, account: Account, *, stepped: bool = True) -> None:
    """Open a signed context for an account that has passed its second step (or, in a demo, needs none)."""
    token = open_session(account, timezone.now() + timedelta(seconds=settings.SESSION_LONGEST))
    session[TOKEN] = token.hex()
    if stepped:
        session[STEPPED] = int(time.time())


def step(session: SessionBase) -> None:
    """A second step has just been given: the key of the sign-in changes, and for a while none is asked again."""
    session.cycle_key()
    session[STEPPED] = int(time.time())


def stepped_lately(session: SessionBase) -> bool:
    """Whether a second step was given within the last five minutes."""
    return 0 <= int(time.time()) - int(session.get(STEPPED, 0)) < STEP_LASTS


def close(request: HttpRequest) -> None:
    """Sign out: the token dies with the browser session."""
    token = request.session.get(TOKEN)
    if token is not None:
        end_session(bytes.fromhex(token))
    logout(request)
