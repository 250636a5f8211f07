"""The scenes a story is made of: a baby expected, care beginning, court, early permanence, adoption, going home."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.demo.stories.telling import Telling, day_after, office_day

DAY = timedelta(days=1)
FOSTERING = {"foster": "foster", "kin_foster": "foster", "ep_foster": "dual", "ep_kin": "dual"}


def works_with(t: Telling, on: date) -> None:
    """The child's social worker takes the case."""
    if t.worker is not None:
        team = t.agency.team(t.worker.team or t.agency.teams[0].key)
        t.record("worker_changed", on, role="csw", worker=str(t.worker.public_id), team=str(team.public_id))


def joins(t: Telling, role: str, on: date) -> None:
    """Somebody else begins to work with the child: of the authority, or of the regional agency it works with."""
    person = next(iter(t.agency.holding(role)), None)
    if person is None or on > t.today:
        return
    t.record("worker_changed", on, role=role, worker=str(person.public_id))


def shared_with_region(t: Telling, on: date) -> None:
    """The regional agency looks for a family, so its worker joins."""
    from hafan.demo.world import agencies

    finders = agencies()[t.agency.raa or ""].holding("asw")
    if on <= t.today:
        t.record("worker_changed", on, role="asw", worker=str(t.rng.choice(finders).public_id))


def expects(t: Telling, due: date, known: date, *, why_late: str | None = None) -> None:
    """An unborn child becomes known."""
    works_with(t, known)
    t.record("unborn_known", known, expected_on=due, why_late=why_late)


def is_born(t: Telling, on: date, sex: str) -> None:
    """The birth."""
    t.record("born", on, sex=sex)


def enters_care(t: Telling, on: date, status: str, *, need: str = "abuse_or_neglect") -> None:
    """Care begins, with its legal basis; a reviewing officer within days."""
    t.record("became_looked_after", on, need=need)
    t.record("legal_status_began", on, status=status)
    appointed = day_after(on, 4)
    appointed = max(on, appointed)
    t.record("reviewing_officer_appointed", appointed)
    joins(t, "iro", appointed)


def lives_with(
    t: Telling,
    on: date,
    kind: str,
    *,
    home: str = "first",
    owner: str | None = None,
    basis: str | None = None,
    until_18: bool = False,
    out_of_area: bool = False,
) -> str:
    """The child goes to live with somebody; the placement plan is signed within the week."""
    household = t.household(home, owner) if kind in FOSTERING or kind.endswith("long_term") else None
    ref = t.record(
        "placement_began",
        on,
        placement_kind=kind,
        household=household,
        basis=basis or FOSTERING.get(kind),
        until_18=until_18 or None,
        out_of_area=out_of_area or None,
    )
    t.record("placement_plan_made", max(on, day_after(on, t.between(1, 4))))
    return ref


def plans(
    t: Telling, on: date, *, home: bool, adoption: bool, family: bool = False, other: bool = False
) -> None:
    """The care plan, with every outcome it keeps open."""
    t.record("care_plan_made", on, return_home=home, adoption=adoption, family=family, other=other)


def hearing(t: Telling, on: date, which: str) -> None:
    """A hearing: listed beforehand, held on its day."""
    on = office_day(on)
    listed = on - timedelta(days=28)
    if t.today < on <= t.today + timedelta(days=90):
        t.record("hearing_listed", on, learnt=min(listed, t.today), hearing=which)
    else:
        t.record("hearing_held", on, hearing=which)


def goes_to_court(t: Telling, on: date, *, weeks: int, interim: bool = True) -> date:
    """Care proceedings, from issue to the day of the final hearing, with an extension whenever 26 weeks will not do."""
    on = office_day(on)
    t.record("proceedings_issued", on)
    joins(t, "legal_adviser", on)
    if interim:
        t.record("order_made", day_after(on, t.between(3, 9)), order="interim_care")
    hearing(t, on + timedelta(days=20), "case_management")
    if weeks > 20:
        hearing(t, on + timedelta(weeks=19), "issues_resolution")
    allowed = 26
    while allowed < weeks:
        t.record(
            "extension_granted", day_after(on, allowed * 7 - t.between(12, 20)), reason=t.phrase("extension")
        )
        allowed += 8
    final = day_after(on, weeks * 7 - 2)
    hearing(t, final, "final")
    return final


def family_considered(t: Telling, on: date, *, outcome: str = "not_most_appropriate") -> None:
    """A relative is named and looked at, quickly and fairly."""
    relation = t.choose("maternal grandmother", "paternal aunt", "maternal uncle", "family friend")
    if t.language == "cy":
        relation = t.choose(
            "mam-gu ar ochr y fam", "modryb ar ochr y tad", "ewythr ar ochr y fam", "ffrind i'r teulu"
        )
    named = t.record("relative_named", on, relation=relation)
    began = day_after(on, 4)
    if t.record("viability_started", max(on, began), about=named or None):
        t.record("viability_completed", day_after(began, t.between(14, 22)), about=named, outcome=outcome)


def adoption_thought_of(t: Telling, on: date, outcome: str | None, *, needed: date | None = None) -> date:
    """Adoption becomes one of the possible outcomes, and early permanence is considered with reasons."""
    t.record("adoption_first_considered", on)
    if outcome is None:
        return on
    considered = day_after(on, t.between(4, 11))
    t.record(
        "ep_considered",
        considered,
        outcome=outcome,
        connected_carer=t.choose("not_appropriate", "none_available"),
        dual_carer="most_appropriate" if outcome == "pursue" else "not_appropriate",
        reasons=t.phrase(outcome),
        decided_by="Rheolwr tîm" if t.language == "cy" else "Team manager",
    )
    if outcome == "pursue":
        t.record("parents_informed", day_after(considered, t.between(2, 4)))
        refers(t, day_after(considered, 3), needed)
    return considered


def refers(t: Telling, on: date, needed: date | None = None) -> None:
    """A home is asked for, in good time or with the reason why not."""
    needed = needed or on + timedelta(days=t.between(10, 25))
    t.record(
        "referred",
        on,
        needed_by=needed,
        why_late=t.choose("late_referral", "other") if needed < on + timedelta(weeks=8) else None,
    )
    shared_with_region(t, on)


def may_foster(t: Telling, on: date, basis: str, home: str, owner: str | None = None) -> str:
    """The nominated officer answers: these carers may foster this child."""
    household = t.household(home, owner)
    asked = day_after(on, -t.between(3, 6))
    t.record("approval_requested", asked)
    for officer in t.agency.holding("nominated_officer"):
        t.show(officer if asked <= t.today else None)
    t.record("nominated_officer_decided", max(asked, min(on, day_after(asked, 3))), decision="approved")
    if basis == "dual":
        return t.record("approval_held", on, basis="dual", household=household, approved_in=t.country)
    return t.record(
        "temporary_approval_given",
        on,
        basis=basis,
        household=household,
        suitability_assessed=True,
        best_interests=True,
    )


def early_home(t: Telling, on: date, *, basis: str, home: str = "early", kind: str = "ep_foster") -> str:
    """The child goes to live with early permanence carers."""
    owner = (
        (t.agency.raa if t.in_wales else t.choose(t.agency.raa, "brightgorse"))
        if kind == "ep_foster"
        else None
    )
    may_foster(t, on - DAY if basis == "dual" else on, basis, home, owner)
    joins(t, "fsw", on)
    return lives_with(t, on, kind, home=home, owner=owner, basis=basis)


def should_be_placed(t: Telling, on: date, *, apply: bool = True) -> None:
    """The decision maker decides whether the child should be placed for adoption; without consent the court is asked."""
    papers = day_after(on, -6)
    t.record("should_be_placed_papers_received", papers)
    for maker in t.agency.holding("adm"):
        t.show(maker if papers <= t.today else None)
    t.record("should_be_placed_decided", on, decision="yes", reasons=t.phrase("decided"))
    if apply:
        t.record("placement_order_applied", day_after(on, 9))


def formally_matched(t: Telling, on: date, decision: str = "yes") -> None:
    """The formal match: opened, reported, minuted, decided."""
    opened = day_after(on, -45)
    t.record("formal_match_opened", opened)
    t.record("adoption_placement_report_sent", day_after(on, -33))
    t.record("match_minutes_final", day_after(on, -6))
    reasons = "matched" if decision == "yes" else "not_matched"
    t.record("formal_match_decided", on, decision=decision, reasons=t.phrase(reasons))


def goes_home(t: Telling, on: date, *, by_court: bool = True) -> None:
    """It is decided that the child goes home; everybody is told; care ends and the child is home."""
    decided = day_after(on, -12)
    t.record("return_decided", decided, destination="parent", decided_by="court" if by_court else "authority")
    t.record("ending_notice_given", day_after(on, -7))
    t.record("placement_ended", on, end_reason="returned_home")
    t.record("left_care", on, destination="returned_home")


def new_worker(t: Telling, on: date, leavers: bool = False) -> None:
    """Another worker of the same team takes over; when nobody can yet, the case stays with the team."""
    if t.worker is None or on > t.today:
        return
    team = t.agency.team(t.worker.team or t.agency.teams[0].key)
    others = [p for p in t.agency.holding("csw") if p.team == t.worker.team and p != t.worker]
    if leavers or not others:
        t.worker = None
        t.record("worker_changed", on, role="csw", team=str(team.public_id))
        return
    t.worker = t.rng.choice(others)
    t.record("worker_changed", on, role="csw", worker=str(t.worker.public_id), team=str(team.public_id))
