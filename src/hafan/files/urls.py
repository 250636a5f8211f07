"""The addresses of a child's files."""

from __future__ import annotations

from django.urls import path

from hafan.files import views

urlpatterns = [
    path("", views.child_files, name="child_files"),
    path("add/", views.add, name="add_file"),
    path("<uuid:file_id>/", views.open_file, name="open_file"),
    path("<uuid:file_id>/taking-up/", views.taking_up, name="take_up_file"),
]
