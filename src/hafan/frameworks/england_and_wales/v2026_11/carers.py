"""Households on the way to adopting: enquiry, registration, two stages, the decision and its reviews."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from hafan.practice.clocks import Asks, Clock, after, by, each, same, soonest
from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording


def found(outcome: str) -> Callable[[Facts, Entry], bool]:
    """Only entries with this outcome."""
    return lambda facts, entry: entry.get("outcome") == outcome


def pauses(facts: Facts, start: Entry) -> Sequence[tuple[date, date | None]]:
    """The days an assessment stood still since it started: from each pause until it was taken up again."""
    spans: list[tuple[date, date | None]] = []
    for entry in facts.all("assessment_paused", "assessment_resumed"):
        if entry.kind == "assessment_paused" and not (spans and spans[-1][1] is None):
            spans.append((entry.on, None))
        elif entry.kind == "assessment_resumed" and spans and spans[-1][1] is None:
            spans[-1] = (spans[-1][0], entry.on)
    return [(begins, ends) for begins, ends in spans if ends is None or ends > start.on]


STOPPED = after("adopter_approval_ended")
GAVE_UP = after("adopter_application_ended")
_DECIDED = Wording("when the agency decides", "pan fydd yr asiantaeth yn penderfynu")
_ANSWERED = Wording("when the household is answered", "pan atebir yr aelwyd")

enquiry_answered = Clock(
    key="enquiry_answered",
    title=Wording("Answer to an enquiry", "Ateb i ymholiad"),
    asks=Wording("Answer the household's enquiry", "Ateb ymholiad yr aelwyd"),
    starts_when=Wording("when an enquiry arrives", "pan fydd ymholiad yn cyrraedd"),
    stops_when=_ANSWERED,
    owner=Role.ASW,
    starts=each("enquiry_received"),
    stops=by("enquiry_answered"),
    subject=Subject.HOUSEHOLD,
    stage="enquiry",
)
registration_decided = Clock(
    key="registration_decided",
    title=Wording("Decision on a registration of interest", "Penderfyniad ar gofrestru diddordeb"),
    asks=Wording("Decide on the registration of interest", "Penderfynu ar y cofrestriad o ddiddordeb"),
    starts_when=Wording(
        "when the registration of interest arrives", "pan fydd y cofrestriad o ddiddordeb yn cyrraedd"
    ),
    stops_when=_DECIDED,
    owner=Role.AGENCY_MANAGER,
    starts=each("registration_received"),
    stops=by("registration_decided"),
    ends=GAVE_UP,
    subject=Subject.HOUSEHOLD,
    stage="enquiry",
)
adopter_stage_one = Clock(
    key="adopter_stage_one",
    title=Wording("Stage one", "Cam un"),
    asks=Wording(
        "Finish stage one: checks, references and preparation",
        "Gorffen cam un: gwiriadau, geirdaon a pharatoi",
    ),
    starts_when=Wording(
        "when the agency accepts the registration of interest",
        "pan fydd yr asiantaeth yn derbyn y cofrestriad o ddiddordeb",
    ),
    stops_when=Wording("when stage one is decided", "pan benderfynir ar gam un"),
    owner=Role.ASW,
    starts=each("registration_decided", where=found("accepted")),
    stops=by("stage_one_decided"),
    ends=GAVE_UP,
    pauses=pauses,
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
adopter_stage_gap = Clock(
    key="adopter_stage_gap",
    title=Wording("Time to go on to stage two", "Amser i fynd ymlaen i gam dau"),
    asks=Wording(
        "The household may give notice that it wishes to begin stage two",
        "Caiff yr aelwyd roi gwybod ei bod yn dymuno dechrau cam dau",
    ),
    starts_when=Wording(
        "when stage one ends and the household may go on",
        "pan ddaw cam un i ben a'r aelwyd yn cael mynd ymlaen",
    ),
    stops_when=Wording("when the household gives notice", "pan fydd yr aelwyd yn rhoi gwybod"),
    owner=Role.ASW,
    starts=each("stage_one_decided", where=found("go_on")),
    stops=by("stage_two_notice"),
    ends=GAVE_UP,
    kind=Asks.LASTS,
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
adopter_stage_two = Clock(
    key="adopter_stage_two",
    title=Wording("Stage two", "Cam dau"),
    asks=Wording(
        "Assess the household and decide whether to approve it to adopt",
        "Asesu'r aelwyd a phenderfynu a ddylid ei chymeradwyo i fabwysiadu",
    ),
    starts_when=Wording(
        "when the agency receives notice that the household wishes to go on",
        "pan fydd yr asiantaeth yn cael gwybod bod yr aelwyd yn dymuno mynd ymlaen",
    ),
    stops_when=_DECIDED,
    owner=Role.ADM,
    starts=each("stage_two_notice"),
    stops=by("adopter_decided"),
    ends=GAVE_UP,
    pauses=pauses,
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
adopter_fast_track = Clock(
    key="adopter_fast_track",
    title=Wording("Fast track", "Llwybr carlam"),
    asks=adopter_stage_two.asks,
    starts_when=Wording("when a fast-track application is accepted", "pan dderbynnir cais llwybr carlam"),
    stops_when=_DECIDED,
    owner=Role.ADM,
    starts=each("fast_track_accepted"),
    stops=by("adopter_decided"),
    ends=GAVE_UP,
    pauses=pauses,
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
adopter_report_comments = Clock(
    key="adopter_report_comments",
    title=Wording(
        "Comments on the prospective adopter's report", "Sylwadau ar adroddiad y darpar fabwysiadydd"
    ),
    asks=Wording(
        "The household may send its comments on the report",
        "Caiff yr aelwyd anfon ei sylwadau ar yr adroddiad",
    ),
    starts_when=Wording("when the report is sent to the household", "pan anfonir yr adroddiad at yr aelwyd"),
    stops_when=Wording("when the comments arrive", "pan fydd y sylwadau'n cyrraedd"),
    owner=Role.ASW,
    starts=each("adopter_report_sent"),
    stops=by("adopter_report_answered"),
    ends=GAVE_UP,
    kind=Asks.LASTS,
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
adopter_decision = Clock(
    key="adopter_decision",
    title=Wording("Decision after the adoption panel", "Penderfyniad ar ôl y panel mabwysiadu"),
    asks=Wording(
        "Decide, after the panel, whether to approve the household to adopt",
        "Penderfynu, ar ôl y panel, a ddylid cymeradwyo'r aelwyd i fabwysiadu",
    ),
    starts_when=Wording(
        "when the recommendation and final minutes reach the decision maker",
        "pan fydd yr argymhelliad a'r cofnodion terfynol yn cyrraedd y penderfynwr",
    ),
    stops_when=_DECIDED,
    owner=Role.ADM,
    starts=each("adopter_minutes_final"),
    stops=by("adopter_decided", "adopter_determination_sent"),
    ends=GAVE_UP,
    subject=Subject.HOUSEHOLD,
    stage="panel",
)
adopter_determination = Clock(
    key="adopter_determination",
    title=Wording("Time to answer a qualifying determination", "Amser i ateb dyfarniad o gymhwyster"),
    asks=Wording(
        "The household may make representations or ask for an independent review, not both",
        "Caiff yr aelwyd gyflwyno sylwadau neu ofyn am adolygiad annibynnol, nid y ddau",
    ),
    starts_when=Wording("on the day the notice is sent", "ar y diwrnod yr anfonir yr hysbysiad"),
    stops_when=Wording("when the household answers", "pan fydd yr aelwyd yn ateb"),
    owner=Role.ADM,
    starts=each("adopter_determination_sent"),
    stops=by("adopter_answered_determination"),
    kind=Asks.LASTS,
    subject=Subject.HOUSEHOLD,
    stage="panel",
)
adopter_review = Clock(
    key="adopter_review",
    title=Wording("Review of approval to adopt", "Adolygiad o'r gymeradwyaeth i fabwysiadu"),
    asks=Wording(
        "Review whether the household is still suitable to adopt",
        "Adolygu a yw'r aelwyd yn addas i fabwysiadu o hyd",
    ),
    starts_when=Wording(
        "when the household is approved, and again at each review",
        "pan gymeradwyir yr aelwyd, ac eto ym mhob adolygiad",
    ),
    stops_when=Wording(
        "when the review is held; no longer once a child is placed for adoption",
        "pan gynhelir yr adolygiad; nid ar ôl lleoli plentyn ar gyfer mabwysiadu",
    ),
    owner=Role.ASW,
    starts=each(
        "adopter_decided",
        "adopter_review_held",
        where=lambda facts, e: e.kind == "adopter_review_held" or e.get("outcome") == "approved",
    ),
    stops=after("adopter_review_held"),
    ends=soonest(STOPPED, after("child_placed_for_adoption")),
    subject=Subject.HOUSEHOLD,
    stage="approved",
)
adopter_registered = Clock(
    key="adopter_registered",
    title=Wording("Adoption Register for Wales", "Cofrestr Fabwysiadu Cymru"),
    asks=Wording(
        "Refer the household to the Adoption Register for Wales",
        "Atgyfeirio'r aelwyd i Gofrestr Fabwysiadu Cymru",
    ),
    starts_when=Wording("when the household is approved to adopt", "pan gymeradwyir yr aelwyd i fabwysiadu"),
    stops_when=Wording("when it is referred", "pan gaiff ei hatgyfeirio"),
    owner=Role.ASW,
    starts=each("adopter_decided", where=found("approved")),
    stops=by("adopter_registered"),
    ends=STOPPED,
    subject=Subject.HOUSEHOLD,
    stage="approved",
)
carer_answered = Clock(
    key="carer_answered",
    title=Wording("Answer to the carers", "Ateb i'r gofalwyr"),
    asks=Wording("Answer what the carers asked for", "Ateb yr hyn y gofynnodd y gofalwyr amdano"),
    starts_when=Wording("when the carers ask for something", "pan fydd y gofalwyr yn gofyn am rywbeth"),
    stops_when=Wording("when that request is answered", "pan atebir y cais hwnnw"),
    owner=Role.FSW,
    starts=each("carer_asked"),
    stops=same("request", "carer_answered"),
    subject=Subject.HOUSEHOLD,
    stage="support",
)

BOTH = [
    adopter_stage_one,
    adopter_stage_gap,
    adopter_stage_two,
    adopter_report_comments,
    adopter_decision,
    adopter_determination,
    adopter_review,
    carer_answered,
]
ENGLAND = [*BOTH, enquiry_answered, registration_decided, adopter_fast_track]
WALES = [*BOTH, adopter_registered]
