"""Who sees one child, and who must not."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hafan.access.doors import permits
from hafan.access.operations import deny, end_grant, lift_denial
from hafan.access.queries import told_sight
from hafan.audit.operations import note
from hafan.identity.models import Account
from hafan.identity.requests import SignedInRequest
from hafan.identity.roles import Role
from hafan.people.models import Child
from hafan.sharing import operations
from hafan.sharing.forms import DenyForm, KnowsForm, ReasonForm
from hafan.sharing.queries import (
    child_of,
    denials_register,
    denied_of,
    grant_of,
    share_behind,
    shares_of,
    who_sees,
)
from hafan.sharing.views.shares import said


@permits("case.share")
@require_http_methods(["GET", "HEAD", "POST"])
def sight(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """Who sees this child, which parts, why and until when; end a sight, or keep somebody out."""
    child, at = child_of(child_id, request.user.agency), timezone.now()
    denied = denied_of(child, at) if told_sight(child).may_change else None
    may_change = denied is not None  # whoever holds the whole record, to write
    forms: dict[str, Any] = {"why": ReasonForm(), "deny": DenyForm(home=request.user.agency)}
    if request.method == "POST" and may_change:
        answer = _change(request, child, forms, at)
        if answer is not None:
            return answer
    note(
        action="sharing.sight.viewed",
        by=request.user,
        object_type="child",
        object_id=child.public_id,
        child_id=child.pk,
    )
    context = {
        **said(child.country),
        "child": child,
        "today": timezone.localdate(at),
        "grants": who_sees(child, at),
        "shares": shares_of(child, at),
        "denied": denied or [],
        "forms": forms,
        "form": next((form for form in forms.values() if form.is_bound), ReasonForm()),
        "may_change": may_change,
        "all_roles": dict(Role.choices),
    }
    refused = any(form.is_bound for form in forms.values())
    return render(request, "sharing/sight.html", context, status=422 if refused else 200)


def _change(
    request: SignedInRequest, child: Child, forms: dict[str, Any], at: datetime
) -> HttpResponse | None:
    match request.POST.get("do"):
        case "end":
            return _end(request, child, forms, at)
        case "deny":
            form = forms["deny"] = DenyForm(request.POST, home=request.user.agency)
            if not form.is_valid():
                return None
            deny(
                child_id=child.pk,
                account=form.cleaned_data["email"],
                reason=form.reason(),
                by=request.user,
                at=at,
            )
        case "lift":
            return _lift(request, child, at)
        case _:
            return redirect("sight", child.public_id)
    messages.success(request, _("From now they see nothing of this child."))
    return _back(child, request)


def _end(request: SignedInRequest, child: Child, forms: dict[str, Any], at: datetime) -> HttpResponse | None:
    form = forms["why"] = ReasonForm(request.POST)
    if not form.is_valid():
        return None
    grant = grant_of(child, _uuid(request.POST.get("grant", "")), at)
    why = form.cleaned_data["why"]
    share = share_behind(grant)
    if share is not None:
        operations.end_share(by=request.user, share_id=share.public_id, why=why)
    else:
        end_grant(grant_id=grant.pk, by=request.user, at=at, reason=why)
    messages.success(request, _("They no longer see this child by that."))
    return _back(child, request)


def _lift(request: SignedInRequest, child: Child, at: datetime) -> HttpResponse:
    account = Account.objects.filter(public_id=_uuid(request.POST.get("account", ""))).first()
    if account is not None and account != request.user:
        lift_denial(child_id=child.pk, account=account, by=request.user, at=at)
        messages.success(request, _("The denial has been lifted."))
    return _back(child, request)


def _back(child: Child, request: SignedInRequest) -> HttpResponse:
    """To the page, unless whoever changed it has just shut themself out."""
    still = Child.objects.filter(pk=child.pk).exists()
    return redirect("sight", child.public_id) if still else redirect("children")


def _uuid(told: str) -> uuid.UUID:
    """An id sent by a form; one that names nothing where it cannot be read."""
    try:
        return uuid.UUID(told)
    except ValueError:
        return uuid.UUID(int=0)


@permits("case.view")
@require_http_methods(["GET", "HEAD", "POST"])
def conflict(request: SignedInRequest, child_id: uuid.UUID) -> HttpResponse:
    """I know this family: shut oneself out at once, and have one's manager told."""
    child = child_of(child_id)
    form = KnowsForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        operations.declare_conflict(by=request.user, child=child, reason=form.reason(), at=timezone.now())
        messages.success(request, _("You no longer see that record. Your manager has been told to find somebody else."))  # fmt: skip
        return redirect("children")
    shown = {"form": form, "child": child}
    return render(request, "sharing/conflict.html", shown, status=422 if form.errors else 200)


@permits("alert.close")
@require_safe
def denials(request: SignedInRequest) -> HttpResponse:
    """Everybody who must not see a child of my agency, by reference."""
    register = denials_register()
    note(action="sharing.denials.viewed", by=request.user, detail={"shown": len(register)})
    shown = {**said(request.user.agency.country), "register": register, "now": timezone.now()}
    return render(request, "sharing/denials.html", shown)
