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
    CHILD = "child"
    PARENT = "parent"
    FAMILY_MEMBER = "family_member"
    EP_CARER = "ep_carer"
    PANEL_MEMBER = "panel_member"
    GUARDIAN = "guardian"
    PARENT_REP = "parent_rep"
    ADVOCATE = "advocate"
    PEER_CARER = "peer_carer"
    CHAMPION = "champion"
    DCS = "dcs"
    NATIONAL = "national"
    ANALYST = "analyst"
    RESEARCHER = "researcher"
    AUDITOR = "auditor"
    LE_ADVISER = "le_adviser"
    PUBLIC = "public"
    REFEREE = "referee"
    PRIVACY_OFFICER = "privacy_officer"
    RECORDS_CUSTODIAN = "records_custodian"


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
    Role.CHILD: Wording("child", "plentyn"),
    Role.PARENT: Wording("parent", "rhiant"),
    Role.FAMILY_MEMBER: Wording("member of the wider family", "aelod o'r teulu ehangach"),
    Role.EP_CARER: Wording("early permanence carer", "gofalwr sefydlogrwydd cynnar"),
    Role.PANEL_MEMBER: Wording("panel member", "aelod o'r panel"),
    Role.GUARDIAN: Wording("children's guardian", "gwarcheidwad y plentyn"),
    Role.PARENT_REP: Wording("parent's lawyer", "cyfreithiwr y rhiant"),
    Role.ADVOCATE: Wording("advocate or independent counsellor", "eiriolwr neu gwnselydd annibynnol"),
    Role.PEER_CARER: Wording("mentor or peer carer", "mentor neu ofalwr sy'n gymar"),
    Role.CHAMPION: Wording("early permanence champion", "hyrwyddwr sefydlogrwydd cynnar"),
    Role.DCS: Wording("director of children's services", "cyfarwyddwr gwasanaethau plant"),
    Role.NATIONAL: Wording("national lead", "arweinydd cenedlaethol"),
    Role.ANALYST: Wording("data analyst", "dadansoddwr data"),
    Role.RESEARCHER: Wording("external evaluator", "gwerthuswr allanol"),
    Role.AUDITOR: Wording("case auditor", "archwilydd achosion"),
    Role.LE_ADVISER: Wording("adviser with lived experience", "cynghorydd â phrofiad bywyd"),
    Role.PUBLIC: Wording("member of the public", "aelod o'r cyhoedd"),
    Role.REFEREE: Wording("referee", "canolwr"),
    Role.PRIVACY_OFFICER: Wording("privacy officer", "swyddog preifatrwydd"),
    Role.RECORDS_CUSTODIAN: Wording("custodian of adoption records", "ceidwad cofnodion mabwysiadu"),
}
_WALES = {
    Role.CSW: Wording("child care practitioner", "gweithiwr cymdeithasol plant"),
    Role.IRO: Wording("reviewing officer", "swyddog adolygu annibynnol"),
}


def role_wording(role: Role, country: str) -> Wording:
    """What this role is called in England or in Wales."""
    return _WALES.get(role, _BOTH[role]) if country == "wales" else _BOTH[role]
