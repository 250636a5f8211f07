"""Being looked after: care, legal status, where the child lives, reviews, visits, health and plans."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType
from hafan.practice.entry_types import care_options as options
from hafan.practice.entry_types.recorders import CASE_WORKERS, HEALTH_WORKERS, MANAGERS, REVIEWERS
from hafan.practice.wording import Wording


class BecameLookedAfter(Details):
    """The main need, as returned."""

    need: Annotated[str | None, Asked(Wording("Main need", "Prif angen"), options=options.NEEDS)] = None


class LegalStatusBegan(Details):
    """The legal basis on which the child is looked after."""

    status: Annotated[str, Asked(Wording("Legal status", "Statws cyfreithiol"), options=options.STATUSES)]


class PlacementBegan(Details):
    """Where the child lives from now on: what kind of home, with whom, never the address."""

    placement_kind: Annotated[
        str, Asked(Wording("Kind of home", "Math o gartref"), options=options.PLACEMENTS)
    ]
    household: Annotated[
        str | None,
        Asked(
            Wording("Household", "Aelwyd"),
            Wording("The household's reference, never an address", "Cyfeirnod yr aelwyd, byth cyfeiriad"),
        ),
    ] = None
    basis: Annotated[
        str | None,
        Asked(Wording("Approval the carers foster under", "Y gymeradwyaeth i faethu"), options=options.BASES),
    ] = None
    same_carers: Annotated[
        bool, Asked(Wording("Back with the same carers as before", "Yn ôl gyda'r un gofalwyr"))
    ] = False
    until_18: Annotated[bool, Asked(Wording("Intended to last until 18", "Bwriedir iddo bara hyd at 18"))] = (
        False
    )
    out_of_area: Annotated[bool, Asked(Wording("Outside the authority's area", "Y tu allan i'r ardal"))] = (
        False
    )
    before_assessment: Annotated[
        bool,
        Asked(
            Wording(
                "With a parent, before the assessment of the parent was complete",
                "Gyda rhiant, cyn cwblhau'r asesiad o'r rhiant",
            )
        ),
    ] = False


class PlacementChanged(Details):
    """The placement changes in law or kind; the carers stay the same."""

    placement_kind: Annotated[
        str, Asked(Wording("Kind of home now", "Math o gartref nawr"), options=options.PLACEMENTS)
    ]
    basis: Annotated[
        str | None,
        Asked(Wording("Approval the carers foster under", "Y gymeradwyaeth i faethu"), options=options.BASES),
    ] = None
    until_18: Annotated[bool, Asked(Wording("Intended to last until 18", "Bwriedir iddo bara hyd at 18"))] = (
        False
    )


class PlacementEnded(Details):
    """Why it ended. Going home is an outcome of its own, never a breakdown."""

    end_reason: Annotated[
        str, Asked(Wording("How it ended", "Sut y daeth i ben"), options=options.PLACEMENT_ENDS)
    ]


class ReviewHeld(Details):
    """How the child took part."""

    part_taken: Annotated[
        str | None,
        Asked(Wording("How the child took part", "Sut y cymerodd y plentyn ran"), options=options.PART_TAKEN),
    ] = None


class VisitMade(Details):
    """A social worker's visit to the child."""

    seen: Annotated[bool, Asked(Wording("Child seen", "Gwelwyd y plentyn"))] = True
    seen_alone: Annotated[bool, Asked(Wording("Seen alone", "Gwelwyd ar ei ben ei hun"))] = False
    at_home: Annotated[bool, Asked(Wording("Where the child lives", "Lle mae'r plentyn yn byw"))] = True
    note: Annotated[
        str | None, Asked(Wording("What you saw and heard", "Yr hyn a welsoch ac a glywsoch"), lines=6)
    ] = None


class HealthAssessed(Details):
    """By whom the child's health was assessed."""

    by_doctor: Annotated[bool, Asked(Wording("By a doctor", "Gan feddyg"))] = False


class CarePlanMade(Details):
    """The outcomes the plan keeps open. More than one means parallel planning."""

    return_home: Annotated[bool, Asked(Wording("Return home", "Dychwelyd adref"))] = True
    adoption: Annotated[bool, Asked(Wording("Adoption", "Mabwysiadu"))] = False
    family: Annotated[bool, Asked(Wording("Family or friends", "Teulu neu ffrindiau"))] = False
    other: Annotated[bool, Asked(Wording("Another plan", "Cynllun arall"))] = False


class LeftCare(Details):
    """Where the child went."""

    destination: Annotated[
        str, Asked(Wording("Where the child went", "I ble yr aeth y plentyn"), options=options.LEAVING)
    ]


TYPES = [
    EntryType(
        key="became_looked_after",
        title=Wording("Became looked after", "Daeth i dderbyn gofal"),
        line=Wording(
            "The child became looked after[ ({need})].", "Daeth y plentyn i dderbyn gofal[ ({need})]."
        ),
        recorded_by=CASE_WORKERS,
        details=BecameLookedAfter,
        evidences=("ENG-1.3",),
    ),
    EntryType(
        key="legal_status_began",
        title=Wording("Legal status", "Statws cyfreithiol"),
        line=Wording("Legal status: {status}.", "Statws cyfreithiol: {status}."),
        recorded_by=CASE_WORKERS,
        compartment=Compartment.COURT,
        details=LegalStatusBegan,
        evidences=("ENG-0.10",),
    ),
    EntryType(
        key="placement_began",
        title=Wording("Placement began", "Dechreuodd lleoliad"),
        line=Wording("Moved to live with: {placement_kind}.", "Symudodd i fyw gyda: {placement_kind}."),
        recorded_by=CASE_WORKERS,
        details=PlacementBegan,
        evidences=("ENG-0.4", "ENG-1.3"),
    ),
    EntryType(
        key="placement_changed",
        title=Wording("Placement changed, same carers", "Newidiodd y lleoliad, yr un gofalwyr"),
        line=Wording(
            "Stayed with the same carers; the placement became: {placement_kind}.",
            "Arhosodd gyda'r un gofalwyr; daeth y lleoliad yn: {placement_kind}.",
        ),
        recorded_by=CASE_WORKERS,
        details=PlacementChanged,
        evidences=("ENG-3.10",),
    ),
    EntryType(
        key="placement_ended",
        title=Wording("Placement ended", "Daeth y lleoliad i ben"),
        line=Wording("The placement ended: {end_reason}.", "Daeth y lleoliad i ben: {end_reason}."),
        recorded_by=CASE_WORKERS,
        details=PlacementEnded,
        evidences=("ENG-0.4", "ENG-7.1"),
    ),
    EntryType(
        key="review_held",
        title=Wording("Review held", "Cynhaliwyd adolygiad"),
        line=Wording("A review of the child's case was held.", "Cynhaliwyd adolygiad o achos y plentyn."),
        recorded_by=REVIEWERS,
        details=ReviewHeld,
        evidences=("ENG-1.6",),
    ),
    EntryType(
        key="visit_made",
        title=Wording("Visit", "Ymweliad"),
        line=Wording(
            "A social worker visited the child.[ {note}]",
            "Ymwelodd gweithiwr cymdeithasol â'r plentyn.[ {note}]",
        ),
        recorded_by=CASE_WORKERS,
        details=VisitMade,
        evidences=("ENG-1.1",),
    ),
    EntryType(
        key="health_assessed",
        title=Wording("Health assessment", "Asesiad iechyd"),
        line=Wording("The child's health was assessed.", "Aseswyd iechyd y plentyn."),
        recorded_by=HEALTH_WORKERS,
        compartment=Compartment.HEALTH,
        details=HealthAssessed,
        evidences=("ENG-4.5",),
    ),
    EntryType(
        key="care_plan_made",
        title=Wording("Care plan", "Cynllun gofal"),
        line=Wording("The care plan was made or changed.", "Gwnaed neu newidiwyd y cynllun gofal."),
        recorded_by=CASE_WORKERS,
        details=CarePlanMade,
        evidences=("ENG-0.5",),
    ),
    EntryType(
        key="placement_plan_made",
        title=Wording("Placement plan", "Cynllun lleoliad"),
        line=Wording(
            "The placement plan was agreed and signed.", "Cytunwyd ar y cynllun lleoliad a'i lofnodi."
        ),
        recorded_by=CASE_WORKERS,
        evidences=("ENG-4.6",),
    ),
    EntryType(
        key="left_care",
        title=Wording("Left care", "Gadawodd ofal"),
        line=Wording("Care ended: {destination}.", "Daeth y gofal i ben: {destination}."),
        recorded_by=MANAGERS | CASE_WORKERS,
        details=LeftCare,
        evidences=("ENG-7.1",),
    ),
]
