"""Who may record what: the usual circles of people."""

from hafan.practice.roles import Role

CASE_WORKERS = frozenset({Role.CSW, Role.LA_MANAGER, Role.ANALYST})
REVIEWERS = frozenset({Role.IRO, Role.LA_MANAGER, Role.ANALYST})
LAWYERS = frozenset({Role.LEGAL_ADVISER, Role.CSW, Role.LA_MANAGER, Role.ANALYST})
CARERS_WORKERS = frozenset({Role.FSW, Role.ASW, Role.CSW, Role.LA_MANAGER, Role.ANALYST})
HEALTH_WORKERS = frozenset({Role.HEALTH, Role.CSW, Role.LA_MANAGER, Role.ANALYST})
DECIDERS = frozenset({Role.ADM, Role.PANEL_ADMIN, Role.LA_MANAGER, Role.ANALYST})
OFFICERS = frozenset({Role.NOMINATED_OFFICER, Role.LA_MANAGER, Role.ANALYST})
MANAGERS = frozenset({Role.LA_MANAGER, Role.ANALYST})
ADOPTION_WORKERS = frozenset({Role.ASW, Role.AGENCY_MANAGER, Role.PANEL_ADMIN, Role.ADM})
LEADERS = frozenset({Role.LEADER, Role.AGENCY_MANAGER})
