"""The addresses of the pages of children and of the law register."""

from __future__ import annotations

from django.urls import path

from hafan.journeys.views import children, correcting, fitting, law, lists, looks, opening, recording

urlpatterns = [
    path("children/", lists.children, {"scope": "mine"}, name="children"),
    path("children/team/", lists.children, {"scope": "team"}, name="team_children"),
    path("children/agency/", lists.children, {"scope": "agency"}, name="agency_children"),
    path("children/what-does-not-fit/", fitting.fitting, name="fitting"),
    path("children/new-record/", opening.new_record, name="new_record"),
    path("children/<uuid:child_id>/", children.child, name="child"),
    path("children/<uuid:child_id>/looks/", looks.looks, name="looks"),
    path("children/<uuid:child_id>/picture/", children.picture, name="picture"),
    path("children/<uuid:child_id>/kinds/", recording.kinds, name="kinds"),
    path("children/<uuid:child_id>/kinds/<slug:kind>/", recording.new_entry, name="new_entry"),
    path("children/<uuid:child_id>/entries/<uuid:entry_id>/", correcting.entry, name="entry"),
    path(
        "children/<uuid:child_id>/entries/<uuid:entry_id>/correction/",
        correcting.correction,
        name="correction",
    ),
    path(
        "children/<uuid:child_id>/entries/<uuid:entry_id>/withdrawal/",
        correcting.withdrawal,
        name="withdrawal",
    ),
    path("law/", law.law, name="law"),
]
