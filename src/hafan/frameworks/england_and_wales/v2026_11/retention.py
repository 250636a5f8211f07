"""How long records must be kept. Where several periods apply, the longest wins."""

from __future__ import annotations

from datetime import date

from hafan.frameworks.england_and_wales.v2026_11.carers import found
from hafan.practice.calendar import Allowance, Unit
from hafan.practice.clocks import Asks, Clock, after, each, first
from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.keeping import RETENTION
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ADULT = Allowance(18, Unit.YEARS)
_KEEP_CHILD = Wording(
    "Keep the child's record; do not destroy it sooner", "Cadw cofnod y plentyn; peidio â'i ddinistrio'n gynt"
)
_KEEP_CARER = Wording(
    "Keep the household's record; do not destroy it sooner",
    "Cadw cofnod yr aelwyd; peidio â'i ddinistrio'n gynt",
)
_DESTROYED = Wording("when the record is destroyed", "pan ddinistrir y cofnod")
_CHILD_DESTROYED = after("child_record_destroyed")
_CARER_DESTROYED = after("carer_record_destroyed")


def _birthday(facts: Facts, start: Entry) -> date | None:
    return facts.born_on


def _is_death(entry: Entry) -> bool:
    return entry.kind == "child_died" or entry.get("destination") == "died"


def _under_18(facts: Facts, died: Entry) -> bool:
    """Did the child die before turning 18? A child whose birth is not known counts as a child."""
    return facts.born_on is None or died.on < _ADULT.last_day(facts.born_on)


def _was_looked_after(facts: Facts, died: Entry) -> bool:
    return _is_death(died) and facts.has("became_looked_after") and _under_18(facts, died)


def _died_young(facts: Facts, start: Entry) -> Entry | None:
    deaths = facts.all("child_died", "left_care")
    return next((died for died in deaths if _is_death(died) and _under_18(facts, died)), None)


adoption_record = Clock(
    key="keep_adoption_record",
    title=Wording("Keeping an adoption record", "Cadw cofnod mabwysiadu"),
    asks=_KEEP_CHILD,
    starts_when=Wording("on the day of the adoption order", "ar ddiwrnod y gorchymyn mabwysiadu"),
    stops_when=_DESTROYED,
    owner=Role.DATA_OFFICER,
    starts=first("adoption_order_made"),
    stops=_CHILD_DESTROYED,
    kind=Asks.NOT_BEFORE,
    stage=RETENTION,
)
looked_after_record = Clock(
    key="keep_looked_after_record",
    title=Wording("Keeping a looked-after child's record", "Cadw cofnod plentyn sy'n derbyn gofal"),
    asks=_KEEP_CHILD,
    starts_when=Wording(
        "when the child becomes looked after; counted from the day of birth",
        "pan ddaw'r plentyn i dderbyn gofal; cyfrifir o ddiwrnod y geni",
    ),
    stops_when=Wording(
        "when the record is destroyed; another period applies if the child died before 18",
        "pan ddinistrir y cofnod; mae cyfnod arall yn berthnasol os bu farw'r plentyn cyn 18",
    ),
    owner=Role.DATA_OFFICER,
    starts=first("became_looked_after"),
    stops=_CHILD_DESTROYED,
    ends=_died_young,
    counts_from=_birthday,
    kind=Asks.NOT_BEFORE,
    stage=RETENTION,
)
record_after_death = Clock(
    key="keep_record_after_death",
    title=Wording("Keeping the record of a child who died", "Cadw cofnod plentyn a fu farw"),
    asks=_KEEP_CHILD,
    starts_when=Wording(
        "when a child who was looked after dies before 18",
        "pan fydd plentyn a fu'n derbyn gofal yn marw cyn 18",
    ),
    stops_when=_DESTROYED,
    owner=Role.DATA_OFFICER,
    starts=first("child_died", "left_care", where=_was_looked_after),
    stops=_CHILD_DESTROYED,
    kind=Asks.NOT_BEFORE,
    stage=RETENTION,
)
foster_record = Clock(
    key="keep_foster_record",
    title=Wording("Keeping a foster carer's record", "Cadw cofnod gofalwr maeth"),
    asks=_KEEP_CARER,
    starts_when=Wording("when the approval to foster ends", "pan ddaw'r gymeradwyaeth i faethu i ben"),
    stops_when=_DESTROYED,
    owner=Role.DATA_OFFICER,
    starts=each("foster_approval_ended"),
    stops=_CARER_DESTROYED,
    kind=Asks.NOT_BEFORE,
    subject=Subject.HOUSEHOLD,
    stage=RETENTION,
)
refused_record = Clock(
    key="keep_refused_record",
    title=Wording(
        "Keeping the record of an application that did not succeed", "Cadw cofnod cais na lwyddodd"
    ),
    asks=_KEEP_CARER,
    starts_when=Wording(
        "when an application to foster is refused or withdrawn",
        "pan wrthodir neu pan dynnir yn ôl gais i faethu",
    ),
    stops_when=_DESTROYED,
    owner=Role.DATA_OFFICER,
    starts=each(
        "foster_application_ended",
        "foster_decided",
        where=lambda facts, e: e.kind == "foster_application_ended" or found("not_approved")(facts, e),
    ),
    stops=_CARER_DESTROYED,
    kind=Asks.NOT_BEFORE,
    subject=Subject.HOUSEHOLD,
    stage=RETENTION,
)
temporary_record = Clock(
    key="keep_temporary_record",
    title=Wording(
        "Keeping the record of a temporarily approved carer", "Cadw cofnod gofalwr a gymeradwywyd dros dro"
    ),
    asks=_KEEP_CARER,
    starts_when=Wording(
        "when a placement under regulation 26 or 28 ends", "pan ddaw lleoliad dan reoliad 26 neu 28 i ben"
    ),
    stops_when=_DESTROYED,
    owner=Role.DATA_OFFICER,
    starts=each(
        "temporary_fostering_ended", where=lambda facts, e: e.get("basis") in ("reg26_cy", "reg28_cy")
    ),
    stops=_CARER_DESTROYED,
    kind=Asks.NOT_BEFORE,
    subject=Subject.HOUSEHOLD,
    stage=RETENTION,
)

ENGLAND = [adoption_record, looked_after_record, record_after_death, foster_record, refused_record]
WALES = [*ENGLAND, temporary_record]
