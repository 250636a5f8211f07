"""The verbs of identity: who works where, and how they come in.

The database lets only an administrator of the agency, or somebody for themself, do these, and notes each.
"""

from __future__ import annotations

import secrets
from datetime import date, datetime, timedelta
from typing import Final

from allauth.mfa.models import Authenticator
from django.db import transaction

from hafan.foundation.context import end_sessions_of
from hafan.identity.keyring import end_other_sign_ins, end_sign_in, suspend_dormant_since
from hafan.identity.models import Account, Agency, Invitation, Membership, OutsideIdentity, SignIn, Team
from hafan.identity.privilege import PHISHING_PROOF
from hafan.identity.queries import code_hash
from hafan.identity.roles import Role

#: How long an invitation may be used, and after how long without a sign-in an account is suspended.
INVITED_FOR: Final = timedelta(hours=72)
DORMANT_AFTER: Final = timedelta(days=45)
#: What a code is made of: no letter that looks like another, 100 bits in all.
LETTERS: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def add_team(*, agency: Agency, name: str, by: Account, at: datetime) -> Team:
    """Add a team to the administrator's agency."""
    return Team.objects.create(agency=agency, name=name.strip())


@transaction.atomic
def add_account(
    *,
    agency: Agency,
    email: str,
    display_name: str,
    language: str,
    role: Role,
    team: Team | None,
    password: str | None,
    by: Account,
    at: datetime,
    on: date,
) -> Account:
    """Add a person with their first role, in a team or in the whole agency."""
    account = Account.objects.create_user(
        email, password, display_name=display_name.strip(), agency=agency, language=language
    )
    add_membership(account=account, role=role, team=team, by=by, on=on)
    return account


def add_membership(*, account: Account, role: Role, team: Team | None, by: Account, on: date) -> Membership:
    """Give a person a role from a day; a role of great power begins with a new sign-in, which asks for a security key."""
    agency = None if team else account.agency
    if role in PHISHING_PROOF:
        end_sessions_of(account)
    return Membership.objects.create(account=account, team=team, agency=agency, role=role, begins_on=on)


def end_membership(*, membership: Membership, by: Account, on: date) -> None:
    """End a role; from that day it opens nothing."""
    membership.ends_on = max(on, membership.begins_on)
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def move(*, account: Account, role: Role, team: Team | None, by: Account, on: date) -> Membership:
    """End what a person does now and give them one role in one place; they sign in again as that."""
    end_sessions_of(account)
    for membership in Membership.objects.live(on).filter(account=account):
        end_membership(membership=membership, by=by, on=on)
    return add_membership(account=account, role=role, team=team, by=by, on=on)


@transaction.atomic
def deactivate(*, account: Account, by: Account, at: datetime) -> None:
    """Close an account; whatever is open in it is refused at its next request."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    end_sessions_of(account)


@transaction.atomic
def reactivate(*, account: Account, by: Account, at: datetime) -> None:
    """Open a closed account again."""
    account.is_active = True
    account.opened_at = at
    account.save(update_fields=["is_active", "opened_at"])


def choose_language(*, account: Account, language: str) -> None:
    """Keep the language somebody reads in; one's own to choose."""
    account.language = language
    account.save(update_fields=["language"])


@transaction.atomic
def invite(*, account: Account, by: Account, at: datetime) -> str:
    """Make the one code by which somebody first comes in, told to them in person; an earlier one opens nothing any more."""
    Invitation.objects.filter(account=account, used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
    code = "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(4))
    Invitation.objects.create(
        account=account, code_hash=code_hash(code), made_by=by, expires_at=at + INVITED_FOR
    )
    return code


@transaction.atomic
def invite_again(*, account: Account, by: Account, at: datetime) -> str:
    """Begin somebody's sign-in anew, as when phone and key are lost: password, second steps and sign-ins are gone."""
    account.set_unusable_password()
    account.save(update_fields=["password"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    OutsideIdentity.objects.filter(account=account).delete()
    end_sessions_of(account)
    return invite(account=account, by=by, at=at)


def take_up_invitation(*, account: Account, code: str, at: datetime) -> bool:
    """Use an invitation, once; whether it could be used. By the account itself."""
    fitting = Invitation.objects.filter(account=account, code_hash=code_hash(code))
    return fitting.filter(used_at__isnull=True, expires_at__gt=at).update(used_at=at) == 1


def choose_password(*, account: Account, password: str) -> None:
    """Keep a new password; one's own to choose."""
    account.set_password(password)
    account.save(update_fields=["password"])


def keep_sign_in(
    *, account: Account, token_hash: bytes, how: str, browser: str, by: Account, at: datetime
) -> SignIn:
    """Keep a sign-in where its owner sees it, marked when the browser is one they never used before."""
    earlier = SignIn.objects.filter(account=account)
    is_new = earlier.exists() and not earlier.filter(browser=browser).exists()
    return SignIn.objects.create(
        account=account,
        token_hash=token_hash,
        how=how,
        browser=browser,
        opened_at=at,
        seen_at=at,
        is_new_browser=is_new,
    )


def note_seen(*, token_hash: bytes, at: datetime) -> None:
    """Somebody is still here."""
    SignIn.objects.filter(token_hash=token_hash).update(seen_at=at)


def note_ended(*, token_hash: bytes, at: datetime) -> None:
    """Somebody has signed out."""
    SignIn.objects.filter(token_hash=token_hash, ended_at__isnull=True).update(ended_at=at)


@transaction.atomic
def end_one(*, sign_in: SignIn, by: Account, at: datetime) -> None:
    """End one of one's own sign-ins; its next request is refused."""
    end_sign_in(by, bytes(sign_in.token_hash))
    note_ended(token_hash=bytes(sign_in.token_hash), at=at)


@transaction.atomic
def end_others(*, account: Account, kept: bytes, at: datetime) -> None:
    """End all of one's own sign-ins but this one."""
    end_other_sign_ins(account, kept)
    SignIn.objects.filter(account=account, ended_at__isnull=True).exclude(token_hash=kept).update(ended_at=at)


def link(*, account: Account, issuer: str, tenant: str, subject: str) -> OutsideIdentity:
    """Let somebody come in as who they are in their agency's own directory."""
    return OutsideIdentity.objects.create(account=account, issuer=issuer, tenant=tenant, subject=subject)


def suspend_dormant(*, at: datetime) -> int:
    """Suspend every account nobody has signed in to for 45 days; how many there were."""
    return suspend_dormant_since(at - DORMANT_AFTER)
