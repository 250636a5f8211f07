"""Agencies, teams and people, for the administrator of an agency; no case content is reachable from here."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hafan.access.doors import permits
from hafan.access.forms import AccountForm, PlaceForm, TeamForm
from hafan.identity import operations
from hafan.identity.models import Account, Agency
from hafan.identity.queries import people_of
from hafan.identity.requests import SignedInRequest
from hafan.identity.roles import Role
from hafan.identity.stepup import stepped_up


@permits("agency.administer")
@require_GET
def people(request: SignedInRequest) -> HttpResponse:
    """The teams and people of my agency, and the agencies it works with here."""
    agency = request.user.agency
    shown = {
        "agency": agency,
        "agencies": Agency.objects.order_by("country", "name_en"),
        "teams": agency.teams.order_by("name"),
        "people": people_of(agency, timezone.localdate()),
    }
    return render(request, "access/people.html", shown)


@permits("agency.administer")
def new_team(request: SignedInRequest) -> HttpResponse:
    """Add a team."""
    form = TeamForm(request.POST or None, agency=request.user.agency)
    if request.method == "POST" and form.is_valid():
        team = operations.add_team(
            agency=request.user.agency, name=form.cleaned_data["name"], by=request.user, at=timezone.now()
        )
        messages.success(request, _("The team %(name)s has been added.") % {"name": team.name})
        return redirect("administration")
    return render(request, "access/new_team.html", {"form": form})


@permits("agency.administer")
def new_account(request: SignedInRequest) -> HttpResponse:
    """Add a person, who comes in with an invitation told to them in person."""
    form = AccountForm(request.POST or None, agency=request.user.agency)
    if request.method != "POST" or not form.is_valid():
        return render(request, "access/new_account.html", {"form": form})
    told = form.cleaned_data
    account = operations.add_account(
        agency=request.user.agency,
        email=told["email"],
        display_name=told["display_name"],
        language=told["language"],
        role=Role(told["role"]),
        team=told["team"],
        password=None,
        by=request.user,
        at=timezone.now(),
        on=timezone.localdate(),
    )
    code = operations.invite(account=account, by=request.user, at=timezone.now())
    return render(request, "access/account_added.html", {"account": account, "code": code})


@permits("agency.administer")
def place(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Move a person to another team or role."""
    account = colleague(request, public_id)
    form = PlaceForm(request.POST or None, agency=request.user.agency)
    if request.method == "POST" and form.is_valid():
        operations.move(
            account=account,
            role=Role(form.cleaned_data["role"]),
            team=form.cleaned_data["team"],
            by=request.user,
            on=timezone.localdate(),
        )
        messages.success(request, _("%(name)s has moved.") % {"name": account.display_name})
        return redirect("administration")
    return render(request, "access/place.html", {"form": form, "account": account})


@permits("agency.administer")
@require_POST
def closing(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close an account, or open it again."""
    account = colleague(request, public_id)
    verb = operations.deactivate if account.is_active else operations.reactivate
    verb(account=account, by=request.user, at=timezone.now())
    messages.success(request, _("The account of %(name)s has been changed.") % {"name": account.display_name})
    return redirect("administration")


@permits("agency.administer")
@require_POST
@stepped_up
def inviting(request: SignedInRequest, public_id: uuid.UUID) -> HttpResponse:
    """Begin a person's sign-in anew, when what they signed in with is lost."""
    account = colleague(request, public_id)
    code = operations.invite_again(account=account, by=request.user, at=timezone.now())
    return render(request, "access/account_added.html", {"account": account, "code": code, "again": True})


def colleague(request: SignedInRequest, public_id: uuid.UUID) -> Account:
    """Somebody of the administrator's own agency, and never themself."""
    account = get_object_or_404(Account, public_id=public_id, agency=request.user.agency)
    if account == request.user:
        raise Http404
    return account
