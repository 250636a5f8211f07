"""What each address asks of whoever comes, written apart from the code: a door is changed in two places or not at all."""

from __future__ import annotations

from typing import Final

_OPEN: Final = (
    "policy_report health about accessibility account_login mfa_authenticate mfa_login_webauthn invitation "
    "directory directory_back account_inactive account_logout language demo_people demo_sign_in"
)
OPEN: Final = _OPEN.split()
_SIGNED_IN: Final = (
    "front mfa_index change_password mfa_activate_totp mfa_deactivate_totp mfa_add_webauthn remove_key "
    "mfa_view_recovery_codes new_recovery_codes end_other_sign_ins end_sign_in kept_words step_up fetch"
)
SIGNED_IN: Final = _SIGNED_IN.split()
_BY_ACTION: Final[dict[str, str]] = {
    "case.view": (
        "child_files open_file sharing share request conflict kept_shelves kept_shelf outbox outgoing outgoing_page "
        "exposure_step sending exposed children team_children agency_children child picture entry"
    ),
    "case.record": "add_file take_up_file new_request kept_add kept_change kinds new_entry",
    "case.share": "sight offer_share",
    "alert.close": "denials alerts alert",
    "case.break_glass": "emergency",
    "case.restrict": "restriction",
    "case.seal": "new_identity identity_begun",
    "case.unseal": "custody find_link unsealing sealed_link",
    "disclosure.write": "outgoing_correct settle_finding recall new_recipient confirm_recipient write_outgoing redaction",
    "disclosure.release": "release redacted",
    "case.open": "fitting new_record",
    "audit.view": "looks unusual unusual_again looking_into",
    "case.correct": "correction withdrawal",
    "law.view": "law",
    "agency.administer": (
        "administration new_team new_account move_account invite_account propose_appointment leaving_account "
        "close_account"
    ),
    "place.agree": "appointments",
    "record.keep": (
        "keeping keeping_record place_hold lift_hold list_item settle_item propose_destruction confirm_destruction "
        "undo_destruction destroy_record"
    ),
    "return.import": "imports sent_in import_year import_stirring import_agreement import_setting_aside import_faults_file",
}
ASKS: Final = {name: action for action, names in _BY_ACTION.items() for name in names.split()}
#: Whom the house's own keepers meet though they see nothing of the child: emergencies, sealed records, what is kept and destroyed.
_KEEPERS: Final = ("records_custodian", "privacy_officer")
_KEPT: Final = (
    "unsealing sealed_link keeping_record place_hold lift_hold list_item settle_item propose_destruction confirm_destruction "
    "undo_destruction destroy_record"
)
KEEPERS_MEET: Final[dict[str, tuple[str, ...]]] = {
    "alert": ("privacy_officer",),
    **dict.fromkeys(_KEPT.split(), _KEEPERS),
}
#: What opens of a child one sees, at GET: role, the status for one's own, one's team's, in an emergency and in part, and the addresses.
_OPENS: Final[dict[str, dict[tuple[int, int, int, int], str]]] = {
    "csw": {
        (200, 200, 200, 200): "child_files conflict kept_shelves sending exposed child entry",
        (
            200,
            200,
            404,
            404,
        ): "add_file kept_add kept_change write_outgoing kinds new_entry correction withdrawal",
        (405, 405, 405, 405): "take_up_file confirm_recipient",
        (200, 200, 200, 404): "kept_shelf picture",
    },
    "la_manager": {
        (200, 200, 200, 200): "child_files sight conflict kept_shelves sending exposed child looks entry",
        (
            200,
            200,
            404,
            404,
        ): "add_file kept_add kept_change restriction write_outgoing kinds new_entry correction withdrawal",
        (405, 405, 405, 405): "take_up_file confirm_recipient",
        (200, 200, 200, 404): "kept_shelf picture",
        (404, 404, 404, 404): "new_identity",
    },
    "contact_worker": {
        (200, 200, 200, 200): "child_files conflict kept_shelves sending exposed child",
        (200, 200, 404, 404): "add_file kinds",
        (405, 405, 405, 405): "take_up_file",
        (404, 404, 200, 404): "kept_shelf picture",
        (404, 404, 404, 404): "kept_add kept_change new_entry correction withdrawal",
        (404, 404, 200, 200): "entry",
    },
    "fsw": {
        (200, 200, 200, 200): "child_files conflict kept_shelves sending exposed child entry",
        (200, 200, 404, 404): "add_file kept_add kept_change kinds",
        (405, 405, 405, 405): "take_up_file confirm_recipient",
        (200, 200, 200, 404): "kept_shelf",
        (404, 404, 404, 404): "write_outgoing new_entry correction withdrawal",
        (404, 404, 200, 404): "picture",
    },
    "guardian": {
        (200, 200, 200, 200): "child_files conflict kept_shelves sending exposed child entry",
        (200, 200, 200, 404): "kept_shelf picture",
    },
    "auditor": {
        (200, 200, 200, 200): "child_files conflict kept_shelves sending exposed child entry",
        (200, 200, 200, 404): "kept_shelf picture",
    },
}
SEEN_BY: Final = {
    role: {name: statuses for statuses, names in opens.items() for name in names.split()}
    for role, opens in _OPENS.items()
}
