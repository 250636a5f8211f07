"""Every story of the demo is whole, lawful where it says so, and could have been recorded day by day."""

from __future__ import annotations

import dataclasses
import json
from collections import Counter
from datetime import date
from typing import Any

import pytest

from hafan.demo.stories import Said, Story, stories
from hafan.frameworks.registry import framework
from hafan.practice.entries import Subject
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.obligations import State
from hafan.practice.recording import date_faults, read_details, story_faults
from hafan.practice.states import CLOSED, ChildState, child_state
from tests.rooms.demo.conftest import TODAY, told_on

#: Days on which calendars are awkward: Christmas, Easter, a leap day, a month's end.
AWKWARD = [date(2026, 12, 29), date(2027, 3, 30), date(2028, 2, 29), date(2027, 8, 31)]


def facts(story: Story) -> Facts:
    return Facts(story.country, story.entries)


def written(told: list[Story]) -> bytes:
    return json.dumps([dataclasses.asdict(story) for story in told], default=str, sort_keys=True).encode()


def faults_of(story: Story, today: date) -> list[Any]:
    """What the checks of recording say against each entry, given those before it."""
    found: list[Any] = []
    for place, entry in enumerate(story.entries):
        before = Facts(story.country, story.entries[:place])
        declared = ENTRY_TYPES[entry.kind]
        details, refused = read_details(declared, entry.details)
        found += refused if story.country in declared.countries else ["not of this country"]
        assert details is None or details.model_dump(mode="json", exclude_none=True) == dict(entry.details)
        if not entry.withdrawn:
            found += date_faults(declared, entry.happened, entry.known_from, before, today=today)
            found += story_faults(entry, before)
    return found


class TestTheStories:
    def test_are_about_two_hundred_and_fifty(self, told: list[Story]):
        assert 240 <= len(told) <= 275
        assert len({story.key for story in told}) == len(told)
        assert len({(story.agency, story.reference) for story in told}) == len(told)

    def test_show_a_child_in_every_state_in_each_country(self, told: list[Story]):
        for country in ("england", "wales"):
            seen = {child_state(facts(story), TODAY) for story in told if story.country == country}
            assert seen == set(ChildState)

    def test_use_every_type_of_entry_about_a_child(self, told: list[Story]):
        used = {entry.kind for story in told for entry in story.entries}
        assert {declared.key for declared in ENTRY_TYPES.about(Subject.CHILD)} - used == set()

    def test_are_the_same_to_the_byte_for_the_same_seed_and_day(self, told: list[Story]):
        assert written(stories("hafan", TODAY)) == written(told)

    def test_are_others_for_another_seed(self, told: list[Story]):
        assert written(stories("afan", TODAY)) != written(told)

    def test_must_be_told_what_day_it_is(self):
        with pytest.raises(ValueError, match="what day"):
            stories("hafan")

    def test_hold_no_two_entries_under_one_reference(self, told: list[Story]):
        refs = [entry.ref for story in told for entry in story.entries]
        assert len(set(refs)) == len(refs)

    @pytest.mark.parametrize("today", [TODAY, *AWKWARD], ids=str)
    def test_could_each_have_been_recorded_entry_by_entry(self, today: date):
        for story in told_on(today):
            assert faults_of(story, today) == [], (story.key, story.plan)

    @pytest.mark.parametrize("today", [TODAY, *AWKWARD], ids=str)
    def test_pass_every_gate_but_where_somebody_said_why_not(self, today: date):
        for story in told_on(today):
            shut = {e.ref for place, e in enumerate(story.entries) if not self.allowed(story, place, today)}
            assert shut == {ref for ref, said in story.said.items() if said.despite}, (story.key, story.plan)

    def allowed(self, story: Story, place: int, today: date) -> bool:
        law, entry = framework(story.country), story.entries[place]
        gates = law.gates_before(entry.kind)
        before = Facts(story.country, story.entries[:place] if gates else [])
        return all(
            law.judge(gate.key, before, on=min(entry.on, today), about=entry).is_open for gate in gates
        )


class TestTheOddOnes:
    @pytest.mark.parametrize(
        "plan",
        [
            "unborn twins",
            "unborn, learnt late",
            "early permanence twins",
            "early permanence, extended",
            "with a sister’s family, week 13",
            "early permanence, 25A",
            "moved in without approval",
            "consent withdrawn",
            "relinquished, placed",
            "early permanence, then home",
            "early permanence, then home after the decision",
            "early permanence, then family",
            "special guardianship",
            "disrupted",
            "match said no",
            "no worker",
            "an old file",
        ],
    )
    def test_are_there(self, told: list[Story], plan: str):
        assert any(story.plan == plan for story in told)

    def test_include_an_unlawful_act_with_what_was_said_of_it(self, told: list[Story]):
        assert sum(1 for story in told for said in story.said.values() if said.despite) == 1

    def test_include_corrections_and_withdrawals_that_say_why(self, told: list[Story]):
        changed = [(story, e) for story in told for e in story.entries if e.corrects]
        assert sum(1 for _, e in changed if e.withdrawn) >= 3
        assert sum(1 for _, e in changed if not e.withdrawn) >= 5
        assert all(story.said.get(e.ref, Said()).why for story, e in changed)

    def test_include_dates_known_to_the_month_the_year_and_not_at_all(self, told: list[Story]):
        precisions = {str(e.happened.precision) for story in told for e in story.entries}
        assert precisions == {"day", "month", "year", "unknown"}

    def test_include_workers_who_changed_and_a_child_with_none(self, told: list[Story]):
        changes = Counter(
            story.key
            for story in told
            for e in story.entries
            if e.kind == "worker_changed" and e.get("role") == "csw"
        )
        assert sum(1 for count in changes.values() if count > 1) > 10
        assert any(story.worker is None and story.team for story in told)

    def test_stand_in_week_thirteen_of_regulation_26(self, told: list[Story]):
        story = next(s for s in told if s.plan == "with a sister’s family, week 13")
        home = next(e for e in story.entries if e.kind == "placement_began")
        assert home.get("basis") == "reg26_cy"
        assert (TODAY - home.on).days // 7 + 1 == 13


class TestWhatIsDue:
    @pytest.mark.parametrize("today", [TODAY, *AWKWARD], ids=str)
    def test_is_mostly_in_hand_and_overdue_for_a_believable_few(self, today: date):
        standing = [self.states(story, today) for story in told_on(today)]
        open_ones = [states for states in standing if states is not None]
        late = sum(1 for states in open_ones if State.OVERDUE in states)
        soon = sum(1 for states in open_ones if State.SOON in states)
        assert 0.08 <= late / len(open_ones) <= 0.17
        assert soon / len(open_ones) >= 0.05

    def states(self, story: Story, today: date) -> set[State] | None:
        if child_state(facts(story), today) in CLOSED:
            return None
        return {each.state(today) for each in framework(story.country).obligations(facts(story))}

    def test_was_mostly_done_in_time(self, told: list[Story]):
        done = Counter(
            each.state(TODAY)
            for story in told
            for each in framework(story.country).obligations(facts(story))
            if each.done_on is not None
        )
        assert done[State.MET_LATE] > 10
        assert done[State.MET] / sum(done.values()) > 0.9
