"""What a look at the machine that serves answers: a line when all is well, and otherwise what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final


class Unfit(Exception):
    """What is wrong, and what to do about it."""


Look = Callable[[], str]
DAY: Final = 24 * 60 * 60  # seconds
#: Seconds by which two clocks may differ.
CLOCKS_APART: Final = 2.0
