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
