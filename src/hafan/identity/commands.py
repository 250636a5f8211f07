"""Commands about agencies: how the first people come in."""

from __future__ import annotations

import argparse
import sys
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from hafan.identity.models import Account, Agency, AgencyKind, Country
from hafan.identity.operations import add_membership, invite
from hafan.identity.resealing import reseal
from hafan.identity.roles import Role


def reseal_second_steps(_rest: list[str]) -> int:
    """Seal what second steps are kept in with today's key; the keys of before may go then."""
    print(
        f"{reseal()} second steps are sealed with today's key. HAFAN_OLD_SECRET_KEYS may go in twelve hours."
    )
    return 0


def open_agency(arguments: list[str]) -> int:
    """Open an agency with its first administrator, who then adds its teams and people. Run as the database's owner."""
    asked = _parser().parse_args(arguments)
    try:
        validate_email(asked.administrator)
    except ValidationError:
        print(f"hafan: {asked.administrator} is not a work address.", file=sys.stderr)
        return 2
    if Account.objects.filter(email__iexact=asked.administrator).exists():
        print(
            f"hafan: there is an account for {asked.administrator} already; nothing was opened.",
            file=sys.stderr,
        )
        return 2
    if Agency.objects.filter(name_en=asked.name).exists():
        print(f"hafan: there is an agency called {asked.name} already; nothing was opened.", file=sys.stderr)
        return 2
    code = _open(asked, on=timezone.localdate(), at=timezone.now())
    print(f"{asked.name} is open. Tell {asked.administrator} this invitation code in person, shown only now:")
    print(code)
    print(
        "It works once, for 72 hours, at /sign-in/invitation/. They choose a password and add a security key or "
        "passkey, and then add teams and people under Administration."
    )
    return 0


@transaction.atomic
def _open(asked: argparse.Namespace, *, on: date, at: datetime) -> str:
    agency = Agency.objects.create(
        kind=asked.kind, country=asked.country, name_en=asked.name, name_cy=asked.name_cy or asked.name
    )
    account = Account.objects.create_user(
        asked.administrator,
        display_name=asked.administrator_name,
        agency=agency,
        language=asked.language,
    )
    add_membership(account=account, role=Role.SYSADMIN, team=None, by=account, on=on)
    return invite(account=account, by=account, at=at)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="hafan open-agency", description=open_agency.__doc__)
    parser.add_argument("name", help="its name in English")
    parser.add_argument("--name-cy", default="", help="its name in Welsh, if it has one")
    parser.add_argument("--kind", choices=AgencyKind.values, required=True)
    parser.add_argument("--country", choices=Country.values, required=True, help="whose law it works under")
    parser.add_argument(
        "--administrator", required=True, metavar="ADDRESS", help="work address of its first administrator"
    )
    parser.add_argument("--administrator-name", required=True, metavar="NAME")
    parser.add_argument("--language", choices=("en", "cy"), default="en", help="the administrator's language")
    return parser
