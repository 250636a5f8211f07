"""Steps the law and good practice ask for while a child is looked after: outputs of reviews, notices, returns home."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS, OFFICERS, REVIEWERS
from hafan.practice.wording import Wording

RETURN_DECISIONS = Options(
    "decision",
    {
        "confirmed": Wording("the placement is confirmed", "cadarnheir y lleoliad"),
        "ended": Wording("the placement is to end", "daw'r lleoliad i ben"),
    },
)
RETURN_TO = Options(
    "destination",
    {
        "parent": Wording("a parent", "rhiant"),
        "family": Wording("a relative", "perthynas"),
        "connected": Wording("a friend or another connected person", "ffrind neu berson cysylltiedig arall"),
    },
)
DECIDED_BY = Options(
    "decided_by",
    {
        "court": Wording("the court", "y llys"),
        "authority": Wording("the local authority", "yr awdurdod lleol"),
    },
)


class ReturnDecision(Details):
    """What was decided after the assessment of the parent."""

    decision: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=RETURN_DECISIONS)]


class ReturnDecided(Details):
    """To whom the child returns, and who decided."""

    destination: Annotated[
        str,
        Asked(Wording("To whom the child returns", "At bwy y mae'r plentyn yn dychwelyd"), options=RETURN_TO),
    ] = "parent"
    decided_by: Annotated[str, Asked(Wording("Decided by", "Penderfynwyd gan"), options=DECIDED_BY)] = "court"


def _step(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {"recorded_by": CASE_WORKERS, **more}
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _step(
        "review_decisions_sent",
        Wording("Review decisions sent", "Anfonwyd penderfyniadau'r adolygiad"),
        Wording("The decisions of the review were sent out.", "Anfonwyd penderfyniadau'r adolygiad."),
        recorded_by=REVIEWERS,
        evidences=("ENG-1.6",),
    ),
    _step(
        "review_record_completed",
        Wording("Review record completed", "Cwblhawyd cofnod yr adolygiad"),
        Wording("The full record of the review was completed.", "Cwblhawyd cofnod llawn yr adolygiad."),
        recorded_by=REVIEWERS,
        evidences=("ENG-1.6",),
    ),
    _step(
        "review_record_circulated",
        Wording("Review record circulated", "Dosbarthwyd cofnod yr adolygiad"),
        Wording("The record of the review was circulated.", "Dosbarthwyd cofnod yr adolygiad."),
        recorded_by=REVIEWERS,
        evidences=("ENG-1.6",),
    ),
    _step(
        "education_plan_made",
        Wording("Personal education plan", "Cynllun addysg personol"),
        Wording("A personal education plan was started.", "Dechreuwyd cynllun addysg personol."),
    ),
    _step(
        "area_authority_notified",
        Wording("Area authority notified", "Hysbyswyd awdurdod yr ardal"),
        Wording(
            "The authority of the area where the child is to live was told in writing.",
            "Rhoddwyd gwybod yn ysgrifenedig i awdurdod yr ardal lle bydd y plentyn yn byw.",
        ),
    ),
    _step(
        "ending_notice_given",
        Wording("Notice of the placement's end", "Hysbysiad bod y lleoliad yn dod i ben"),
        Wording(
            "Written notice that the placement ends was given to those who must have it.",
            "Rhoddwyd hysbysiad ysgrifenedig i'r rhai y mae'n rhaid iddynt wybod bod y lleoliad yn dod i ben.",
        ),
    ),
    _step(
        "return_assessment_completed",
        Wording("Assessment of the parent completed", "Cwblhawyd yr asesiad o'r rhiant"),
        Wording(
            "The assessment of the parent's suitability to care for the child was completed.",
            "Cwblhawyd yr asesiad o addasrwydd y rhiant i ofalu am y plentyn.",
        ),
        evidences=("ENG-7.1",),
    ),
    _step(
        "return_decision_made",
        Wording("Decision on the placement with a parent", "Penderfyniad ar y lleoliad gyda rhiant"),
        Wording("After the assessment: {decision}.", "Ar ôl yr asesiad: {decision}."),
        recorded_by=OFFICERS,
        details=ReturnDecision,
        evidences=("ENG-7.1",),
    ),
    _step(
        "return_decided",
        Wording("Return decided", "Penderfynwyd ar ddychwelyd"),
        Wording(
            "It was decided that the child returns to {destination}. Decided by: {decided_by}.",
            "Penderfynwyd bod y plentyn yn dychwelyd at: {destination}. Penderfynwyd gan: {decided_by}.",
        ),
        details=ReturnDecided,
        compartment=Compartment.FAMILY,
        evidences=("ENG-7.1",),
    ),
    _step(
        "parties_notified",
        Wording("Everyone told of the change of plan", "Rhoddwyd gwybod i bawb am newid y cynllun"),
        Wording(
            "Parents, family, carers and partners were told of the outcome or the change of plan.",
            "Rhoddwyd gwybod i'r rhieni, y teulu, y gofalwyr a'r partneriaid am y canlyniad neu newid y cynllun.",
        ),
        evidences=("ENG-7.5", "ENG-3.9"),
    ),
]
