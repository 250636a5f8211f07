"""Clocks: what starts, meets, ends, lengthens, pauses and brings one forward."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from hafan.practice.calendar import Allowance, ImpreciseDate
from hafan.practice.clocks import Asks, Clock, after, by, each
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.obligations import Obligation, State
from hafan.practice.roles import Role
from hafan.practice.rules import Confidence, DatedValue, Force, Rule
from hafan.practice.wording import Wording
from tests.frameworks.telling import told

WORDS = Wording("words", "geiriau")
ALWAYS = date(2000, 1, 1)


def clock(**more) -> Clock:
    settings = {"starts": each("born"), "stops": by("visit_made"), **more}
    return Clock(
        key="k", title=WORDS, asks=WORDS, starts_when=WORDS, stops_when=WORDS, owner=Role.CSW, **settings
    )


def rule(**value) -> Rule:
    dated = DatedValue(begins=ALWAYS, confidence=Confidence.PRIMARY, **value)
    return Rule(key="k", force=Force.LAW, source="A source", values=(dated,))


def run(one: Clock, held: Rule, *lines) -> Obligation:
    (found,) = one.run(Facts("england", told(*lines)), held)
    return found


def on(text: str) -> date:
    return date.fromisoformat(text)


TEN_DAYS = rule(allowance=Allowance.parse("10 days"))
BORN = ("born", "2026-03-02")


class TestWhatAClockAsks:
    def test_is_nothing_before_it_started(self) -> None:
        assert run(clock(), TEN_DAYS, BORN).state(on("2026-03-01")) is State.NOT_STARTED

    def test_comes_due_soon_in_its_last_quarter_and_late_after_its_last_day(self) -> None:
        asked = run(clock(), TEN_DAYS, BORN)
        states = {day: asked.state(on(f"2026-03-{day:02}")) for day in (2, 9, 10, 12, 13)}
        assert states == {
            2: State.DUE,
            9: State.DUE,
            10: State.SOON,
            12: State.SOON,
            13: State.OVERDUE,
        }
        assert asked.days_left(on("2026-03-13")) == -1

    def test_is_met_by_what_was_done_and_ended_by_what_came_first(self) -> None:
        ends = clock(ends=after("left_care"))
        done = run(ends, TEN_DAYS, BORN, ("visit_made", "2026-03-05"), ("left_care", "2026-03-06"))
        gone = run(ends, TEN_DAYS, BORN, ("left_care", "2026-03-05"), ("visit_made", "2026-03-06"))
        assert done.state(on("2026-03-20")) is State.MET
        assert gone.state(on("2026-03-20")) is State.ENDED
        assert gone.facts_used == ("1", "2")

    def test_is_not_known_when_the_start_is_not_known_to_the_day(self) -> None:
        for day in ("2026-03", "2026", "unknown"):
            asked = run(clock(), TEN_DAYS, ("born", day))
            assert asked.due_on is None
            assert asked.state(on("2026-12-31")) is State.UNKNOWN
            assert asked.why_unknown.cy

    def test_is_not_known_beyond_the_bank_holidays_we_hold(self) -> None:
        asked = run(clock(), rule(allowance=Allowance.parse("10 working days")), ("born", "2028-12-20"))
        assert asked.state(on("2029-01-01")) is State.UNKNOWN

    def test_is_not_known_when_the_doing_could_be_in_time_or_late(self) -> None:
        assert run(clock(), TEN_DAYS, BORN, ("visit_made", "2026-03")).done_on is None
        later = clock(stops=after("visit_made"))
        early = ("born", "2026-02-25")
        assert run(later, TEN_DAYS, early, ("visit_made", "2026-03")).state(on("2026-04-30")) is State.UNKNOWN
        whole = rule(allowance=Allowance.parse("60 days"))
        assert run(later, whole, early, ("visit_made", "2026-03")).state(on("2026-04-30")) is State.MET

    def test_takes_its_number_from_the_day_it_started(self) -> None:
        old = DatedValue(begins=ALWAYS, ends=on("2026-03-02"), allowance=Allowance.parse("20 days"))
        new = DatedValue(begins=on("2026-03-02"), allowance=Allowance.parse("5 days"))
        changed = Rule(key="k", force=Force.LAW, source="A source", values=(old, new))
        assert run(clock(), changed, ("born", "2026-03-01")).due_on == on("2026-03-21")
        assert run(clock(), changed, BORN).due_on == on("2026-03-07")

    def test_is_nothing_before_the_rule_began_or_while_it_is_off(self) -> None:
        facts = Facts("england", told(("born", "1999-12-31")))
        assert clock().run(facts, TEN_DAYS) == []
        off = Rule(key="k", force=Force.LAW, source="A source", off=True, values=TEN_DAYS.values)
        assert clock().run(Facts("england", told(BORN)), off) == []


class TestALengthenedClock:
    HELD = rule(
        allowance=Allowance.parse("10 days"), extension=Allowance.parse("5 days"), extensions_allowed=1
    )
    CLOCK = clock(extends=lambda facts, start: facts.all("extension_granted"))

    def test_ends_later_by_what_was_granted_in_time(self) -> None:
        asked = run(self.CLOCK, self.HELD, BORN, ("extension_granted", "2026-03-12"))
        assert asked.due_on == on("2026-03-17")
        assert asked.extended_by == ("2",)

    def test_is_not_lengthened_once_it_had_run_out(self) -> None:
        asked = run(self.CLOCK, self.HELD, BORN, ("extension_granted", "2026-03-13"))
        assert asked.due_on == on("2026-03-12")
        assert asked.extended_by == ()

    def test_counts_one_granted_late_only_where_the_rule_says_so(self) -> None:
        late = rule(
            allowance=Allowance.parse("10 days"),
            extension=Allowance.parse("5 days"),
            extensions_allowed=None,
            extends_after_end=True,
        )
        asked = run(self.CLOCK, late, BORN, ("extension_granted", "2026-03-20"))
        assert asked.due_on == on("2026-03-25")

    def test_is_lengthened_no_more_often_than_allowed(self) -> None:
        twice = (("extension_granted", "2026-03-10"), ("extension_granted", "2026-03-11"))
        assert run(self.CLOCK, self.HELD, BORN, *twice).due_on == on("2026-03-17")

    def test_may_be_lengthened_by_less_but_never_shortened(self) -> None:
        for until, due in (
            ("2026-03-14", "2026-03-14"),
            ("2026-03-30", "2026-03-17"),
            ("2026-03-01", "2026-03-12"),
        ):
            granted = ("extension_granted", "2026-03-10", {"until": until})
            assert run(self.CLOCK, self.HELD, BORN, granted).due_on == on(due)


class TestAPausedClock:
    def paused(self, *spans) -> Clock:
        return clock(pauses=lambda facts, start: spans)

    def test_does_not_run_while_it_is_paused(self) -> None:
        asked = run(self.paused((on("2026-03-05"), None)), TEN_DAYS, BORN)
        assert asked.state(on("2026-03-04")) is State.DUE
        assert asked.state(on("2027-01-01")) is State.SUSPENDED

    def test_ends_later_by_the_days_it_did_not_run(self) -> None:
        asked = run(self.paused((on("2026-03-05"), on("2026-03-09"))), TEN_DAYS, BORN)
        assert asked.due_on == on("2026-03-16")

    def test_is_not_moved_by_a_pause_after_its_end(self) -> None:
        asked = run(self.paused((on("2026-03-13"), on("2026-03-20"))), TEN_DAYS, BORN)
        assert asked.due_on == on("2026-03-12")


class TestDoneInAdvance:
    HELD = rule(allowance=Allowance.parse("10 days"), advance=Allowance.parse("1 month"))
    CLOCK = clock(in_advance=lambda facts, start: [e for e in facts.all("visit_made") if e.on < start.on])

    def test_counts_for_as_long_as_the_rule_says(self) -> None:
        assert (
            run(self.CLOCK, self.HELD, ("visit_made", "2026-02-02"), BORN).state(on("2026-03-02"))
            is State.MET
        )
        assert (
            run(self.CLOCK, self.HELD, ("visit_made", "2026-02-01"), BORN).state(on("2026-03-02"))
            is State.DUE
        )

    def test_does_not_count_when_the_day_is_not_known(self) -> None:
        assert run(self.CLOCK, self.HELD, ("visit_made", "2026-02"), BORN).is_open


class TestAClockBroughtForward:
    CLOCK = clock(
        no_later_than=lambda facts, start: next(((e.on, e) for e in facts.all("review_held")), None)
    )

    def test_is_due_by_the_earlier_day(self) -> None:
        asked = run(self.CLOCK, TEN_DAYS, BORN, ("review_held", "2026-03-06"))
        assert asked.due_on == on("2026-03-06")
        assert "2" in asked.facts_used

    def test_is_not_put_back_by_a_later_day(self) -> None:
        assert run(self.CLOCK, TEN_DAYS, BORN, ("review_held", "2026-03-30")).due_on == on("2026-03-12")


class TestAWindow:
    HELD = rule(allowance=Allowance.parse("10 days"), not_before=Allowance.parse("5 days"))

    def test_opens_and_closes(self) -> None:
        asked = run(clock(), self.HELD, BORN)
        assert asked.state(on("2026-03-06")) is State.WAITING
        assert asked.state(on("2026-03-07")) is State.DUE
        assert asked.state(on("2026-03-13")) is State.OVERDUE

    def test_is_met_by_the_first_inside_it_however_many_came_too_early(self) -> None:
        early, right = ("visit_made", "2026-03-03"), ("visit_made", "2026-03-08")
        later = clock(stops=after("visit_made"))
        assert run(later, self.HELD, BORN, early).state(on("2026-03-04")) is State.TOO_EARLY
        assert run(later, self.HELD, BORN, early, early, right).state(on("2026-03-08")) is State.MET


class TestWhatLastsAndWhatRunsOut:
    def test_what_lasts_is_in_force_and_then_over(self) -> None:
        asked = run(clock(kind=Asks.LASTS), TEN_DAYS, BORN)
        assert asked.state(on("2026-03-12")) is State.IN_FORCE
        assert asked.state(on("2026-03-13")) is State.ENDED

    def test_what_runs_out_is_overdue_once_it_has(self) -> None:
        asked = run(clock(kind=Asks.RUNS_OUT), TEN_DAYS, BORN)
        assert asked.state(on("2026-03-13")) is State.OVERDUE

    def test_what_runs_out_by_events_alone_is_in_force_until_then(self) -> None:
        asked = run(
            clock(kind=Asks.RUNS_OUT, ends=after("left_care")), rule(), BORN, ("left_care", "2026-09-01")
        )
        assert asked.state(on("2026-08-31")) is State.IN_FORCE
        assert asked.state(on("2026-09-01")) is State.ENDED


class TestEveryStart:
    hypothesis = pytest.importorskip("hypothesis")
    given, days = hypothesis.given, hypothesis.strategies.dates(date(2012, 1, 1), date(2028, 6, 30))
    limits = hypothesis.strategies.sampled_from(
        ["5 working days", "20 working days", "3 months", "6 weeks", "1 year"]
    )

    @given(start=days, limit=limits)
    def test_a_day_later_is_never_due_earlier(self, start, limit) -> None:
        held = rule(allowance=Allowance.parse(limit))
        first, second = (self.due(held, start + timedelta(days=n)) for n in (0, 1))
        assert first <= second

    @given(start=days, limit=limits, late=hypothesis.strategies.integers(-40, 40))
    def test_is_met_in_time_exactly_up_to_its_last_day(self, start, limit, late) -> None:
        held = rule(allowance=Allowance.parse(limit))
        done = self.due(held, start) + timedelta(days=late)
        if done < start:
            return
        asked = run(clock(), held, ("born", str(start)), ("visit_made", str(done)))
        assert asked.state(done) is (State.MET if late <= 0 else State.MET_LATE)

    def due(self, held: Rule, start: date) -> date:
        entry = Entry(ref="1", kind="born", happened=ImpreciseDate(start))
        (found,) = clock().run(Facts("england", [entry]), held)
        return found.due_on
