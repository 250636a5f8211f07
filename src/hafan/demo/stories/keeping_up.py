"""What a careful worker would not forget: whatever else the law asked for by a day gone by was done, a little before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hafan.demo.stories.telling import Telling
from hafan.frameworks.registry import framework
from hafan.practice.obligations import Obligation

#: Clock to the entry that meets it. Clocks that are not here are met by the story itself, or not at all.
ANSWERS: dict[str, tuple[str, dict[str, Any]]] = {
    "area_notice": ("area_authority_notified", {}),
    "care_plan": ("care_plan_made", {"return_home": True}),
    "education_plan": ("education_plan_made", {}),
    "ending_notice": ("ending_notice_given", {}),
    "life_story": ("life_story_given", {}),
    "match_report_comments": ("adoption_placement_report_comments", {}),
    "match_told": ("match_told", {}),
    "match_written": ("match_notice_sent", {}),
    "officer_decision": ("nominated_officer_decided", {"decision": "approved"}),
    "out_of_area_notice": ("area_authority_notified", {}),
    "parents_informed": ("parents_informed", {}),
    "parents_told": ("parents_told_decision", {}),
    "parents_written": ("parents_decision_written", {}),
    "parties_notified": ("parties_notified", {}),
    "placement_plan": ("placement_plan_made", {}),
    "register_child": ("child_on_register", {}),
    "return_assessment": ("return_assessment_completed", {}),
    "return_decision": ("return_decision_made", {"decision": "confirmed"}),
    "review_circulated": ("review_record_circulated", {}),
    "review_decisions": ("review_decisions_sent", {}),
    "review_record": ("review_record_completed", {}),
}
ROUNDS = 8


def keep_up(t: Telling) -> None:
    """Do what is overdue and not deliberately left undone, until nothing is."""
    law = framework(t.country)
    for _ in range(ROUNDS):
        facts = t.facts()
        waiting = [
            each
            for each in law.obligations(facts)
            if each.is_open and each.due_on is not None and each.due_on < t.today and each.clock in ANSWERS
        ]
        if not sum(_do(t, each) for each in waiting):
            return


def _do(t: Telling, each: Obligation) -> bool:
    kind, details = ANSWERS[each.clock]
    if kind in t.neglected or each.due_on is None:
        return False
    allowed = (each.due_on - each.started_on).days
    day = max(each.started_on, each.due_on - timedelta(days=t.between(0, max(1, allowed // 2))))
    day = min(day, t.today)
    if any(e.kind == kind and e.on == day for e in t.written):
        return False  # said that day already: the same entry answers both
    return bool(t.record(kind, day, **details))
