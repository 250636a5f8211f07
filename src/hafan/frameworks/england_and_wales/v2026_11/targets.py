"""Local targets, where the standards say "early", "timely" or "promptly": each authority may set its own number."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import CARE_ENDS, PLACED_OR_ENDS, earlier
from hafan.practice.clocks import Clock, Follows, after, by, each, first, soonest
from hafan.practice.entries import Entry
from hafan.practice.entry_types.care_options import EP_PLACEMENTS
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording


def _same_person(kind: str) -> Follows:
    """The first such entry about the same person; an entry that names nobody is taken to be about them."""

    def follow(facts: Facts, start: Entry) -> Entry | None:
        person = facts.standing_ref(start.get("about") or start.ref)
        for entry in facts.all(kind):
            about = entry.get("about")
            if entry.place > start.place and (about is None or facts.standing_ref(about) == person):
                return entry
        return None

    return follow


def _the_day_before_placement(facts: Facts, start: Entry) -> tuple[date, Entry] | None:
    """The day before the child is placed with early permanence carers."""
    for entry in facts.all("placement_began", "placement_changed"):
        if entry.get("placement_kind") in EP_PLACEMENTS and entry.on >= start.on:
            return entry.on - timedelta(days=1), entry
    return None


def _plan_changes(facts: Facts, order: Entry) -> bool:
    """Special guardianship and child arrangements end the way to adoption; so does a refusal."""
    return order.get("order") in ("special_guardianship", "child_arrangements", "no_order")


CLOCKS = [
    Clock(
        key="ep_consideration",
        title=Wording("Consider early permanence", "Ystyried sefydlogrwydd cynnar"),
        asks=Wording(
            "Consider early permanence and record the outcome, the reasons and who decided",
            "Ystyried sefydlogrwydd cynnar a chofnodi'r canlyniad, y rhesymau a phwy a benderfynodd",
        ),
        starts_when=Wording(
            "when adoption is first considered as a possible outcome",
            "pan ystyrir mabwysiadu gyntaf fel canlyniad posibl",
        ),
        stops_when=Wording("when early permanence is considered", "pan ystyrir sefydlogrwydd cynnar"),
        owner=Role.CSW,
        starts=each("adoption_first_considered"),
        stops=by("ep_considered"),
        ends=PLACED_OR_ENDS,
        stage="ep",
    ),
    Clock(
        key="viability_start",
        title=Wording("Start the viability assessment", "Dechrau'r asesiad hyfywedd"),
        asks=Wording("Start the viability assessment", "Dechrau'r asesiad hyfywedd"),
        starts_when=Wording("when a relative or friend is named", "pan enwir perthynas neu ffrind"),
        stops_when=Wording("when the assessment is started", "pan ddechreuir yr asesiad"),
        owner=Role.CSW,
        starts=each("relative_named"),
        stops=soonest(_same_person("viability_started"), _same_person("viability_completed")),
        ends=CARE_ENDS,
        stage="family",
    ),
    Clock(
        key="viability_complete",
        title=Wording("Complete the viability assessment", "Cwblhau'r asesiad hyfywedd"),
        asks=Wording("Complete the viability assessment", "Cwblhau'r asesiad hyfywedd"),
        starts_when=Wording("when the assessment is started", "pan ddechreuir yr asesiad"),
        stops_when=Wording("when the assessment is completed", "pan gwblheir yr asesiad"),
        owner=Role.CSW,
        starts=each("viability_started"),
        stops=_same_person("viability_completed"),
        ends=CARE_ENDS,
        stage="family",
    ),
    Clock(
        key="paternity_test",
        title=Wording("Paternity", "Tadolaeth"),
        asks=Wording(
            "Ask for a paternity test, or settle who the father is",
            "Gofyn am brawf tadolaeth, neu setlo pwy yw'r tad",
        ),
        starts_when=Wording(
            "when who the father is becomes uncertain or disputed",
            "pan ddaw'n ansicr neu'n destun anghydfod pwy yw'r tad",
        ),
        stops_when=Wording(
            "when a test is asked for, or it is settled", "pan ofynnir am brawf, neu pan setlir y mater"
        ),
        owner=Role.CSW,
        starts=each("paternity_uncertain"),
        stops=by("paternity_test_referred", "paternity_settled"),
        ends=CARE_ENDS,
        stage="family",
    ),
    Clock(
        key="officer_decision",
        title=Wording("Nominated officer's decision", "Penderfyniad y swyddog enwebedig"),
        asks=Wording(
            "Decide on the early permanence placement", "Penderfynu ar y lleoliad sefydlogrwydd cynnar"
        ),
        starts_when=Wording(
            "when a complete request reaches the nominated officer",
            "pan fydd cais cyflawn yn cyrraedd y swyddog enwebedig",
        ),
        stops_when=Wording("when the officer decides", "pan fydd y swyddog yn penderfynu"),
        owner=Role.NOMINATED_OFFICER,
        starts=each("approval_requested"),
        stops=after("nominated_officer_decided", "temporary_approval_given"),
        ends=PLACED_OR_ENDS,
        stage="ep",
    ),
    Clock(
        key="parents_informed",
        title=Wording("Parents told about early permanence", "Dweud wrth y rhieni am sefydlogrwydd cynnar"),
        asks=Wording(
            "Tell the parents about early permanence and both possible outcomes, before the child is placed",
            "Dweud wrth y rhieni am sefydlogrwydd cynnar a'r ddau ganlyniad posibl, cyn lleoli'r plentyn",
        ),
        starts_when=Wording(
            "when early permanence is first considered", "pan ystyrir sefydlogrwydd cynnar gyntaf"
        ),
        stops_when=Wording("when the parents are told", "pan ddywedir wrth y rhieni"),
        owner=Role.CSW,
        starts=first("ep_considered"),
        stops=by("parents_informed"),
        in_advance=earlier("parents_informed", since=("left_care", "adoption_order_made")),
        no_later_than=_the_day_before_placement,
        ends=PLACED_OR_ENDS,
        stage="family",
    ),
    Clock(
        key="parties_notified",
        title=Wording("Tell everyone of a change of plan", "Rhoi gwybod i bawb am newid y cynllun"),
        asks=Wording(
            "Tell the parents, the family, the carers and the partners",
            "Rhoi gwybod i'r rhieni, y teulu, y gofalwyr a'r partneriaid",
        ),
        starts_when=Wording(
            "when a return home is decided, another order ends the proceedings, or adoption is no longer the plan",
            "pan benderfynir ar ddychwelyd adref, pan ddaw gorchymyn arall â'r achosion i ben, neu pan nad mabwysiadu yw'r "
            "cynllun mwyach",
        ),
        stops_when=Wording("when all have been told", "pan fydd pawb wedi cael gwybod"),
        owner=Role.CSW,
        starts=each(
            "return_decided",
            "should_be_placed_reversed",
            "order_made",
            where=lambda facts, entry: entry.kind != "order_made" or _plan_changes(facts, entry),
        ),
        stops=by("parties_notified"),
        stage="family",
    ),
]
