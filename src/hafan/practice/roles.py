"""Who does what: the roles of the field, with their names in each country."""

from __future__ import annotations

from enum import StrEnum

from hafan.practice.wording import Wording


class Role(StrEnum):
    """A part somebody plays for a child, a household or an agency."""

    CSW = "csw"
    LA_MANAGER = "la_manager"
    NOMINATED_OFFICER = "nominated_officer"
    ADM = "adm"
    IRO = "iro"
    CONTACT_WORKER = "contact_worker"
    LEGAL_ADVISER = "legal_adviser"
    FSW = "fsw"
    ASW = "asw"
    AGENCY_MANAGER = "agency_manager"
    PANEL_ADMIN = "panel_admin"
    HEALTH = "health"
    COURT = "court"
    LEADER = "leader"
    SERVICE_MANAGER = "service_manager"
    IRO_MANAGER = "iro_manager"
    DATA_OFFICER = "data_officer"
    TRAINER = "trainer"
    SYSADMIN = "sysadmin"


_BOTH: dict[Role, Wording] = {
    Role.CSW: Wording("child's social worker", "gweithiwr cymdeithasol y plentyn"),
    Role.LA_MANAGER: Wording("team manager", "rheolwr tîm"),
    Role.NOMINATED_OFFICER: Wording("nominated officer", "swyddog enwebedig"),
    Role.ADM: Wording("agency decision maker", "penderfynwr yr asiantaeth"),
    Role.IRO: Wording("independent reviewing officer", "swyddog adolygu annibynnol"),
    Role.CONTACT_WORKER: Wording("contact worker", "gweithiwr cyswllt"),
    Role.LEGAL_ADVISER: Wording("legal adviser", "cynghorydd cyfreithiol"),
    Role.FSW: Wording("fostering social worker", "gweithiwr cymdeithasol maethu"),
    Role.ASW: Wording("adoption social worker", "gweithiwr cymdeithasol mabwysiadu"),
    Role.AGENCY_MANAGER: Wording("agency manager", "rheolwr asiantaeth"),
    Role.PANEL_ADMIN: Wording("panel adviser", "cynghorydd panel"),
    Role.HEALTH: Wording("health partner", "partner iechyd"),
    Role.COURT: Wording("court", "llys"),
    Role.LEADER: Wording("service leader", "arweinydd gwasanaeth"),
    Role.SERVICE_MANAGER: Wording("service manager", "rheolwr gwasanaeth"),
    Role.IRO_MANAGER: Wording("reviewing service manager", "rheolwr y gwasanaeth adolygu"),
    Role.DATA_OFFICER: Wording("data officer", "swyddog data"),
    Role.TRAINER: Wording("trainer", "hyfforddwr"),
    Role.SYSADMIN: Wording("system administrator", "gweinyddwr system"),
}
_WALES = {
    Role.CSW: Wording("child care practitioner", "gweithiwr cymdeithasol plant"),
    Role.IRO: Wording("reviewing officer", "swyddog adolygu annibynnol"),
}


def role_wording(role: Role, country: str) -> Wording:
    """What this role is called in England or in Wales."""
    return _WALES.get(role, _BOTH[role]) if country == "wales" else _BOTH[role]
