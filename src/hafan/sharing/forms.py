"""What is asked before something is shared, refused, ended, or opened in an emergency."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hafan.access.models import Outcome, Urgency
from hafan.access.queries import told_sight
from hafan.design.filters import wording
from hafan.identity.models import Account, Agency, Team
from hafan.people.models import Child
from hafan.practice.entries import COMPARTMENT_WORDS, Compartment
from hafan.sharing.bases import bases_of
from hafan.sharing.models import Consent
from hafan.sharing.operations import Agreed
from hafan.sharing.receiving import RECEIVING_ROLES, reach_of, receiving_words

#: Letters that make a reason somebody else can judge.
ENOUGH: Final = 20
ITEMS: Final = (1, 2, 3)
#: Why somebody must not see a child.
KNOWS: Final = {
    "relative": _("A relative, or a relative’s partner"),
    "neighbour": _("A neighbour or friend"),
    "conflict": _("Another conflict of interest"),
    "other": _("Something else"),
}


def knowing(reason: str) -> str:
    """A denial's reason in the reader's language: the kind, then the words that were written."""
    kind, _sep, told = reason.partition(": ")
    return f"{KNOWS[kind]}{': ' + told if told else ''}" if kind in KNOWS else reason


def _day(label: Any, help_text: Any = "", **more: Any) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, help_text=help_text, widget=widget, **more)


def _words(label: Any, help_text: Any = "", rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, help_text=help_text, widget=widget, max_length=4000, **more)


def _basis_choices(country: str) -> list[tuple[str, str]]:
    unsure = _("unverified law")
    return [("", "")] + [
        (basis.key, f"{wording(basis.words)} ({basis.source}{'' if basis.is_verified else f'; {unsure}'})")
        for basis in bases_of(country)
    ]


def midnight(day: date) -> datetime:
    """The first moment of a day in London."""
    return timezone.make_aware(datetime.combine(day, time()))


class Asking(forms.Form):
    """A form that says which answer is missing."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = format_lazy("{}: {}", _("Answer this"), field.label)


class OfferForm(Asking):
    """What another agency is shown, item by item."""

    to = forms.ChoiceField(label=_("Shared with"))
    person = forms.EmailField(
        label=_("One person there (optional)"), required=False, help_text=_("Their work email. Nobody else there will see it.")
    )  # fmt: skip
    told_as = forms.CharField(
        label=_("What they are told before they answer"), max_length=120,
        help_text=_("How they know which child it is: their reference or yours, not a name."),
    )  # fmt: skip
    role = forms.ChoiceField(label=_("In which role they see it"))
    parts = forms.MultipleChoiceField(label=_("Which parts"), widget=forms.CheckboxSelectMultiple)
    may_write = forms.BooleanField(label=_("They may add to these parts"), required=False)
    purpose = _words(_("What for"))
    legal_basis = forms.ChoiceField(label=_("By which law"))
    consent = forms.ChoiceField(
        label=_("Do the people it is about agree?"), widget=forms.RadioSelect, choices=Consent
    )
    consent_words = _words(_("If they do not agree: why is it shared all the same?"), rows=2, required=False)
    starts = _day(_("From"))
    ends = _day(_("Last day"))
    review_on = _day(_("Looked at again on"))

    def __init__(self, *args: Any, child: Child, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.child = child
        self._choose("to", self._places(child.agency))
        roles = {key: wording(words) for key, words in receiving_words(child.country).items()}
        self._choose("role", [("", ""), *roles.items()])
        reachable = frozenset().union(*(reach_of(role) for role in RECEIVING_ROLES)) - {
            Compartment.SEALED_LINK
        }
        offered = sorted(told_sight(child).changes & reachable)
        self._choose("parts", [(part.value, wording(COMPARTMENT_WORDS[part])) for part in offered])
        self._choose("legal_basis", _basis_choices(child.country))
        for number in ITEMS:
            for name, label in (
                ("item", _("What is shared")), ("who", _("Who may know it")), ("handling", _("How it is handled")),
            ):  # fmt: skip
                self.fields[f"{name}_{number}"] = forms.CharField(label=label, required=False, max_length=500)

    def _choose(self, name: str, choices: Any) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def _places(self, home: Agency) -> list[Any]:
        """Every other agency, each with its teams."""
        teams: dict[int, list[tuple[str, str]]] = {}
        for team in Team.objects.filter(ended_on__isnull=True).exclude(agency=home):
            teams.setdefault(team.agency_id, []).append((f"team {team.public_id}", team.name))
        whole = _("the whole agency")
        return [("", "")] + [
            (str(each), [(f"agency {each.public_id}", f"{each}: {whole}"), *teams.get(each.pk, [])])
            for each in Agency.objects.exclude(pk=home.pk).order_by("name_en")
        ]

    def clean(self) -> dict[str, Any]:
        """Nothing that the role cannot reach, and dates in order."""
        told = super().clean() or {}
        beyond = {Compartment(part) for part in told.get("parts", ())} - reach_of(told.get("role", ""))
        if beyond and told.get("role"):
            names = ", ".join(sorted(wording(COMPARTMENT_WORDS[part]) for part in beyond))
            self.add_error("parts", _("This role never sees: %(parts)s. Leave it out, or choose another role.") % {"parts": names})  # fmt: skip
        if told.get("consent") == Consent.OVERRIDDEN and len(told.get("consent_words", "")) < ENOUGH:
            self.add_error("consent_words", _("Say why, in at least 20 letters."))
        starts, ends, review_on = told.get("starts"), told.get("ends"), told.get("review_on")
        if (starts and ends and ends < starts) or (ends and ends < timezone.localdate()):
            self.add_error("ends", _("The last day comes after the first, and not before today."))
        if ends and review_on and review_on > ends:
            self.add_error("review_on", _("Look at it again before it ends."))
        return told

    def receiver(self) -> Agency | Team | Account | None:
        """Whom it is offered to; None for a person who does not work there."""
        kind, _sep, key = self.cleaned_data["to"].partition(" ")
        place = (Agency if kind == "agency" else Team).objects.get(public_id=key)
        if not self.cleaned_data["person"]:
            return place
        agency = place.pk if isinstance(place, Agency) else place.agency_id
        return Account.objects.filter(
            email__iexact=self.cleaned_data["person"], agency_id=agency, is_active=True
        ).first()

    def agreed(self) -> Agreed:
        """What is agreed."""
        told = self.cleaned_data
        items = [{name: told[f"{name}_{number}"] for name in ("item", "who", "handling")} for number in ITEMS]
        return Agreed(
            told_as=told["told_as"],
            role=told["role"],
            parts=[Compartment(part) for part in told["parts"]],
            may_write=told["may_write"],
            items=[each for each in items if each["item"]],
            purpose=told["purpose"],
            legal_basis=told["legal_basis"],
            consent=Consent(told["consent"]),
            consent_words=told["consent_words"],
        )

    def dates(self) -> dict[str, Any]:
        """From the first moment of the first day to the last of the last; what has begun begins when it is taken."""
        told = self.cleaned_data
        return {
            "starts": midnight(told["starts"]),
            "ends": midnight(told["ends"] + timedelta(days=1)),
            "review_on": told["review_on"],
        }


class RequestForm(Asking):
    """What is asked of another agency."""

    agency = forms.ModelChoiceField(Agency.objects.none(), label=_("Which agency"), to_field_name="public_id")
    about = _words(_("Which child"), _("Their reference for the child, or words by which they will know which child it is."))  # fmt: skip
    wanted = _words(_("What you ask for"))
    purpose = _words(_("What for"))
    legal_basis = forms.ChoiceField(label=_("By which law"))

    def __init__(self, *args: Any, home: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = Agency.objects.exclude(pk=home.pk)  # type: ignore[attr-defined]
        self.fields["legal_basis"].choices = _basis_choices(home.country)  # type: ignore[attr-defined]


class ReasonForm(Asking):
    """Why something is declined, refused, withdrawn or ended."""

    why = _words(_("Why"), rows=2)


class ReferenceForm(Asking):
    """Which child of ours a request is about."""

    reference = forms.CharField(label=_("Your reference for the child"), max_length=40)


class ReviewForm(Asking):
    """When a share is looked at next."""

    next_on = _day(_("Looked at again on"))


class KnowsForm(Asking):
    """Why oneself must not see a child."""

    kind = forms.ChoiceField(label=_("How do you know them?"), widget=forms.RadioSelect, choices=KNOWS)
    told = _words(_("In a few words (optional)"), rows=2, required=False)

    def reason(self) -> str:
        """The kind, and the words if there are any."""
        kind, told = self.cleaned_data["kind"], self.cleaned_data["told"].strip()
        return f"{kind}: {told}" if told else str(kind)


class DenyForm(KnowsForm):
    """Who must not see a child, and why."""

    email = forms.EmailField(label=_("Their work email"))
    field_order = ("email", "kind", "told")

    def __init__(self, *args: Any, home: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.home = home
        self.fields["kind"].label = _("Why they must not see this child")

    def clean_email(self) -> Account:
        """A colleague."""
        found = Account.objects.filter(email__iexact=self.cleaned_data["email"], agency=self.home).first()
        if found is None:
            raise forms.ValidationError(_("Nobody here has this work email."))
        return found


class EmergencyForm(Asking):
    """Which child, exactly, and why it cannot wait."""

    reference = forms.CharField(label=_("The child’s reference, exactly"), max_length=40, required=False)
    name = forms.CharField(
        label=_("Or the given name and family name, exactly"), max_length=200, required=False
    )
    born = _day(_("With the name: date of birth"), required=False)
    code = forms.ChoiceField(
        label=_("Why can it not wait?"), widget=forms.RadioSelect, choices=Urgency.choices
    )
    why = _words(_("What has happened?"), _("At least 20 letters. A privacy officer will read this."))

    def clean_why(self) -> str:
        """Enough for somebody else to judge."""
        why: str = self.cleaned_data["why"].strip()
        if len(why) < ENOUGH:
            raise forms.ValidationError(_("Say what has happened, in at least 20 letters."))
        return why

    def clean(self) -> dict[str, Any]:
        """A reference, or a whole name with the date of birth."""
        told = super().clean() or {}
        if not told.get("reference") and not (told.get("name") and told.get("born")):
            self.add_error("reference", _("Give the reference, or the whole name with the date of birth."))
        return told


class CloseAlertForm(Asking):
    """What a privacy officer found."""

    outcome = forms.ChoiceField(
        label=_("Was it justified?"), widget=forms.RadioSelect, choices=Outcome.choices
    )
    finding = _words(_("What you found"), _("At least 20 letters."))

    def clean_finding(self) -> str:
        """Enough to be read in a year."""
        finding: str = self.cleaned_data["finding"].strip()
        if len(finding) < ENOUGH:
            raise forms.ValidationError(_("Say what you found, in at least 20 letters."))
        return finding
