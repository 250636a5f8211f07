"""The addresses of whatever leaves."""

from __future__ import annotations

from django.urls import path

from hafan.disclosure.views import letting_go, putting_right, writing

urlpatterns = [
    path("sending/", letting_go.sent_out, name="outbox"),
    path("sending/fetch/<slug:link>/", letting_go.fetch, name="fetch"),
    path("sending/<uuid:outgoing_id>/", letting_go.outgoing, name="outgoing"),
    path("sending/<uuid:outgoing_id>/pages/<int:number>.png", letting_go.page_picture, name="outgoing_page"),
    path("sending/<uuid:outgoing_id>/correction/", writing.correct, name="outgoing_correct"),
    path("sending/<uuid:outgoing_id>/findings/<uuid:finding_id>/", letting_go.settled, name="settle_finding"),
    path("sending/<uuid:outgoing_id>/release/", letting_go.letting_go, name="release"),
    path("sending/<uuid:outgoing_id>/recall/", letting_go.recalled, name="recall"),
    path("sending/exposures/<uuid:exposure_id>/", putting_right.exposure_step, name="exposure_step"),
    path("sending/redactions/<uuid:redaction_id>/", putting_right.redacted, name="redacted"),
    path("children/<uuid:child_id>/sending/", writing.sending, name="sending"),
    path("children/<uuid:child_id>/sending/recipients/new/", writing.new_recipient, name="new_recipient"),
    path(
        "children/<uuid:child_id>/sending/recipients/<uuid:recipient_id>/confirmation/",
        writing.confirm,
        name="confirm_recipient",
    ),
    path("children/<uuid:child_id>/sending/<uuid:recipient_id>/new/", writing.write, name="write_outgoing"),
    path("children/<uuid:child_id>/exposure/", putting_right.exposed, name="exposed"),
    path(
        "children/<uuid:child_id>/entries/<uuid:entry_id>/redaction/",
        putting_right.redaction,
        name="redaction",
    ),
]
