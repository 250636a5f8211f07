"""The room of sharing."""

from django.apps import AppConfig


class Sharing(AppConfig):
    """Who sees a child, item by item, and why."""

    name = "hafan.sharing"
    label = "sharing"
