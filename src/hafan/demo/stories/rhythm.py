"""The steady work of looking after a child: visits, reviews, health and plans, mostly in time, sometimes late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hafan.demo.stories.telling import Telling, day_after
from hafan.practice.facts import Facts
from hafan.practice.folding import PlacementSpan

#: Which notes suit a child of so many months.
BANDS = ((3, "newborn"), (13, "baby"), (55, "toddler"), (150, "school"), (1000, "teenager"))
#: The most a child may be left waiting in a story where something is overdue, in days.
WAITING = (50, 75)
#: What a review sends out, and after about how many days.
OUTPUTS = ((6, "review_decisions_sent"), (18, "review_record_completed"), (25, "review_record_circulated"))


def looked_after(t: Telling) -> None:
    """Everything that comes round while the child is looked after."""
    facts = t.facts()
    for period in facts.periods_of_care:
        until = period.ended or t.today + timedelta(days=1)
        _reviews(t, facts, period.began, until)
        _health(t, facts, period.began, until)
        _first_plan(t, facts, period.began)
    for placement in facts.placements:
        if not placement.is_temporary and placement.kind != "hospital":
            _visits(t, facts, placement)
    _let_slip(t)


def _until(t: Telling, placement: PlacementSpan) -> date:
    return min(placement.span.ended or t.today + timedelta(days=1), t.today + timedelta(days=1))


def _visits(t: Telling, facts: Facts, placement: PlacementSpan) -> None:
    """A visit in the first days, then every few weeks; each week where the law asks for that."""
    until = _until(t, placement)
    day = placement.span.began + timedelta(days=t.between(1, 6))
    while day < until:
        visit(t, facts, day)
        day = day_after(day, _gap(t, placement, day))


def _gap(t: Telling, placement: PlacementSpan, day: date) -> int:
    """Days until the next visit."""
    if _weekly(t, placement, day):
        return 6
    if placement.kind in ("adoption", "with_parent") or placement.began_by.get("basis") in (
        "reg24_en",
        "reg26_cy",
    ):
        return t.between(20, 27)
    if t.rng.random() < 0.02:
        return t.between(44, 50)
    if placement.began_by.get("until_18") and day > placement.span.began + timedelta(days=365):
        return t.between(62, 84)
    return t.between(27, 40)


def _weekly(t: Telling, placement: PlacementSpan, day: date) -> bool:
    """Weekly until the first review held after this placement began: the law's closest watch."""
    close = placement.kind in ("adoption", "with_parent") or placement.began_by.get("basis") in (
        "reg24_en",
        "reg26_cy",
    )
    return close and day < placement.span.began + timedelta(days=26)


def visit(t: Telling, facts: Facts, day: date) -> None:
    """One visit, with a note in the worker's language most times."""
    months = _age_in_months(facts, day)
    band = next(name for upto, name in BANDS if months < upto)
    fresh = [note for note in t.words[band][t.language] if note not in t.noted[-4:]]
    note = t.rng.choice(fresh) if t.rng.random() < 0.85 else None
    t.noted.append(note or "")
    t.record("visit_made", day, seen=True, seen_alone=months > 60 and t.rng.random() < 0.7, note=note)


def _age_in_months(facts: Facts, day: date) -> int:
    birth = facts.first("born")
    if birth is None or birth.happened.earliest is None:
        return 60
    return max(0, int((day - birth.happened.earliest).days / 30.44))


def _reviews(t: Telling, facts: Facts, began: date, until: date) -> None:
    """Within twenty working days, then three months, then six; sooner again once a child may be, or is, placed for adoption."""
    for day in _review_days(t, facts, began, until):
        if day >= until or day > t.today:
            return
        months = _age_in_months(facts, day)
        part = (
            "under_four"
            if months < 48
            else t.choose("spoke", "advocate_spoke", "views_sent", "advocate_briefed")
        )
        t.record("review_held", day, part_taken=part)
        for after, kind in OUTPUTS:
            t.record(kind, day_after(day, after - t.between(0, 2)))


def _review_days(t: Telling, facts: Facts, began: date, until: date) -> Iterator[date]:
    again = sorted(
        [(span.span.began, 80) for span in facts.authority_to_place]
        + [(entry.on, 24) for entry in facts.all("placed_for_adoption")]
    )
    day, rounds = day_after(began, t.between(18, 24)), 0
    while True:
        yield day
        following = day_after(day, t.between(76, 86) if rounds == 0 else t.between(150, 174))
        rounds += 1
        for event, within in again:
            if day <= event < following:
                following = min(following, day_after(event, within - 2))
                rounds = 0 if within == 24 else rounds
        day = following


def _health(t: Telling, facts: Facts, began: date, until: date) -> None:
    """By a doctor before the first review, then every six months until five years old, then every year."""
    day, first = day_after(began, t.between(8, 15)), True
    while day < until and day <= t.today:
        t.record("health_assessed", day, by_doctor=first or None)
        first = False
        day = day_after(day, t.between(160, 176) if _age_in_months(facts, day) < 60 else t.between(335, 355))


def _first_plan(t: Telling, facts: Facts, began: date) -> None:
    """A care plan within ten working days, unless the story already tells of one."""
    if any(abs((plan.on - began).days) <= 10 for plan in facts.all("care_plan_made")):
        return
    thought = any(began <= e.on <= began + timedelta(days=12) for e in facts.all("adoption_first_considered"))
    day = began if thought else day_after(began, 9)
    t.record("care_plan_made", day, return_home=True, adoption=False, family=False, other=False)


def _let_slip(t: Telling) -> None:
    """In some stories something is left undone of late: its last entries are not there."""
    for kind in sorted(t.neglected):
        back = t.today - timedelta(days=t.between(*WAITING))
        if kind in ("review_held", "health_assessed"):
            back = t.today - timedelta(days=215)
        t.written[:] = [e for e in t.written if e.kind != kind or e.on < back or e.on == date.min]
