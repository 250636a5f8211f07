"""The agencies and people of the demo: invented, whole, and in both languages."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from hafan.demo.stories import Story
from hafan.demo.world import agencies
from hafan.identity.roles import Role

REAL = Path(__file__).with_name("real_authorities.txt").read_text(encoding="utf-8").splitlines()


class TestTheAgencies:
    def test_bear_no_name_of_a_real_authority_or_agency(self):
        names = [name for agency in agencies().values() for name in (agency.en, agency.cy)]
        found = [
            (name, real)
            for name in names
            for real in REAL
            if re.search(rf"\b{re.escape(real)}\b", name, re.IGNORECASE)
        ]
        assert found == []

    def test_are_three_authorities_and_two_with_a_regional_body_in_each_country(self):
        kinds = Counter((agency.country, agency.kind) for agency in agencies().values())
        assert kinds == {
            ("england", "la"): 3,
            ("england", "raa"): 1,
            ("england", "vaa"): 1,
            ("wales", "la"): 2,
            ("wales", "regional_collaborative"): 1,
        }

    def test_each_have_one_system_administrator(self):
        assert all(len(agency.holding("sysadmin")) == 1 for agency in agencies().values())

    def test_have_different_names_from_each_other_in_both_languages(self):
        for language in ("en", "cy"):
            names = [getattr(agency, language) for agency in agencies().values()]
            assert len(set(names)) == len(names)


class TestThePeople:
    def staff(self):
        return [person for agency in agencies().values() for person in agency.staff]

    def test_have_roles_that_hafan_knows_and_teams_that_exist(self):
        for person in self.staff():
            assert person.role in Role.values
            assert person.team is None or agencies()[person.agency].team(person.team)

    def test_have_addresses_where_no_mail_arrives(self):
        addresses = [person.email for person in self.staff()]
        assert len(set(addresses)) == len(addresses)
        assert all(re.fullmatch(r"[a-z.\-]+@[a-z]+\.example", address) for address in addresses)

    def test_each_have_something_to_try_in_both_languages(self):
        for person in self.staff():
            for language in ("en", "cy"):
                words = person.tries[language]
                assert words
                assert len(words) < 200
                assert set(re.findall(r"{(\w+)}", words)) <= {"children", "overdue"}

    def test_hold_every_role(self):
        missing = set(Role.values) - {person.role for person in self.staff()}
        assert missing <= {
            "iro_manager",
            "panel_admin",
            "contact_worker",
            "leader",
            "trainer",
            "health",
            "court",
            # they read what is sent to them, or their rooms are not yet built
            *(
                "advocate",
                "analyst",
                "auditor",
                "champion",
                "child",
                "dcs",
                "ep_carer",
                "family_member",
                "guardian",
            ),
            *(
                "le_adviser",
                "national",
                "panel_member",
                "parent",
                "parent_rep",
                "peer_carer",
                "public",
                "referee",
            ),
            "researcher",
        }


class TestWhatIsSaid:
    @pytest.mark.parametrize(
        "word", ["risk of return", "contact visit", "failed placement", "adopters", "outcome is likely"]
    )
    def test_in_the_notes_of_visits_keeps_to_the_words_of_the_field(self, told: list[Story], word: str):
        notes = [str(e.get("note", "")) for story in told for e in story.entries if e.kind == "visit_made"]
        assert [note for note in notes if word in note.lower()] == []

    def test_is_partly_in_welsh_in_wales_and_never_in_england(self, told: list[Story]):
        languages = Counter((story.country, story.language) for story in told)
        assert languages["wales", "cy"] > 20
        assert languages["wales", "en"] > 10
        assert languages["england", "cy"] == 0
