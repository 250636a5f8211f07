"""What each role may do at all. Which children it may do it to is another question (`access.visible_children()`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, get_args

Action = Literal[
    "case.view",
    "case.open",
    "case.record",
    "case.correct",
    "case.allocate",
    "return.import",
    "agency.administer",
    "law.view",
]
ACTIONS: Final[tuple[Action, ...]] = get_args(Action)

LOOKS: Final[frozenset[Action]] = frozenset({"case.view", "law.view"})
WORKS: Final[frozenset[Action]] = LOOKS | {"case.record", "case.correct"}
LEADS: Final[frozenset[Action]] = WORKS | {"case.open", "case.allocate"}

#: Role (codes of hafan.identity.roles) to what it may do.
MAY: Final[Mapping[str, frozenset[Action]]] = {
    "csw": WORKS | {"case.open"},
    "la_manager": LEADS,
    "service_manager": LEADS,
    "iro": WORKS,
    "iro_manager": WORKS,
    "nominated_officer": WORKS,
    "adm": WORKS,
    "legal_adviser": WORKS,
    "fsw": WORKS,
    "asw": WORKS,
    "agency_manager": LEADS,
    "data_officer": WORKS | {"case.open", "return.import"},
    # An administrator of accounts reads no case.
    "sysadmin": frozenset({"agency.administer", "law.view"}),
}

#: Roles that see every child of their agency when they hold them for the whole agency, not for a team.
SEES_WHOLE_AGENCY: Final = frozenset({"service_manager", "iro_manager", "agency_manager", "data_officer"})


def may(roles: Iterable[str], action: Action) -> bool:
    """Whether any of these roles allows the action; an unknown role allows nothing."""
    return any(action in MAY.get(role, frozenset()) for role in roles)


def allowed(roles: Iterable[str]) -> frozenset[Action]:
    """Everything these roles allow together."""
    return frozenset().union(*(MAY.get(role, frozenset()) for role in roles))
