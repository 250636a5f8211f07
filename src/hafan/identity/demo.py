"""Signing in as one of the invented people of the demo, by one click. Outside the demo these pages do not exist."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.contrib.auth import login
from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_POST

from hafan.foundation.doors import open_to_all
from hafan.identity import sessions
from hafan.identity.models import Account
from hafan.identity.queries import people_by_agency

#: Where the demo keeps what each person may try: {work address: {language: words}}.
TRIES = "demo-hints"


@open_to_all(reason="the invented people of the demo; not found outside it")
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """Everyone one can be in the demo, by agency."""
    require_demo()
    tries = cache.get(TRIES, {})
    hints = {email: words.get(get_language() or "en", "") for email, words in tries.items()}
    return render(request, "identity/demo_people.html", {"agencies": people_by_agency(), "hints": hints})


@open_to_all(reason="one-click sign-in of the demo; not found outside it")
@require_POST
def sign_in_as(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Be somebody."""
    require_demo()
    account = get_object_or_404(Account, public_id=public_id, is_active=True)
    sessions.close(request)
    login(request, account, backend="hafan.identity.backends.WorkEmail")
    sessions.begin(request, account, how="demo", stepped=False)
    return redirect("/")


def require_demo() -> None:
    """Not found, unless this is the demo."""
    if not settings.DEMO:
        raise Http404
