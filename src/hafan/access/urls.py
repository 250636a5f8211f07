"""Administration of an agency's teams and people."""

from __future__ import annotations

from django.urls import path

from hafan.access import views
from hafan.access import views_appointing as appointing

urlpatterns = [
    path("", views.people, name="administration"),
    path("teams/new/", views.new_team, name="new_team"),
    path("people/new/", views.new_account, name="new_account"),
    path("people/<uuid:public_id>/place/", views.place, name="move_account"),
    path("people/<uuid:public_id>/inviting/", views.inviting, name="invite_account"),
    path("people/<uuid:public_id>/appointment/", appointing.proposing, name="propose_appointment"),
    path("people/<uuid:public_id>/leaving/", appointing.leaving, name="leaving_account"),
    path("appointments/", appointing.appointments, name="appointments"),
    path("people/<uuid:public_id>/closing/", views.closing, name="close_account"),
]
