"""Questions about who works where."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch
from django.utils import timezone

from hafan.identity.models import Account, Agency, Membership


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


def place_of(account: Account, on: date) -> str:
    """Where somebody works, in a few words: the team if there is one, and the agency."""
    teams = [
        m.team.name
        for m in Membership.objects.live(on).filter(account=account).select_related("team")
        if m.team
    ]
    return " · ".join([*teams[:1], str(account.agency)])
