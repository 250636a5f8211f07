"""Going to an agency's own directory to sign in, and coming back."""

from __future__ import annotations

import logging

from authlib.common.errors import AuthlibBaseError
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET
from joserfc.errors import JoseError
from requests import RequestException

from hafan.foundation.doors import open_to_all
from hafan.identity import sessions
from hafan.identity.directories import (
    Refused,
    account_of,
    client_of,
    enter,
    let_wait,
    who_came_back,
)
from hafan.identity.directory import Directory

log = logging.getLogger(__name__)
#: Whatever goes wrong between us and a directory ends in the same page, which says nothing of why.
FAULTS = (
    AuthlibBaseError,
    JoseError,
    RequestException,
    Refused,
    ValueError,
    KeyError,
    TypeError,
    RuntimeError,
)


@open_to_all(reason="the way to an agency's own directory")
@transaction.non_atomic_requests
@require_GET
def go(request: HttpRequest, key: str) -> HttpResponse:
    """Go there."""
    directory = known_directory(key)
    back = request.build_absolute_uri(reverse("directory_back", args=[key]))
    try:
        answer: HttpResponse = client_of(directory).authorize_redirect(request, back)
    except FAULTS as fault:
        return refuse(request, fault)
    return answer


@open_to_all(reason="the way back from an agency's own directory")
@transaction.non_atomic_requests
@require_GET
def back(request: HttpRequest, key: str) -> HttpResponse:
    """Come back: sign in whoever is known, ask an invitation of whoever is not."""
    directory = known_directory(key)
    try:
        known = who_came_back(request, directory)
    except FAULTS as fault:
        return refuse(request, fault)
    if request.user.is_authenticated:
        sessions.close(request)
    account = account_of(known)
    if account is None:
        let_wait(request, known)
        return redirect("invitation")
    return enter(request, account, known)


def known_directory(key: str) -> Directory:
    """One of ours, or not found."""
    directory: Directory | None = settings.DIRECTORIES.get(key)
    if directory is None:
        raise Http404
    return directory


def refuse(request: HttpRequest, fault: Exception) -> HttpResponse:
    """The same page for every fault; the log names its kind."""
    log.warning("signing in through a directory failed: %s", type(fault).__name__)
    return render(request, "identity/directory_refused.html", status=400)
