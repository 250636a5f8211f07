"""The addresses of returns."""

from __future__ import annotations

from django.urls import path

from hafan.exchange import views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<uuid:public_id>/", views.sent_in, name="sent_in"),
    path("<uuid:public_id>/agreement/", views.agreement, name="import_agreement"),
    path("<uuid:public_id>/setting-aside/", views.setting_aside, name="import_setting_aside"),
    path("<uuid:public_id>/faults.csv", views.faults_file, name="import_faults_file"),
]
