"""What a reader meets when a page cannot be given. Named as handlers in the root urls."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template

log = logging.getLogger(__name__)

#: Said when even the page that says so cannot be made.
LAST_WORDS = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Hafan</title>'
    "<h1>Something went wrong here</h1><p>Nothing was half-saved. Please try again in a few minutes.</p>"
    '<div lang="cy"><h1>Aeth rhywbeth o’i le yma</h1>'
    "<p>Ni chafodd dim ei hanner cadw. Rhowch gynnig arall arni ymhen ychydig funudau.</p></div></html>"
)


def refusal(status: int) -> Callable[..., HttpResponse]:
    """A handler that says what happened, that nothing was lost, and what to do; it never repeats the reason."""

    def handler(request: HttpRequest, exception: Exception | None = None, **extra: object) -> HttpResponse:
        return render(request, f"design/{status}.html", status=status)

    return handler


bad_request = refusal(400)
not_allowed = refusal(403)
not_found = refusal(404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page Django shows when a form did not come from us (settings: CSRF_FAILURE_VIEW)."""
    return not_allowed(request)


def server_error(request: HttpRequest) -> HttpResponse:
    """Both languages at once; needs no database, no sign-in and no translations."""
    try:
        body = get_template("design/500.html").render()
    except Exception:
        log.exception("the page for faults could not be made")
        body = LAST_WORDS
    return HttpResponse(body, status=500)
