"""Every table of the house, classed: who may reach its rows, how long they are kept, and what is noted when they are touched.

A table that is not named here fails the wall (tests/walls/test_catalogue.py). A room adds its tables in its own section, in the
change that creates them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

#: protected: rows about a child or a family, behind row-level security. directory: agencies, teams, staff. reference: the same for
#: everyone. technical: the machinery of Django and its libraries. private: the owner's alone.
Access = Literal["protected", "directory", "reference", "technical", "private"]
#: case: as long as the law keeps the case. staff: while employed and six years after. audit: as long as the case. short: days.
Retention = Literal["case", "staff", "audit", "short", "permanent"]
#: reads_and_writes: both are noted. writes: changes are noted. none: nothing to note.
Audit = Literal["reads_and_writes", "writes", "none"]


@dataclass(frozen=True)
class TableClass:
    """How one table is guarded. `commands` is what the app role may do to it."""

    access: Access
    retention: Retention
    audit: Audit
    reason: str
    by: str = ""
    commands: tuple[str, ...] = ()
    append_only: bool = False


def protected(
    reason: str, *, by: str = "child_id", append_only: bool = False, deletable: bool = False
) -> TableClass:
    """Rows about a child: row-level security by the column `by`, kept with the case, reads and writes noted."""
    commands: tuple[str, ...] = ("select", "insert") if append_only else ("select", "insert", "update")
    commands += ("delete",) if deletable else ()
    return TableClass("protected", "case", "reads_and_writes", reason, by, commands, append_only)


def technical(reason: str, *commands: str, retention: Retention = "short") -> TableClass:
    """A library's own table, without case content."""
    return TableClass("technical", retention, "none", reason, commands=commands)


EVERYTHING: Final = ("select", "insert", "update", "delete")

IDENTITY: Final = {
    "identity_agency": TableClass(
        "directory", "permanent", "writes", "Agencies are public bodies and charities.", commands=("select",)
    ),
    "identity_team": TableClass(
        "directory",
        "staff",
        "writes",
        "Team names, changed by their agency.",
        commands=("select", "insert", "update"),
    ),
    "identity_account": TableClass(
        "directory",
        "staff",
        "writes",
        "Staff names and work addresses.",
        commands=("select", "insert", "update"),
    ),
    "identity_membership": TableClass(
        "directory", "staff", "writes", "Who works where.", commands=("select", "insert", "update")
    ),
    "identity_signin": TableClass(
        "directory",
        "staff",
        "none",
        "In which browsers somebody signed in; theirs alone to see.",
        commands=("select", "insert", "update"),
    ),
    "identity_invitation": TableClass(
        "directory",
        "staff",
        "writes",
        "Codes for a first sign-in, stored as hashes.",
        commands=("select", "insert", "update"),
    ),
    "identity_outsideidentity": TableClass(
        "directory",
        "staff",
        "writes",
        "Who somebody is in their agency’s own directory.",
        commands=("select", "insert", "delete"),
    ),
}
ACCESS: Final = {
    "access_grant": TableClass(
        "protected",
        "case",
        "writes",
        "Who may see a child; written only by access functions.",
        "child_id",
        ("select",),
    ),
    "access_reach": TableClass(
        "reference", "permanent", "none", "Which role reaches which part: the policy table.", commands=()
    ),
    "access_seclusion": TableClass(
        "protected",
        "permanent",
        "writes",
        "Restricted and sealed records; written only by access functions.",
        "child_id",
        ("select",),
    ),
    "access_alert": TableClass(
        "protected", "case", "writes", "Emergencies, for privacy officers.", "agency_id", ("select",)
    ),
    "access_signoff": TableClass(
        "protected", "case", "writes", "Months a privacy officer has signed off.", "agency_id", ("select",)
    ),
    "access_appointment": TableClass("directory", "staff", "writes", "Proposed roles.", commands=("select",)),
    "access_denial": TableClass(
        "private", "case", "writes", "Who must never see a child; even its existence tells something."
    ),
}
AUDIT: Final = {
    "audit_event": TableClass(
        "protected",
        "audit",
        "none",
        "What was done and read, by whom.",
        "child_id",
        ("select", "insert"),
        append_only=True,
    ),
    "audit_link": TableClass(
        "private", "audit", "none", "The place of each event in its chain.", append_only=True
    ),
    "audit_head": TableClass("private", "audit", "none", "The end of each chain."),
    "audit_seal": TableClass(
        "reference",
        "audit",
        "none",
        "One hash over every chain, each hour; tells nothing of any.",
        commands=("select",),
        append_only=True,
    ),
    "audit_unusual": TableClass(
        "protected",
        "audit",
        "reads_and_writes",
        "Views that somebody should look into.",
        "child_id",
        ("select", "update"),
    ),
}
#: Written by the people room.
PEOPLE: Final[dict[str, TableClass]] = {
    "people_child": protected("Children, born and expected.", by="id"),
    "people_person": protected("People in a child's life."),
    "people_household": TableClass(
        "directory",
        "case",
        "writes",
        "Households by reference only; who they are is kept apart.",
        commands=("select", "insert"),
    ),
    "people_placement": protected("Where a child lives.", deletable=True),
    "people_caserole": protected("Who works with a child.", deletable=True),
}
#: Written by the chronology room.
CHRONOLOGY: Final[dict[str, TableClass]] = {
    "chronology_entry": protected("What happened; written once.", append_only=True),
    "chronology_obligation": protected("What is due.", deletable=True),
    "chronology_standing": protected("Where a child stands, for lists.", deletable=True),
    "chronology_draft": protected("What somebody typed and has not yet recorded.", deletable=True),
}
#: Written by the retention room.
_KEPT = ("Read by those who keep an agency's records.", "agency_id", ("select",))
RETENTION: Final[dict[str, TableClass]] = {
    "retention_hold": TableClass("protected", "case", "writes", *_KEPT),
    "retention_item": TableClass("protected", "case", "writes", *_KEPT),
    # what is left of a record that was destroyed: that there was one, and who stood for it
    "retention_destruction": TableClass("protected", "permanent", "writes", *_KEPT),
}
#: Written by the files room.
FILES: Final[dict[str, TableClass]] = {
    "files_file": protected("Files of a child's record, by the part each is in."),
    "files_piece": protected("Their sealed pieces; written once.", append_only=True),
}
#: Written by the disclosure room. Each row says which part of the record it belongs to.
DISCLOSURE: Final[dict[str, TableClass]] = {
    "disclosure_recipient": protected("To whom things about a child are sent, and where."),
    "disclosure_outgoing": protected("What is sent, as it was compiled for its reader."),
    "disclosure_attachment": protected("Which files of the record go with it.", deletable=True),
    "disclosure_finding": protected("What was found in it; never the words themselves.", deletable=True),
    "disclosure_ledgerline": protected("What happened to it; written once.", append_only=True),
    "disclosure_exposure": protected("What somebody may have learnt and must not."),
    "disclosure_exposureline": protected("What was done about it; written once.", append_only=True),
    "disclosure_redaction": TableClass(
        "protected",
        "case",
        "reads_and_writes",
        "Words two people took out of a record; finished only by the database.",
        "child_id",
        ("select", "insert"),
    ),
    "disclosure_bulkexport": protected("Files about many children, asked for and allowed.", by="agency_id"),
}
#: Written by the shielded room: what is kept apart.
SHIELDED: Final[dict[str, TableClass]] = {
    "shielded_careridentity": protected(
        "Who the carers of a household are and where they live.", by="household_id", append_only=True
    ),
    "shielded_birthfamilycontact": protected("How to reach the birth family.", append_only=True),
    "shielded_healthnote": protected("Health notes kept apart.", append_only=True),
    "shielded_legaladvice": protected("Legal advice, privileged.", append_only=True),
    "shielded_panelnote": protected("Papers and deliberations of panels.", append_only=True),
    "shielded_supportnote": protected("Notes of advocates and counsellors.", append_only=True),
    "shielded_adoptiveidentity": protected("Who the adoptive family are.", append_only=True),
    "shielded_sealedlink": TableClass(
        "private",
        "permanent",
        "writes",
        "Which two records are of one person; read through a function alone.",
    ),
    "shielded_linkreading": TableClass(
        "protected",
        "permanent",
        "none",
        "Who read such a link, and why; for custodians.",
        "agency_id",
        ("select",),
    ),
    "shielded_knock": TableClass(
        "protected",
        "permanent",
        "none",
        "Sealed records a return named; for custodians.",
        "agency_id",
        ("select",),
    ),
}
#: Written by the sharing room.
_SHARED = ("What one agency shows another, or asks for; written only by sharing functions.",)
SHARING: Final[dict[str, TableClass]] = {
    "sharing_share": TableClass("protected", "case", "reads_and_writes", *_SHARED, "child_id", ("select",)),
    "sharing_request": TableClass(
        "protected", "case", "reads_and_writes", *_SHARED, "agency_id", ("select",)
    ),
}
#: Written by the exchange room.
EXCHANGE: Final[dict[str, TableClass]] = {
    "exchange_import": protected("Returns sent in; each names the children of an agency.", by="agency_id"),
    "exchange_importfault": protected(
        "Faults of a return, with the values found.", by="agency_id", deletable=True
    ),
}

MACHINERY: Final = {
    "django_migrations": technical("Which migrations have run.", "select", retention="permanent"),
    "django_content_type": technical("Names of tables.", "select", retention="permanent"),
    "auth_permission": technical("Django's own permissions; not used.", retention="permanent"),
    "auth_group": technical("Django's own groups; not used.", retention="permanent"),
    "auth_group_permissions": technical("Django's own groups; not used.", retention="permanent"),
    "django_session": technical("Browser sessions.", *EVERYTHING),
    "account_emailaddress": technical("Sign-in addresses kept by allauth.", *EVERYTHING, retention="staff"),
    "account_emailconfirmation": technical("Address confirmations kept by allauth.", *EVERYTHING),
    "mfa_authenticator": technical("Second steps kept by allauth.", *EVERYTHING, retention="staff"),
    "axes_accessattempt": technical("Failed sign-ins, for the limiter.", *EVERYTHING),
    "axes_accessattemptexpiration": technical("When a lock-out ends.", *EVERYTHING),
    "axes_accessfailurelog": technical("Failed sign-ins, for the limiter.", *EVERYTHING),
    "axes_accesslog": technical("Sign-ins, for the limiter.", *EVERYTHING),
    "hafan_cache": technical("Counters of the limiters; no case content.", *EVERYTHING),
    "procrastinate_jobs": technical("Background jobs; arguments are ids, never content.", *EVERYTHING),
    "procrastinate_events": technical("What became of background jobs.", *EVERYTHING),
    "procrastinate_periodic_defers": technical("When periodic jobs last ran.", *EVERYTHING),
    "procrastinate_workers": technical("Which workers are alive.", *EVERYTHING),
}
VAULT: Final = {
    "vault.key": TableClass("private", "permanent", "none", "Keys of the signed context."),
    "vault.session": TableClass("private", "short", "none", "Hashes of session tokens."),
}

CLASSES: Final[Mapping[str, TableClass]] = {
    **IDENTITY,
    **ACCESS,
    **AUDIT,
    **PEOPLE,
    **CHRONOLOGY,
    **FILES,
    **RETENTION,
    **DISCLOSURE,
    **SHIELDED,
    **SHARING,
    **EXCHANGE,
    **MACHINERY,
    **VAULT,
}
