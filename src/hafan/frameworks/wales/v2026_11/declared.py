"""The clocks and gates of this version."""

from hafan.frameworks.england_and_wales.v2026_11 import (
    adoption,
    agencies,
    approvals,
    carer_gates,
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
    *approvals.WALES_ONLY,
    adoption.REGISTER,
    *carers.WALES,
    *fostering.WALES,
    *agencies.WALES,
    *retention.WALES,
]
GATES: list[Gate] = [
    gate_consideration.WALES,
    gate_fostering.WALES,
    gate_placing.GATE,
    gate_notice.GATE,
    *carer_gates.WALES,
]
