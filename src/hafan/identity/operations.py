"""The verbs of identity: who works where. The database lets only an administrator of the agency do these, and notes each."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from hafan.foundation.context import end_sessions_of
from hafan.identity.models import Account, Agency, Membership, Team
from hafan.identity.roles import Role


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
    """Give a person a role from a day."""
    agency = None if team else account.agency
    return Membership.objects.create(account=account, team=team, agency=agency, role=role, begins_on=on)


def end_membership(*, membership: Membership, by: Account, on: date) -> None:
    """End a role; from that day it opens nothing."""
    membership.ends_on = max(on, membership.begins_on)
    membership.save(update_fields=["ends_on"])


@transaction.atomic
def move(*, account: Account, role: Role, team: Team | None, by: Account, on: date) -> Membership:
    """End what a person does now and give them one role in one place."""
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
    account.save(update_fields=["is_active"])


def choose_language(*, account: Account, language: str) -> None:
    """Keep the language somebody reads in; one's own to choose."""
    account.language = language
    account.save(update_fields=["language"])
