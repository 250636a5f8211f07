"""Coming in for the first time by an invitation, and choosing a password."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from hafan.foundation.context import acting_as
from hafan.foundation.doors import open_to_all, signed_in
from hafan.identity import operations, sessions
from hafan.identity.directories import enter, whoever_waits
from hafan.identity.forms import ChangePasswordForm, InvitationForm, LinkForm
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up


@open_to_all(reason="where somebody new comes in with the code they were told")
@sensitive_post_parameters("code", "password")
def invitation(request: HttpRequest) -> HttpResponse:
    """Use an invitation: choose a password, or be known from now on as who one is in one's agency's directory."""
    waiting = whoever_waits(request)
    form = (LinkForm if waiting else InvitationForm)(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return render(request, "identity/invitation.html", {"form": form, "waiting": waiting})
    with acting_as(form.account):
        used = operations.take_up_invitation(
            account=form.account, code=form.cleaned_data["code"], at=timezone.now()
        )
        if used and waiting:
            operations.link(account=form.account, **waiting.known_as())
        elif used:
            operations.choose_password(account=form.account, password=form.cleaned_data["password"])
    if not used:  # somebody else was quicker, with the same code
        return redirect("invitation")
    if waiting:
        return enter(request, form.account, waiting)
    return perform_login(request, Login(user=form.account))


@signed_in(reason="one's own password")
@stepped_up
@sensitive_post_parameters("current", "password")
def change_password(request: SignedInRequest) -> HttpResponseBase:
    """Choose another password; every other sign-in ends."""
    form = ChangePasswordForm(request.POST or None, request=request)
    if request.method != "POST" or not form.is_valid():
        return render(request, "identity/change_password.html", {"form": form})
    _change(request, form.cleaned_data)
    messages.success(request, _("Your password has been changed, and your other sign-ins have ended."))
    return redirect("mfa_index")


@transaction.atomic
def _change(request: SignedInRequest, told: dict[str, Any]) -> None:
    operations.choose_password(account=request.user, password=told["password"])
    here = sessions.hash_of(sessions.token_of(request))
    operations.end_others(account=request.user, kept=here, at=timezone.now())
    update_session_auth_hash(request, request.user)
