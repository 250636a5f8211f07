"""No pattern of ours can be made to run away by words that almost fit."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time

import pytest

import hafan

#: Enough letters for a pattern that tries every way to be at it until the end of days.
LONG = 1_500
#: Seconds of work for all the words below; a sound pattern takes milliseconds.
ENOUGH = 5.0
PIECES = (
    "a",
    "0",
    " ",
    "-",
    ".",
    "<",
    "=",
    '"',
    "/",
    "\\",
    "\n",
    "aA0",
    "a ",
    "0/",
    "a-",
    " \n",
    "<a ",
    'a="',
    "\u0301",
    "zz/",
    "1.1",
    "((",
    "&#",
)


def patterns() -> dict[str, re.Pattern]:
    """Every pattern that stands in a module of ours."""
    found: dict[str, re.Pattern] = {}
    left_out = ("migrations", "__main__", "served", "wsgi")  # the last two start the service
    for module in pkgutil.walk_packages(hafan.__path__, "hafan."):
        if set(left_out) & set(module.name.split(".")):
            continue
        loaded = importlib.import_module(module.name)
        found |= {
            f"{module.name}.{name}": value
            for name, value in vars(loaded).items()
            if isinstance(value, re.Pattern)
        }
    return found


FOUND = patterns()


class TestAPattern:
    @pytest.mark.parametrize("name", sorted(FOUND))
    def test_ends_soon_whatever_it_is_given(self, name: str):
        pattern = FOUND[name]
        began = time.process_time()
        for piece in PIECES:
            for words in (piece * (LONG // len(piece)) + "!", "a" + piece * (LONG // len(piece)) + "\x00"):
                given = words if isinstance(pattern.pattern, str) else words.encode()
                pattern.search(given)
                pattern.fullmatch(given)
        assert time.process_time() - began < ENOUGH

    def test_that_runs_away_would_be_noticed(self):
        began = time.process_time()
        re.compile(r"(a+)+$").fullmatch("a" * 22 + "!")
        assert time.process_time() - began > 0.05

    def test_of_ours_is_found(self):
        assert len(FOUND) >= 30
