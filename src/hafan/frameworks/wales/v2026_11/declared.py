"""The clocks and gates of this version."""

from hafan.frameworks.england_and_wales.v2026_11 import reviews
from hafan.practice.gates import Gate

CLOCKS = [*reviews.CLOCKS]
GATES: list[Gate] = []
