"""How allauth is told our ways: nobody signs up, and acting begins only after the second step."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hafan.identity.models import Account
from hafan.identity.sessions import open_in


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
        """Sign in; somebody without a second step may do nothing yet but set one up."""
        super().login(request, user)
        assert isinstance(user, Account)
        if any(record["method"] == "mfa" for record in get_authentication_records(request, user)):
            open_in(request.session, user)

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


class SecondSteps(DefaultMFAAdapter):
    """Keeps the secrets of second steps unreadable to whoever reads only the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("That is not the code the app shows now. Wait for the next one and try again."),
    }

    def encrypt(self, text: str) -> str:
        """As it is stored."""
        return self._box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As it is used."""
        return self._box().decrypt(encrypted_text.encode()).decode()

    def _box(self) -> Fernet:
        return Fernet(
            urlsafe_b64encode(hashlib.sha256(b"second steps " + settings.SECRET_KEY.encode()).digest())
        )
