"""How soon a request is answered. No law says; this is a local practice value, and the pages say so."""

from __future__ import annotations

from datetime import date
from typing import Final

from hafan.practice.calendar import working_days_after

#: Working days from the day a request arrives.
ANSWER_WITHIN: Final = 5


def answer_by(asked_on: date) -> date:
    """The last day of a prompt answer."""
    return working_days_after(asked_on, ANSWER_WITHIN)
