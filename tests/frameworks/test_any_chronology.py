"""Whatever people record, however oddly, the law answers and never breaks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hafan.frameworks.registry import framework
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry, Subject
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.obligations import State

hypothesis = pytest.importorskip("hypothesis")
given, settings, st = hypothesis.given, hypothesis.settings, hypothesis.strategies

KINDS = sorted(declared.key for declared in ENTRY_TYPES.about(Subject.CHILD))
WHEN = st.one_of(
    st.dates(date(2009, 1, 1), date(2031, 1, 1)).map(str),
    st.sampled_from(["unknown", "2026-03", "2026", "2028-02-29", "1900-01-01"]),
)


@st.composite
def details(draw: Any, kind: str) -> dict[str, Any]:
    """Answers to some of the questions this kind of entry asks."""
    found: dict[str, Any] = {}
    for name, (info, ask) in ENTRY_TYPES[kind].fields.items():
        if not draw(st.booleans()):
            continue
        if ask.options is not None:
            found[name] = draw(st.sampled_from(sorted(ask.options.wordings)))
        elif info.annotation is bool:
            found[name] = draw(st.booleans())
        elif "date" in str(info.annotation):
            found[name] = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1))).isoformat()
        else:
            found[name] = draw(st.sampled_from(["1", "H-1", "x"]))
    return found


@st.composite
def chronologies(draw: Any) -> list[Entry]:
    """Up to fifteen entries of any kind, on any days, some corrected or withdrawn."""
    told = []
    for number in range(draw(st.integers(0, 15))):
        kind = draw(st.sampled_from(KINDS))
        told.append(
            Entry(
                ref=str(number),
                kind=kind,
                happened=ImpreciseDate.parse(draw(WHEN)),
                details=draw(details(kind)),
                corrects=str(number - 1) if number and draw(st.integers(0, 9)) == 0 else None,
                withdrawn=draw(st.integers(0, 9)) == 0,
                order=number,
            )
        )
    return told


@pytest.mark.parametrize("country", ["england", "wales"])
class TestAnyChronology:
    @given(told=chronologies(), day=st.dates(date(2009, 1, 1), date(2031, 1, 1)))
    @settings(max_examples=80, deadline=None)
    def test_is_answered_whole(self, country, told, day) -> None:
        law = framework(country)
        facts = Facts(country, told)
        obligations = law.obligations(facts)
        assert law.obligations(facts, only_open=True) == [each for each in obligations if each.is_open]
        assert all(each.state(day) in State for each in obligations)
        runnings = [(each.clock, each.started_by) for each in obligations]
        assert len(runnings) == len(set(runnings))
        for gate in law.gates:
            for about in (None, *told[-2:]):
                assert law.judge(gate, facts, on=day, about=about).gate == gate

    @given(told=chronologies())
    @settings(max_examples=50, deadline=None)
    def test_is_answered_alike_in_whatever_order_it_arrives(self, country, told) -> None:
        law = framework(country)
        assert law.obligations(Facts(country, told)) == law.obligations(Facts(country, told[::-1]))

    @given(told=chronologies(), day=st.dates(date(2020, 1, 1), date(2029, 1, 1)))
    @settings(max_examples=50, deadline=None)
    def test_is_not_changed_by_what_is_learnt_later(self, country, told, day) -> None:
        law = framework(country)
        known = [each for each in told if each.known_from <= day]
        learnt_later = [each for each in told if each.known_from > day]
        before = law.obligations(Facts(country, known, known_on=day))
        assert law.obligations(Facts(country, [*known, *learnt_later], known_on=day)) == before

    def test_of_a_long_childhood_is_answered_whole(self, country) -> None:
        start = date(2012, 1, 2)
        told = [Entry(ref="c", kind="became_looked_after", happened=ImpreciseDate(start), order=0)]
        told += [
            Entry(
                ref=f"v{n}",
                kind="visit_made",
                happened=ImpreciseDate(start + timedelta(days=14 * n)),
                order=n,
            )
            for n in range(1, 401)
        ]
        assert len(framework(country).obligations(Facts(country, told))) > 280
