"""The room of children's journeys: lists of children, the page of one child, and the forms that add to the story."""

from django.apps import AppConfig


class Journeys(AppConfig):
    """What people see and do about one child."""

    name = "hafan.journeys"
    label = "journeys"
