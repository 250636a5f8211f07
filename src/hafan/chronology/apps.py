"""The room of the ledger: what happened, when, and what it makes due."""

from django.apps import AppConfig


class Chronology(AppConfig):
    """The past, and what follows from it."""

    name = "hafan.chronology"
    label = "chronology"
