"""How a child's story begins: an expected baby, a birth, a referral."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS
from hafan.practice.wording import Wording

SEXES = Options(
    "sex",
    {
        "female": Wording("female", "benyw"),
        "male": Wording("male", "gwryw"),
        "unknown": Wording("not known", "ddim yn hysbys"),
    },
)
WHY_LATE = Options(
    "why_late",
    {
        "concealed_pregnancy": Wording("concealed pregnancy", "beichiogrwydd cudd"),
        "moved_into_area": Wording("the family moved into the area", "symudodd y teulu i'r ardal"),
        "late_referral": Wording("referred late by another service", "atgyfeiriad hwyr gan wasanaeth arall"),
        "other": Wording("another reason", "rheswm arall"),
    },
)


class UnbornKnown(Details):
    """When the baby is expected."""

    expected_on: Annotated[
        date | None, Asked(Wording("Expected date of birth", "Dyddiad geni disgwyliedig"))
    ] = None
    why_late: Annotated[
        str | None, Asked(Wording("If we learnt late, why", "Os cawsom wybod yn hwyr, pam"), options=WHY_LATE)
    ] = None


class Born(Details):
    """The birth."""

    sex: Annotated[str, Asked(Wording("Sex", "Rhyw"), options=SEXES)] = "unknown"


class Referred(Details):
    """By when a home is needed."""

    needed_by: Annotated[
        date | None, Asked(Wording("Date a home is needed by", "Dyddiad y mae angen cartref"))
    ] = None
    why_late: Annotated[str | None, Asked(Wording("If late, why", "Os yn hwyr, pam"), options=WHY_LATE)] = (
        None
    )


TYPES = [
    EntryType(
        key="unborn_known",
        title=Wording("Unborn child known", "Plentyn heb ei eni yn hysbys"),
        line=Wording(
            "An unborn child became known[; expected on {expected_on}].",
            "Daeth plentyn heb ei eni yn hysbys[; disgwylir ar {expected_on}].",
        ),
        recorded_by=CASE_WORKERS,
        details=UnbornKnown,
        evidences=("ENG-2.8", "WEP-NEWS-43"),
    ),
    EntryType(
        key="born",
        title=Wording("Born", "Ganwyd"),
        line=Wording("The child was born.", "Ganwyd y plentyn."),
        recorded_by=CASE_WORKERS,
        details=Born,
    ),
    EntryType(
        key="referred",
        title=Wording("Referred for early permanence", "Atgyfeiriwyd ar gyfer sefydlogrwydd cynnar"),
        line=Wording(
            "Referred for early permanence[; a home is needed by {needed_by}].",
            "Atgyfeiriwyd ar gyfer sefydlogrwydd cynnar[; mae angen cartref erbyn {needed_by}].",
        ),
        recorded_by=CASE_WORKERS,
        details=Referred,
        evidences=("WEP-NEWS-43", "WEP-NEWS-44"),
    ),
]
