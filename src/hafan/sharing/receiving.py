"""Under which role another agency looks at what it is shown: each a limited one, whose reach the policy table says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from hafan.access.policy import reached_by
from hafan.practice.entries import Compartment
from hafan.practice.roles import Role, role_wording
from hafan.practice.wording import Wording

#: An agency that only needs to know: what is needed to care for the child.
PARTNER: Final = "partner_agency"
_ROLES: Final = (
    Role.ASW, Role.FSW, Role.AGENCY_MANAGER, Role.CSW, Role.IRO, Role.CONTACT_WORKER, Role.HEALTH, Role.PANEL_MEMBER,
    Role.GUARDIAN, Role.LEGAL_ADVISER,
)  # fmt: skip
RECEIVING_ROLES: Final[tuple[str, ...]] = (PARTNER, *(role.value for role in _ROLES))


def receiving_words(country: str) -> Mapping[str, Wording]:
    """The roles in words of one country."""
    return {
        PARTNER: Wording("partner agency", "asiantaeth bartner"),
        **{role.value: role_wording(role, country) for role in _ROLES},
    }


def reach_of(role: str) -> frozenset[Compartment]:
    """What somebody shown a child under this role can be shown at all."""
    return reached_by(role) if role in RECEIVING_ROLES else frozenset()
