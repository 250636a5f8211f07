"""G-01: early permanence is weighed, family first, before a plan is made for a child who might be adopted."""

from __future__ import annotations

import pytest

from hafan.practice.rules import Force
from tests.frameworks.telling import asked, found

GATE = "ep_considered_first"
THOUGHT_OF = ("adoption_first_considered", "2026-03-02")
WHOLE = (
    "ep_considered",
    "2026-03-10",
    {
        "outcome": "pursue",
        "connected_carer": "none_available",
        "dual_carer": "most_appropriate",
        "reasons": "No relative could be found in time.",
        "decided_by": "Team manager",
    },
)


def considered(**changed):
    return (WHOLE[0], WHOLE[1], {**WHOLE[2], **changed})


@pytest.mark.clause("ENG-1.2", "ENG-8.1")
class TestMakingACarePlanInEngland:
    def test_is_free_where_nobody_thinks_of_adoption(self) -> None:
        answer = asked("england", GATE, "2026-03-20", ("became_looked_after", "2026-03-02"))
        assert answer.is_open
        assert not answer.findings

    def test_is_barred_by_law_while_early_permanence_was_not_considered(self) -> None:
        answer = asked("england", GATE, "2026-03-20", THOUGHT_OF)
        assert answer.is_barred_by_law
        finding = found(answer, "ep_outcome_recorded")
        assert finding.met is False
        assert "22C(9A)" in finding.source
        assert "Early permanence considered" in finding.remedy.en
        assert finding.remedy.cy != finding.remedy.en

    def test_is_asked_of_a_plan_that_itself_names_adoption_as_one_outcome(self) -> None:
        answer = asked(
            "england",
            GATE,
            "2026-03-20",
            ("became_looked_after", "2026-03-02"),
            about=("care_plan_made", "2026-03-20", {"adoption": True, "return_home": True}),
        )
        assert answer.is_barred_by_law

    def test_is_free_once_both_were_considered_in_order_with_reasons(self) -> None:
        answer = asked("england", GATE, "2026-03-20", THOUGHT_OF, WHOLE)
        assert answer.is_open
        assert {finding.force for finding in answer.findings} == {Force.LAW}
        assert found(answer, "ep_reasons_recorded").facts == ("2",)

    def test_is_barred_where_dual_approval_was_weighed_before_the_family(self) -> None:
        answer = asked("england", GATE, "2026-03-20", THOUGHT_OF, considered(connected_carer=None))
        assert [finding.rule for finding in answer.shut_by] == ["ep_connected_carer_considered"]

    def test_asks_nothing_of_others_where_a_relative_is_the_most_appropriate(self) -> None:
        answer = asked(
            "england",
            GATE,
            "2026-03-20",
            THOUGHT_OF,
            considered(connected_carer="most_appropriate", dual_carer=None, outcome="not_suitable"),
        )
        assert answer.is_open

    def test_is_barred_where_the_second_look_was_never_taken(self) -> None:
        answer = asked("england", GATE, "2026-03-20", THOUGHT_OF, considered(dual_carer=None))
        assert [finding.rule for finding in answer.shut_by] == ["ep_dual_carer_considered"]

    @pytest.mark.parametrize(
        ("detail", "rule"), [("reasons", "ep_reasons_recorded"), ("decided_by", "ep_decider_recorded")]
    )
    def test_is_barred_where_reasons_or_decider_are_missing_or_blank(self, detail, rule) -> None:
        for missing in (None, "", "   "):
            answer = asked("england", GATE, "2026-03-20", THOUGHT_OF, considered(**{detail: missing}))
            assert [finding.rule for finding in answer.shut_by] == [rule]

    def test_reads_the_two_looks_from_two_entries(self) -> None:
        answer = asked(
            "england",
            GATE,
            "2026-03-20",
            THOUGHT_OF,
            ("ep_considered", "2026-03-05", {**WHOLE[2], "dual_carer": None}),
            ("ep_considered", "2026-03-12", {**WHOLE[2], "connected_carer": None}),
        )
        assert answer.is_open

    def test_does_not_count_what_was_considered_later_than_that_day(self) -> None:
        assert asked("england", GATE, "2026-03-09", THOUGHT_OF, WHOLE).is_barred_by_law

    def test_is_free_once_the_court_refused_a_placement_order(self) -> None:
        refused = ("order_made", "2026-06-01", {"order": "placement", "outcome": "refused"})
        assert asked("england", GATE, "2026-06-01", THOUGHT_OF, refused).is_open
        assert asked("england", GATE, "2026-05-31", THOUGHT_OF, refused).is_barred_by_law

    def test_is_free_once_authority_to_place_is_held(self) -> None:
        order = ("order_made", "2026-06-01", {"order": "placement"})
        assert asked("england", GATE, "2026-06-01", THOUGHT_OF, order).is_open

    def test_is_free_once_the_plan_is_no_longer_adoption(self) -> None:
        answer = asked(
            "england",
            GATE,
            "2026-06-02",
            ("should_be_placed_decided", "2026-03-02", {"decision": "yes"}),
            ("should_be_placed_reversed", "2026-06-01", {"reason": "plan_changed"}),
        )
        assert answer.is_open

    def test_is_asked_again_when_adoption_is_considered_anew(self) -> None:
        answer = asked(
            "england",
            GATE,
            "2026-09-02",
            THOUGHT_OF,
            WHOLE,
            ("should_be_placed_reversed", "2026-06-01", {"reason": "plan_changed"}),
            ("adoption_first_considered", "2026-09-01"),
        )
        assert answer.is_barred_by_law

    def test_was_not_asked_before_the_duty_began_in_july_2014(self) -> None:
        early = ("adoption_first_considered", "2014-06-02")
        assert asked("england", GATE, "2014-07-24", early).is_open
        assert asked("england", GATE, "2014-07-25", early).is_barred_by_law

    def test_is_not_asked_while_the_adoption_decision_is_only_deferred(self) -> None:
        deferred = ("should_be_placed_decided", "2026-03-02", {"decision": "deferred"})
        assert asked("england", GATE, "2026-03-20", deferred).is_open


@pytest.mark.clause("WEP-NEWS-33")
class TestMakingACarePlanInWales:
    def test_is_a_matter_of_practice_that_may_be_overridden(self) -> None:
        answer = asked("wales", GATE, "2026-03-20", THOUGHT_OF)
        assert not answer.is_open
        assert not answer.is_barred_by_law
        assert answer.shut_by[0].force is Force.PRACTICE

    def test_does_not_know_the_english_exception_for_a_refused_order(self) -> None:
        refused = ("order_made", "2026-06-01", {"order": "placement", "outcome": "refused"})
        assert not asked("wales", GATE, "2026-06-02", THOUGHT_OF, refused).is_open
