"""The addresses of sharing, of who sees a child, and of emergencies."""

from __future__ import annotations

from django.urls import path

from hafan.sharing.views import emergencies, requests, shares, sight

urlpatterns = [
    path("sharing/", shares.sharing, name="sharing"),
    path("sharing/shares/<uuid:share_id>/", shares.share, name="share"),
    path("sharing/requests/new/", requests.new_request, name="new_request"),
    path("sharing/requests/<uuid:request_id>/", requests.asked, name="request"),
    path("children/<uuid:child_id>/sight/", sight.sight, name="sight"),
    path("children/<uuid:child_id>/sight/offer/", shares.offer, name="offer_share"),
    path("children/<uuid:child_id>/conflict/", sight.conflict, name="conflict"),
    path("denials/", sight.denials, name="denials"),
    path("emergency/", emergencies.emergency, name="emergency"),
    path("alerts/", emergencies.alerts, name="alerts"),
    path("alerts/<uuid:alert_id>/", emergencies.alert, name="alert"),
]
