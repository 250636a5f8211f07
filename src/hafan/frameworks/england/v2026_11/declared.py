"""The clocks and gates of this version."""

from hafan.frameworks.england_and_wales.v2026_11 import agencies, carers, fostering, retention, reviews
from hafan.practice.gates import Gate

CLOCKS = [
    *reviews.CLOCKS,
    *carers.ENGLAND,
    *fostering.ENGLAND,
    *agencies.ENGLAND,
    *retention.ENGLAND,
]
GATES: list[Gate] = []
