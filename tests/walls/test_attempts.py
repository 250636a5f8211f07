"""Everything somebody may try on the functions that give, take and shut comes out as written by hand."""

from __future__ import annotations

import pytest

from tests.cast import World
from tests.walls.attempts import attempts, failed
from tests.walls.trying import names

pytestmark = pytest.mark.django_db


class TestEveryAttempt:
    def test_comes_out_as_it_must(self, world: World):
        assert list(failed(names(world))) == []

    def test_there_are_enough_of_both_kinds(self):
        made = list(attempts())
        assert len([each for each in made if each.answers]) > 50
        assert len([each for each in made if not each.answers]) > 70
