"""The forms of an agency's administrator."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hafan.access.policy import BY_TWO
from hafan.identity.models import Account, Agency, Language, Team
from hafan.identity.roles import Role


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(label=_("Name of the team"), max_length=120)

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agency = agency

    def clean_name(self) -> str:
        """Two teams of one name would be told apart by nobody."""
        name: str = self.cleaned_data["name"].strip()
        if Team.objects.filter(agency=self.agency, name__iexact=name).exists():
            raise forms.ValidationError(
                _("There is a team of this name already. Give the new one another name.")
            )
        return name


class PlaceForm(forms.Form):
    """What somebody does, and where."""

    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(role.value, role.label) for role in Role if role not in BY_TWO],
        help_text=_(
            "A privacy officer or a custodian of records is proposed by one person and agreed to by another."
        ),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(), label=_("Team"), required=False, empty_label=_("The whole agency")
    )

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.filter(agency=agency, ended_on__isnull=True)  # type: ignore[attr-defined]


class AccountForm(PlaceForm):
    """A new person with their first role."""

    display_name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Work email"))
    language = forms.ChoiceField(label=_("Language"), choices=Language.choices)
    field_order = ("display_name", "email", "language", "role", "team")

    def clean_email(self) -> str:
        """An email belongs to one account in the whole of Hafan."""
        email: str = self.cleaned_data["email"].lower()
        if Account.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError(
                _("This email cannot be used. Ask the person for their own work email.")
            )
        return email


class AppointmentForm(forms.Form):
    """For which powerful role somebody is proposed."""

    role = forms.ChoiceField(
        label=_("Role"), choices=[(role.value, role.label) for role in Role if role in BY_TWO]
    )


class LeavingForm(forms.Form):
    """The last day somebody works here."""

    last_day = forms.DateField(
        label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean_last_day(self) -> date:
        """Today or later: what has been seen cannot be unseen."""
        day: date = self.cleaned_data["last_day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("Choose today or a day to come. To shut somebody out now, close the account."))  # fmt: skip
        return day
