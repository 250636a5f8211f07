"""The room of children, their people and the households they live in."""

from django.apps import AppConfig


class People(AppConfig):
    """Who the record is about."""

    name = "hafan.people"
    label = "people"
