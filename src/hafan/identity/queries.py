"""Questions about who works where."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone

from hafan.identity.models import Account, Agency, Membership
from hafan.identity.requests import SignedInRequest


def people_by_agency() -> list[Agency]:
    """Agencies with their people (`.accounts.all()`) and what each does (`.memberships.all()`)."""
    doing = Membership.objects.live(timezone.localdate()).select_related("team", "agency")
    people = Account.objects.filter(is_active=True).prefetch_related(Prefetch("memberships", doing))
    return list(
        Agency.objects.prefetch_related(Prefetch("accounts", people)).order_by("country", "kind", "name_en")
    )


def people_of(agency: Agency, on: date) -> list[Account]:
    """Everyone of an agency, closed accounts last, with what each does on a day."""
    doing = Membership.objects.live(on).select_related("team", "agency")
    return list(
        Account.objects.filter(agency=agency)
        .prefetch_related(Prefetch("memberships", doing))
        .order_by("-is_active", "display_name")
    )


def memberships_in(request: HttpRequest) -> list[Membership]:
    """What whoever is signed in does today, asked once a request."""
    known: list[Membership] | None = getattr(request, "memberships", None)
    if known is None:
        known = []
        if request.user.is_authenticated:
            live = Membership.objects.live(timezone.localdate()).select_related("team", "agency")
            known = list(live.filter(account=request.user).order_by("id"))
        request.memberships = known  # type: ignore[attr-defined]
    return known


def place_in(request: SignedInRequest) -> str:
    """Where whoever is signed in works, in a few words: the team if there is one, and the agency."""
    teams = [membership.team.name for membership in memberships_in(request) if membership.team]
    return " · ".join([*teams[:1], str(request.user.agency)])
