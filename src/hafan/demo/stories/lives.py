"""Lives before and in care: expected, referred, looked after in many ways, living with a parent."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.demo.stories import scenes
from hafan.demo.stories.telling import Telling, day_after

YEAR = 365
#: Main needs of a hundred children who begin to be looked after (marginals.toml says whence).
NEEDS = {
    "abuse_or_neglect": 52, "absent_parenting": 18, "family_dysfunction": 12, "family_in_acute_stress": 14,
    "childs_disability": 4, "parental_illness": 4, "behaviour": 3,
}  # fmt: skip


def birthday(t: Telling, at: date, youngest: int, oldest: int) -> date:
    """A day of birth for a child who is so many days old on a day."""
    return at - timedelta(days=t.between(youngest, oldest))


def unborn(
    t: Telling, *, weeks: int, adoption: str | None = None, court: bool = False, late: str | None = None
) -> None:
    """A baby is expected in so many weeks; perhaps a letter before proceedings, perhaps early permanence in mind."""
    due = t.today + timedelta(days=weeks * 7 + t.between(0, 6))
    known = t.ago(t.between(8, 16) if late or adoption == "" else t.between(30, 70))
    scenes.expects(t, due, known, why_late=late)
    if court:
        t.record("pre_proceedings_began", day_after(known, t.between(4, 7)))
        scenes.family_considered(t, day_after(known, t.between(4, 7)))
    if adoption is not None:
        known = min(known, t.ago(15))
        scenes.adoption_thought_of(t, day_after(known, t.between(3, 6)), adoption or None, needed=due)


def pre_proceedings(
    t: Telling, *, sex: str, days_ago: int, youngest: int = 20, oldest: int = 4000, ended: bool = False
) -> None:
    """A child at home whose parents have had the letter before proceedings."""
    began = t.ago(days_ago)
    scenes.is_born(t, birthday(t, began, youngest, oldest), sex)
    scenes.works_with(t, began - timedelta(days=12))
    t.record("pre_proceedings_began", began)
    scenes.family_considered(t, began + timedelta(days=9))
    if ended:
        t.record("pre_proceedings_ended", day_after(began, 90))


def _need(t: Telling) -> str:
    """The main need, as often as it is met across the country."""
    return str(t.rng.choices(list(NEEDS), weights=list(NEEDS.values()))[0])


def _arrives(
    t: Telling, *, sex: str, days_ago: int, youngest: int, oldest: int, status: str, need: str | None
) -> date:
    """A birth, a worker, and the day care began."""
    began = t.ago(days_ago)
    scenes.is_born(t, birthday(t, began, youngest, oldest), sex)
    scenes.works_with(t, began - timedelta(days=t.between(1, 20) if youngest > 30 else 0))
    scenes.enters_care(t, began, status, need=need or _need(t))
    return began


def fostered(
    t: Telling,
    *,
    sex: str,
    days_ago: int,
    youngest: int,
    oldest: int,
    status: str = "accommodated",
    need: str | None = None,
    kind: str = "foster",
    long_term: bool = False,
    moves: int = 0,
) -> None:
    """Looked after in a foster home or another home; some in court, some settled until eighteen."""
    began = _arrives(
        t, sex=sex, days_ago=days_ago, youngest=youngest, oldest=oldest, status=status, need=need
    )
    basis = ("reg26_cy" if t.in_wales else "reg24_en") if kind == "kin_temporary" else None
    first = "kin_foster" if kind == "kin_temporary" else kind
    scenes.lives_with(t, began, first, basis=basis, out_of_area=t.rng.random() < 0.08)
    final = _in_law(t, began, status)
    for move in range(moves):
        day = began + timedelta(days=(move + 1) * min(280, max(60, days_ago // (moves + 2))))
        t.record("placement_ended", day, end_reason=t.choose("moved_on", "carers_withdrew", "unsuitable"))
        scenes.lives_with(t, day, kind, home=f"home {move + 2}")
    if kind == "kin_temporary":
        _approved(t, began + timedelta(days=t.between(85, 104)))
    if long_term and final is not None:
        _settles(
            t, max(final, began + timedelta(days=300 * moves)) + timedelta(days=t.between(40, 90)), first
        )


def _approved(t: Telling, day: date) -> None:
    """The family are approved as foster carers before their sixteen weeks are over."""
    t.record("temporary_approval_ended", day, end="fully_approved")
    t.record("approval_held", day, basis="foster", household=t.household("first"), approved_in=t.country)
    t.record("placement_changed", day, placement_kind="kin_foster", basis="foster")


def _in_law(t: Telling, began: date, status: str) -> date | None:
    """What the law does next: emergencies give way within days, orders come from court, agreements simply last."""
    if status in ("police_protection", "emergency_protection"):
        until = began + timedelta(days=2 if status == "police_protection" else 12)
        if status == "emergency_protection":
            t.record("emergency_protection_extended", began + timedelta(days=7), until=until)
        t.record("legal_status_began", until, status="interim_care")
        return _court(t, began, interim=False)
    if status == "interim_care":
        return _court(t, began, interim=False)
    if status == "accommodated" and t.rng.random() < 0.25:
        return _court(t, began + timedelta(days=t.between(60, 120)), interim=True)
    return began + timedelta(days=150)


def _court(t: Telling, on: date, *, interim: bool) -> date:
    final = scenes.goes_to_court(t, on, weeks=t.choose(24, 26, 32, 33), interim=interim)
    t.record("order_made", final, order="care")
    scenes.plans(t, day_after(final, 5), home=False, adoption=False, family=t.rng.random() < 0.3, other=True)
    return final


def _settles(t: Telling, day: date, kind: str) -> None:
    lasting = {"foster": "foster_long_term", "kin_foster": "kin_foster_long_term"}.get(kind)
    if lasting is not None:
        t.record("placement_changed", day, placement_kind=lasting, basis="foster", until_18=True)
        t.record("placement_plan_made", max(day, day_after(day, 4)))


def with_parent(t: Telling, *, sex: str, days_ago: int, youngest: int, oldest: int, final: bool) -> None:
    """Looked after and living with a parent, under an interim order or a care order."""
    began = _arrives(
        t,
        sex=sex,
        days_ago=days_ago,
        youngest=youngest,
        oldest=oldest,
        status="interim_care",
        need="family_dysfunction",
    )
    scenes.lives_with(t, began, "foster")
    last = scenes.goes_to_court(t, began, weeks=24, interim=False)
    home = began + timedelta(days=max(30, days_ago - 160)) if not final else last + timedelta(days=21)
    if final:
        t.record("order_made", last, order="care")
    decided = day_after(home, -10)
    t.record("return_decided", decided, destination="parent", decided_by="authority")
    t.record("placement_ended", home, end_reason="returned_home")
    early = not final and t.rng.random() < 0.5
    t.record("placement_began", home, placement_kind="with_parent", before_assessment=early or None)
    t.record("placement_plan_made", day_after(home, -2))
    scenes.plans(t, day_after(home, 3), home=True, adoption=False)


def adoption_in_mind(
    t: Telling, *, sex: str, days_ago: int, outcome: str | None, kind: str = "foster", oldest: int = 5
) -> None:
    """A baby or small child in care for whom adoption is one of the outcomes being thought of."""
    status = t.choose("interim_care", "accommodated")
    began = _arrives(
        t,
        sex=sex,
        days_ago=days_ago,
        youngest=max(1, oldest * 2 // 3),
        oldest=oldest,
        status=status,
        need="abuse_or_neglect",
    )
    scenes.lives_with(t, began, kind)
    scenes.goes_to_court(t, began + timedelta(days=3), weeks=26, interim=status == "accommodated")
    scenes.family_considered(t, began + timedelta(days=3))
    thought = began + timedelta(days=3 if days_ago < 40 else 29)
    considered = scenes.adoption_thought_of(t, thought if outcome else t.ago(6), outcome)
    if outcome is not None:
        scenes.plans(t, considered, home=True, adoption=True)


def left(
    t: Telling, *, sex: str, days_ago: int, stayed: int, youngest: int, oldest: int, destination: str
) -> None:
    """Was looked after, and has left care."""
    began = _arrives(
        t, sex=sex, days_ago=days_ago, youngest=youngest, oldest=oldest, status="accommodated",
        need=t.choose("family_in_acute_stress", "absent_parenting", "family_dysfunction"),
    )  # fmt: skip
    scenes.lives_with(t, began, "supported" if youngest > 15 * YEAR else "foster")
    end = began + timedelta(days=stayed)
    if destination == "returned_home":
        scenes.goes_home(t, end, by_court=False)
        return
    t.record("placement_ended", end, end_reason="moved_on" if "home" not in destination else "returned_home")
    t.record("left_care", end, destination=destination)
    if destination == "independent":
        t.record("leaver_contact_returned", day_after(end, 60))
