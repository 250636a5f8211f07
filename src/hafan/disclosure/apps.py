"""The room of whatever leaves the house."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """The disclosure gate."""

    name = "hafan.disclosure"
    label = "disclosure"
