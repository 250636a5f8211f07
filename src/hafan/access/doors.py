"""Doors that ask for a role. `@permits("case.view")` lets in those whose role allows it; to others the page does not exist."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from hafan.access.policy import Action, may
from hafan.foundation.doors import (
    Door,
    View,
    door_of,
    entered,
    half_signed_in,
    hang,
    open_to_all,
    signed_in,
    within,
)
from hafan.identity.queries import memberships_in

__all__ = [
    "door_of",
    "entered",
    "half_signed_in",
    "memberships_in",
    "open_to_all",
    "permits",
    "roles_in",
    "signed_in",
]


def permits(action: Action) -> Callable[[View], View]:
    """A page for those whose role allows `action`; which rows they meet there is the database's to say."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            def answer() -> HttpResponseBase:
                if not may(roles_in(request), action):
                    raise Http404
                return view(request, *args, **kwargs)

            return within(request, answer)

        return hang(inside, Door("permitted", action=action))

    return decorate


def roles_in(request: HttpRequest) -> frozenset[str]:
    """The roles of whoever is signed in, asked once a request."""
    return frozenset(each.role for each in memberships_in(request))
