"""The words an explanation is made of, in both languages."""

from __future__ import annotations

from datetime import date

from hafan.practice.clocks import Asks
from hafan.practice.obligations import Obligation, State
from hafan.practice.rules import Confidence, Force
from hafan.practice.wording import Wording

#: Where an obligation is shown, most pressing first.
GROUPS = {
    "overdue": Wording("Overdue", "Yn hwyr"),
    "soon": Wording("Due soon", "I'w wneud yn fuan"),
    "due": Wording("Due", "I'w wneud"),
    "unknown": Wording("Day not known", "Diwrnod heb ei wybod"),
    "paused": Wording("Paused", "Wedi'i oedi"),
    "waiting": Wording("Not before", "Nid cyn"),
    "in_force": Wording("In force", "Mewn grym"),
    "allowed": Wording("May be done now", "Gellir ei wneud nawr"),
    "met": Wording("Done", "Wedi'i wneud"),
    "ended": Wording("No longer applies", "Ddim yn berthnasol mwyach"),
}
_GROUP_OF = {
    State.OVERDUE: "overdue",
    State.SOON: "soon",
    State.DUE: "due",
    State.UNKNOWN: "unknown",
    State.SUSPENDED: "paused",
    State.WAITING: "waiting",
    State.IN_FORCE: "in_force",
    State.ENDED: "ended",
}
FORCE = {
    Force.LAW: Wording("law", "y gyfraith"),
    Force.STANDARD: Wording("standard", "safon"),
    Force.PRACTICE: Wording("good practice", "arfer da"),
    Force.LOCAL: Wording("local target", "targed lleol"),
}
CONFIDENCE = {
    Confidence.PRIMARY: Wording("the text itself was read", "darllenwyd y testun ei hun"),
    Confidence.SECONDARY: Wording("a good secondary source was read", "darllenwyd ffynhonnell eilaidd dda"),
    Confidence.DERIVED: Wording("worked out from what was read", "wedi'i gyfrifo o'r hyn a ddarllenwyd"),
    Confidence.UNVERIFIED: Wording(
        "not yet checked against a source", "heb ei wirio yn erbyn ffynhonnell eto"
    ),
}
SUBJECTS = {
    "child": Wording("Child", "Plentyn"),
    "household": Wording("Household", "Aelwyd"),
    "agency": Wording("Agency", "Asiantaeth"),
}
LAW_READ_TO = Wording(
    "law as read to {day}, version {version}", "y gyfraith fel y'i darllenwyd hyd at {day}, fersiwn {version}"
)
AS_KNOWN = Wording("As known on {day}: {number} entries.", "Fel y gwyddys ar {day}: {number} o gofnodion.")
NOT_YET_KNOWN = Wording(
    "Left out, because not yet known that day: {number}.",
    "Wedi'u gadael allan, am nad oeddent yn hysbys y diwrnod hwnnw: {number}.",
)
NOTHING_KNOWN = Wording("Nothing was known on that day.", "Nid oedd dim yn hysbys ar y diwrnod hwnnw.")
NOTHING_ASKED = Wording("Nothing is asked for on this day.", "Ni ofynnir am ddim ar y diwrnod hwn.")
NEXT_STEPS = Wording("Next steps", "Y camau nesaf")
NO_STEPS = Wording("Nothing has to be done now.", "Nid oes dim i'w wneud nawr.")
GATES = Wording("Gates", "Gatiau")
KEEPING = Wording("Keeping this record", "Cadw'r cofnod hwn")
KEEP_UNTIL = Wording("Do not destroy it before {day}.", "Peidiwch â'i ddinistrio cyn {day}.")
KEEP_UNKNOWN = Wording("The day is not known yet; keep it.", "Nid yw'r diwrnod yn hysbys eto; cadwch ef.")
OPEN = Wording("open", "ar agor")
SHUT = Wording("shut", "ar gau")
BARRED = Wording("shut by law", "ar gau yn ôl y gyfraith")
NOT_ASKED = Wording("does not arise", "nid yw'n codi")
YES = Wording("yes", "ie")
NO = Wording("no", "na")
NOT_KNOWN = Wording("not recorded", "heb ei gofnodi")
TO_DO = Wording("To do", "I'w wneud")
WHY = Wording("Because", "Oherwydd")
RULE = Wording("Rule", "Rheol")
DOUBT = Wording("Still to be confirmed", "I'w gadarnhau eto")
UNVERIFIED = Wording("UNVERIFIED", "HEB EI WIRIO")
PARTLY_UNVERIFIED = Wording("PARTLY UNVERIFIED", "HEB EI WIRIO'N LLAWN")
SET_LOCALLY = Wording(
    "Local target, within what the rule below allows",
    "Targed lleol, o fewn yr hyn y mae'r rheol isod yn ei ganiatáu",
)
WITH_TARGETS = Wording("With the local targets of {authority}.", "Gyda thargedau lleol {authority}.")
BY_DAY = Wording("by {day}", "erbyn {day}")
NOT_BEFORE_DAY = Wording("not before {day}", "nid cyn {day}")
RAN_OUT_ON = Wording("ran out on {day}", "daeth i ben ar {day}")
LASTS_UNTIL = Wording("until {day}", "hyd at {day}")
SINCE = Wording("since {day}", "ers {day}")
DONE_ON = Wording("{state} on {day}", "{state} ar {day}")
TODAY = Wording("today", "heddiw")
DAYS_LATE = Wording("{number} days late", "{number} diwrnod yn hwyr")
ONE_DAY_LATE = Wording("1 day late", "1 diwrnod yn hwyr")
DAYS_LEFT = Wording("in {number} days", "ymhen {number} diwrnod")
ONE_DAY_LEFT = Wording("tomorrow", "yfory")


def group_of(each: Obligation, on: date) -> str:
    """The group an obligation is shown in on this day."""
    state = each.state(on)
    if each.kind is Asks.NOT_BEFORE and each.due_on is None and state in (State.DUE, State.SOON):
        return "allowed"
    return _GROUP_OF.get(state, "met")
