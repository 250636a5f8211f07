"""What somebody had typed when their sign-in ended is not lost: it comes back to them, and to nobody else, after the next one."""

from __future__ import annotations

import hashlib
import json
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any, Final

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from hafan.foundation.doors import door_of, signed_in
from hafan.identity.models import Account
from hafan.identity.requests import SignedInRequest
from hafan.identity.session_store import whose

#: Where the browser session keeps it, sealed; how much of it, and for how many seconds.
KEPT, LONGEST, KEPT_FOR = "hafan_kept", 200_000, 12 * 60 * 60
#: From how many letters on something typed is shown again, and not only sent again.
WORTH_SHOWING: Final = 16

Field = tuple[str, str]


class KeepWords:
    """Keeps a form that was sent after its sender's sign-in had run out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Keep what was sent if the answer is: sign in first. Forget it once it has been sent again."""
        if request.method != "POST":
            return self.get_response(request)
        account = request.user.pk or whose(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        response = self.get_response(request)
        if account and _is_sent_to_sign_in(response) and _is_work(request):
            keep(request, account)
        elif KEPT in request.session and _path_kept(request) == request.path:
            del request.session[KEPT]
        return response


def keep(request: HttpRequest, account: int) -> None:
    """Keep the words of a form for an account."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
        if isinstance(value, str)
    ]
    if not request.FILES and sum(len(value) for _, value in fields) <= LONGEST:
        told = {"for": account, "path": request.path, "fields": fields, "until": int(time.time()) + KEPT_FOR}
        request.session[KEPT] = _box().encrypt(json.dumps(told).encode()).decode()


def kept_for(request: HttpRequest, account: Account) -> tuple[str, list[Field]] | None:
    """The page and the words kept for somebody, if there are any."""
    told = _opened(request)
    if told is None or told["for"] != account.pk or told["until"] < time.time():
        request.session.pop(KEPT, None)
        return None
    return told["path"], [(name, value) for name, value in told["fields"]]


@signed_in(reason="one's own words, typed before the sign-in ended")
@require_http_methods(["GET", "POST"])
def kept_words(request: SignedInRequest) -> HttpResponse:
    """Send again what was typed, or throw it away."""
    kept = kept_for(request, request.user)
    if kept is None or request.method == "POST":
        request.session.pop(KEPT, None)
        return redirect("/")
    path, fields = kept
    words = [value for _, value in fields if len(value) >= WORTH_SHOWING]
    return render(request, "identity/kept_words.html", {"path": path, "fields": fields, "words": words})


def _is_sent_to_sign_in(response: HttpResponse) -> bool:
    return response.status_code == 302 and response.headers["Location"].startswith(str(settings.LOGIN_URL))


def _is_work(request: HttpRequest) -> bool:
    """A page of the work itself; passwords and codes are never kept."""
    match = request.resolver_match
    door = door_of(match.func) if match else None
    return door is not None and door.kind == "permitted"


def _path_kept(request: HttpRequest) -> str | None:
    told = _opened(request)
    return told["path"] if told else None


def _opened(request: HttpRequest) -> dict[str, Any] | None:
    try:
        told: dict[str, Any] = json.loads(_box().decrypt(request.session.get(KEPT, "").encode()))
    except InvalidToken:
        return None
    return told


def _box() -> Fernet:
    return Fernet(urlsafe_b64encode(hashlib.sha256(b"kept words " + settings.SECRET_KEY.encode()).digest()))
