"""What each address asks of whoever comes, written apart from the code: a door is changed in two places or not at all."""

from __future__ import annotations

from typing import Final

OPEN: Final = (
    "policy_report",
    "health",
    "about",
    "accessibility",
    "account_login",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "invitation",
    "directory",
    "directory_back",
    "account_inactive",
    "account_logout",
    "language",
    "demo_people",
    "demo_sign_in",
)
SIGNED_IN: Final = (
    "front",
    "mfa_index",
    "change_password",
    "mfa_activate_totp",
    "mfa_deactivate_totp",
    "mfa_add_webauthn",
    "remove_key",
    "mfa_view_recovery_codes",
    "new_recovery_codes",
    "end_other_sign_ins",
    "end_sign_in",
    "kept_words",
    "step_up",
    "fetch",
)
_BY_ACTION: Final[dict[str, tuple[str, ...]]] = {
    "case.view": (
        "child_files",
        "open_file",
        "sharing",
        "share",
        "request",
        "conflict",
        "kept_shelves",
        "kept_shelf",
        "outbox",
        "outgoing",
        "outgoing_page",
        "exposure_step",
        "sending",
        "exposed",
        "children",
        "team_children",
        "agency_children",
        "child",
        "picture",
        "entry",
    ),
    "case.record": (
        "add_file",
        "take_up_file",
        "new_request",
        "kept_add",
        "kept_change",
        "kinds",
        "new_entry",
    ),
    "case.share": (
        "sight",
        "offer_share",
    ),
    "alert.close": (
        "denials",
        "alerts",
        "alert",
    ),
    "case.break_glass": ("emergency",),
    "case.restrict": ("restriction",),
    "case.seal": (
        "new_identity",
        "identity_begun",
    ),
    "case.unseal": (
        "custody",
        "find_link",
        "unsealing",
        "sealed_link",
    ),
    "disclosure.write": (
        "outgoing_correct",
        "settle_finding",
        "recall",
        "new_recipient",
        "confirm_recipient",
        "write_outgoing",
        "redaction",
    ),
    "disclosure.release": (
        "release",
        "redacted",
    ),
    "case.open": (
        "fitting",
        "new_record",
    ),
    "audit.view": (
        "looks",
        "unusual",
        "unusual_again",
        "looking_into",
    ),
    "case.correct": (
        "correction",
        "withdrawal",
    ),
    "law.view": ("law",),
    "agency.administer": (
        "administration",
        "new_team",
        "new_account",
        "move_account",
        "invite_account",
        "propose_appointment",
        "leaving_account",
        "close_account",
    ),
    "place.agree": ("appointments",),
    "record.keep": (
        "keeping",
        "keeping_record",
        "place_hold",
        "lift_hold",
        "list_item",
        "settle_item",
        "propose_destruction",
        "confirm_destruction",
        "undo_destruction",
        "destroy_record",
    ),
    "return.import": (
        "imports",
        "sent_in",
        "import_year",
        "import_stirring",
        "import_agreement",
        "import_setting_aside",
        "import_faults_file",
    ),
}
ASKS: Final = {name: action for action, names in _BY_ACTION.items() for name in names}
#: Whom the house's own keepers meet though they see nothing of the child: emergencies, sealed records, what is kept and destroyed.
_KEEPERS: Final = ("records_custodian", "privacy_officer")
KEEPERS_MEET: Final[dict[str, tuple[str, ...]]] = {
    "alert": ("privacy_officer",),
    **dict.fromkeys(
        (
            "unsealing", "sealed_link", "keeping_record", "place_hold", "lift_hold", "list_item", "settle_item", "propose_destruction",
            "confirm_destruction", "undo_destruction", "destroy_record",
        ),
        _KEEPERS,
    ),
}  # fmt: skip
#: What opens of a child one sees: role, address, the status for one's own, one's team's, in an emergency, and in part.
SEEN_BY: Final[dict[str, dict[str, tuple[int, int, int, int]]]] = {}
