"""How the child took part in reviews, and the yearly health questions."""

from __future__ import annotations

from hafan.exchange.ssda903.codes.code import CodeSet, code_set

REVIEW_CODE = code_set(
    "REVIEW_CODE",
    ("PN0", "Under 4 on the day of the review", "O dan 4 oed ar ddiwrnod yr adolygiad"),
    ("PN1", "Came and spoke for themselves", "Daeth a siarad drosto'i hun"),
    ("PN2", "Came, and an advocate spoke for them", "Daeth, a siaradodd eiriolwr drosto"),
    ("PN3", "Came, and gave views without words", "Daeth, a rhoi barn heb eiriau"),
    ("PN4", "Came, and gave no views", "Daeth, heb roi barn"),
    ("PN5", "Did not come; an advocate was briefed", "Ni ddaeth; briffiwyd eiriolwr"),
    ("PN6", "Did not come; sent views another way", "Ni ddaeth; anfonodd farn mewn ffordd arall"),
    ("PN7", "Did not come and gave no views", "Ni ddaeth ac ni roddodd farn"),
)

SDQ_REASON = code_set(
    "SDQ_REASON",
    ("SDQ1", "No score: the child's age", "Dim sgôr: oedran y plentyn"),
    ("SDQ2", "No score: carer did not complete it", "Dim sgôr: ni chwblhaodd y gofalwr ef"),
    ("SDQ3", "No score: the child's disability", "Dim sgôr: anabledd y plentyn"),
    ("SDQ4", "No score: other", "Dim sgôr: arall"),
    ("SDQ5", "No score: child refused", "Dim sgôr: gwrthododd y plentyn"),
)


def _yes_no(column: str) -> CodeSet:
    return code_set(column, ("0", "No", "Nac ydy"), ("1", "Yes", "Ydy"))


YES_NO = tuple(
    _yes_no(column)
    for column in (
        "CONVICTED",
        "HEALTH_CHECK",
        "IMMUNISATIONS",
        "TEETH_CHECK",
        "HEALTH_ASSESSMENT",
        "SUBSTANCE_MISUSE",
        "INTERVENTION_RECEIVED",
        "INTERVENTION_OFFERED",
    )
)

REVIEW_AND_HEALTH_SETS = (REVIEW_CODE, SDQ_REASON, *YES_NO)
