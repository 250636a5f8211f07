"""The clocks and gates of this version."""

from hafan.frameworks.england_and_wales.v2026_11 import (
    adoption,
    agencies,
    approvals,
    carers,
    consent,
    court,
    decisions,
    fostering,
    gate_consideration,
    gate_fostering,
    gate_notice,
    gate_placing,
    health,
    plans,
    retention,
    reviews,
    targets,
    telling,
    visits,
)
from hafan.practice.gates import Gate

CLOCKS = [
    *reviews.CLOCKS,
    *visits.CLOCKS,
    *plans.CLOCKS,
    *health.CLOCKS,
    *court.CLOCKS,
    *consent.CLOCKS,
    *decisions.CLOCKS,
    *adoption.CLOCKS,
    *targets.CLOCKS,
    *telling.CLOCKS,
    *decisions.ENGLAND_ONLY,
    *approvals.ENGLAND_ONLY,
    plans.EDUCATION_PLAN,
    adoption.DISRUPTION_REVIEW,
    adoption.LIFE_STORY,
    *carers.ENGLAND,
    *fostering.ENGLAND,
    *agencies.ENGLAND,
    *retention.ENGLAND,
]
GATES: list[Gate] = [gate_consideration.ENGLAND, gate_fostering.ENGLAND, gate_placing.GATE, gate_notice.GATE]
