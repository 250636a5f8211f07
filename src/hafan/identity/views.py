"""Signing in and out, choosing a language, and one's own account."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from hafan.foundation.context import NotSignedIn
from hafan.foundation.doors import TOKEN, entered, half_signed_in, open_to_all, signed_in
from hafan.identity import sessions
from hafan.identity.forms import SignInForm
from hafan.identity.middleware import known, remember_language
from hafan.identity.operations import choose_language
from hafan.identity.queries import memberships_in
from hafan.identity.requests import SignedInRequest


class SignIn(LoginView):
    """Work email and password."""

    template_name = "identity/sign_in.html"
    form_class = SignInForm


class SecondStep(AuthenticateView):
    """The six digits of the app on one's phone, or a recovery code."""

    template_name = "identity/second_step.html"


class SetUpSecondStep(ActivateTOTPView):
    """The first time: scan, then type the six digits; from then on somebody may act."""

    template_name = "identity/set_up_second_step.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the second step and open the signed context."""
        response: HttpResponse = super().form_valid(form)
        self.request.session.cycle_key()
        sessions.open_in(self.request.session, self.request.user)
        return response

    def get_success_url(self) -> str:
        """Show the recovery codes, once."""
        return reverse("mfa_view_recovery_codes")


class RecoveryCodes(ViewRecoveryCodesView):
    """Codes to print and keep, for the day the phone is lost."""

    template_name = "identity/recovery_codes.html"


sign_in = open_to_all(reason="where people sign in")(SignIn.as_view())
second_step = open_to_all(reason="between the password and the second step nobody is signed in yet")(
    SecondStep.as_view()
)
set_up_second_step = half_signed_in(reason="a right password is enough to add a first second step")(
    SetUpSecondStep.as_view()
)
recovery_codes = signed_in(reason="one's own recovery codes")(RecoveryCodes.as_view())


@open_to_all(reason="a way out needs no key")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the sign-in."""
    sessions.close(request)
    return redirect("account_login")


@open_to_all(reason="tells somebody whose account is closed whom to ask")
@require_GET
def inactive(request: HttpRequest) -> HttpResponse:
    """This account is closed."""
    return render(request, "identity/inactive.html", status=403)


@signed_in(reason="one's own account")
@require_GET
def own_account(request: SignedInRequest) -> HttpResponse:
    """Who I am here, and how I sign in."""
    shown = {"account": request.user, "memberships": memberships_in(request)}
    return render(request, "identity/own_account.html", shown)


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
