"""What the codes of the return mean in the words of the chronology."""

from __future__ import annotations

PLACEMENT_KINDS = {
    "U1": "kin_foster_long_term",
    "U2": "ep_kin",
    "U3": "kin_foster",
    "U4": "foster_long_term",
    "U5": "ep_foster",
    "U6": "foster",
    "A3": "adoption",
    "A4": "adoption",
    "A5": "adoption",
    "A6": "adoption",
    "H5": "supported",
    "K1": "secure",
    "K2": "childrens_home",
    "K3": "supported",
    "P1": "with_parent",
    "P2": "independent",
    "R2": "hospital",
    "R3": "parent_and_child",
    "R5": "custody",
    "S1": "residential_school",
    "T0": "temporary_other",
    "T1": "temporary_hospital",
    "T2": "temporary_holiday",
    "T3": "temporary_carer_away",
    "T4": "temporary_other",
}
LEGAL_STATUSES = {
    "C1": "interim_care",
    "C2": "care",
    "D1": "freeing",
    "E1": "placement_order",
    "V2": "accommodated",
    "V3": "short_breaks",
    "V4": "short_breaks",
    "L1": "police_protection",
    "L2": "emergency_protection",
    "L3": "child_assessment",
    "J1": "youth_justice",
    "J2": "youth_justice",
    "J3": "youth_justice",
}
NEEDS = {
    "N1": "abuse_or_neglect",
    "N2": "childs_disability",
    "N3": "parental_illness",
    "N4": "family_in_acute_stress",
    "N5": "family_dysfunction",
    "N6": "behaviour",
    "N7": "low_income",
    "N8": "absent_parenting",
}
#: Care ended by these is an adoption, not leaving care.
ADOPTED = {"E11": False, "E12": True}
DESTINATIONS = {
    "E2": "died",
    "E3": "another_authority",
    "E4A": "returned_home",
    "E4B": "returned_home_unplanned",
    "E13": "family",
    "E41": "child_arrangements",
    "E43": "special_guardianship_other",
    "E44": "special_guardianship_other",
    "E45": "special_guardianship_kin",
    "E46": "special_guardianship_other",
    "E47": "special_guardianship_kin",
    "E48": "special_guardianship_other",
    "E5": "independent",
    "E6": "independent",
    "E7": "adult_services",
    "E9": "custody",
    "E16": "moved_abroad",
}
PART_TAKEN = {
    "PN0": "under_four",
    "PN1": "spoke",
    "PN2": "advocate_spoke",
    "PN3": "symbols",
    "PN4": "silent",
    "PN5": "advocate_briefed",
    "PN6": "views_sent",
    "PN7": "no_views",
}
REVERSALS = {"RD1": "needs_changed", "RD2": "no_order", "RD3": "no_adopters", "RD4": "plan_changed"}
SEXES = {"1": "male", "2": "female", "M": "male", "F": "female"}
PERMANENCE = {
    "P1": "adoption",
    "P2": "special_guardianship",
    "P3": "child_arrangements",
    "P4": "not_known",
}
AWAY = {"M": "missing", "A": "away"}
