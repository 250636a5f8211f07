"""The room of what is kept apart: each part in tables of its own, and the two identities of an adopted child."""

from django.apps import AppConfig


class ShieldedConfig(AppConfig):
    """Kept apart."""

    name = "hafan.shielded"
    label = "shielded"
