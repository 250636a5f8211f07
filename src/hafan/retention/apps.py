"""The room where records are kept as long as they must be, and no longer."""

from django.apps import AppConfig


class Retention(AppConfig):
    """Keeping and destroying."""

    name = "hafan.retention"
    label = "retention"
