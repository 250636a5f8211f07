"""The forms of what is kept apart: a shelf's own fields, a new identity, a restriction, a reason."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hafan.access.models import Why
from hafan.access.sql.secluding import ENOUGH_WORDS
from hafan.identity.models import Account, Agency, Team
from hafan.shielded.shelves import Shelf

_LONG = frozenset({"address", "words", "safely"})
_REQUIRED = frozenset({"names", "about", "words"})


def day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day, as the browser asks for days."""
    return forms.DateField(
        label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class ShelfForm(forms.Form):
    """What stands on one shelf, field by field, as the model words them."""

    def __init__(self, *args: Any, shelf: Shelf, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in shelf.fields:
            self.fields[name] = _field(shelf, name)
        self.fields["from_on"] = day(_("On which day") if shelf.is_notes else _("From which day"))
        if not shelf.is_notes:
            self.fields["until_on"] = day(_("Until which day (if it no longer holds)"), required=False)

    def clean_from_on(self) -> date:
        """Notes and addresses are of days that have come, or of a move that is near."""
        given: date = self.cleaned_data["from_on"]
        if given.year < 1900 or (given - self.today).days > 366:
            raise forms.ValidationError(_("Check the year."))
        return given

    @property
    def told(self) -> dict[str, Any]:
        """What was typed, but for the day."""
        return {name: value for name, value in self.cleaned_data.items() if name != "from_on"}


def _field(shelf: Shelf, name: str) -> forms.Field:
    declared: Any = shelf.model._meta.get_field(name)
    label, required = _capital(declared.verbose_name), name in _REQUIRED
    kind = declared.get_internal_type()
    if kind == "DateField":
        return day(label, required=False)
    if kind == "BooleanField":
        return forms.BooleanField(label=label, required=False)
    widget = (
        forms.Textarea(attrs={"rows": 8 if name == "words" else 4}) if name in _LONG else forms.TextInput()
    )
    return forms.CharField(label=label, required=required, max_length=declared.max_length, widget=widget)


def _capital(label: Any) -> str:
    words = str(label)
    return words[:1].upper() + words[1:]


class NewIdentityForm(forms.Form):
    """Who the child is from now on, and what goes over to the new record."""

    reference = forms.CharField(label=_("New reference"), max_length=40)
    given_name = forms.CharField(label=_("Given name"), max_length=200)
    family_name = forms.CharField(label=_("Family name"), max_length=200)
    known_as = forms.CharField(label=_("Known as (if another name)"), max_length=200, required=False)
    names = forms.CharField(label=_("Names of the adoptive parents"), max_length=300)
    address = forms.CharField(
        label=_("Their address"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    postcode = forms.CharField(label=_("Postcode"), max_length=12, required=False)
    phones = forms.CharField(label=_("Telephone numbers"), max_length=120, required=False)
    email = forms.CharField(label=_("Email address"), max_length=254, required=False)
    health = forms.CharField(
        label=_("Summary of health, written anew"),
        help_text=_("Name nobody of the birth family, no place and no old number."),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    team = forms.ModelChoiceField(
        Team.objects.none(),
        label=_("Team that supports the family"),
        required=False,
        empty_label=_("None yet"),
    )
    sure = forms.BooleanField(
        label=_("I have checked this. From now on the old record is closed to everybody, me included.")
    )

    FAMILY = ("names", "address", "postcode", "phones", "email")

    def __init__(self, *args: Any, agency: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teams = Team.objects.filter(agency=agency, ended_on__isnull=True).order_by("name")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]


class RestrictionForm(forms.Form):
    """Why a record is left to named people, who keeps it, and when that is looked at again."""

    kind = forms.ChoiceField(label=_("Why?"), choices=Why.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("In a few words"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    custodian = forms.ModelChoiceField(
        Account.objects.none(),
        label=_("Who keeps it, and is asked about it"),
        empty_label=_("Choose somebody"),
    )
    review_on = day(_("To be looked at again by"))

    def __init__(self, *args: Any, agency: Agency, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        people = Account.objects.filter(agency=agency, is_active=True).order_by("display_name")
        self.fields["custodian"].queryset = people  # type: ignore[attr-defined]

    def clean_review_on(self) -> date:
        """A restriction that nobody looks at again becomes a habit."""
        given: date = self.cleaned_data["review_on"]
        if not 0 < (given - self.today).days <= 366:
            raise forms.ValidationError(_("Choose a day within a year from now."))
        return given


class ReasonForm(forms.Form):
    """Why something is done that others will want to understand."""

    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("A sentence that somebody can make something of in twenty years."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def clean_reason(self) -> str:
        """The database asks for as many letters."""
        given: str = self.cleaned_data["reason"].strip()
        if len(given) < ENOUGH_WORDS:
            raise forms.ValidationError(_("Write at least %(number)d letters.") % {"number": ENOUGH_WORDS})
        return given


class FindLinkForm(ReasonForm):
    """Which sealed record goes with a later one."""

    reference = forms.CharField(label=_("Reference of the later record"), max_length=40)
    field_order = ("reference", "reason")
