"""The front page, and whether the house stands."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from hafan.access.doors import open_to_all, roles_in, signed_in
from hafan.access.policy import may


@signed_in(reason="everyone has a first page")
@require_GET
def front(request: HttpRequest) -> HttpResponseBase:
    """Send each to the page they start from."""
    if may(roles_in(request), "case.view"):
        return redirect("children")
    if may(roles_in(request), "agency.administer"):
        return redirect("administration")
    return redirect("mfa_index")


@open_to_all(reason="asked by machines that watch whether we are up; says nothing else")
@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Answer if the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@open_to_all(reason="what Hafan is; holds nothing about anybody")
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What Hafan is and is not."""
    return render(request, "design/about.html")


@open_to_all(reason="a public duty; holds nothing about anybody")
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """How far everyone can use Hafan, and whom to tell when they cannot."""
    return render(request, "design/accessibility.html")
