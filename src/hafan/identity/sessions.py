"""Being signed in: a browser session that carries the token of a signed context."""

from __future__ import annotations

import hashlib
import time
from datetime import timedelta

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone

from hafan.foundation.context import NotSignedIn, acting_as, end_session, open_session, session
from hafan.foundation.doors import TOKEN
from hafan.identity import operations
from hafan.identity.browsers import family
from hafan.identity.models import Account
from hafan.identity.privilege import idle_limit

#: When the browser session was last seen, in seconds; it slides no oftener than this many seconds.
SEEN, SLIDES_AFTER = "hafan_seen", 60
#: When the last second step was given, in seconds, and for how long it opens what asks for a fresh one.
STEPPED, STEP_LASTS = "hafan_stepped", 5 * 60
#: After how many idle seconds this sign-in ends (read by the session store).
IDLE = "hafan_idle"


def open_in(browser: SessionBase, account: Account, *, stepped: bool = True) -> bytes:
    """Open a signed context for an account that has passed its second step (or, in a demo, needs none)."""
    token = open_session(account, timezone.now() + timedelta(seconds=settings.SESSION_LONGEST))
    browser[TOKEN] = token.hex()
    browser[IDLE] = idle_limit(account)
    if stepped:
        browser[STEPPED] = int(time.time())
    return token


def begin(request: HttpRequest, account: Account, *, how: str, stepped: bool = True) -> None:
    """Open a signed context and keep the sign-in where its owner sees it."""
    token = open_in(request.session, account, stepped=stepped)
    with acting_as(account):
        operations.keep_sign_in(
            account=account,
            token_hash=hash_of(token),
            how=how,
            browser=family(request.headers.get("User-Agent", "")),
            by=account,
            at=timezone.now(),
        )


def step(browser: SessionBase) -> None:
    """A second step has just been given: the key of the sign-in changes, and for a while none is asked again."""
    browser.cycle_key()
    browser[STEPPED] = int(time.time())


def stepped_lately(browser: SessionBase) -> bool:
    """Whether a second step was given within the last five minutes."""
    return 0 <= int(time.time()) - int(browser.get(STEPPED, 0)) < STEP_LASTS


def token_of(request: HttpRequest) -> bytes | None:
    """The token of this sign-in, if there is one."""
    token = request.session.get(TOKEN)
    return bytes.fromhex(token) if token else None


def hash_of(token: bytes | None) -> bytes:
    """The name a token has in the tables."""
    return hashlib.sha256(token or b"").digest()


def note_seen(request: HttpRequest) -> None:
    """Somebody is still here, this minute; whoever has meanwhile been given great powers signs in anew, with a key."""
    token = token_of(request)
    if isinstance(request.user, Account) and idle_limit(request.user) < request.session.get(IDLE, 0):
        close(request)
    elif token is not None:
        try:
            with transaction.atomic(), session(token):
                operations.note_seen(token_hash=hash_of(token), at=timezone.now())
        except NotSignedIn:
            return  # the page itself finds out, and sends them to sign in


def close(request: HttpRequest) -> None:
    """Sign out: the token dies with the browser session."""
    token = token_of(request)
    if token is not None:
        try:
            with transaction.atomic(), session(token):
                operations.note_ended(token_hash=hash_of(token), at=timezone.now())
        except NotSignedIn:
            pass  # it had ended already
        end_session(token)
    logout(request)
