"""A series of short breaks: lighter duties that are not held here, so the clocks of being looked after stay silent."""

from __future__ import annotations

import pytest

from hafan.frameworks.registry import COUNTRIES, framework
from tests.frameworks.telling import told

BREAKS = (
    ("became_looked_after", "2026-03-02"),
    ("legal_status_began", "2026-03-02", {"status": "short_breaks"}),
    ("placement_began", "2026-03-02", {"placement_kind": "foster"}),
)
AN_ORDER = (
    ("order_made", "2026-04-01", {"order": "interim_care"}),
    ("placement_began", "2026-04-01", {"placement_kind": "ep_foster"}),
)


@pytest.mark.parametrize("country", COUNTRIES)
class TestASeriesOfShortBreaks:
    def test_is_not_called_late_by_clocks_made_for_children_in_care(self, country):
        law = framework(country)
        stages = {law.clocks[each.clock].stage for each in law.obligations(law.facts(told(*BREAKS)))}
        assert "care" not in stages

    def test_becomes_care_like_any_other_when_an_order_is_made(self, country):
        law = framework(country)
        found = law.obligations(law.facts(told(*BREAKS, *AN_ORDER)))
        assert "visit_first" in {each.clock for each in found}
