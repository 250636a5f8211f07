"""The room of whatever leaves the house."""

from __future__ import annotations

from django.apps import AppConfig


class DisclosureConfig(AppConfig):
    """The disclosure gate."""

    name = "hafan.disclosure"
    label = "disclosure"

    def ready(self) -> None:
        """Look at words where they come in, too."""
        from hafan.disclosure import looking  # noqa: F401 - hangs its looks in the rooms below
