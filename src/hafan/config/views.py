"""The front page, and whether the house stands."""

from __future__ import annotations

import logging

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from hafan.access.doors import open_to_all, roles_in, signed_in
from hafan.access.policy import may

#: Bytes of a report; more is not read.
_LONGEST_REPORT = 16_384
_RULES = tuple(settings.CONTENT_SECURITY_POLICY["DIRECTIVES"])


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
    return HttpResponse("ok", content_type="text/plain; charset=utf-8")


@open_to_all(
    reason="browsers tell here that a page broke its policy, signed in or not; only the rule's name is kept"
)
@csrf_exempt
@require_POST
def policy_report(request: HttpRequest) -> HttpResponse:
    """Write down which rule of the policy a page broke, and nothing else of what the browser tells."""
    told = request.read(_LONGEST_REPORT)
    rule = next((rule for rule in _RULES if f'"{rule}'.encode() in told), None)
    if rule:
        logging.getLogger("hafan.policy").warning("A page broke the rule %s of its policy.", rule)
    return HttpResponse(status=204)


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
