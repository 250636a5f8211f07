"""The forms of signing in."""

from __future__ import annotations

import json
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.account.forms import LoginForm
from allauth.core import ratelimit
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from allauth.mfa.webauthn.internal import auth as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hafan.foundation.context import acting_as
from hafan.identity.backends import NOBODY
from hafan.identity.models import Account
from hafan.identity.privilege import is_phishing_proof, uses_keys
from hafan.identity.queries import invitation_fits

#: Longer than any phrase, short enough to be hashed at once.
LONGEST_PASSWORD = 128
#: What the library raises when a key, or somebody pretending to be one, talks nonsense.
NONSENSE = (
    AttributeError, IndexError, InvalidSignature, KeyError, OverflowError, TypeError, ValueError, struct.error,
)  # fmt: skip


class SignInForm(LoginForm):
    """Work email and password, in the words of our pages."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)  # a label says it, and stays
        self.fields["login"].label = _("Work email")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = ""


def name_code(form: forms.Form) -> None:
    """A label above, no words inside the field."""
    form.fields["code"].label = _("Code")
    form.fields["code"].widget.attrs.pop("placeholder", None)


class ByCode(AuthenticateForm):
    """The six digits, or a recovery code; not for somebody whose role asks for the key they have."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self)

    def clean_code(self) -> str:
        """A code that could have been typed into a forged page opens no great power."""
        if is_phishing_proof(self.user) and uses_keys(self.user):
            raise forms.ValidationError(
                _("Your role signs in with a security key or passkey. A code is not enough.")
            )
        return str(super().clean_code())


class FirstCode(ActivateTOTPForm):
    """The first code of a new app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self)


@contextmanager
def understood() -> Iterator[None]:
    """A key that answers wrongly, or nonsense, is refused in the same words."""
    refusal = _("The key did not answer, or it is not one of yours here. Nothing was changed. Try again.")
    try:
        yield
    except forms.ValidationError as fault:
        raise forms.ValidationError(refusal) if fault.code == "incorrect_code" else fault from None
    except NONSENSE:
        raise forms.ValidationError(refusal) from None


class ByKey(AuthenticateWebAuthnForm):
    """A security key, as the second step."""

    def clean_credential(self) -> Authenticator:
        """One of this person's."""
        with understood():
            return super().clean_credential()


class ByPasskey(LoginWebAuthnForm):
    """A passkey alone, which says itself whose it is."""

    def clean_credential(self) -> Authenticator:
        """Somebody's here."""
        with understood():
            return super().clean_credential()


class NewKey(AddWebAuthnForm):
    """A new security key or passkey, and what its owner calls it."""

    passwordless = None

    def clean(self) -> dict[str, Any]:
        """One that answers as it should, and was unlocked."""
        with understood():
            told: dict[str, Any] = super().clean()
            return told

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("What you call this key")
        self.fields["name"].help_text = _("Such as: work laptop, or blue key.")
        self.fields["name"].max_length = 80


class AgainByCode(ReauthenticateForm):
    """The six digits, or a recovery code, once more."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name_code(self)


class AgainByKey(ReauthenticateWebAuthnForm):
    """The security key, once more."""

    def clean_credential(self) -> Authenticator:
        """One of this person's."""
        with understood():
            return super().clean_credential()

    def options(self) -> str:
        """What the browser needs to ask the key."""
        return json.dumps(webauthn.begin_authentication(self.user))


class AgainInTheDemo(forms.Form):
    """The demo has no second steps: a plain yes stands in for one."""

    go_on = forms.BooleanField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Account, **kwargs: Any) -> None:  # noqa: ARG002 - as the others
        super().__init__(*args, **kwargs)


def new_password() -> forms.CharField:
    """A field for a password of one's own choosing; pasting is welcome."""
    return forms.CharField(
        label=_("New password"),
        help_text=_("At least 12 characters. Three words that only you would put together work well."),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )


class LinkForm(forms.Form):
    """The invitation of somebody who comes in through their agency's own directory."""

    email = forms.EmailField(
        label=_("Work email"), widget=forms.EmailInput(attrs={"autocomplete": "username"})
    )
    code = forms.CharField(
        label=_("Invitation code"),
        help_text=_("The code your administrator told you. It works once, for three days."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    account: Account

    def clean(self) -> dict[str, Any]:
        """Says nothing about which of the two is wrong."""
        told = super().clean() or {}
        account = Account.objects.filter(email__iexact=told.get("email", "")).first()
        with acting_as(account or NOBODY):
            fits = invitation_fits(account, told.get("code", ""), timezone.now())
        if account is None or not fits or not account.is_active:
            raise forms.ValidationError(
                _(
                    "This email and this code do not open anything. The code may have been used or run out: "
                    "ask the system administrator of your agency for a new one."
                )
            )
        self.account = account
        return told


class InvitationForm(LinkForm):
    """The invitation of somebody who will have a password here."""

    password = new_password()

    def clean(self) -> dict[str, Any]:
        """A right code first, then a good password."""
        told = super().clean()
        if "password" in told:
            try:
                validate_password(told["password"], self.account)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return told


class ChangePasswordForm(forms.Form):
    """One's own password, changed by whoever knows the old one."""

    current = forms.CharField(
        label=_("Password until now"),
        max_length=LONGEST_PASSWORD,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    password = new_password()

    def __init__(self, *args: Any, request: HttpRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request = request

    def clean_current(self) -> str:
        """The password until now, guessed at most five times in a quarter of an hour."""
        account = self.request.user
        assert isinstance(account, Account)
        if not ratelimit.consume(self.request, action="login_failed", key=f"password-{account.pk}"):
            raise forms.ValidationError(_("Too many tries. Wait a quarter of an hour, then try again."))
        if not account.check_password(self.cleaned_data["current"]):
            raise forms.ValidationError(_("That is not your password."))
        return str(self.cleaned_data["current"])

    def clean_password(self) -> str:
        """A good one."""
        account = self.request.user
        assert isinstance(account, Account)
        validate_password(self.cleaned_data["password"], account)
        return str(self.cleaned_data["password"])
