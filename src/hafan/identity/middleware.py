"""What happens around every request: how long a sign-in lasts, in which language we answer, and who may keep the answer."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from hafan.foundation.doors import TOKEN
from hafan.identity.sessions import SEEN, SLIDES_AFTER, note_seen

Answer = Callable[[HttpRequest], HttpResponse]
YEAR = 365 * 24 * 60 * 60  # seconds


class SessionLimits:
    """Slides the idle limit along while somebody works; the whole-day limit is kept by the database."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Give the request a number of its own, and note that its reader is here."""
        request.number = uuid.uuid4()  # type: ignore[attr-defined]
        if TOKEN in request.session:
            now = int(time.time())
            if now - request.session.get(SEEN, 0) >= SLIDES_AFTER:
                request.session[SEEN] = now
                note_seen(request)
        return self.get_response(request)


class ReadersLanguage:
    """Answers in the language asked for, then the one chosen in this browser, then the reader's own."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Speak one language for the whole of a request."""
        asked = known(request.GET.get("lang"))
        language = asked or known(request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)) or preferred(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if asked:
            remember_language(response, asked)
        return response


class KeepOutOfCaches:
    """No page is kept by a browser or anything between; static files are served before this."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark every answer as not to be kept."""
        response = self.get_response(request)
        response.headers["Cache-Control"] = "no-store"
        return response


def known(language: str | None) -> str | None:
    """The language if it is one of ours."""
    return language if language in dict(settings.LANGUAGES) else None


def preferred(request: HttpRequest) -> str:
    """The reader's own language, or the browser's for somebody we do not know."""
    if request.user.is_authenticated:
        return request.user.language
    return translation.get_language_from_request(request)


def remember_language(response: HttpResponse, language: str) -> None:
    """Keep the choice in this browser for a year."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
