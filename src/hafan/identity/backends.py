"""Signing in by work email and password."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from hafan.foundation.context import acting_as
from hafan.identity.models import Account

#: Nobody. An unknown email is asked as this one, so that it takes as long as a known one.
NOBODY = 0


def whose_try(request: HttpRequest, credentials: Mapping[str, str] | None = None) -> str:
    """The email a try at signing in was made with, for the limiter."""
    told = credentials or {}
    return (told.get("email") or told.get("username") or request.POST.get("login", "")).strip().lower()


class WorkEmail(ModelBackend):
    """Finds the account by email; an unknown one takes as long as a wrong password."""

    def authenticate(
        self,
        request: HttpRequest | None,  # noqa: ARG002 - Django passes it
        username: str | None = None,
        password: str | None = None,
        **credentials: Any,
    ) -> Account | None:
        """The account, if the password is right. One that is closed is then told whom to ask, and goes no further."""
        email = credentials.get("email") or username
        if not email or password is None:
            return None
        account = Account.objects.filter(email__iexact=email).first()
        # A right password may be hashed anew, by its owner and no one else.
        with acting_as(account or NOBODY):
            if account is None:
                Account().set_password(password)
                return None
            return account if account.check_password(password) else None

    def get_user(self, user_id: int) -> Account | None:
        """Whoever a browser session belongs to, with their agency, unless the account is closed."""
        account = Account.objects.select_related("agency").filter(pk=user_id).first()
        return account if account and self.user_can_authenticate(account) else None
