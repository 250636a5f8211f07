"""Questions about who works where."""

from __future__ import annotations

import hashlib
from datetime import date, datetime, timedelta

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings
from django.db.models import Prefetch
from django.http import HttpRequest
from django.utils import timezone

from hafan.identity.models import Account, Agency, Invitation, Membership, SignIn
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


def code_hash(code: str) -> bytes:
    """The name an invitation's code has in the table; spaces, dashes and small letters do not matter."""
    return hashlib.sha256("".join(code.upper().split()).replace("-", "").encode()).digest()


def invitation_fits(account: Account | None, code: str, at: datetime) -> bool:
    """Whether a code opens an account now. Asked by the account itself."""
    fitting = Invitation.objects.filter(account=account, code_hash=code_hash(code))
    return fitting.filter(used_at__isnull=True, expires_at__gt=at).exists()


def live_sign_ins(account: Account, at: datetime) -> list[SignIn]:
    """The browsers somebody may still be signed in with, the latest first."""
    longest = at - timedelta(seconds=settings.SESSION_LONGEST)
    idle = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    open_ones = SignIn.objects.filter(account=account, ended_at__isnull=True)
    return list(open_ones.filter(opened_at__gt=longest, seen_at__gt=idle).order_by("-opened_at"))


def news_of_sign_ins(account: Account, at: datetime) -> list[SignIn]:
    """Sign-ins of the last thirty days from a browser never used before."""
    lately = SignIn.objects.filter(
        account=account, is_new_browser=True, opened_at__gt=at - timedelta(days=30)
    )
    return list(lately.order_by("-opened_at")[:5])


def second_steps(account: Account) -> dict[str, object]:
    """What somebody signs in with besides a password: an app, keys, and how many recovery codes are left."""
    known = list(Authenticator.objects.filter(user_id=account.pk).order_by("created_at"))
    kinds = Authenticator.Type
    codes = next((each for each in known if each.type == kinds.RECOVERY_CODES), None)
    return {
        "app": any(each.type == kinds.TOTP for each in known),
        "keys": [each for each in known if each.type == kinds.WEBAUTHN],
        "codes_left": len(RecoveryCodes(codes).get_unused_codes()) if codes else None,
    }
