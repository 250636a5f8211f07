"""G-06: may this household lawfully foster this child on this day?"""

from __future__ import annotations

import pytest

from hafan.practice.rules import Force
from tests.frameworks.telling import asked, found

GATE = "may_foster_this_child"
CARE = ("became_looked_after", "2026-03-02")
HOME = "H-1"


def moves_in(day="2026-03-09", kind="ep_foster", household=HOME, **more):
    return ("placement_began", day, {"placement_kind": kind, "household": household, **more})


def dual(day="2026-01-12", household=HOME, **more):
    return ("approval_held", day, {"basis": "dual", "household": household, **more})


def reg25a(day="2026-03-06", **more):
    details = {"basis": "reg25a_en", "household": HOME, "suitability_assessed": True, "best_interests": True}
    return ("temporary_approval_given", day, {**details, **more})


def reg26(day="2026-03-06", **more):
    details = {"basis": "reg26_cy", "household": HOME, "suitability_assessed": True, "best_interests": True}
    return ("temporary_approval_given", day, {**details, **more})


@pytest.mark.clause("GLO-10", "ENG-1.3")
class TestStartingAnEarlyPermanencePlacement:
    @pytest.mark.parametrize("country", ["england", "wales"])
    def test_is_barred_by_law_without_any_approval(self, country) -> None:
        answer = asked(country, GATE, "2026-03-09", CARE, about=moves_in())
        assert answer.is_barred_by_law
        finding = found(answer, "authority_to_foster")
        assert finding.force is Force.LAW
        assert "No approval" in finding.says.en
        assert finding.remedy is not None
        assert finding.remedy.cy

    @pytest.mark.parametrize("country", ["england", "wales"])
    def test_is_lawful_with_dual_approval(self, country) -> None:
        answer = asked(country, GATE, "2026-03-09", dual(), CARE, about=moves_in())
        assert answer.is_open
        assert answer.findings[0].facts == ("1",)

    def test_is_lawful_in_england_under_regulation_25a_for_this_child(self) -> None:
        assert asked("england", GATE, "2026-03-09", CARE, reg25a(), about=moves_in()).is_open

    def test_is_not_lawful_the_day_before_the_approval(self) -> None:
        answer = asked("england", GATE, "2026-03-05", CARE, reg25a(), about=moves_in("2026-03-05"))
        assert answer.is_barred_by_law

    def test_is_not_lawful_in_wales_under_an_english_regulation(self) -> None:
        assert asked("wales", GATE, "2026-03-09", CARE, reg25a(), about=moves_in()).is_barred_by_law

    def test_is_not_lawful_in_england_under_a_welsh_regulation(self) -> None:
        assert asked("england", GATE, "2026-03-09", CARE, reg26(), about=moves_in()).is_barred_by_law

    def test_is_not_lawful_under_regulation_24_which_is_for_kinship_care(self) -> None:
        given = ("temporary_approval_given", "2026-03-06", {"basis": "reg24_en", "household": HOME})
        answer = asked("england", GATE, "2026-03-09", CARE, given, about=moves_in(kind="ep_kin"))
        assert answer.is_barred_by_law
        assert "regulation 24" in found(answer, "authority_to_foster").says.en

    def test_is_not_lawful_in_wales_under_regulation_28_while_that_is_not_in_use(self) -> None:
        given = ("temporary_approval_given", "2026-03-06", {"basis": "reg28_cy", "household": HOME})
        assert asked("wales", GATE, "2026-03-09", CARE, given, about=moves_in()).is_barred_by_law

    def test_is_not_lawful_on_approval_as_foster_carers_alone(self) -> None:
        held = ("approval_held", "2026-01-12", {"basis": "foster", "household": HOME})
        assert asked("england", GATE, "2026-03-09", held, CARE, about=moves_in()).is_barred_by_law

    def test_is_not_lawful_on_the_approval_of_another_household(self) -> None:
        other = dual(household="H-2")
        assert asked("england", GATE, "2026-03-09", other, CARE, about=moves_in()).is_barred_by_law

    def test_is_not_lawful_once_the_dual_approval_ended(self) -> None:
        ended = ("approval_ended", "2026-03-01", {"basis": "dual", "household": HOME})
        assert asked("england", GATE, "2026-03-09", dual(), ended, CARE, about=moves_in()).is_barred_by_law

    def test_asks_nothing_of_an_ordinary_foster_placement(self) -> None:
        answer = asked("england", GATE, "2026-03-09", CARE, about=moves_in(kind="foster"))
        assert answer.is_open
        assert not answer.findings

    @pytest.mark.parametrize(
        ("detail", "rule"),
        [("suitability_assessed", "suitability_assessed"), ("best_interests", "approval_in_best_interests")],
    )
    def test_is_barred_where_what_regulation_25a_asks_was_not_done(self, detail, rule) -> None:
        answer = asked("england", GATE, "2026-03-09", CARE, reg25a(**{detail: False}), about=moves_in())
        assert [finding.rule for finding in answer.shut_by] == [rule]
        assert answer.is_barred_by_law

    def test_does_not_ask_them_where_dual_approval_stands_as_well(self) -> None:
        answer = asked(
            "england", GATE, "2026-03-09", dual(), CARE, reg25a(best_interests=False), about=moves_in()
        )
        assert answer.is_open

    def test_warns_where_the_approval_is_from_the_other_country(self) -> None:
        answer = asked("wales", GATE, "2026-03-09", dual(approved_in="england"), CARE, about=moves_in())
        assert answer.is_open
        assert "lawyer" in found(answer, "authority_to_foster").says.en


class TestFosteringThisChildOnALaterDay:
    def test_stays_lawful_under_regulation_25a_for_as_long_as_it_takes(self) -> None:
        assert asked("england", GATE, "2027-09-01", reg25a(), CARE, moves_in(basis="reg25a_en")).is_open

    @pytest.mark.parametrize(
        "ending",
        [
            ("temporary_approval_ended", "2026-08-03", {"end": "adopter_approval_ended"}),
            ("placement_ended", "2026-08-03", {"end_reason": "returned_home"}),
            ("placed_for_adoption", "2026-08-03", {"same_carers": True}),
        ],
    )
    def test_ends_with_the_event_that_ends_regulation_25a(self, ending) -> None:
        story = (reg25a(), CARE, moves_in(basis="reg25a_en"), ending)
        assert asked("england", GATE, "2026-08-02", *story).is_open
        assert asked("england", GATE, "2026-08-03", *story).is_barred_by_law

    @pytest.mark.clause("WEP-NEWS-47")
    def test_ends_in_wales_after_the_hundred_and_twelfth_day_under_regulation_26(self) -> None:
        # 9 March 2026 is day one; day 112 is 28 June 2026.
        story = (CARE, reg26(), moves_in(kind="ep_kin", basis="reg26_cy"))
        assert asked("wales", GATE, "2026-06-28", *story).is_open
        late = asked("wales", GATE, "2026-06-29", *story)
        assert late.is_barred_by_law
        assert "28 June 2026" in found(late, "authority_to_foster").says.en

    def test_goes_on_in_wales_where_dual_approval_came_in_time(self) -> None:
        story = (CARE, reg26(), moves_in(kind="ep_kin", basis="reg26_cy"), dual("2026-06-15"))
        assert asked("wales", GATE, "2026-07-20", *story).is_open
