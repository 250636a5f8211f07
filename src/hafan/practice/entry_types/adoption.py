"""Adoption: the decision that a child should be placed, the formal match, the placement and the order."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options
from hafan.practice.entry_types.recorders import CASE_WORKERS, DECIDERS, LAWYERS
from hafan.practice.wording import Wording

YES_OR_NO = Options(
    "decision",
    {"yes": Wording("yes", "ie"), "no": Wording("no", "na"), "deferred": Wording("not yet", "ddim eto")},
)
REVERSALS = Options(
    "reason",
    {
        "needs_changed": Wording("the child's needs changed", "newidiodd anghenion y plentyn"),
        "no_order": Wording("the court made no placement order", "ni wnaeth y llys orchymyn lleoli"),
        "no_adopters": Wording("no family could be found", "ni ellid dod o hyd i deulu"),
        "plan_changed": Wording("the plan changed", "newidiodd y cynllun"),
    },
)


class Decided(Details):
    """Yes, no, or not yet, with reasons."""

    decision: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=YES_OR_NO)] = "yes"
    reasons: Annotated[str | None, Asked(Wording("Reasons", "Rhesymau"), lines=5)] = None


class DecisionReversed(Details):
    """Why the plan is no longer adoption."""

    reason: Annotated[str, Asked(Wording("Reason", "Rheswm"), options=REVERSALS)]


class PlacedForAdoption(Details):
    """From this day, the day the agency notified, the child is placed for adoption."""

    same_carers: Annotated[
        bool,
        Asked(
            Wording(
                "With the carers the child already lives with",
                "Gyda'r gofalwyr y mae'r plentyn eisoes yn byw gyda nhw",
            )
        ),
    ] = True
    household: Annotated[str | None, Asked(Wording("Household", "Aelwyd"))] = None


class AdoptionOrderMade(Details):
    """How the order was made."""

    consent_dispensed: Annotated[bool, Asked(Wording("Consent dispensed with", "Hepgorwyd cydsyniad"))] = (
        False
    )


def _adoption(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {
        "recorded_by": DECIDERS | CASE_WORKERS,
        "compartment": Compartment.ADOPTION,
        **more,
    }
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _adoption(
        "should_be_placed_papers_received",
        Wording("Papers with the decision maker", "Papurau gyda'r penderfynwr"),
        Wording(
            "The agency decision maker received the papers on whether the child should be placed for adoption.",
            "Derbyniodd penderfynwr yr asiantaeth y papurau ar a ddylid lleoli'r plentyn ar gyfer mabwysiadu.",
        ),
    ),
    _adoption(
        "should_be_placed_decided",
        Wording("Should-be-placed decision", "Penderfyniad y dylid lleoli"),
        Wording(
            "Should the child be placed for adoption? The agency decision maker decided: {decision}.[ {reasons}]",
            "A ddylid lleoli'r plentyn ar gyfer mabwysiadu? Penderfynodd yr asiantaeth: {decision}.[ {reasons}]",
        ),
        details=Decided,
        evidences=("GLO-16",),
    ),
    _adoption(
        "should_be_placed_reversed",
        Wording("Should-be-placed decision reversed", "Gwrthdrowyd y penderfyniad y dylid lleoli"),
        Wording(
            "It was decided that the child should no longer be placed for adoption: {reason}.",
            "Penderfynwyd na ddylid lleoli'r plentyn ar gyfer mabwysiadu mwyach: {reason}.",
        ),
        details=DecisionReversed,
    ),
    _adoption(
        "formal_match_opened",
        Wording("Formal match opened", "Agorwyd paru ffurfiol"),
        Wording("Work on a formal match began.", "Dechreuodd y gwaith ar baru ffurfiol."),
        evidences=("ENG-4.7",),
    ),
    _adoption(
        "adoption_placement_report_sent",
        Wording("Adoption placement report sent", "Anfonwyd yr adroddiad lleoliad mabwysiadu"),
        Wording(
            "The adoption placement report was sent to the prospective adopters for comment.",
            "Anfonwyd yr adroddiad lleoliad mabwysiadu at y darpar fabwysiadwyr am eu sylwadau.",
        ),
        countries=frozenset({"england", "wales"}),
    ),
    _adoption(
        "match_minutes_final",
        Wording("Panel minutes final", "Cofnodion terfynol y panel"),
        Wording(
            "The panel's final minutes on the match went to the decision maker.",
            "Aeth cofnodion terfynol y panel ar y paru at y penderfynwr.",
        ),
    ),
    _adoption(
        "formal_match_decided",
        Wording("Formal match decided", "Penderfynwyd ar y paru ffurfiol"),
        Wording(
            "The decision on the formal match: {decision}.[ {reasons}]",
            "Y penderfyniad ar y paru ffurfiol: {decision}.[ {reasons}]",
        ),
        details=Decided,
        evidences=("ENG-4.7", "ENG-4.11"),
    ),
    _adoption(
        "placed_for_adoption",
        Wording("Placed for adoption", "Lleolwyd ar gyfer mabwysiadu"),
        Wording("The child was placed for adoption.", "Lleolwyd y plentyn ar gyfer mabwysiadu."),
        details=PlacedForAdoption,
        evidences=("ENG-3.10",),
    ),
    _adoption(
        "adoption_applied_for",
        Wording("Adoption order applied for", "Gwnaed cais am orchymyn mabwysiadu"),
        Wording(
            "The application for an adoption order was issued.", "Cyhoeddwyd y cais am orchymyn mabwysiadu."
        ),
        recorded_by=LAWYERS,
    ),
    _adoption(
        "adoption_order_made",
        Wording("Adoption order", "Gorchymyn mabwysiadu"),
        Wording("The court made an adoption order.", "Gwnaeth y llys orchymyn mabwysiadu."),
        recorded_by=LAWYERS,
        details=AdoptionOrderMade,
        evidences=("GLO-13",),
    ),
    _adoption(
        "adoption_celebrated",
        Wording("Adoption celebration", "Dathlu'r mabwysiadu"),
        Wording("The celebration hearing was held.", "Cynhaliwyd y gwrandawiad dathlu."),
    ),
]
