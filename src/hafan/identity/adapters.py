"""How allauth is told our ways: nobody signs up, and acting begins only after the second step."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hafan.identity.kept_words import kept_for
from hafan.identity.models import Account
from hafan.identity.privilege import is_phishing_proof
from hafan.identity.resealing import box
from hafan.identity.sessions import begin

#: On a request: the key of the account for whom their own directory has vouched that a second step was given there.
VOUCHED = "hafan_vouched"


class StaffAccounts(DefaultAccountAdapter):
    """Accounts are made by an agency's administrator, never by whoever comes."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _(
            "The work email or the password is not right. Check both and try again."
        ),
        "too_many_login_attempts": _("Too many wrong codes. Wait a quarter of an hour, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Never."""
        return False

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; somebody without the second step their role asks for may do nothing yet but set one up."""
        user.backend = "hafan.identity.backends.WorkEmail"
        super().login(request, user)
        assert isinstance(user, Account)
        how = second_step_of(request, user)
        if how is not None:
            begin(request, user, how=how)

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **told: Any) -> HttpResponse:
        """On to one's work, or first to what one had typed when the last sign-in ended."""
        answer: HttpResponse = super().post_login(request, user, **told)
        assert isinstance(user, Account)
        return redirect("kept_words") if kept_for(request, user) else answer

    def is_safe_url(self, url: str | None) -> bool:
        """Only an address of this house; one that is no address at all is none of ours."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: axes counts wrong passwords. The limit in the settings is there for wrong codes of the second step."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our pages say what happened; allauth need not."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """Nothing goes out by mail; the account page tells."""


class SecondSteps(DefaultMFAAdapter):
    """Keeps the secrets of second steps unreadable to whoever reads only the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code the app shows now. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return box().decrypt(encrypted_text.encode()).decode()

    def is_mfa_enabled(self, user: AbstractBaseUser, types: Any = None) -> bool:
        """Whether a second step is to be asked here; not when somebody's own directory has just asked one."""
        if types and getattr(context.request, VOUCHED, None) == user.pk and not is_phishing_proof(user):  # type: ignore[arg-type]
            return False
        return bool(super().is_mfa_enabled(user, types))

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:  # noqa: A002
        """What a key is called when its owner gives it no name."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return gettext("Key %(number)s") % {"number": number}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """The house, as a key knows it: by the host in the address bar, so that a forged page gets no answer."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Hafan"}


def second_step_of(request: HttpRequest, user: Account) -> str | None:
    """Which second step was given at this sign-in, if it is one that somebody's role is content with."""
    given = [each["type"] for each in get_authentication_records(request, user) if each["method"] == "mfa"]
    if "webauthn" in given:
        return "key"
    if is_phishing_proof(user):
        return None
    if given:
        return "code"
    return "directory" if getattr(request, VOUCHED, None) == user.pk else None
