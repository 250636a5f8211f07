"""The house as a Django application, so that its checks run at every start."""

from __future__ import annotations

from django.apps import AppConfig


class HouseConfig(AppConfig):
    """Registers the start-up checks."""

    name = "hafan.config"

    def ready(self) -> None:
        """Load the checks, which register themselves."""
        from hafan.config import checks  # noqa: F401
