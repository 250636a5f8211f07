"""The room of statutory returns, in and out."""

from django.apps import AppConfig


class Exchange(AppConfig):
    """Returns, in and out."""

    name = "hafan.exchange"
    label = "exchange"
