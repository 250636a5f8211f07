"""Plans, notices and first steps: care plan, placement plan, reviewing officer, education, area, endings, home."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import (
    CARE_ENDS,
    FIRST_HOME,
    MOVES_OR_ENDS,
    NEW_HOME,
    PLACED_OR_ENDS,
    age_on,
    earlier,
)
from hafan.practice.clocks import Clock, after, by, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ENTERS_CARE = Wording("when the child becomes looked after", "pan ddaw'r plentyn i dderbyn gofal")
#: Ends for which the law does not ask these notices: nobody moved, or the temporary approval ran out.
_NO_NOTICE = frozenset({"became_adoption", "authority_ran_out"})
#: Personal education plans begin with nursery, at three.
_NURSERY_AGE = 3


def _plans(facts: Facts) -> dict[str, Entry]:
    """The placement plan of each home: the first one not already another home's, made before it began or after."""
    homes = NEW_HOME.pick(facts)
    spare = list(facts.all("placement_plan_made"))
    found: dict[str, Entry] = {}
    for number, home in enumerate(homes):
        until = homes[number + 1].on if number + 1 < len(homes) else None
        plan = next((each_plan for each_plan in spare if until is None or each_plan.on < until), None)
        if plan is not None:
            found[home.ref] = plan
            spare.remove(plan)
    return found


def _plan_of(facts: Facts, home: Entry) -> Entry | None:
    return facts.once(_plans).get(home.ref)


def _is_out_of_area(facts: Facts, home: Entry) -> bool:
    return bool(home.get("out_of_area"))


def _before_assessment(facts: Facts, entry: Entry) -> bool:
    return entry.get("placement_kind") == "with_parent" and bool(entry.get("before_assessment"))


def _was_before_assessment(facts: Facts, entry: Entry) -> bool:
    """Was the child already living with the parent when the assessment was completed?"""
    stay = facts.stay_on(entry.on)
    return stay is not None and _before_assessment(facts, stay.began_by)


def _is_of_nursery_age(facts: Facts, entry: Entry) -> bool:
    age = age_on(facts, entry.on)
    return age is not None and age >= _NURSERY_AGE


CARE_PLAN = Clock(
    key="care_plan",
    title=Wording("Care plan", "Cynllun gofal"),
    asks=Wording("Make the care plan", "Llunio'r cynllun gofal"),
    starts_when=Wording("when the first placement starts", "pan fydd y lleoliad cyntaf yn dechrau"),
    stops_when=Wording(
        "when the plan is made, before the placement or after",
        "pan lunnir y cynllun, cyn y lleoliad neu wedyn",
    ),
    owner=Role.CSW,
    starts=FIRST_HOME,
    stops=by("care_plan_made"),
    in_advance=earlier("care_plan_made", since=("left_care", "adoption_order_made")),
    ends=CARE_ENDS,
    stage="care",
)
PLACEMENT_PLAN = Clock(
    key="placement_plan",
    title=Wording("Placement plan", "Cynllun lleoliad"),
    asks=Wording("Agree and sign the placement plan", "Cytuno ar y cynllun lleoliad a'i lofnodi"),
    starts_when=Wording("when a placement starts", "pan fydd lleoliad yn dechrau"),
    stops_when=Wording(
        "when the plan is agreed and signed, before the placement or after",
        "pan gytunir ar y cynllun a'i lofnodi, cyn y lleoliad neu wedyn",
    ),
    owner=Role.CSW,
    starts=NEW_HOME,
    stops=_plan_of,
    ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS),
    stage="care",
)
REVIEWING_OFFICER = Clock(
    key="reviewing_officer",
    title=Wording("Reviewing officer", "Swyddog adolygu"),
    asks=Wording("Appoint a reviewing officer for the child", "Penodi swyddog adolygu i'r plentyn"),
    starts_when=_ENTERS_CARE,
    stops_when=Wording("when the officer is appointed", "pan benodir y swyddog"),
    owner=Role.IRO_MANAGER,
    starts=each("became_looked_after"),
    stops=by("reviewing_officer_appointed"),
    in_advance=earlier("reviewing_officer_appointed", since=("left_care", "adoption_order_made")),
    ends=CARE_ENDS,
    stage="care",
)
EDUCATION_PLAN = Clock(
    key="education_plan",
    title=Wording("Personal education plan", "Cynllun addysg personol"),
    asks=Wording("Start a personal education plan", "Dechrau cynllun addysg personol"),
    starts_when=Wording(
        "when a child of three or older becomes looked after",
        "pan ddaw plentyn tair oed neu hŷn i dderbyn gofal",
    ),
    stops_when=Wording("when the plan is started", "pan ddechreuir y cynllun"),
    owner=Role.CSW,
    starts=each("became_looked_after", where=_is_of_nursery_age),
    stops=by("education_plan_made"),
    ends=PLACED_OR_ENDS,
    stage="care",
)
OUT_OF_AREA = Clock(
    key="out_of_area_notice",
    title=Wording("Notice to the area authority", "Hysbysiad i awdurdod yr ardal"),
    asks=Wording(
        "Tell the authority of the area in writing that the child is to live there",
        "Rhoi gwybod yn ysgrifenedig i awdurdod yr ardal y bydd y plentyn yn byw yno",
    ),
    starts_when=Wording(
        "when a placement outside the authority's area starts",
        "pan fydd lleoliad y tu allan i ardal yr awdurdod yn dechrau",
    ),
    stops_when=Wording("when the notice is given, before or after", "pan roddir yr hysbysiad, cyn neu wedyn"),
    owner=Role.CSW,
    starts=each("placement_began", where=_is_out_of_area),
    stops=by("area_authority_notified"),
    in_advance=earlier(
        "area_authority_notified", since=("placement_began", "left_care", "adoption_order_made")
    ),
    ends=soonest(MOVES_OR_ENDS, PLACED_OR_ENDS),
    stage="care",
)
ENDING_NOTICE = Clock(
    key="ending_notice",
    title=Wording("Notice that the placement ended", "Hysbysiad bod y lleoliad wedi dod i ben"),
    asks=Wording(
        "Give written notice of the end to everyone who had notice of the placement",
        "Rhoi hysbysiad ysgrifenedig o'r diwedd i bawb a gafodd hysbysiad o'r lleoliad",
    ),
    starts_when=Wording(
        "when a placement ends without notice given before",
        "pan ddaw lleoliad i ben heb hysbysiad ymlaen llaw",
    ),
    stops_when=Wording("when the notice is given", "pan roddir yr hysbysiad"),
    owner=Role.CSW,
    starts=each("placement_ended", where=lambda facts, entry: entry.get("end_reason") not in _NO_NOTICE),
    stops=by("ending_notice_given"),
    in_advance=earlier("ending_notice_given", since=("placement_began", "placed_for_adoption")),
    stage="care",
)
RETURN_ASSESSMENT = Clock(
    key="return_assessment",
    title=Wording("Assessment of the parent", "Asesiad o'r rhiant"),
    asks=Wording(
        "Complete the assessment of the parent and review the child's case",
        "Cwblhau'r asesiad o'r rhiant ac adolygu achos y plentyn",
    ),
    starts_when=Wording(
        "when a child in care is placed with a parent before the assessment is complete",
        "pan leolir plentyn mewn gofal gyda rhiant cyn cwblhau'r asesiad",
    ),
    stops_when=Wording("when the assessment is completed", "pan gwblheir yr asesiad"),
    owner=Role.CSW,
    starts=each("placement_began", where=_before_assessment),
    stops=by("return_assessment_completed"),
    ends=MOVES_OR_ENDS,
    stage="care",
)
RETURN_DECISION = Clock(
    key="return_decision",
    title=Wording("Decision on the placement with a parent", "Penderfyniad ar y lleoliad gyda rhiant"),
    asks=Wording(
        "Decide whether the placement with the parent is confirmed",
        "Penderfynu a gadarnheir y lleoliad gyda'r rhiant",
    ),
    starts_when=Wording("when the assessment is completed", "pan gwblheir yr asesiad"),
    stops_when=Wording(
        "when the nominated officer has decided", "pan fydd y swyddog enwebedig wedi penderfynu"
    ),
    owner=Role.NOMINATED_OFFICER,
    starts=each("return_assessment_completed", where=_was_before_assessment),
    stops=after("return_decision_made"),
    ends=MOVES_OR_ENDS,
    stage="care",
)
#: Clocks of both countries.
CLOCKS = [
    CARE_PLAN,
    PLACEMENT_PLAN,
    REVIEWING_OFFICER,
    OUT_OF_AREA,
    ENDING_NOTICE,
    RETURN_ASSESSMENT,
    RETURN_DECISION,
]
