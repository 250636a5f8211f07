"""The addresses of the house, room by room."""

from __future__ import annotations

from django.urls import include, path

from hafan.config import views

urlpatterns = [
    path("", views.front, name="front"),
    path("policy-report/", views.policy_report, name="policy_report"),
    path("health/", views.health, name="health"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("", include("hafan.identity.urls")),
    path("children/<uuid:child_id>/files/", include("hafan.files.urls")),
    path("", include("hafan.sharing.urls")),
    path("", include("hafan.shielded.urls")),
    path("", include("hafan.disclosure.urls")),
    path("", include("hafan.journeys.urls")),
    path("administration/", include("hafan.access.urls")),
    path("keeping/", include("hafan.retention.urls")),
    path("returns/", include("hafan.exchange.urls")),
    path("audit/", include("hafan.audit.urls")),
]

handler400 = "hafan.design.errors.bad_request"
handler403 = "hafan.design.errors.not_allowed"
handler404 = "hafan.design.errors.not_found"
handler500 = "hafan.design.errors.server_error"
