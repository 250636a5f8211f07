"""The audit room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Notes what was done and read."""

    name = "hafan.audit"

    def ready(self) -> None:
        """Have every page about a child noted, also one that forgot to."""
        from hafan.audit.net import note_if_silent
        from hafan.foundation.doors import BEFORE_LEAVING

        BEFORE_LEAVING.append(note_if_silent)
