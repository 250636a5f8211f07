"""Unusual views, for those who review them."""

from __future__ import annotations

from django.urls import path

from hafan.audit import views

urlpatterns = [
    path("unusual/", views.unusual, name="unusual"),
    path("unusual/again/", views.look_again, name="unusual_again"),
    path("unusual/<uuid:public_id>/", views.looking_into, name="looking_into"),
]
