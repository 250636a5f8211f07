"""The audit room."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Notes what was done and read."""

    name = "hafan.audit"
