"""One's second steps: the app on a phone, security keys and passkeys, recovery codes."""

from __future__ import annotations

import json
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.flows import generate_recovery_codes
from allauth.mfa.recovery_codes.views import ViewRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hafan.foundation.doors import TOKEN, half_signed_in, signed_in
from hafan.identity import sessions
from hafan.identity.forms import FirstCode, NewKey
from hafan.identity.privilege import is_phishing_proof, uses_keys
from hafan.identity.queries import second_steps
from hafan.identity.requests import SignedInRequest
from hafan.identity.stepup import stepped_up, to_step_up


class SetUpSecondStep(ActivateTOTPView):
    """The app on a phone: scan, then type the six digits; from then on somebody may act."""

    template_name = "identity/set_up_second_step.html"
    form_class = FirstCode

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Whoever's role asks for a security key is asked for that instead."""
        if TOKEN not in request.session and is_phishing_proof(request.user):
            return redirect("mfa_add_webauthn")
        if _is_stale(request):
            return to_step_up(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the second step and open the signed context."""
        response: HttpResponse = super().form_valid(form)
        _come_in(self.request, "code")
        return response


class AddKey(AddWebAuthnView):
    """A security key or passkey: touch it, and from then on somebody may act."""

    template_name = "identity/add_key.html"
    form_class = NewKey

    def dispatch(self, request: SignedInRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Half signed in, only a first key may be added: a second asks for the first."""
        if TOKEN not in request.session and uses_keys(request.user):
            sessions.close(request)
            return redirect("account_login")
        if _is_stale(request):
            return to_step_up(request)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the browser needs to make a key, one that also works as a passkey where it can."""
        told = super().get_context_data(**kwargs)
        wanted = json.loads(json.dumps(told["js_data"]["creation_options"]))
        wanted["publicKey"]["authenticatorSelection"] |= {
            "residentKey": "preferred",
            "requireResidentKey": False,
        }
        asked_for = is_phishing_proof(self.request.user)
        return {**told, "options": json.dumps(wanted), "asked_for": asked_for, "is_first": not self._is_in()}

    def get_success_url(self) -> str:
        """To the recovery codes, once; those who may not use any are told to add a second key instead."""
        if not is_phishing_proof(self.request.user):
            return str(super().get_success_url())
        messages.success(
            self.request,
            _("The key has been added. Add a second one and keep it elsewhere, in case this one is lost."),
        )
        return reverse("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the key and open the signed context."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="webauthn")
        _come_in(self.request, "key")
        return response

    def _is_in(self) -> bool:
        return TOKEN in self.request.session


class RecoveryCodes(ViewRecoveryCodesView):
    """Codes to print and keep, for the day the phone is lost. Shown once."""

    template_name = "identity/recovery_codes.html"


set_up_second_step = half_signed_in(reason="a right password is enough to add a first second step")(
    SetUpSecondStep.as_view()
)
add_key = half_signed_in(reason="a right password is enough to add a first security key")(AddKey.as_view())
recovery_codes = signed_in(reason="one's own recovery codes")(RecoveryCodes.as_view())


@signed_in(reason="one's own recovery codes")
@require_POST
@stepped_up
def new_recovery_codes(request: SignedInRequest) -> HttpResponseBase:
    """Make new recovery codes; the old ones open nothing any more."""
    generate_recovery_codes(request)
    return redirect("mfa_view_recovery_codes")


@signed_in(reason="one's own keys")
@require_POST
@stepped_up
def remove_key(request: SignedInRequest) -> HttpResponseBase:
    """Take a key away, unless it is the last thing somebody can sign in with."""
    number = request.POST.get("key", "")
    mine = Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN)
    key = get_object_or_404(mine, pk=int(number) if number.isascii() and number.isdigit() else 0)
    if _is_last(request):
        messages.error(request, _("This key is what you sign in with. Add another before you take it away."))
    else:
        key.delete()
        messages.success(request, _("The key has been taken away."))
    return redirect("mfa_index")


def _is_last(request: SignedInRequest) -> bool:
    steps = second_steps(request.user)
    keys = steps["keys"]
    assert isinstance(keys, list)
    return len(keys) == 1 and (not steps["app"] or is_phishing_proof(request.user))


def _is_stale(request: HttpRequest) -> bool:
    """Somebody wholly signed in whose last second step is too old to change how they sign in."""
    return TOKEN in request.session and not sessions.stepped_lately(request.session)


def _come_in(request: HttpRequest, how: str) -> None:
    if not request.user.is_authenticated:
        raise Http404
    if TOKEN in request.session:
        sessions.step(request.session)
        return
    request.session.cycle_key()
    sessions.begin(request, request.user, how=how)
