"""What each role may do at all, and which parts of a record it reaches. Of which child is another question (access_grant)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

from hafan.practice.entries import WHOLE, Compartment

Action = Literal[
    "case.view",
    "case.open",
    "case.record",
    "case.correct",
    "case.allocate",
    "case.share",
    "case.deny",
    "case.restrict",
    "case.break_glass",
    "case.seal",
    "case.unseal",
    "alert.close",
    "audit.view",
    "disclosure.write",
    "disclosure.release",
    "self.approve",
    "record.keep",
    "return.import",
    "agency.administer",
    "place.agree",
    "law.view",
]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

LOOKS: Final[frozenset[Action]] = frozenset({"case.view", "law.view"})
WORKS: Final[frozenset[Action]] = LOOKS | {"case.record", "case.correct"}
WRITES_OUT: Final[frozenset[Action]] = frozenset({"disclosure.write"})
LEADS: Final[frozenset[Action]] = frozenset({
    *WORKS, *WRITES_OUT, "case.open", "case.allocate", "case.share", "case.deny", "case.restrict", "case.seal",
    "case.break_glass", "audit.view", "disclosure.release",
})  # fmt: skip
#: Reads the law and the programme, and no case unless a grant and a reach say so.
APART: Final[frozenset[Action]] = frozenset({"law.view"})

#: Role (codes of hafan.identity.roles) to what it may do. `self.approve` is nobody's: an agency that wants it must say so here.
MAY: Final[Mapping[str, frozenset[Action]]] = {
    "csw": WORKS | WRITES_OUT | {"case.open", "case.break_glass"},
    "la_manager": LEADS,
    "service_manager": LEADS,
    "iro": WORKS | {"case.break_glass"},
    "iro_manager": WORKS | {"case.break_glass", "audit.view"},
    "nominated_officer": WORKS,
    "adm": WORKS,
    "legal_adviser": WORKS | WRITES_OUT | {"disclosure.release"},
    "fsw": WORKS | WRITES_OUT,
    "asw": WORKS | WRITES_OUT,
    "agency_manager": LEADS - {"case.break_glass"},
    "data_officer": WORKS | {"case.open", "return.import"},
    "contact_worker": WORKS,
    "panel_member": LOOKS,
    "panel_admin": WORKS,
    "guardian": LOOKS,
    "court": APART,
    "health": WORKS,
    "parent": APART,
    "parent_rep": APART,
    "family_member": APART,
    "child": APART,
    "ep_carer": APART,
    "advocate": WORKS,
    "trainer": APART,
    "peer_carer": APART,
    "champion": APART,
    "leader": APART | {"case.view", "case.break_glass", "place.agree"},
    "dcs": APART | {"case.view", "case.break_glass", "place.agree"},
    "national": APART,
    "analyst": APART,
    "researcher": APART,
    "auditor": LOOKS,
    "le_adviser": APART,
    "public": frozenset(),
    "referee": frozenset(),
    "privacy_officer": LOOKS
    | {"alert.close", "audit.view", "record.keep", "case.unseal", "case.seal", "disclosure.release"},
    "records_custodian": LOOKS | {"record.keep", "case.seal", "case.unseal", "disclosure.release"},
    # An administrator of accounts reads no case.
    "sysadmin": APART | {"agency.administer", "place.agree"},
}

#: Roles that one administrator does not hand out alone: another person agrees (hafan.access.sql.appointing).
BY_TWO: Final = frozenset({"privacy_officer", "records_custodian"})

#: Roles that see every child of their agency when they hold them for the whole agency, not for a team.
SEES_WHOLE_AGENCY: Final = frozenset({"service_manager", "iro_manager", "agency_manager", "data_officer"})

_C = Compartment
_HOMES: Final = frozenset({_C.CARER_IDENTITY})
_FAMILIES: Final = frozenset({_C.BIRTH_FAMILY_CONTACT})
_ADVICE: Final = frozenset({_C.LEGAL_PRIVILEGED})
#: Who the adoptive family are: for those who begin the record after the order, and those who support the family.
_ADOPTED: Final = frozenset({_C.POST_ADOPTION_IDENTITY})
_NEED_TO_CARE: Final = frozenset({_C.CARE, _C.HEALTH, _C.ADOPTION, _C.FAMILY_TIME})

#: Readers in whose eyes something is compiled, and the two that the house itself uses: `house` (the verbs, to work out what
#: follows from the whole story) and `emergency` (break-glass). Nobody is given one of these as a job.
READERS: Final[Mapping[str, frozenset[Compartment]]] = {
    "house": WHOLE,
    "emergency": WHOLE,
    "partner_agency": _NEED_TO_CARE,
    "court_confidential": WHOLE | _HOMES | _FAMILIES,
    "adoptee": WHOLE,
}

#: Role to the parts of a record it reaches, of children somebody with the role has been granted. Named nowhere, reaches nothing.
REACH: Final[Mapping[str, frozenset[Compartment]]] = {
    "csw": WHOLE | _HOMES | _FAMILIES | _ADVICE,
    "la_manager": WHOLE | _HOMES | _FAMILIES | _ADVICE | _ADOPTED,
    "service_manager": WHOLE | _HOMES | _FAMILIES | _ADVICE | _ADOPTED,
    "iro": WHOLE | _HOMES | _FAMILIES,
    "iro_manager": WHOLE | _HOMES | _FAMILIES,
    "nominated_officer": WHOLE | _HOMES,
    "adm": WHOLE | _HOMES | {_C.PANEL},
    # serves documents on families; never needs to know where the carers live
    "legal_adviser": WHOLE | _FAMILIES | _ADVICE,
    "fsw": _NEED_TO_CARE | _HOMES,
    "asw": _NEED_TO_CARE | _HOMES | _ADOPTED,
    "agency_manager": _NEED_TO_CARE | _HOMES | _ADOPTED,
    "data_officer": WHOLE,
    "auditor": WHOLE,
    "contact_worker": frozenset({_C.FAMILY_TIME}),
    "panel_member": frozenset({_C.CARE, _C.HEALTH, _C.ADOPTION, _C.PANEL}),
    "panel_admin": frozenset({_C.CARE, _C.HEALTH, _C.ADOPTION, _C.PANEL}),
    "guardian": WHOLE,
    "court": WHOLE,
    "health": frozenset({_C.HEALTH}),
    "advocate": frozenset({_C.INDEPENDENT_SUPPORT}),
    "parent": frozenset({_C.COURT, _C.FAMILY, _C.FAMILY_TIME}),
    "parent_rep": frozenset({_C.COURT, _C.FAMILY}),
    "family_member": frozenset({_C.FAMILY_TIME}),
    "child": frozenset({_C.CARE, _C.FAMILY, _C.FAMILY_TIME}),
    "ep_carer": _NEED_TO_CARE,
    # sees only what has been unsealed for the hour, and the links between the two identities
    "records_custodian": WHOLE | {_C.SEALED_LINK, _C.POST_ADOPTION_IDENTITY},
    "privacy_officer": WHOLE | {_C.SEALED_LINK},
    **READERS,
}


def may(roles: Iterable[str], action: Action) -> bool:
    """Whether any of these roles allows the action; an unknown role allows nothing."""
    return any(action in MAY.get(role, frozenset()) for role in roles)


def allowed(roles: Iterable[str]) -> frozenset[Action]:
    """Everything these roles allow together."""
    return frozenset().union(*(MAY.get(role, frozenset()) for role in roles))


def reached_by(role: str) -> frozenset[Compartment]:
    """The parts of a record a role reaches."""
    return REACH.get(role, frozenset())
