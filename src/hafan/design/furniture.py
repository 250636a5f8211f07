"""What stands around every page: who is signed in, where they may go, the language, and messages.

Design knows no domain word. The house says what to show by naming two functions in its settings:
`HAFAN_NAVIGATION` (request -> items) and `HAFAN_SIGNED_IN` (request -> SignedIn or None).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.messages import get_messages
from django.contrib.messages.storage.base import Message
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from jinja2 import pass_context
from jinja2.runtime import Context


@dataclass(frozen=True, slots=True)
class Place:
    """One item of the main navigation; `current` when the reader is in that part of the house."""

    text: str | Promise
    href: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person signed in, and for which agency or team."""

    name: str
    place: str
    sign_out_href: str


def ask(setting: str, context: Context) -> Any:
    """The answer of the function a setting names, for the request in hand; nothing when either is missing."""
    path, request = getattr(settings, setting, None), context.get("request")
    return import_string(path)(request) if path and request is not None else None


@pass_context
def navigation(context: Context) -> Sequence[Place]:
    """Where this reader may go."""
    return ask("HAFAN_NAVIGATION", context) or ()


@pass_context
def signed_in(context: Context) -> SignedIn | None:
    """Who is reading, if anyone has signed in."""
    person: SignedIn | None = ask("HAFAN_SIGNED_IN", context)
    return person


@pass_context
def here(context: Context) -> str:
    """The address of this page, so that changing language keeps it."""
    request: HttpRequest | None = context.get("request")
    return request.get_full_path() if request is not None else "/"


@pass_context
def messages(context: Context) -> Sequence[Message]:
    """What the last action wants to say, said once."""
    request: HttpRequest | None = context.get("request")
    return list(get_messages(request)) if request is not None else ()


def is_demo() -> bool:
    """Whether this is the fictional world, which every page then says."""
    return bool(getattr(settings, "DEMO", False))
