"""The addresses of what is kept apart, of restrictions, of new identities and of custody."""

from __future__ import annotations

from django.urls import path

from hafan.shielded.views import custody, identities, kept, restriction

urlpatterns = [
    path("children/<uuid:child_id>/kept-apart/", kept.shelves, name="kept_shelves"),
    path("children/<uuid:child_id>/kept-apart/<slug:part>/", kept.shelf, name="kept_shelf"),
    path("children/<uuid:child_id>/kept-apart/<slug:part>/new/", kept.add, name="kept_add"),
    path("children/<uuid:child_id>/kept-apart/<slug:part>/<uuid:row_id>/", kept.change, name="kept_change"),
    path("children/<uuid:child_id>/restriction/", restriction.restriction, name="restriction"),
    path("children/<uuid:child_id>/new-identity/", identities.new_identity, name="new_identity"),
    path("custody/", custody.custody, name="custody"),
    path("custody/begun/", identities.begun, name="identity_begun"),
    path("custody/link/", custody.find_link, name="find_link"),
    path("custody/<uuid:seclusion_id>/unseal/", custody.unsealing, name="unsealing"),
    path("custody/<uuid:seclusion_id>/link/", custody.link, name="sealed_link"),
]
