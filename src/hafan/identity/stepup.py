"""What is done seldom and cannot be undone asks for a second step again: `@stepped_up`, on a view, under its door.

    @permits("case.break_glass")
    @stepped_up
    def break_glass(request, ...): ...

Somebody whose last second step is more than five minutes old is asked for one and comes back to the page. A form sent meanwhile
is asked in place, and what it held is sent on: nothing typed is lost (files must be chosen again).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from hafan.foundation.doors import View, signed_in
from hafan.identity import sessions
from hafan.identity.forms import AgainByCode, AgainByKey, AgainInTheDemo
from hafan.identity.privilege import is_phishing_proof, uses_keys
from hafan.identity.requests import SignedInRequest

#: Before the fields of the step, so that they never meet those of the page that asks.
PREFIX = "step"

StepForm = AgainByCode | AgainByKey | AgainInTheDemo


def stepped_up(view: View) -> View:
    """A page that opens only to somebody who has just given a second step."""

    @wraps(view)
    def inside(request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if sessions.stepped_lately(request.session):
            return view(request, *args, **kwargs)
        if request.method == "POST":
            return _in_place(request, lambda: view(request, *args, **kwargs))
        return to_step_up(request)

    return inside


def to_step_up(request: HttpRequest) -> HttpResponse:
    """To the page that asks, and from there back to this page."""
    return redirect(f"{reverse('step_up')}?{urlencode({'next': request.get_full_path()})}")


@signed_in(reason="one's own second step, given again")
def step_up(request: SignedInRequest) -> HttpResponseBase:
    """Give a second step again and go on to the page that asked."""
    there = _there(request)
    if request.method == "POST":
        return _in_place(request, lambda: redirect(there))
    return _page(request, _forms(request), [("next", there)])


def _in_place(request: SignedInRequest, go_on: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    forms = _forms(request)
    given = next((form for form in forms if form.is_bound), None)
    if given is None or not given.is_valid():
        return _page(request, forms, _sent_on(request))
    sessions.step(request.session)
    return go_on()


def _forms(request: SignedInRequest) -> list[StepForm]:
    """What this person may give, the given one filled in."""
    if settings.DEMO:
        return [_filled(AgainInTheDemo, "go_on", request)]
    by_key = [_filled(AgainByKey, "credential", request)] if uses_keys(request.user) else []
    by_code = [] if is_phishing_proof(request.user) else [_filled(AgainByCode, "code", request)]
    return [*by_key, *by_code]


def _filled(kind: type[StepForm], field: str, request: SignedInRequest) -> StepForm:
    sent = request.POST if f"{PREFIX}-{field}" in request.POST else None
    return kind(sent, prefix=PREFIX, user=request.user)


def _page(request: SignedInRequest, forms: list[StepForm], sent_on: list[tuple[str, str]]) -> HttpResponse:
    shown = {
        "by_key": next((form for form in forms if isinstance(form, AgainByKey)), None),
        "by_code": next((form for form in forms if isinstance(form, AgainByCode)), None),
        "in_demo": next((form for form in forms if isinstance(form, AgainInTheDemo)), None),
        "forms": forms,
        "sent_on": sent_on,
        "files_lost": bool(request.FILES),
    }
    return render(request, "identity/step_up.html", shown)


def _sent_on(request: HttpRequest) -> list[tuple[str, str]]:
    """What the form held that was asked in place, to be sent again with the step."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken" and not name.startswith(f"{PREFIX}-")
        for value in values
        if isinstance(value, str)
    ]


def _there(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=settings.SECURE
    )
    return wanted if safe else "/"
