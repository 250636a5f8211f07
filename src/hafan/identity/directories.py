"""An agency's own directory, in which its people may sign in (OpenID Connect, as Entra ID speaks it).

Somebody is known by issuer, tenant and subject, never by an email that the directory may give to another tomorrow. The first time,
an invitation says which account is theirs.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any, Final

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from hafan.identity.adapters import VOUCHED
from hafan.identity.directory import Directory
from hafan.identity.models import Account, OutsideIdentity

#: Where the browser session keeps somebody whom a directory knows and we do not yet, and for how many seconds.
WAITING, WAITS_FOR = "hafan_outside", 15 * 60
#: The only way a directory may sign what it says.
SIGNED_WITH: Final = ("RS256",)
#: Seconds that a directory's clock and ours may differ, and that we wait for its answer.
CLOCKS_DIFFER, PATIENCE = 60, 5


@dataclass(frozen=True)
class Known:
    """Somebody as a directory knows them."""

    issuer: str
    tenant: str
    subject: str
    vouched: bool

    def known_as(self) -> dict[str, str]:
        """Issuer, tenant and subject."""
        return {"issuer": self.issuer, "tenant": self.tenant, "subject": self.subject}


class Refused(Exception):
    """What came back is not what a directory of ours says."""


def shown_directories() -> list[Directory]:
    """Those the page of signing in offers."""
    return list(settings.DIRECTORIES.values())


def client_of(directory: Directory) -> DjangoOAuth2App:
    """The library's client: state, nonce and a proof key for each try, kept in the browser session."""
    registry = OAuth()
    registry.register(
        directory.key,
        client_id=directory.client_id,
        client_secret=directory.client_secret,
        server_metadata_url=f"{directory.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={
            "scope": "openid profile",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_post",
            "default_timeout": PATIENCE,
            "max_redirects": 0,  # it answers where we were told, or not at all
        },
    )
    client: DjangoOAuth2App = registry.create_client(directory.key)
    client.load_server_metadata()
    if client.server_metadata.get("issuer") != directory.issuer:
        raise Refused("it calls itself something else")
    client.server_metadata["id_token_signing_alg_values_supported"] = list(SIGNED_WITH)
    return client


def who_came_back(request: HttpRequest, directory: Directory) -> Known:
    """Whom the directory says has signed in there, every claim checked."""
    wanted: dict[str, Any] = {
        "iss": {"essential": True, "value": directory.issuer},
        "aud": {"essential": True, "value": directory.client_id},
        "sub": {"essential": True},
        "nonce": {"essential": True},
    }
    if directory.tenant:
        wanted["tid"] = {"essential": True, "value": directory.tenant}
    token = client_of(directory).authorize_access_token(request, claims_options=wanted, leeway=CLOCKS_DIFFER)
    claims = token.get("userinfo")
    if not claims:
        raise Refused("no id token")
    return Known(directory.issuer, directory.tenant, str(claims["sub"]), directory.has_vouched(claims))


def account_of(known: Known) -> Account | None:
    """The account of whoever a directory knows, if one has been linked."""
    link = OutsideIdentity.objects.filter(**known.known_as()).select_related("account__agency").first()
    return link.account if link else None


def let_wait(request: HttpRequest, known: Known) -> None:
    """Keep somebody we do not know yet until they give their invitation."""
    request.session[WAITING] = {**asdict(known), "until": int(time.time()) + WAITS_FOR}


def whoever_waits(request: HttpRequest) -> Known | None:
    """Whom a directory has just vouched for in this browser, if anybody."""
    kept = request.session.get(WAITING)
    if not kept or kept["until"] < time.time():
        return None
    return Known(**{name: kept[name] for name in ("issuer", "tenant", "subject", "vouched")})


def enter(request: HttpRequest, account: Account, known: Known) -> HttpResponse:
    """Sign in; a second step given in the directory is not asked again, unless the role asks for a security key."""
    request.session.pop(WAITING, None)
    if known.vouched:
        setattr(request, VOUCHED, account.pk)
    answer: HttpResponse = perform_login(request, Login(user=account))
    return answer
