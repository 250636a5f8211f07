"""Early permanence: when adoption was first thought of, whether EP was considered, and on what approval carers foster."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.care_options import BASES
from hafan.practice.entry_types.recorders import CASE_WORKERS, DECIDERS, MANAGERS, OFFICERS
from hafan.practice.wording import Wording

EP_OUTCOMES = Options(
    "outcome",
    {
        "pursue": Wording("early permanence will be pursued", "caiff sefydlogrwydd cynnar ei ddilyn"),
        "not_now": Wording("not now; to be looked at again", "nid nawr; i'w ystyried eto"),
        "not_suitable": Wording("not the most appropriate placement", "nid y lleoliad mwyaf priodol"),
    },
)
LIMB = Options(
    "limb",
    {
        "most_appropriate": Wording("yes, the most appropriate", "ie, y mwyaf priodol"),
        "not_appropriate": Wording("considered, not the most appropriate", "ystyriwyd, nid y mwyaf priodol"),
        "none_available": Wording("considered, nobody available", "ystyriwyd, neb ar gael"),
    },
)
OFFICER_DECISIONS = Options(
    "decision",
    {"approved": Wording("approved", "cymeradwywyd"), "refused": Wording("not approved", "ni chymeradwywyd")},
)
APPROVAL_ENDS = Options(
    "end",
    {
        "placement_ended": Wording("the placement ended", "daeth y lleoliad i ben"),
        "fully_approved": Wording("full approval as foster carers", "cymeradwyaeth lawn fel gofalwyr maeth"),
        "adopter_approval_ended": Wording(
            "approval as prospective adopters ended", "daeth y gymeradwyaeth fel darpar fabwysiadwyr i ben"
        ),
        "placed_for_adoption": Wording(
            "the child was placed for adoption with them", "lleolwyd y plentyn gyda nhw ar gyfer mabwysiadu"
        ),
        "carers_notice": Wording("the carers gave notice", "rhoddodd y gofalwyr rybudd"),
        "time_ran_out": Wording("time ran out", "daeth yr amser i ben"),
    },
)


class EpConsidered(Details):
    """What was considered, in the order the law sets, what was decided, why and by whom."""

    outcome: Annotated[str, Asked(Wording("Outcome", "Canlyniad"), options=EP_OUTCOMES)]
    connected_carer: Annotated[
        str | None,
        Asked(
            Wording("A relative or friend who is a foster carer", "Perthynas neu ffrind sy'n ofalwr maeth"),
            options=LIMB,
        ),
    ] = None
    dual_carer: Annotated[
        str | None,
        Asked(
            Wording(
                "A foster carer who is also approved as a prospective adopter",
                "Gofalwr maeth sydd hefyd wedi'i gymeradwyo'n ddarpar fabwysiadydd",
            ),
            options=LIMB,
        ),
    ] = None
    reasons: Annotated[str | None, Asked(Wording("Reasons", "Rhesymau"), lines=5)] = None
    decided_by: Annotated[str | None, Asked(Wording("Decided by", "Penderfynwyd gan"))] = None


class TemporaryApprovalGiven(Details):
    """A household may foster this one child for now, and under which regulation."""

    basis: Annotated[str, Asked(Wording("Regulation", "Rheoliad"), options=BASES)]
    household: Annotated[str | None, Asked(Wording("Household", "Aelwyd"))] = None
    suitability_assessed: Annotated[
        bool,
        Asked(
            Wording(
                "Suitability to care for this child assessed", "Aseswyd addasrwydd i ofalu am y plentyn hwn"
            )
        ),
    ] = False
    best_interests: Annotated[
        bool, Asked(Wording("In the child's best interests", "Er lles pennaf y plentyn"))
    ] = False


class TemporaryApprovalExtended(Details):
    """Until when, if less than the longest extension allowed."""

    until: Annotated[date | None, Asked(Wording("Last day, if shorter", "Diwrnod olaf, os yw'n fyrrach"))] = (
        None
    )


class OfficerDecided(Details):
    """Whether the placement was approved."""

    decision: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=OFFICER_DECISIONS)] = (
        "approved"
    )
    reasons: Annotated[str | None, Asked(Wording("Reasons", "Rhesymau"), lines=5)] = None


class TemporaryApprovalEnded(Details):
    """Why it ended."""

    end: Annotated[str, Asked(Wording("Why it ended", "Pam y daeth i ben"), options=APPROVAL_ENDS)]


class ApprovalHeld(Details):
    """An approval the carers of this child hold, as a dated fact."""

    basis: Annotated[str, Asked(Wording("Approval", "Cymeradwyaeth"), options=BASES)]
    household: Annotated[str | None, Asked(Wording("Household", "Aelwyd"))] = None
    approved_in: Annotated[
        str | None,
        Asked(
            Wording("Country of approval", "Gwlad y gymeradwyaeth"),
            options=Options(
                "country", {"england": Wording("England", "Lloegr"), "wales": Wording("Wales", "Cymru")}
            ),
        ),
    ] = None


def _ep(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {"recorded_by": CASE_WORKERS, "compartment": Compartment.CARE, **more}
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _ep(
        "adoption_first_considered",
        Wording("Adoption first considered", "Ystyriwyd mabwysiadu gyntaf"),
        Wording(
            "Adoption was first considered as one of the possible outcomes.",
            "Ystyriwyd mabwysiadu gyntaf fel un o'r canlyniadau posibl.",
        ),
        evidences=("ENG-1.2",),
    ),
    _ep(
        "ep_considered",
        Wording("Early permanence considered", "Ystyriwyd sefydlogrwydd cynnar"),
        Wording(
            "Early permanence was considered: {outcome}.[ {reasons}]",
            "Ystyriwyd sefydlogrwydd cynnar: {outcome}.[ {reasons}]",
        ),
        recorded_by=CASE_WORKERS | MANAGERS,
        details=EpConsidered,
        evidences=("ENG-1.2", "ENG-8.1"),
    ),
    _ep(
        "approval_requested",
        Wording("Decision asked of the nominated officer", "Gofynnwyd am benderfyniad y swyddog enwebedig"),
        Wording(
            "A complete request went to the nominated officer.",
            "Aeth cais cyflawn at y swyddog enwebedig.",
        ),
        evidences=("ENG-4.3",),
    ),
    _ep(
        "nominated_officer_decided",
        Wording("Nominated officer's decision", "Penderfyniad y swyddog enwebedig"),
        Wording(
            "The nominated officer decided on the placement: {decision}.[ {reasons}]",
            "Penderfynodd y swyddog enwebedig ar y lleoliad: {decision}.[ {reasons}]",
        ),
        recorded_by=OFFICERS,
        details=OfficerDecided,
        evidences=("ENG-4.3",),
    ),
    _ep(
        "temporary_approval_given",
        Wording("Temporary approval to foster this child", "Cymeradwyaeth dros dro i faethu'r plentyn hwn"),
        Wording(
            "The carers were approved to foster this child: {basis}.",
            "Cymeradwywyd y gofalwyr i faethu'r plentyn hwn: {basis}.",
        ),
        recorded_by=OFFICERS,
        details=TemporaryApprovalGiven,
        evidences=("ENG-4.3", "WEP-NEWS-47"),
    ),
    _ep(
        "temporary_approval_extended",
        Wording("Temporary approval extended", "Estynnwyd cymeradwyaeth dros dro"),
        Wording(
            "The temporary approval was extended[ until {until}].",
            "Estynnwyd y gymeradwyaeth dros dro[ hyd at {until}].",
        ),
        recorded_by=OFFICERS,
        details=TemporaryApprovalExtended,
        countries=frozenset({"england"}),
    ),
    _ep(
        "temporary_approval_ended",
        Wording("Temporary approval ended", "Daeth cymeradwyaeth dros dro i ben"),
        Wording("The temporary approval ended: {end}.", "Daeth y gymeradwyaeth dros dro i ben: {end}."),
        recorded_by=OFFICERS,
        details=TemporaryApprovalEnded,
    ),
    _ep(
        "approval_held",
        Wording("The carers' approval", "Cymeradwyaeth y gofalwyr"),
        Wording("The carers hold: {basis}.", "Mae gan y gofalwyr: {basis}."),
        recorded_by=OFFICERS | CASE_WORKERS,
        details=ApprovalHeld,
        evidences=("ENG-4.3", "WEP-NEWS-46"),
    ),
    _ep(
        "approval_ended",
        Wording("The carers' approval ended", "Daeth cymeradwyaeth y gofalwyr i ben"),
        Wording("The carers no longer hold: {basis}.", "Nid yw'r gofalwyr bellach yn dal: {basis}."),
        recorded_by=OFFICERS | CASE_WORKERS | DECIDERS,
        details=ApprovalHeld,
    ),
]
