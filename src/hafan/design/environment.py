"""How every page is made: Jinja, escaped, strict about what is missing, speaking the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils import translation
from jinja2 import ChainableUndefined, Environment, PackageLoader, PrefixLoader, StrictUndefined, Undefined
from markupsafe import Markup

from hafan.design import filters, furniture, picture
from hafan.design.remembering import Pieces
from hafan.design.tones import DUE_STATES

GOVUK = {
    "accordion": "Accordion",
    "back-link": "BackLink",
    "breadcrumbs": "Breadcrumbs",
    "button": "Button",
    "character-count": "CharacterCount",
    "checkboxes": "Checkboxes",
    "date-input": "DateInput",
    "details": "Details",
    "error-message": "ErrorMessage",
    "error-summary": "ErrorSummary",
    "fieldset": "Fieldset",
    "file-upload": "FileUpload",
    "hint": "Hint",
    "input": "Input",
    "inset-text": "InsetText",
    "label": "Label",
    "notification-banner": "NotificationBanner",
    "pagination": "Pagination",
    "panel": "Panel",
    "password-input": "PasswordInput",
    "radios": "Radios",
    "select": "Select",
    "service-navigation": "ServiceNavigation",
    "skip-link": "SkipLink",
    "summary-list": "SummaryList",
    "table": "Table",
    "tabs": "Tabs",
    "tag": "Tag",
    "task-list": "TaskList",
    "textarea": "Textarea",
    "warning-text": "WarningText",
}


def environment(**options: Any) -> Environment:
    """The Jinja environment Django's template engine asks for."""
    options["undefined"] = StrictUndefined
    options["extensions"] = ["jinja2.ext.i18n", "jinja2.ext.do"]
    env = Environment(**{**options, "autoescape": True})  # noqa: S701 - it is set, beside what Django gives
    speak(env)
    env.filters.update(filters.FILTERS)
    env.globals.update(
        static=static,
        url=url,
        is_demo=furniture.is_demo,
        messages=furniture.messages,
        navigation=furniture.navigation,
        signed_in=furniture.signed_in,
        here=furniture.here,
        current_language=filters.current_language,
        in_language=translation.override,
        draw=picture.draw,
        due_states=DUE_STATES,
        **{f"govuk{name}": govuk_macro(folder, f"govuk{name}") for folder, name in GOVUK.items()},
    )
    return env


def speak(env: Environment) -> None:
    """Binds Jinja's translations to Django's, so that one catalogue serves pages, forms and messages."""
    env.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext,
        translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )


def url(name: str, *args: Any, **kwargs: Any) -> str:
    """The address of a named page."""
    return reverse(name, args=args or None, kwargs=kwargs or None)


@cache
def lenient() -> Environment:
    """GOV.UK's macros ask for keys that may be absent, so they live in an environment that forgives that."""
    loader = PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")})
    return Environment(
        loader=loader, autoescape=True, undefined=ChainableUndefined, auto_reload=settings.DEBUG
    )


def govuk_macro(folder: str, name: str) -> Callable[..., Markup]:
    """A GOV.UK macro by its own name, loaded when first used."""
    pieces = Pieces()

    def call(params: dict[str, Any], caller: Callable[[], Markup] | None = None) -> Markup:
        given = {key: value for key, value in params.items() if not isinstance(value, Undefined)}
        return pieces.made(given, make) if caller is None else make(given, caller=caller)

    def make(given: Mapping[str, Any], **more: Any) -> Markup:
        template = lenient().get_template(f"govuk_frontend_jinja/components/{folder}/macro.html")
        return Markup(getattr(template.module, name)(given, **more))  # noqa: S704 - escaped by the macro

    call.__name__ = name
    return call
