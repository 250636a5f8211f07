"""Households on the way to adopting: enquiry, registration, assessment, decision, review, and what they ask for."""

from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Options, Subject
from hafan.practice.entry_types.recorders import ADOPTION_WORKERS, CARERS_WORKERS
from hafan.practice.wording import Wording

ENGLAND, WALES = frozenset({"england"}), frozenset({"wales"})

REGISTRATION = Options(
    "outcome",
    {
        "accepted": Wording("accepted; stage one begins", "derbyniwyd; mae cam un yn dechrau"),
        "declined": Wording("not accepted", "ni dderbyniwyd"),
    },
)
STAGE_ENDS = Options(
    "outcome",
    {
        "go_on": Wording("may go on", "caniateir parhau"),
        "stop": Wording("may not go on", "ni chaniateir parhau"),
        "withdrew": Wording("the household withdrew", "tynnodd yr aelwyd yn ôl"),
    },
)
WHY_PAUSED = Options(
    "reason",
    {
        "asked": Wording("the household asked for more time", "gofynnodd yr aelwyd am ragor o amser"),
        "good_reason": Wording("the agency has good reason", "mae gan yr asiantaeth reswm da"),
        "exceptional": Wording("exceptional circumstances", "amgylchiadau eithriadol"),
    },
)
APPROVALS = Options(
    "outcome",
    {
        "approved": Wording("approved", "cymeradwywyd"),
        "not_approved": Wording("not approved", "ni chymeradwywyd"),
    },
)
REVIEW_OUTCOMES = Options(
    "outcome",
    {
        "still_suitable": Wording("still suitable", "yn addas o hyd"),
        "not_suitable": Wording("may no longer be suitable", "efallai nad yw'n addas mwyach"),
    },
)
APPLICATION_ENDS = Options(
    "outcome",
    {
        "withdrawn": Wording("withdrawn by the household", "tynnwyd yn ôl gan yr aelwyd"),
        "stopped": Wording("stopped by the agency", "rhoddwyd y gorau iddo gan yr asiantaeth"),
    },
)


class RegistrationDecided(Details):
    """Whether the agency takes the household on."""

    outcome: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=REGISTRATION)]


class StageDecided(Details):
    """Whether the household may go on."""

    outcome: Annotated[str, Asked(Wording("Outcome", "Canlyniad"), options=STAGE_ENDS)]


class Paused(Details):
    """Why the assessment stands still."""

    reason: Annotated[str, Asked(Wording("Reason", "Rheswm"), options=WHY_PAUSED)]


class ApprovalDecided(Details):
    """Approved or not, with reasons."""

    outcome: Annotated[str, Asked(Wording("Decision", "Penderfyniad"), options=APPROVALS)]
    reasons: Annotated[str | None, Asked(Wording("Reasons", "Rhesymau"), lines=5)] = None


class AdoptingEnded(Details):
    """How the application to adopt ended without a decision."""

    outcome: Annotated[str, Asked(Wording("How it ended", "Sut y daeth i ben"), options=APPLICATION_ENDS)]


class ApprovalReviewed(Details):
    """What the review found."""

    outcome: Annotated[str, Asked(Wording("Outcome", "Canlyniad"), options=REVIEW_OUTCOMES)] = (
        "still_suitable"
    )


def carer_type(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    """A kind of entry about a household, recorded by the people who work with carers."""
    settings: dict[str, object] = {
        "recorded_by": ADOPTION_WORKERS | CARERS_WORKERS,
        "subject": Subject.HOUSEHOLD,
        "compartment": Compartment.CARER,
        **more,
    }
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    carer_type(
        "enquiry_received",
        Wording("Enquiry", "Ymholiad"),
        Wording("The household asked about adopting.", "Holodd yr aelwyd am fabwysiadu."),
        evidences=("ENG-3.1", "WEP-NEWS-8"),
    ),
    carer_type(
        "enquiry_answered",
        Wording("Enquiry answered", "Atebwyd yr ymholiad"),
        Wording(
            "The enquiry was answered, with information about early permanence.",
            "Atebwyd yr ymholiad, gyda gwybodaeth am sefydlogrwydd cynnar.",
        ),
        evidences=("ENG-3.1", "WEP-NEWS-8"),
    ),
    carer_type(
        "registration_received",
        Wording("Registration of interest", "Cofrestru diddordeb"),
        Wording("A registration of interest arrived.", "Cyrhaeddodd cofrestriad o ddiddordeb."),
    ),
    carer_type(
        "registration_decided",
        Wording("Registration decided", "Penderfynwyd ar y cofrestriad"),
        Wording("Registration of interest: {outcome}.", "Cofrestriad o ddiddordeb: {outcome}."),
        details=RegistrationDecided,
    ),
    carer_type(
        "stage_one_decided",
        Wording("Stage one decided", "Penderfynwyd ar gam un"),
        Wording("Stage one ended: {outcome}.", "Daeth cam un i ben: {outcome}."),
        details=StageDecided,
    ),
    carer_type(
        "stage_two_notice",
        Wording("Wishes to begin stage two", "Dymuno dechrau cam dau"),
        Wording(
            "The household gave notice that it wishes to go on to stage two.",
            "Rhoddodd yr aelwyd wybod ei bod yn dymuno mynd ymlaen i gam dau.",
        ),
    ),
    carer_type(
        "fast_track_accepted",
        Wording("Fast track accepted", "Derbyniwyd y llwybr carlam"),
        Wording(
            "The application was accepted straight into stage two.",
            "Derbyniwyd y cais yn syth i gam dau.",
        ),
        countries=ENGLAND,
    ),
    carer_type(
        "assessment_paused",
        Wording("Assessment paused", "Oedwyd yr asesiad"),
        Wording("The assessment was paused: {reason}.", "Oedwyd yr asesiad: {reason}."),
        details=Paused,
    ),
    carer_type(
        "assessment_resumed",
        Wording("Assessment resumed", "Ailddechreuwyd yr asesiad"),
        Wording("The assessment began again.", "Ailddechreuodd yr asesiad."),
    ),
    carer_type(
        "adopter_report_sent",
        Wording("Prospective adopter's report sent", "Anfonwyd adroddiad y darpar fabwysiadydd"),
        Wording(
            "The prospective adopter's report was sent to the household for comment.",
            "Anfonwyd adroddiad y darpar fabwysiadydd at yr aelwyd am sylwadau.",
        ),
    ),
    carer_type(
        "adopter_report_answered",
        Wording("Comments on the report", "Sylwadau ar yr adroddiad"),
        Wording("The household's comments arrived.", "Cyrhaeddodd sylwadau'r aelwyd."),
    ),
    carer_type(
        "adopter_minutes_final",
        Wording("Adoption panel's final minutes", "Cofnodion terfynol y panel mabwysiadu"),
        Wording(
            "The panel's recommendation and final minutes reached the decision maker.",
            "Cyrhaeddodd argymhelliad a chofnodion terfynol y panel y penderfynwr.",
        ),
        recorded_by=ADOPTION_WORKERS,
    ),
    carer_type(
        "adopter_decided",
        Wording("Decision on adopting", "Penderfyniad ar fabwysiadu"),
        Wording(
            "As prospective adopters: {outcome}.[ {reasons}]",
            "Fel darpar fabwysiadwyr: {outcome}.[ {reasons}]",
        ),
        recorded_by=ADOPTION_WORKERS,
        details=ApprovalDecided,
        evidences=("WEP-NEWS-11",),
    ),
    carer_type(
        "adopter_application_ended",
        Wording("Application to adopt ended", "Daeth y cais i fabwysiadu i ben"),
        Wording("The application to adopt ended: {outcome}.", "Daeth y cais i fabwysiadu i ben: {outcome}."),
        details=AdoptingEnded,
    ),
    carer_type(
        "adopter_determination_sent",
        Wording("Qualifying determination (adopting)", "Dyfarniad o gymhwyster (mabwysiadu)"),
        Wording(
            "The agency wrote that it does not propose to approve the household to adopt, with reasons.",
            "Ysgrifennodd yr asiantaeth nad yw'n bwriadu cymeradwyo'r aelwyd i fabwysiadu, gyda rhesymau.",
        ),
        recorded_by=ADOPTION_WORKERS,
    ),
    carer_type(
        "adopter_answered_determination",
        Wording("Answer to the determination (adopting)", "Ateb i'r dyfarniad (mabwysiadu)"),
        Wording(
            "The household made representations or asked for an independent review.",
            "Cyflwynodd yr aelwyd sylwadau neu gofynnodd am adolygiad annibynnol.",
        ),
    ),
    carer_type(
        "adopter_review_held",
        Wording("Review of approval to adopt", "Adolygiad o'r gymeradwyaeth i fabwysiadu"),
        Wording(
            "The approval to adopt was reviewed: {outcome}.",
            "Adolygwyd y gymeradwyaeth i fabwysiadu: {outcome}.",
        ),
        details=ApprovalReviewed,
    ),
    carer_type(
        "adopter_registered",
        Wording("Referred to the Adoption Register", "Atgyfeiriwyd i'r Gofrestr Fabwysiadu"),
        Wording(
            "The household was referred to the Adoption Register for Wales.",
            "Atgyfeiriwyd yr aelwyd i Gofrestr Fabwysiadu Cymru.",
        ),
        countries=WALES,
    ),
    carer_type(
        "child_placed_for_adoption",
        Wording("A child placed for adoption", "Lleolwyd plentyn ar gyfer mabwysiadu"),
        Wording(
            "A child was placed for adoption with the household.",
            "Lleolwyd plentyn ar gyfer mabwysiadu gyda'r aelwyd.",
        ),
    ),
    carer_type(
        "adopter_approval_ended",
        Wording("Approval to adopt ended", "Daeth y gymeradwyaeth i fabwysiadu i ben"),
        Wording("The approval to adopt ended.", "Daeth y gymeradwyaeth i fabwysiadu i ben."),
        recorded_by=ADOPTION_WORKERS,
    ),
]
