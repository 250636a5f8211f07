"""Whose sign-in must stand up to a forged page: those who could open, move or let out the most."""

from __future__ import annotations

from typing import Final

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.utils import timezone

from hafan.identity.models import Account, Membership

#: Roles that sign in with a security key or passkey, never with a code that could be typed into a forged page.
PHISHING_PROOF: Final = frozenset({"sysadmin", "privacy_officer", "records_custodian", "leader", "dcs"})


def is_phishing_proof(account: Account) -> bool:
    """Whether any role this person has today asks for a security key."""
    live = Membership.objects.live(timezone.localdate())
    return live.filter(account=account, role__in=PHISHING_PROOF).exists()


def uses_keys(account: Account) -> bool:
    """Whether this person has a security key or passkey."""
    return Authenticator.objects.filter(user_id=account.pk, type=Authenticator.Type.WEBAUTHN).exists()


def idle_limit(account: Account) -> int:
    """After how many idle seconds a sign-in ends."""
    return settings.SESSION_IDLE_PRIVILEGED if is_phishing_proof(account) else settings.SESSION_COOKIE_AGE
