"""What people are in their agency or team. One person may be several things at once."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """Roles that the access policy knows (hafan.access.policy says what each may do)."""

    CSW = "csw", _("Child’s social worker")
    LA_MANAGER = "la_manager", _("Team manager")
    SERVICE_MANAGER = "service_manager", _("Service manager")
    IRO = "iro", _("Independent reviewing officer")
    IRO_MANAGER = "iro_manager", _("Reviewing service manager")
    NOMINATED_OFFICER = "nominated_officer", _("Nominated officer")
    ADM = "adm", _("Agency decision maker")
    LEGAL_ADVISER = "legal_adviser", _("Legal adviser")
    FSW = "fsw", _("Fostering social worker")
    ASW = "asw", _("Adoption social worker")
    AGENCY_MANAGER = "agency_manager", _("Adoption agency manager")
    DATA_OFFICER = "data_officer", _("Data officer")
    SYSADMIN = "sysadmin", _("System administrator")
    CONTACT_WORKER = "contact_worker", _("Contact worker")
    PANEL_MEMBER = "panel_member", _("Panel member")
    PANEL_ADMIN = "panel_admin", _("Panel adviser")
    GUARDIAN = "guardian", _("Children’s guardian")
    HEALTH = "health", _("Health partner")
    COURT = "court", _("Court")
    PARENT = "parent", _("Parent")
    FAMILY_MEMBER = "family_member", _("Member of the wider family")
    CHILD = "child", _("Child or adopted adult")
    EP_CARER = "ep_carer", _("Early permanence carer")
    PARENT_REP = "parent_rep", _("Parent’s lawyer")
    ADVOCATE = "advocate", _("Advocate or independent counsellor")
    TRAINER = "trainer", _("Trainer")
    PEER_CARER = "peer_carer", _("Mentor or peer carer")
    CHAMPION = "champion", _("Early permanence champion")
    LEADER = "leader", _("Senior leader")
    DCS = "dcs", _("Director of children’s services")
    NATIONAL = "national", _("National lead")
    ANALYST = "analyst", _("Data analyst")
    RESEARCHER = "researcher", _("External evaluator")
    AUDITOR = "auditor", _("Case auditor")
    LE_ADVISER = "le_adviser", _("Adviser with lived experience")
    PUBLIC = "public", _("Member of the public")
    REFEREE = "referee", _("Referee")
    PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")
    RECORDS_CUSTODIAN = "records_custodian", _("Custodian of adoption records")
