"""Households on the way to fostering: the first stage, the decision, answering it, and reviews."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.carers import found
from hafan.practice.clocks import Asks, Clock, after, by, each
from hafan.practice.entries import Subject
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

foster_stage_one_told = Clock(
    key="foster_stage_one_told",
    title=Wording("Outcome of stage one of fostering", "Canlyniad cam un maethu"),
    asks=Wording(
        "If the household is not suitable, tell it so, with reasons",
        "Os nad yw'r aelwyd yn addas, dweud hynny wrthi, gyda rhesymau",
    ),
    starts_when=Wording(
        "when all the stage one information is held", "pan fydd holl wybodaeth cam un ar gael"
    ),
    stops_when=Wording("when the household is told", "pan ddywedir wrth yr aelwyd"),
    owner=Role.FSW,
    starts=each("foster_information_complete"),
    stops=by("foster_stage_one_decided"),
    ends=after("foster_application_ended"),
    subject=Subject.HOUSEHOLD,
    stage="assessment",
)
foster_decision = Clock(
    key="foster_decision",
    title=Wording("Decision after the fostering panel", "Penderfyniad ar ôl y panel maethu"),
    asks=Wording(
        "Decide, after the panel, whether to approve the household to foster",
        "Penderfynu, ar ôl y panel, a ddylid cymeradwyo'r aelwyd i faethu",
    ),
    starts_when=Wording(
        "when the recommendation and final minutes reach the decision maker",
        "pan fydd yr argymhelliad a'r cofnodion terfynol yn cyrraedd y penderfynwr",
    ),
    stops_when=Wording("when the provider decides", "pan fydd y darparwr yn penderfynu"),
    owner=Role.NOMINATED_OFFICER,
    starts=each("foster_minutes_final"),
    stops=by("foster_decided", "foster_determination_sent"),
    ends=after("foster_application_ended"),
    subject=Subject.HOUSEHOLD,
    stage="panel",
)
foster_determination = Clock(
    key="foster_determination",
    title=Wording("Time to answer a qualifying determination", "Amser i ateb dyfarniad o gymhwyster"),
    asks=Wording(
        "The household may make representations or ask for an independent review, not both",
        "Caiff yr aelwyd gyflwyno sylwadau neu ofyn am adolygiad annibynnol, nid y ddau",
    ),
    starts_when=Wording("on the day of the letter", "ar ddiwrnod y llythyr"),
    stops_when=Wording("when the household answers", "pan fydd yr aelwyd yn ateb"),
    owner=Role.FSW,
    starts=each("foster_determination_sent"),
    stops=by("foster_answered_determination"),
    kind=Asks.LASTS,
    subject=Subject.HOUSEHOLD,
    stage="panel",
)
foster_review = Clock(
    key="foster_review",
    title=Wording("Review of approval to foster", "Adolygiad o'r gymeradwyaeth i faethu"),
    asks=Wording(
        "Review whether the household is still suitable to foster",
        "Adolygu a yw'r aelwyd yn addas i faethu o hyd",
    ),
    starts_when=Wording(
        "when the household is approved, and again at each review",
        "pan gymeradwyir yr aelwyd, ac eto ym mhob adolygiad",
    ),
    stops_when=Wording("when the review is held", "pan gynhelir yr adolygiad"),
    owner=Role.FSW,
    starts=each(
        "foster_decided",
        "foster_review_held",
        where=lambda facts, e: e.kind == "foster_review_held" or found("approved")(facts, e),
    ),
    stops=after("foster_review_held"),
    ends=after("foster_approval_ended"),
    subject=Subject.HOUSEHOLD,
    stage="approved",
)

BOTH = [foster_determination, foster_review]
ENGLAND = [*BOTH, foster_stage_one_told, foster_decision]
WALES = BOTH
