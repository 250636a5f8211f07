"""The forms of signing in."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.forms import LoginForm
from allauth.mfa.base.forms import ReauthenticateForm
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal import auth as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from hafan.identity.models import Account


class SignInForm(LoginForm):
    """Work email and password, in the words of our pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Work email")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


class AgainByCode(ReauthenticateForm):
    """The six digits, or a recovery code, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code")


class AgainByKey(ReauthenticateWebAuthnForm):
    """The security key, once more."""

    def options(self) -> str:
        """What the browser needs to ask the key."""
        return json.dumps(webauthn.begin_authentication(self.user))


class AgainInTheDemo(forms.Form):
    """The demo has no second steps: a plain yes stands in for one."""

    go_on = forms.BooleanField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:  # noqa: ARG002 - as the others
        super().__init__(*args, **kwargs)
