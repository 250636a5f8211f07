"""What real records are like: dates half known, mistakes put right, entries withdrawn, an act that was not lawful."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.demo.stories import scenes
from hafan.demo.stories.lives import birthday
from hafan.demo.stories.telling import Telling, month_of, office_day, unknown_day, year_of
from hafan.practice.entries import Entry

WHY = {
    "wrong_day": ("The date was typed a week out.", "Teipiwyd y dyddiad wythnos yn anghywir."),
    "wrong_child": ("This visit was to another child.", "Ymweliad â phlentyn arall oedd hwn."),
    "brother": (
        "This was recorded on a brother’s record by mistake.",
        "Cofnodwyd hwn ar gofnod brawd drwy gamgymeriad.",
    ),
}
DESPITE = (
    "The carers’ approval was thought to be in place; the nominated officer’s answer had not been written. "
    "Recorded because the move had happened. The service manager was told the same day."
)


def _why(t: Telling, name: str) -> str:
    return WHY[name][1 if t.language == "cy" else 0]


def _last(t: Telling, kind: str, before: date) -> Entry | None:
    found = [e for e in t.written if e.kind == kind and e.on < before and e.corrects is None]
    return max(found, key=lambda e: e.on, default=None)


def corrected(t: Telling, kind: str) -> None:
    """An entry of this kind had the wrong day; it is put right a few days later."""
    wrong = _last(t, kind, t.ago(12))
    if wrong is None:
        return
    learnt = min(wrong.on + timedelta(days=8), t.today)
    ref = t.record(
        kind, office_day(wrong.on - timedelta(days=2)), learnt=learnt, corrects=wrong.ref, **wrong.details
    )
    t.say(ref, why=_why(t, "wrong_day"))


def withdrawn(t: Telling) -> None:
    """A visit was recorded on the wrong child and is withdrawn; it stays readable."""
    day = t.ago(33)
    wrong = t.record("visit_made", day, seen=True, at_home=False)
    ref = t.record(
        "visit_made", day, learnt=t.ago(30), corrects=wrong, withdrawn=True, seen=True, at_home=False
    )
    t.say(ref, why=_why(t, t.choose("wrong_child", "brother")))


def unsure_of_birth(t: Telling, *, sex: str, days_ago: int) -> None:
    """A young person who came alone and knows only the year of birth."""
    began = t.ago(days_ago)
    t.record("born", year_of(date(began.year - 16, 1, 1)), sex=sex, learnt=began)
    scenes.works_with(t, began)
    t.record("unaccompanied", began)
    scenes.enters_care(t, began, "accommodated", need="absent_parenting")
    scenes.lives_with(t, began, "supported")
    scenes.plans(t, began + timedelta(days=6), home=False, adoption=False, other=True)


def unsure_of_dates(t: Telling, *, sex: str, days_ago: int) -> None:
    """Came from another authority with an old file: some things are known only to the month, one not at all."""
    began = t.ago(days_ago)
    scenes.is_born(t, birthday(t, began, 1500, 3000), sex)
    scenes.works_with(t, began)
    t.record("became_looked_after", month_of(began), learnt=t.ago(days_ago - 40), need="abuse_or_neglect")
    t.record("legal_status_began", month_of(began), learnt=t.ago(days_ago - 40), status="care")
    t.record("record_begun", began, year=f"{began.year - 1}-{began.year % 100:02d}")
    uncle = "ewythr" if t.language == "cy" else "uncle"
    t.record("relative_named", unknown_day(), relation=uncle, learnt=began)
    scenes.lives_with(t, began + timedelta(days=40), "foster")


def unlawful(t: Telling, *, sex: str, days_ago: int) -> None:
    """Moved in with carers two days before their approval for this child: it happened, so it is recorded, with the breach."""
    began = t.ago(days_ago)
    scenes.is_born(t, began - timedelta(days=2), sex)
    scenes.works_with(t, began)
    scenes.enters_care(t, began, "interim_care")
    scenes.lives_with(t, began, "hospital")
    scenes.family_considered(t, began)
    considered = scenes.adoption_thought_of(t, began + timedelta(days=2), "pursue")
    moved = began + timedelta(days=16)
    ref = scenes.lives_with(t, moved, "ep_foster", home="early", owner=t.agency.raa, basis="reg25a_en")
    t.say(ref, despite=DESPITE)
    scenes.may_foster(t, moved + timedelta(days=2), "reg25a_en", "early", t.agency.raa)
    scenes.plans(t, considered, home=True, adoption=True)
    scenes.goes_to_court(t, began + timedelta(days=2), weeks=26, interim=False)


def died(t: Telling, *, sex: str) -> None:
    """A child with a short life, and carers who loved them."""
    began = t.ago(400)
    scenes.is_born(t, began - timedelta(days=60), sex)
    scenes.works_with(t, began)
    scenes.enters_care(t, began, "accommodated", need="childs_disability")
    scenes.lives_with(t, began, "foster")
    scenes.plans(t, began + timedelta(days=7), home=True, adoption=False)
    t.record("child_died", t.ago(96))
    t.record("placement_ended", t.ago(96), end_reason="other")
    t.record("left_care", t.ago(96), destination="died")


def long_ago(t: Telling) -> None:
    """A record of the last century, kept for as long as the law asks and then destroyed: only these lines remain."""
    t.record("born", year_of(date(t.today.year - 77, 1, 1)), learnt=t.ago(40))
    t.record("became_looked_after", year_of(date(t.today.year - 72, 1, 1)), learnt=t.ago(40))
    t.record("left_care", year_of(date(t.today.year - 61, 1, 1)), learnt=t.ago(40), destination="independent")
    t.record("child_record_destroyed", t.ago(40))


def connected_sibling(t: Telling, *, sex: str, weeks: int) -> None:
    """Wales: with the family who adopted an older sister, under regulation 26, sixteen weeks and no more."""
    began = t.ago(weeks * 7 - 2)
    scenes.expects(t, began + timedelta(days=5), began - timedelta(days=16), why_late="concealed_pregnancy")
    scenes.is_born(t, began, sex)
    scenes.enters_care(t, began, "interim_care")
    words = "teulu mabwysiadol chwaer hŷn" if t.language == "cy" else "older sister’s adoptive family"
    named = t.record("relative_named", began, relation=words)
    t.record("viability_started", began, about=named)
    t.record("viability_completed", office_day(began + timedelta(days=15)), about=named, outcome="positive")
    scenes.adoption_thought_of(t, began - timedelta(days=14), "pursue")
    scenes.may_foster(t, began, "reg26_cy", "sister")
    scenes.lives_with(t, began, "ep_kin", home="sister", basis="reg26_cy")
    scenes.plans(t, began + timedelta(days=5), home=True, adoption=True)
    scenes.goes_to_court(t, began + timedelta(days=1), weeks=26, interim=False)


def kinship_extended(t: Telling, *, sex: str, days_ago: int, ended: bool) -> None:
    """England: with a grandmother under regulation 24, which was extended once; the full assessment came in time or not."""
    began = t.ago(days_ago)
    scenes.is_born(t, birthday(t, began, 900, 2600), sex)
    scenes.works_with(t, began)
    scenes.enters_care(t, began, "interim_care")
    scenes.may_foster(t, began, "reg24_en", "gran")
    scenes.lives_with(t, began, "kin_foster", home="gran", basis="reg24_en")
    scenes.plans(t, began + timedelta(days=6), home=True, adoption=False, family=True)
    scenes.goes_to_court(t, began + timedelta(days=2), weeks=34, interim=False)
    t.record("temporary_approval_extended", began + timedelta(days=104))
    if ended:
        day = office_day(began + timedelta(days=150))
        t.record("temporary_approval_ended", day, end="fully_approved")
        t.record("approval_held", day, basis="foster", household=t.household("gran"), approved_in=t.country)
        t.record("placement_changed", day, placement_kind="kin_foster", basis="foster")


def fatherhood(t: Telling) -> None:
    """Who the father is was not certain at first; it was asked, tested and settled."""
    start = next((e.on for e in t.written if e.kind in ("became_looked_after", "unborn_known")), None)
    if start is None or start == date.min:
        return
    t.record("paternity_uncertain", start)
    t.record("paternity_test_referred", office_day(start + timedelta(days=5)))
    t.record("paternity_settled", office_day(start + timedelta(days=33)))


def order_discharged(t: Telling) -> None:
    """A care order came to an end when the child had been home and well for a good while."""
    order = next((e for e in t.written if e.kind == "order_made" and e.get("order") == "care"), None)
    if order is not None and order.on < t.ago(150):
        t.record("order_revoked", t.ago(30), order="care")
        t.record("placement_ended", t.ago(30), end_reason="returned_home")
        t.record("left_care", t.ago(30), destination="returned_home")


def away_for_a_while(t: Telling) -> None:
    """A few days in hospital or on holiday, and back with the same carers."""
    placement = t.facts().placement_on(t.ago(40))
    if placement is None or placement.span.began > t.ago(45):
        return
    t.record("placement_began", t.ago(40), placement_kind=t.choose("temporary_hospital", "temporary_holiday"))
    t.record(
        "placement_began", t.ago(35), placement_kind=placement.kind, same_carers=True,
        household=placement.began_by.get("household"), basis=placement.began_by.get("basis"),
    )  # fmt: skip


def missing_once(t: Telling) -> None:
    """A young person was missing for a night and came back."""
    if t.facts().care_on(t.ago(12)) is not None:
        t.record("missing_from_care", t.ago(12), away="missing", until=t.ago(11))


def returned_figures(t: Telling) -> None:
    """The yearly return was made in spring, for those looked after the whole year."""
    spring = date(t.today.year if t.today.month > 3 else t.today.year - 1, 3, 31)
    care = t.facts().care_on(spring)
    if care is not None and (spring - care.began).days > 365:
        t.record(
            "year_returned",
            spring,
            health_check=True,
            immunisations=True,
            teeth_check=t.rng.random() < 0.7,
        )


def had_a_home_before(t: Telling) -> None:
    """Had been under special guardianship some years ago."""
    care = next(iter(t.facts().periods_of_care), None)
    if care is not None:
        t.record("had_permanence_before", care.began, permanence="special_guardianship")


def kept_safe(t: Telling) -> None:
    """The court allowed, for a short time and under review, what no home may decide alone."""
    t.record("deprived_of_liberty", t.ago(16), until=t.today + timedelta(days=12))


def approval_lost(t: Telling) -> None:
    """Carers gave up their approval to adopt and go on fostering: their right, and no detriment to anybody."""
    held = next((e for e in t.written if e.kind == "approval_held" and e.get("basis") == "dual"), None)
    if held is not None:
        t.record("approval_ended", t.ago(9), **held.details)
        t.record(
            "approval_held", t.ago(9), basis="foster", household=held.get("household"), approved_in=t.country
        )
