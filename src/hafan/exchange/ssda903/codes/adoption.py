"""Adoption: who adopted, why a decision was reversed, and permanence before this period of care."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import code_set

FOSTER_CARE = code_set(
    "FOSTER_CARE",
    ("0", "Not adopted by former foster carers", "Heb ei fabwysiadu gan gyn-ofalwyr maeth"),
    ("1", "Adopted by former foster carers", "Mabwysiadwyd gan gyn-ofalwyr maeth"),
)

NUMBER_OF_ADOPTERS = code_set(
    "NB_ADOPTR", ("1", "One adopter", "Un mabwysiadwr"), ("2", "Two adopters", "Dau fabwysiadwr")
)

SEX_OF_ADOPTERS = code_set(
    "SEX_ADOPTR",
    ("M1", "One man", "Un dyn"),
    ("F1", "One woman", "Un fenyw"),
    ("MM", "Two men", "Dau ddyn"),
    ("FF", "Two women", "Dwy fenyw"),
    ("MF", "A man and a woman", "Dyn a menyw"),
)

LEGAL_STATUS_OF_ADOPTERS = code_set(
    "LS_ADOPTR",
    ("L0", "Single adopter", "Mabwysiadwr sengl"),
    ("L11", "Married, different gender", "Priod, rhywedd gwahanol"),
    ("L12", "Married, same gender", "Priod, yr un rhywedd"),
    ("L2", "Civil partners", "Partneriaid sifil"),
    ("L3", "Unmarried, different gender", "Dibriod, rhywedd gwahanol"),
    (
        "L4",
        "Same gender, not married or in a civil partnership",
        "Yr un rhywedd, heb briodi na phartneriaeth sifil",
    ),
)

REASON_DECISION_CEASED = code_set(
    "REASON_PLACED_CEASED",
    ("RD1", "The child's needs changed", "Newidiodd anghenion y plentyn"),
    ("RD2", "The court did not make a placement order", "Ni wnaeth y llys orchymyn lleoli"),
    ("RD3", "Adopters could not be found", "Ni ellid dod o hyd i fabwysiadwyr"),
    ("RD4", "Any other reason", "Unrhyw reswm arall"),
)

PREVIOUS_PERMANENCE = code_set(
    "PREV_PERM",
    ("P1", "Adoption", "Mabwysiadu"),
    ("P2", "Special guardianship order", "Gorchymyn gwarcheidiaeth arbennig"),
    ("P3", "Residence or child arrangements order", "Gorchymyn preswylio neu drefniadau plentyn"),
    ("P4", "Not known", "Anhysbys"),
    ("Z1", "No permanence before", "Dim sefydlogrwydd cyn hyn"),
)

ADOPTION_SETS = (
    FOSTER_CARE,
    NUMBER_OF_ADOPTERS,
    SEX_OF_ADOPTERS,
    LEGAL_STATUS_OF_ADOPTERS,
    REASON_DECISION_CEASED,
    PREVIOUS_PERMANENCE,
)
