"""G-14: no formal match, and above all no placing for adoption, without authority. C-20: asking for a home in time."""

from __future__ import annotations

import pytest

from hafan.practice.rules import Force
from tests.frameworks.telling import asked, found

GATE = "authority_to_place"
BOTH = pytest.mark.parametrize("country", ["england", "wales"])
ORDER = ("order_made", "2026-06-01", {"order": "placement"})
BORN = ("born", "2026-01-05")
OPENED = ("formal_match_opened", "2026-06-08")
PLACED = ("placed_for_adoption", "2026-06-08", {"same_carers": True})


def consent(day="2026-05-04", **changed):
    details = {"consent": "s19_placement", "witnessed": True, "every_holder": True}
    return ("consent_given", day, {**details, **changed})


@BOTH
@pytest.mark.clause("GLO-13", "ENG-3.7")
class TestOpeningAFormalMatchBeforeAuthority:
    def test_is_against_the_standard_but_may_be_done_with_a_reason(self, country) -> None:
        answer = asked(country, GATE, "2026-06-08", BORN, about=OPENED)
        assert not answer.is_open
        assert not answer.is_barred_by_law
        assert [finding.force for finding in answer.findings] == [Force.STANDARD]

    def test_is_free_with_a_placement_order(self, country) -> None:
        answer = asked(country, GATE, "2026-06-08", BORN, ORDER, about=OPENED)
        assert answer.is_open
        assert answer.findings[0].facts == ("2",)


@BOTH
@pytest.mark.clause("GLO-13", "ENG-3.10")
class TestPlacingForAdoption:
    def test_is_barred_by_law_without_authority(self, country) -> None:
        answer = asked(country, GATE, "2026-06-08", BORN, about=PLACED)
        assert answer.is_barred_by_law
        finding = answer.findings[0]
        assert "Adoption and Children Act 2002" in finding.source
        assert "placement order" in finding.remedy.en
        assert not finding.can_be_overridden

    def test_is_lawful_on_the_day_of_the_placement_order_and_not_the_day_before(self, country) -> None:
        assert asked(country, GATE, "2026-06-01", BORN, ORDER, about=PLACED).is_open
        assert asked(country, GATE, "2026-05-31", BORN, ORDER, about=PLACED).is_barred_by_law

    def test_is_barred_where_the_court_refused_the_order(self, country) -> None:
        refused = ("order_made", "2026-06-01", {"order": "placement", "outcome": "refused"})
        assert asked(country, GATE, "2026-06-08", BORN, refused, about=PLACED).is_barred_by_law

    def test_is_barred_once_the_order_was_revoked(self, country) -> None:
        revoked = ("order_revoked", "2026-06-05", {"order": "placement"})
        assert asked(country, GATE, "2026-06-08", BORN, ORDER, revoked, about=PLACED).is_barred_by_law

    def test_is_lawful_with_the_witnessed_consent_of_every_holder(self, country) -> None:
        assert asked(country, GATE, "2026-06-08", BORN, consent(), about=PLACED).is_open

    def test_is_barred_while_one_holder_has_not_consented(self, country) -> None:
        answer = asked(country, GATE, "2026-06-08", BORN, consent(every_holder=False), about=PLACED)
        assert answer.is_barred_by_law
        assert "every parent or guardian" in answer.findings[0].says.en

    def test_is_barred_where_one_of_the_consents_was_not_witnessed(self, country) -> None:
        story = (BORN, consent("2026-04-20", every_holder=False, witnessed=False), consent())
        answer = asked(country, GATE, "2026-06-08", *story, about=PLACED)
        assert answer.is_barred_by_law
        assert "witnessed" in answer.findings[0].says.en

    def test_is_barred_once_consent_was_withdrawn(self, country) -> None:
        withdrawn = ("consent_withdrawn", "2026-06-05")
        answer = asked(country, GATE, "2026-06-08", BORN, consent(), withdrawn, about=PLACED)
        assert answer.is_barred_by_law
        assert "withdrawn" in answer.findings[0].says.en

    def test_stays_lawful_by_the_order_when_consent_is_withdrawn_as_well(self, country) -> None:
        story = (BORN, consent(), ORDER, ("consent_withdrawn", "2026-06-05"))
        assert asked(country, GATE, "2026-06-08", *story, about=PLACED).is_open

    @pytest.mark.clause("ENG-2.9")
    def test_of_a_baby_under_six_weeks_asks_for_written_agreement(self, country) -> None:
        # Born on 5 January 2026: six weeks old on 16 February.
        story = (BORN, consent("2026-01-12"))
        early = asked(country, GATE, "2026-02-15", *story, about=PLACED)
        assert early.is_barred_by_law
        assert "under six weeks" in early.findings[0].says.en
        assert asked(country, GATE, "2026-02-16", *story, about=PLACED).is_open
        agreed = consent("2026-01-12", consent="under_six_weeks")
        assert asked(country, GATE, "2026-02-15", BORN, agreed, about=PLACED).is_open
        assert asked(country, GATE, "2026-02-16", BORN, agreed, about=PLACED).is_barred_by_law

    def test_cannot_be_said_where_the_birth_is_not_known_and_only_consent_is_held(self, country) -> None:
        answer = asked(country, GATE, "2026-06-08", consent(), about=PLACED)
        assert found(answer, "authority_before_placing").met is None
        assert not answer.is_open
        assert asked(country, GATE, "2026-06-08", ORDER, about=PLACED).is_open


@BOTH
@pytest.mark.clause("WEP-NEWS-43", "WEP-NEWS-44")
class TestAReferralAtShortNotice:
    def ask(self, country, needed_by, **more):
        about = ("referred", "2026-02-02", {"needed_by": needed_by, **more})
        return asked(country, "notice_of_need", "2026-02-02", BORN, about=about)

    def test_asks_why_below_twenty_eight_days_and_not_at_twenty_eight(self, country) -> None:
        assert self.ask(country, "2026-03-02").is_open
        short = self.ask(country, "2026-03-01")
        assert not short.is_open
        assert short.shut_by[0].can_be_overridden

    def test_is_answered_by_the_reason(self, country) -> None:
        assert self.ask(country, "2026-02-10", why_late="concealed_pregnancy").is_open

    def test_is_not_asked_where_no_day_is_named(self, country) -> None:
        answer = asked(country, "notice_of_need", "2026-02-02", about=("referred", "2026-02-02"))
        assert not answer.findings
