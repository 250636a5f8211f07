"""What stands in the header: who is signed in, and where they may go."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hafan.access.doors import roles_in
from hafan.access.policy import Action, may
from hafan.design.furniture import Place, SignedIn
from hafan.foundation.doors import TOKEN
from hafan.identity.queries import place_in
from hafan.identity.requests import SignedInRequest

#: The main menu: the words, the name of the page, and what one's role must allow.
MENU: list[tuple[object, str, Action]] = [
    (_("Children"), "children", "case.view"),
    (_("Sharing"), "sharing", "case.view"),
    (_("Outbox"), "outbox", "case.view"),
    (_("Returns"), "imports", "return.import"),
    (_("Keeping records"), "keeping", "record.keep"),
    (_("Custody"), "custody", "case.unseal"),
    (_("Law register"), "law", "law.view"),
    (_("Unusual views"), "unusual", "audit.view"),
    (_("Alerts"), "alerts", "alert.close"),
    (_("Emergency access"), "emergency", "case.break_glass"),
    (_("Administration"), "administration", "agency.administer"),
]


def navigation(request: HttpRequest) -> list[Place]:
    """The places this reader may go."""
    if not _has_session(request):
        return []
    roles = roles_in(request)
    return [
        Place(words, address, current=request.path.startswith(address))  # type: ignore[arg-type]
        for words, name, action in MENU
        if may(roles, action)
        for address in [reverse(name)]
    ]


def signed_in(request: SignedInRequest) -> SignedIn | None:
    """Who is reading, once they have passed their second step."""
    if not _has_session(request) or not request.user.is_authenticated:
        return None
    return SignedIn(request.user.display_name, place_in(request), reverse("account_logout"))


def _has_session(request: HttpRequest) -> bool:
    """Whether anybody can be reading: a request refused at the gate never came so far as a session."""
    return TOKEN in getattr(request, "session", ()) and hasattr(request, "user")
