"""The addresses of returns."""

from __future__ import annotations

from django.urls import path

from hafan.exchange import faults_file, views

urlpatterns = [
    path("", views.imports, name="imports"),
    path("<uuid:public_id>/", views.sent_in, name="sent_in"),
    path("<uuid:public_id>/year/", views.collection_year, name="import_year"),
    path("<uuid:public_id>/stirring/", views.stirring, name="import_stirring"),
    path("<uuid:public_id>/agreement/", views.agreement, name="import_agreement"),
    path("<uuid:public_id>/setting-aside/", views.setting_aside, name="import_setting_aside"),
    path("<uuid:public_id>/faults.csv", faults_file.faults_file, name="import_faults_file"),
]
