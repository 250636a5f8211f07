"""Signing in and out, choosing a language, and one's own account."""

from __future__ import annotations

import json
import uuid
from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hafan.foundation.context import NotSignedIn
from hafan.foundation.doors import TOKEN, entered, open_to_all, signed_in
from hafan.identity import sessions
from hafan.identity.browsers import in_words
from hafan.identity.directories import shown_directories
from hafan.identity.forms import ByCode, ByKey, ByPasskey, SignInForm
from hafan.identity.middleware import known, remember_language
from hafan.identity.models import SignIn as KeptSignIn
from hafan.identity.operations import choose_language, end_one, end_others
from hafan.identity.privilege import is_phishing_proof, uses_keys
from hafan.identity.queries import live_sign_ins, memberships_in, news_of_sign_ins, second_steps
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up


class SignIn(LoginView):
    """Work email and password, a passkey, or one's agency's own directory."""

    template_name = "identity/sign_in.html"
    form_class = SignInForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The page, with the directories this house knows."""
        return {**super().get_context_data(**kwargs), "directories": shown_directories()}


class SecondStep(AuthenticateView):
    """A security key, the six digits of the app on one's phone, or a recovery code."""

    template_name = "identity/second_step.html"
    form_class = ByCode
    webauthn_form_class = ByKey

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What this person may give."""
        told = super().get_context_data(**kwargs)
        account = self.stage.login.user
        has_keys = uses_keys(account)
        options = json.dumps(told["js_data"]["request_options"]) if has_keys else None
        return {**told, "key_options": options, "by_code": not (has_keys and is_phishing_proof(account))}


class PasskeySignIn(LoginWebAuthnView):
    """A passkey alone: it proves who has it and that they unlocked it, which is both steps at once."""

    form_class = ByPasskey

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ARG002 - what the library passes
        """Said on the page of signing in."""
        messages.error(self.request, _("That passkey is not known here. Sign in with your work email."))
        return redirect("account_login")


sign_in = open_to_all(reason="where people sign in")(SignIn.as_view())
second_step = open_to_all(reason="between the password and the second step nobody is signed in yet")(
    SecondStep.as_view()
)
passkey_sign_in = open_to_all(reason="where people sign in with a passkey")(PasskeySignIn.as_view())


@open_to_all(reason="a way out needs no key")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the sign-in."""
    sessions.close(request)
    response = redirect("account_login")
    response.headers["Clear-Site-Data"] = '"cache", "storage"'  # the cookies are already worth nothing
    return response


@open_to_all(reason="tells somebody whose account is closed whom to ask")
@require_GET
def inactive(request: HttpRequest) -> HttpResponse:
    """This account is closed."""
    return render(request, "identity/inactive.html", status=403)


@signed_in(reason="one's own account")
@require_GET
def own_account(request: SignedInRequest) -> HttpResponse:
    """Who I am here, how I sign in, and where I am signed in now."""
    now, here = timezone.now(), sessions.hash_of(sessions.token_of(request))
    shown = {
        "account": request.user,
        "memberships": memberships_in(request),
        "steps": second_steps(request.user),
        "by_key_only": is_phishing_proof(request.user),
        "sign_ins": [_told(each, here) for each in live_sign_ins(request.user, now)],
        "news": [_told(each, here) for each in news_of_sign_ins(request.user, now)],
        "is_linked": request.user.outside_identities.exists(),
    }
    return render(request, "identity/own_account.html", shown)


def _told(kept: KeptSignIn, here: bytes) -> dict[str, Any]:
    return {"kept": kept, "browser": in_words(kept.browser), "is_this": bytes(kept.token_hash) == here}


@signed_in(reason="one's own sign-ins")
@require_POST
@stepped_up
def end_sign_in(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """End one of my sign-ins."""
    kept = get_object_or_404(KeptSignIn, public_id=public_id, account=request.user)
    end_one(sign_in=kept, by=request.user, at=timezone.now())
    messages.success(request, _("That sign-in has ended."))
    return redirect("mfa_index")


@signed_in(reason="one's own sign-ins")
@require_POST
@stepped_up
def end_other_sign_ins(request: SignedInRequest) -> HttpResponse:
    """End all my sign-ins but this one."""
    here = sessions.hash_of(sessions.token_of(request))
    end_others(account=request.user, kept=here, at=timezone.now())
    messages.success(request, _("All your other sign-ins have ended."))
    return redirect("mfa_index")


@open_to_all(reason="the language of a page is the reader's to choose")
@require_POST
def language(request: SignedInRequest) -> HttpResponse:
    """Change language and stay on the page."""
    chosen = known(request.POST.get("language"))
    if chosen is None:
        raise Http404
    if request.user.is_authenticated and TOKEN in request.session:
        _keep(request, chosen)
    there = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        there, allowed_hosts={request.get_host()}, require_https=settings.SECURE
    )
    response = redirect(there if safe else "/")
    remember_language(response, chosen)
    return response


def _keep(request: SignedInRequest, chosen: str) -> None:
    try:
        with entered(request):
            choose_language(account=request.user, language=chosen)
    except NotSignedIn:
        return  # the sign-in has just ended; the browser remembers the language all the same
