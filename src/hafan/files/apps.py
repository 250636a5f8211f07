"""The room of files that come in."""

from django.apps import AppConfig


class Files(AppConfig):
    """Files in, looked at before anybody opens them."""

    name = "hafan.files"
    label = "files"
