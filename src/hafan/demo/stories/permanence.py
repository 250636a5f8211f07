"""Lives where early permanence or adoption was thought of: every way such a story can go, each told with the same care."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.demo.stories import scenes
from hafan.demo.stories.lives import birthday
from hafan.demo.stories.telling import Telling, day_after

WEEK = 7


def _baby(t: Telling, *, sex: str, began: date, status: str, unborn: bool, oldest: int) -> None:
    """The birth, expected or not, and care from the first days or later."""
    born = began if oldest == 0 else birthday(t, began, oldest * 3 // 4, oldest)
    if unborn:
        due = born + timedelta(days=t.between(-9, 12))
        scenes.expects(t, due, born - timedelta(days=t.between(60, 110)))
        t.record("pre_proceedings_began", born - timedelta(days=t.between(30, 55)))
    else:
        scenes.works_with(t, born if oldest < 60 else began - timedelta(days=20))
    scenes.is_born(t, born, sex)
    scenes.enters_care(t, began, status)


def early(
    t: Telling,
    *,
    sex: str,
    days_ago: int,
    basis: str,
    status: str = "interim_care",
    unborn: bool = False,
    wait: int = 0,
    oldest: int = 3,
    weeks: int = 26,
    kind: str = "ep_foster",
) -> date:
    """With early permanence carers while the court decides, both plans alive. Answers the day of the final hearing."""
    began = t.ago(days_ago)
    _baby(t, sex=sex, began=began, status=status, unborn=unborn, oldest=oldest)
    thought = began - timedelta(days=40) if unborn else began + timedelta(days=2)
    scenes.family_considered(t, thought - timedelta(days=2))
    home = began + timedelta(days=max(wait, 0 if unborn else 19))
    considered = scenes.adoption_thought_of(t, thought, "pursue", needed=home)
    if home > began:
        scenes.lives_with(
            t, began, "hospital" if oldest < 3 and home - began < timedelta(days=12) else "foster"
        )
    scenes.early_home(t, home, basis=basis, kind=kind)
    scenes.plans(t, max(began, considered), home=True, adoption=True)
    return scenes.goes_to_court(t, began + timedelta(days=2), weeks=weeks, interim=status != "interim_care")


def early_then_home(t: Telling, *, after_decision: bool, **story: object) -> None:
    """Lived with early permanence carers, and returned home: a good ending like any other."""
    final = early(t, **story)  # type: ignore[arg-type]
    day = final if after_decision else final - timedelta(days=40)
    if after_decision:
        scenes.should_be_placed(t, day_after(final, -50))
        t.record("order_made", final, order="placement", outcome="refused")
        t.record("order_made", final, order="supervision")
        t.record("should_be_placed_reversed", day_after(final, 3), reason="no_order")
        day = final + timedelta(days=16)
    elif t.rng.random() < 0.5:
        t.record("proceedings_withdrawn", final)
    else:
        t.record("order_made", final, order="supervision")
    scenes.plans(t, day_after(day, -25), home=True, adoption=False)
    scenes.goes_home(t, day)


def early_then_kin(t: Telling, **story: object) -> None:
    """Lived with early permanence carers, and then with family for good."""
    final = early(t, **story)  # type: ignore[arg-type]
    scenes.plans(t, day_after(final, -30), home=False, adoption=False, family=True)
    t.record("order_made", final, order="special_guardianship")
    t.record("placement_ended", final, end_reason="kin")
    t.record("left_care", final, destination="special_guardianship_kin")


def towards_adoption(
    t: Telling,
    *,
    sex: str,
    days_ago: int,
    oldest: int = 3,
    early_basis: str | None = None,
    to_decision: int = 240,
    to_match: int = 270,
    to_placed: int = 30,
    to_order: int = 245,
    match: str = "yes",
    dispensed: bool = True,
) -> None:
    """From care to adoption, at the pace of the country's averages; today cuts it off wherever it has got to."""
    began = t.ago(days_ago)
    weeks = to_decision // WEEK + 6
    if early_basis:
        ordered = early(t, sex=sex, days_ago=days_ago, basis=early_basis, oldest=oldest, weeks=weeks)
    else:
        _baby(t, sex=sex, began=began, status="interim_care", unborn=False, oldest=oldest)
        scenes.lives_with(t, began, "foster")
        scenes.family_considered(t, began + timedelta(days=6))
        considered = scenes.adoption_thought_of(t, began + timedelta(days=30), "not_suitable")
        scenes.plans(t, considered, home=True, adoption=True)
        ordered = scenes.goes_to_court(t, began + timedelta(days=2), weeks=weeks, interim=False)
    decided = day_after(began, to_decision)
    scenes.should_be_placed(t, decided)
    t.record("order_made", ordered, order="care")
    t.record("order_made", ordered, order="placement")
    scenes.plans(t, day_after(ordered, 8), home=False, adoption=True)
    if not early_basis:
        scenes.shared_with_region(t, day_after(ordered, 5))
    _matched(t, decided, early_basis, to_match, to_placed, to_order, match, dispensed)


def _matched(
    t: Telling,
    decided: date,
    basis: str | None,
    to_match: int,
    to_placed: int,
    to_order: int,
    match: str,
    dispensed: bool,
) -> None:
    """From the formal match onwards, with the same carers or with new ones."""
    matched = day_after(decided, to_match)
    scenes.formally_matched(t, matched, match)
    if match != "yes":
        return
    placed = matched + timedelta(days=to_placed)
    t.record(
        "placed_for_adoption",
        placed,
        same_carers=bool(basis),
        household=None if basis else t.household("adopters", t.agency.raa),
    )
    if basis and basis != "dual":
        t.record("temporary_approval_ended", placed, end="placed_for_adoption")
    ended = placed + timedelta(days=to_order)
    t.record("adoption_applied_for", day_after(ended, -100))
    scenes.hearing(t, ended - timedelta(days=76), "adoption_first_directions")
    t.record("adoption_order_made", day_after(ended, 0), consent_dispensed=dispensed)
    t.record("adoption_celebrated", day_after(ended, 26))


def relinquished(t: Telling, *, sex: str, days_ago: int, withdraw: bool = False) -> None:
    """Parents ask for adoption before the birth; consent is theirs to give, and theirs to take back."""
    born = t.ago(days_ago)
    scenes.expects(t, born + timedelta(days=4), born - timedelta(days=45))
    t.record("adoption_asked_for", born)
    t.record("adoption_first_considered", born - timedelta(days=40))
    scenes.is_born(t, born, sex)
    scenes.enters_care(t, born + timedelta(days=2), "accommodated", need="other")
    t.record("ep_considered", day_after(born - timedelta(days=28), 0), outcome="pursue", connected_carer="none_available",
             dual_carer="most_appropriate", reasons=t.phrase("pursue"),
             decided_by="Rheolwr tîm" if t.language == "cy" else "Team manager")  # fmt: skip
    t.record("parents_informed", day_after(born - timedelta(days=25), 0))
    scenes.shared_with_region(t, day_after(born - timedelta(days=25), 0))
    scenes.early_home(t, born + timedelta(days=2), basis="dual")
    scenes.plans(t, born + timedelta(days=2), home=True, adoption=True)
    consent = day_after(born, 60)
    scenes.should_be_placed(t, day_after(born, 56), apply=False)
    if t.record(
        "consent_given", consent, consent="s19_placement", by_mother=True, witnessed=True, every_holder=True
    ):
        t.record("consent_given", consent, consent="s20_adoption", by_mother=True, witnessed=True)
    if withdraw:
        back = t.ago(6)
        t.record("consent_withdrawn", back, return_asked=True)
        return
    matched = day_after(born, 118)
    scenes.formally_matched(t, matched)
    t.record("placed_for_adoption", matched + timedelta(days=21), same_carers=True)


def disrupted(t: Telling, *, sex: str, days_ago: int) -> None:
    """Placed for adoption, and it could not go on; another foster home while plans are made again."""
    towards_adoption(t, sex=sex, days_ago=days_ago, oldest=700, to_decision=210, to_match=200, to_order=4000)
    placed = next((e.on for e in t.written if e.kind == "placed_for_adoption"), None)
    if placed is not None:
        end = placed + timedelta(days=95)
        t.record("adopters_gave_notice", end - timedelta(days=5))
        t.record("placement_ended", end, end_reason="disrupted")
        scenes.lives_with(t, end, "foster", home="after")
        t.record("review_held", day_after(end, 35), part_taken="under_four")


def with_kin(t: Telling, *, sex: str, days_ago: int, oldest: int, destination: str) -> None:
    """Family were found, assessed and strong enough: the court made a lasting order."""
    began = t.ago(days_ago)
    born = birthday(t, began, oldest * 3 // 4, oldest)
    scenes.is_born(t, born, sex)
    scenes.works_with(t, max(born, began - timedelta(days=15)))
    agreed = t.rng.random() < 0.6
    scenes.enters_care(
        t,
        began,
        "accommodated" if agreed else "interim_care",
        need=t.choose("parental_illness", "abuse_or_neglect"),
    )
    scenes.lives_with(t, began, "kin_foster", home="kin", basis="reg26_cy" if t.in_wales else "reg24_en")
    scenes.family_considered(t, began, outcome="positive")
    t.record(
        "approval_held",
        day_after(began, 95),
        basis="foster",
        household=t.household("kin"),
        approved_in=t.country,
    )
    t.record("placement_changed", day_after(began, 95), placement_kind="kin_foster", basis="foster")
    final = scenes.goes_to_court(t, began + timedelta(days=1), weeks=26, interim=agreed)
    orders = {"special_guardianship_kin": "special_guardianship", "child_arrangements": "child_arrangements"}
    if destination in orders:
        t.record("order_made", final, order=orders[destination])
    scenes.plans(t, day_after(final, -30), home=False, adoption=False, family=True)
    t.record("placement_ended", final, end_reason="kin")
    t.record("left_care", final, destination=destination)
