"""Facts: the chronology as it was known on a day, corrections and all."""

from __future__ import annotations

from datetime import date

from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts


def entry(ref, kind, on, **more) -> Entry:
    return Entry(ref=ref, kind=kind, happened=ImpreciseDate.parse(on), **more)


FIRST = entry("a", "born", "2026-03-02", learnt_on=date(2026, 3, 3))
SECOND = entry("b", "born", "2026-03-01", learnt_on=date(2026, 4, 7), corrects="a")
THIRD = entry("c", "born", "2026-02-28", learnt_on=date(2026, 5, 5), corrects="b")


class TestWhatWasKnownOnADay:
    def born(self, known_on: date | None) -> date | None:
        return Facts("wales", [FIRST, SECOND, THIRD], known_on=known_on).born_on

    def test_is_nothing_before_anybody_learnt_it(self) -> None:
        assert self.born(date(2026, 3, 2)) is None

    def test_is_what_was_told_until_it_was_corrected(self) -> None:
        assert self.born(date(2026, 4, 6)) == date(2026, 3, 2)
        assert self.born(date(2026, 4, 7)) == date(2026, 3, 1)

    def test_is_the_last_correction_today(self) -> None:
        assert self.born(None) == date(2026, 2, 28)

    def test_leaves_out_what_was_withdrawn_from_the_day_it_was(self) -> None:
        gone = entry("d", "born", "2026-03-02", learnt_on=date(2026, 4, 7), corrects="a", withdrawn=True)
        assert Facts("wales", [FIRST, gone], known_on=date(2026, 4, 6)).born_on == date(2026, 3, 2)
        assert Facts("wales", [FIRST, gone], known_on=date(2026, 4, 7)).born_on is None


class TestAnEntryThatOthersSpeakOf:
    def test_is_found_through_every_correction(self) -> None:
        facts = Facts("wales", [FIRST, SECOND, THIRD])
        assert facts.standing_ref("a") == facts.standing_ref("b") == facts.standing_ref("c") == "c"
        assert facts.standing_ref("elsewhere") == "elsewhere"


class TestOrder:
    def test_is_by_day_and_within_a_day_as_recorded(self) -> None:
        later = entry("2", "review_held", "2026-03-02", order=2)
        sooner = entry("1", "visit_made", "2026-03-02", order=1)
        unknown = entry("0", "visit_made", "unknown", order=9)
        assert [e.ref for e in Facts("wales", [later, sooner, unknown]).entries] == ["0", "1", "2"]

    def test_is_the_same_whatever_order_they_arrive_in(self) -> None:
        told = [entry(str(n), "visit_made", f"2026-03-{n:02}", order=n) for n in range(1, 20)]
        assert Facts("wales", told).entries == Facts("wales", reversed(told)).entries

    def test_of_what_came_next_and_last(self) -> None:
        visits = [entry(str(n), "visit_made", f"2026-03-0{n}", order=n) for n in (1, 2, 3)]
        facts = Facts("wales", visits)
        assert facts.next("visit_made", after=visits[0]) == visits[1]
        assert facts.last("visit_made", by=date(2026, 3, 2)) == visits[1]
        assert facts.next("visit_made", after=visits[2]) is None


class TestWhatIsWorkedOut:
    def test_is_worked_out_once(self) -> None:
        calls = []
        facts = Facts("wales", [FIRST])
        count = lambda told: calls.append(told) or len(calls)  # noqa: E731
        assert facts.once(count) == facts.once(count) == 1

    def test_says_nothing_of_a_birth_known_only_to_the_month(self) -> None:
        assert Facts("wales", [entry("a", "born", "2026-03")]).born_on is None
