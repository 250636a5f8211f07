"""Whether the parents are told where the child lives: somebody decides it, says why, and looks at it again."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS
from hafan.practice.wording import Wording

TOLD_WHERE = Options(
    "decision",
    {
        "told": Wording("they are told where the child lives", "dywedir wrthynt ble mae'r plentyn yn byw"),
        "withheld": Wording(
            "they are not told where the child lives", "ni ddywedir wrthynt ble mae'r plentyn yn byw"
        ),
    },
)
WHY_WITHHELD = Options(
    "basis",
    {
        "prejudice_england": Wording(
            "the child is in care and there is reasonable cause to believe that telling would prejudice their welfare "
            "(Children Act 1989, Schedule 2, paragraph 15(4))",
            "mae'r plentyn mewn gofal ac mae achos rhesymol i gredu y byddai dweud yn niweidio eu lles "
            "(Deddf Plant 1989, Atodlen 2, paragraff 15(4))",
        ),
        "prejudice_wales": Wording(
            "the child is in care and there is reasonable cause to believe that telling would prejudice their well-being "
            "(Social Services and Well-being (Wales) Act 2014, section 95)",
            "mae'r plentyn mewn gofal ac mae achos rhesymol i gredu y byddai dweud yn niweidio eu llesiant "
            "(Deddf Gwasanaethau Cymdeithasol a Llesiant (Cymru) 2014, adran 95)",
        ),
        "court_order": Wording("a court has ordered it", "mae llys wedi gorchymyn hynny"),
        "advice": Wording(
            "on legal advice, kept with the legal advice",
            "ar gyngor cyfreithiol, a gedwir gyda'r cyngor cyfreithiol",
        ),
    },
)


class ToldWhereDecided(Details):
    """What was decided, by whom, on what basis, why, and when it is looked at again."""

    decision: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=TOLD_WHERE)]
    next_home: Annotated[
        bool,
        Asked(
            Wording(
                "It is about a home the child has not moved to yet",
                "Mae'n ymwneud â chartref nad yw'r plentyn wedi symud iddo eto",
            )
        ),
    ] = False
    decided_by: Annotated[str, Asked(Wording("Decided by", "Penderfynwyd gan"))]
    basis: Annotated[
        str | None,
        Asked(
            Wording("On what basis, if they are not told", "Ar ba sail, os na ddywedir"), options=WHY_WITHHELD
        ),
    ] = None
    reasons: Annotated[str | None, Asked(Wording("Reasons", "Rhesymau"), lines=5)] = None
    review_on: Annotated[
        date | None, Asked(Wording("To be looked at again by", "I'w ystyried eto erbyn"))
    ] = None


TYPES = [
    EntryType(
        key="told_where_decided",
        title=Wording(
            "Decision whether the parents are told where the child lives",
            "Penderfyniad a ddywedir wrth y rhieni ble mae'r plentyn yn byw",
        ),
        line=Wording(
            "It was decided about the parents: {decision}.[ {reasons}]",
            "Penderfynwyd ynghylch y rhieni: {decision}.[ {reasons}]",
        ),
        recorded_by=CASE_WORKERS,
        compartment=Compartment.CARE,
        details=ToldWhereDecided,
    ),
]
