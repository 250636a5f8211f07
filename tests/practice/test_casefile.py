"""A case file is read whole or refused with every fault named by its place and what to write instead."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from hafan.practice.casefile import CaseFileRefused, read_case, write_case

SOUND: dict[str, Any] = {
    "format": "hafan-case",
    "version": 1,
    "country": "england",
    "subject": "child",
    "reference": "C-1",
    "entries": [
        {"ref": "a", "kind": "born", "on": "2026-02-20"},
        {"ref": "b", "kind": "became_looked_after", "on": "2026-03-09"},
        {"ref": "c", "kind": "legal_status_began", "on": "2026-03-09", "details": {"status": "interim_care"}},
        {"ref": "d", "kind": "review_held", "on": "2026-04", "learnt_on": "2026-05-01"},
    ],
}


def changed(**more: Any) -> dict[str, Any]:
    """The sound file with something changed at the top."""
    return {**copy.deepcopy(SOUND), **more}


def with_entry(**entry: Any) -> dict[str, Any]:
    """The sound file with one more entry, entries[4]."""
    document = copy.deepcopy(SOUND)
    document["entries"].append(entry)
    return document


def faults(document: Any) -> dict[str, str]:
    """Each fault by its place, in English."""
    with pytest.raises(CaseFileRefused) as refused:
        read_case(document)
    assert all(fault.says.cy.strip() for fault in refused.value.faults)
    return {fault.place: fault.says.en for fault in refused.value.faults}


class TestASoundCaseFile:
    def test_becomes_entries_in_their_order(self) -> None:
        case = read_case(SOUND)
        assert [entry.kind for entry in case.entries] == [each["kind"] for each in SOUND["entries"]]
        assert str(case.entries[3].happened) == "2026-04"

    def test_written_again_is_read_the_same(self) -> None:
        case = read_case(SOUND)
        assert read_case(write_case(case)) == case

    def test_gives_an_entry_without_a_ref_its_number(self) -> None:
        assert read_case(with_entry(kind="review_held", on="2026-06-01")).entries[4].ref == "5"

    def test_fills_in_what_an_entry_declares_by_itself(self) -> None:
        case = read_case(with_entry(kind="visit_made", on="2026-03-12"))
        assert case.entries[4].get("seen") is True

    def test_may_correct_an_entry_and_say_why(self) -> None:
        case = read_case(with_entry(kind="born", on="2026-02-21", corrects="a", why="Registered a day later"))
        assert case.entries[4].corrects == "a"
        assert case.whys == {"5": "Registered a day later"}

    def test_may_take_an_entry_back_without_repeating_it(self) -> None:
        document = with_entry(
            kind="legal_status_began", on="2026-03-09", corrects="c", withdrawn=True, why="Another child's"
        )
        assert read_case(document).entries[4].withdrawn

    def test_may_hold_a_hearing_that_is_planned(self) -> None:
        document = with_entry(
            kind="hearing_listed", on="2026-09-01", learnt_on="2026-04-01", details={"hearing": "final"}
        )
        assert read_case(document).entries[4].kind == "hearing_listed"


class TestAFileThatIsNotACase:
    @pytest.mark.parametrize("document", [None, [], "words", 3, {}, {"format": "something else"}])
    def test_is_refused_for_its_format(self, document: Any) -> None:
        assert "hafan-case" in faults(document)["format"]

    def test_of_a_version_to_come_is_refused(self) -> None:
        assert "number 1" in faults(changed(version=2))["version"]

    def test_of_another_country_is_told_which_there_are(self) -> None:
        assert faults(changed(country="scotland")) == {"country": "must be one of: england or wales"}

    def test_with_a_word_we_do_not_know_is_told_which_we_do(self) -> None:
        assert "reference" in faults(changed(name="Somebody"))["name"]

    def test_without_entries_is_told_to_add_them(self) -> None:
        document = changed()
        del document["entries"]
        assert faults(document) == {"entries": "is missing; add it"}


class TestAnEntryThatCannotBeRead:
    def test_of_an_unknown_kind_is_pointed_at_the_nearest(self) -> None:
        assert "review_held" in faults(with_entry(kind="reveiw_held", on="2026-06-01"))["entries[4].kind"]

    def test_about_a_household_is_not_taken_into_a_childs_file(self) -> None:
        said = faults(with_entry(kind="enquiry_received", on="2026-06-01"))
        assert "household" in said["entries[4].kind"]

    def test_of_the_other_country_is_not_taken(self) -> None:
        document = changed(
            country="wales", subject="agency", entries=[{"kind": "benchmark_set", "on": "2026"}]
        )
        assert "not used" in faults(document)["entries[0].kind"]

    @pytest.mark.parametrize("day", ["2026-02-30", "30/02/2026", "soon", "", "2026-13", "٢٠٢٦-٠١-٠١"])
    def test_on_an_impossible_day_is_told_how_to_write_one(self, day: str) -> None:
        assert "unknown" in faults(with_entry(kind="review_held", on=day))["entries[4].on"]

    def test_on_a_day_written_as_a_number_is_told_to_use_quotes(self) -> None:
        assert faults(with_entry(kind="review_held", on=2026))["entries[4].on"] == "must be words in quotes"

    @pytest.mark.parametrize("day", ["1066-10-14", "9999-12-31"])
    def test_in_a_far_away_year_is_told_to_check_it(self, day: str) -> None:
        assert "1900" in faults(with_entry(kind="review_held", on=day))["entries[4].on"]

    def test_learnt_before_it_happened_is_told_to_check_both(self) -> None:
        said = faults(with_entry(kind="review_held", on="2026-06-02", learnt_on="2026-06-01"))
        assert "both dates" in said["entries[4].learnt_on"]

    def test_with_an_answer_off_the_list_is_told_the_list(self) -> None:
        said = faults(with_entry(kind="legal_status_began", on="2026-06-01", details={"status": "C2"}))
        assert "interim_care" in said["entries[4].details.status"]

    def test_without_a_needed_answer_is_told_which(self) -> None:
        said = faults(with_entry(kind="legal_status_began", on="2026-06-01"))
        assert said == {"entries[4].details.status": "is missing; add it"}

    def test_with_a_question_nobody_asks_is_told_what_is_asked(self) -> None:
        said = faults(with_entry(kind="born", on="2026-06-01", details={"weight": 3}))
        assert "sex" in said["entries[4].details.weight"]

    @pytest.mark.parametrize("seen", ["yes", 1, "true"])
    def test_does_not_guess_what_yes_means(self, seen: Any) -> None:
        said = faults(with_entry(kind="visit_made", on="2026-06-01", details={"seen": seen}))
        assert said["entries[4].details.seen"] == "must be true or false, without quotes"

    def test_does_not_read_a_number_as_a_date(self) -> None:
        said = faults(with_entry(kind="unborn_known", on="2026-06-01", details={"expected_on": 20260801}))
        assert "2026-03-02" in said["entries[4].details.expected_on"]

    def test_tells_every_fault_at_once(self) -> None:
        document = with_entry(kind="review_held", on="never")
        document["entries"].append({"kind": "no_such_kind", "on": "2026-01-01"})
        assert set(faults(document)) == {"entries[4].on", "entries[5].kind"}


class TestRefsAndCorrections:
    def test_a_ref_used_twice_is_refused(self) -> None:
        assert "its own" in faults(with_entry(ref="a", kind="review_held", on="2026-06-01"))["entries[4].ref"]

    def test_a_ref_that_is_anothers_number_is_refused(self) -> None:
        document = with_entry(ref="6", kind="review_held", on="2026-06-01")
        document["entries"].append({"kind": "review_held", "on": "2026-07-01"})
        assert "entries[5].ref" in faults(document)

    @pytest.mark.parametrize("corrects", ["nobody", "5", "e"])
    def test_a_correction_of_nothing_or_of_itself_is_refused(self, corrects: str) -> None:
        said = faults(with_entry(kind="born", on="2026-02-21", corrects=corrects, why="A slip"))
        assert "earlier" in said["entries[4].corrects"]

    def test_a_correction_without_a_reason_is_refused(self) -> None:
        assert "why" in faults(with_entry(kind="born", on="2026-02-21", corrects="a"))["entries[4].why"]

    def test_two_corrections_of_one_entry_are_refused(self) -> None:
        document = with_entry(kind="born", on="2026-02-21", corrects="a", why="A slip")
        document["entries"].append({"kind": "born", "on": "2026-02-22", "corrects": "a", "why": "Another"})
        assert "already" in faults(document)["entries[5].corrects"]

    def test_taking_back_nothing_is_refused(self) -> None:
        said = faults(with_entry(kind="born", on="2026-02-21", withdrawn=True))
        assert "name it" in said["entries[4].corrects"]
