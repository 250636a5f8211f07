"""Every page has a door: it says who may come in, and it opens the signed context for them. A page without one does not start."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from typing import Any, Literal

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from hafan.foundation.context import NotSignedIn, session

View = Callable[..., HttpResponseBase]

#: What higher rooms do with every answer while its reader still acts, such as noting what was read.
BEFORE_LEAVING: list[Callable[[HttpRequest, HttpResponseBase], None]] = []

#: Where the browser session keeps the token of the signed context.
TOKEN = "hafan_token"  # noqa: S105 - a name, not a secret


@dataclass(frozen=True)
class Door:
    """Who may open a page: everybody, anyone signed in, or those whose role allows an action."""

    kind: Literal["open", "signed_in", "permitted"]
    reason: str = ""
    action: str = ""


def door_of(view: object) -> Door | None:
    """The door of a view, if it has one."""
    return getattr(view, "door", None)


def hang(view: View, door: Door) -> View:
    """Write the door on the view, where the start-up check and Django's own sign-in rule read it."""
    view.door = door  # type: ignore[attr-defined]
    view.login_required = door.kind != "open"  # type: ignore[attr-defined]
    return view


def open_to_all(*, reason: str) -> Callable[[View], View]:
    """A page without sign-in. Nothing protected can be seen from it, since nobody acts."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        return hang(inside, Door("open", reason))

    return decorate


def half_signed_in(*, reason: str) -> Callable[[View], View]:
    """A page for somebody whose password was right and who has yet to set up a second step; nobody acts on it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return view(request, *args, **kwargs)

        return hang(inside, Door("signed_in", reason))

    return decorate


def signed_in(*, reason: str) -> Callable[[View], View]:
    """A page for anyone signed in, second step and all, whatever their role."""

    def decorate(view: View) -> View:
        @wraps(view)
        def inside(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            return within(request, lambda: view(request, *args, **kwargs))

        return hang(inside, Door("signed_in", reason))

    return decorate


def within(request: HttpRequest, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Answer in the signed context of whoever is signed in, or send them to sign in."""
    try:
        with entered(request):
            response = answer()
            for look in BEFORE_LEAVING:
                look(request, response)
            return response
    except NotSignedIn:
        if request.user.is_authenticated and TOKEN not in request.session:
            return redirect("mfa_activate_totp")
        request.session.flush()
        return redirect("account_login")


@contextmanager
def entered(request: HttpRequest) -> Iterator[None]:
    """The signed context of a request."""
    token = request.session.get(TOKEN)
    if token is None:
        raise NotSignedIn
    with session(bytes.fromhex(token)):
        yield
