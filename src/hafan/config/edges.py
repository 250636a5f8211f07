"""What stands at the very edge of a request: whose address it came from, and a line in the log for each one that was refused."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from allauth.account.utils import url_str_to_user_pk
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import Resolver404, resolve

Answer = Callable[[HttpRequest], HttpResponseBase]
log = logging.getLogger("hafan.refused")

#: Answers that mean: not here, not you, not so, not so often.
REFUSED: Final = frozenset({400, 403, 404, 405, 413, 429})
#: Pages on which a right answer leads on; one that stays is a wrong password, code or key.
WAYS_IN: Final = frozenset(
    {"account_login", "mfa_authenticate", "mfa_login_webauthn", "invitation", "step_up", "directory_back"}
)


class FromTheProxy:
    """Behind a proxy of ours, the visitor's address is the last one it wrote; whatever stands before, visitors wrote."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Believe the proxy's own word and no other."""
        told = request.META.get("HTTP_X_FORWARDED_FOR", "")
        if told and settings.SECURE_PROXY_SSL_HEADER:
            request.META["REMOTE_ADDR"] = told.rsplit(",", 1)[-1].strip()[:45]
        return self.get_response(request)


class ToldRefusals:
    """Tells the log of each refusal: which page, whose sign-in, which request. Never the address, never what was typed."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, and tell if it was no."""
        answer = self.get_response(request)
        page = page_of(request)
        stayed = request.method == "POST" and page in WAYS_IN and answer.status_code == 200
        if page and (stayed or answer.status_code in REFUSED):
            who, which = account_of(request), getattr(request, "number", "-")
            log.warning("%s refused with %s, account %s, request %s", page, answer.status_code, who, which)
        return answer


def page_of(request: HttpRequest) -> str:
    """The name of the page that was asked for; nothing for an address that is none of ours."""
    try:
        return resolve(request.path_info).url_name or ""
    except Resolver404:
        return ""


def account_of(request: HttpRequest) -> str:
    """The number of who is signed in, or of who has given a right password and nothing more yet; `nobody` otherwise."""
    session = getattr(request, "session", None)
    if session is None:
        return "nobody"
    half = session.get("account_login") or {}
    waiting = half.get("login", half) if isinstance(half, dict) else {}
    if waiting.get("user_pk"):
        return str(url_str_to_user_pk(waiting["user_pk"]))
    return str(session.get("_auth_user_id") or "nobody")
