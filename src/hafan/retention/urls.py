"""The addresses of keeping and destroying."""

from __future__ import annotations

from django.urls import path

from hafan.retention import views

urlpatterns = [
    path("", views.keeping, name="keeping"),
    path("<uuid:child_id>/", views.record, name="keeping_record"),
    path("<uuid:child_id>/holds/", views.holds, name="place_hold"),
    path("<uuid:child_id>/holds/<uuid:hold_id>/lifting/", views.lifting, name="lift_hold"),
    path("<uuid:child_id>/things/", views.items, name="list_item"),
    path("<uuid:child_id>/things/<uuid:item_id>/fate/", views.settling, name="settle_item"),
    path("<uuid:child_id>/proposal/", views.proposing, name="propose_destruction"),
    path("<uuid:child_id>/confirmation/", views.confirming, name="confirm_destruction"),
    path("<uuid:child_id>/undoing/", views.undoing, name="undo_destruction"),
    path("<uuid:child_id>/destruction/", views.destroying, name="destroy_record"),
]
