"""The clocks and gates of this version."""

from hafan.frameworks.england_and_wales.v2026_11 import (
    agencies,
    carer_gates,
    carers,
    fostering,
    retention,
    reviews,
)
from hafan.practice.gates import Gate

CLOCKS = [
    *reviews.CLOCKS,
    *carers.WALES,
    *fostering.WALES,
    *agencies.WALES,
    *retention.WALES,
]
GATES: list[Gate] = [*carer_gates.WALES]
