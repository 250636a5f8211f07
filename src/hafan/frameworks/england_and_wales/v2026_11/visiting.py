"""Which rhythm of visits a child is owed at each moment: the timeline behind the clocks of visits."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import is_seen, openers
from hafan.practice.calendar import Allowance, Unit
from hafan.practice.clocks import Follows, Starts
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.folding import Stay


class Rhythm(StrEnum):
    """How often the child is to be visited."""

    ORDINARY = "ordinary"
    LONG_TERM = "long term"
    WEEKLY = "weekly"
    FOUR_WEEKLY = "four-weekly"
    PLACED = "weekly, placed for adoption"
    AS_REVIEWED = "as the review decided"


#: England regulation 28(2), Wales regulation 31(2): the longer interval opens after the first year of the placement.
_FIRST_YEAR = Allowance(1, Unit.YEARS)
_TEMPORARY = frozenset({"reg24_en", "reg26_cy"})
_FULL = frozenset({"foster", "dual"})
_KINDS = (
    "became_looked_after",
    "placement_began",
    "placement_changed",
    "placement_ended",
    "placed_for_adoption",
    "left_care",
    "adoption_order_made",
    "legal_status_began",
    "order_made",
    "order_revoked",
    "approval_held",
    "review_held",
    "visit_made",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """An entry, and the rhythm from then on. It `opens` where a new home, placement or rhythm begins."""

    entry: Entry
    rhythm: Rhythm | None
    opens: bool


def _timeline(facts: Facts) -> list[Moment]:
    """Every moment at which the rhythm may change, and every visit, in order."""
    began = {entry.ref for entry in openers(facts)}
    moments: list[Moment] = []
    before: Rhythm | None = None
    for entry in facts.all(*_KINDS):
        rhythm = before if _moves_later_today(facts, entry) else _rhythm(facts, entry)
        turns_weekly = rhythm is Rhythm.WEEKLY and before is not Rhythm.WEEKLY
        opens = entry.ref in began or entry.kind == "placed_for_adoption" or turns_weekly
        moments.append(Moment(entry, rhythm, opens))
        before = rhythm
    return moments


def _moves_later_today(facts: Facts, entry: Entry) -> bool:
    """Does the child come to live elsewhere on this day, after this entry? Then this entry changes nothing yet."""
    stay = facts.stay_on(entry.on)
    return stay is not None and stay.began_by.place > entry.place


def _rhythm(facts: Facts, entry: Entry) -> Rhythm | None:
    """The rhythm at the end of the day of this entry; None while the child is not looked after."""
    day = entry.on
    if facts.care_on(day) is None:
        return None
    stay = facts.stay_on(day)
    if stay is None:
        return Rhythm.ORDINARY
    if stay.placement_on(day).kind == "adoption":
        placed = stay.placement_on(day).began_by
        return Rhythm.AS_REVIEWED if _reviewed(facts, placed, entry) else Rhythm.PLACED
    return _while_fostered(facts, stay, entry)


def _while_fostered(facts: Facts, stay: Stay, entry: Entry) -> Rhythm:
    day, placement = entry.on, stay.placement_on(entry.on)
    at_home = placement.kind == "with_parent"
    status = facts.status_on(day)
    interim = at_home and status is not None and status.status == "interim_care"
    reviewed = _reviewed(facts, stay.began_by, entry)
    if interim or _on_temporary_approval(facts, stay, day):
        return Rhythm.FOUR_WEEKLY if reviewed else Rhythm.WEEKLY
    if at_home and placement.began_by.get("before_assessment") and not reviewed:
        return Rhythm.WEEKLY
    lasting = placement.began_by.get("until_18") and _first_year_is_over(facts, stay, day)
    return Rhythm.LONG_TERM if lasting else Rhythm.ORDINARY


def _first_year_is_over(facts: Facts, stay: Stay, day: date) -> bool:
    """Was the latest visit after the first year? An interval that began in the first year keeps its length."""
    visits = [visit.on for visit in facts.all("visit_made") if visit.on <= day and is_seen(facts, visit)]
    return bool(visits) and visits[-1] >= _FIRST_YEAR.last_day(stay.span.began)


def _on_temporary_approval(facts: Facts, stay: Stay, day: date) -> bool:
    """Do the carers foster on a temporary approval as connected people, not yet fully approved?"""
    if stay.placement_on(day).began_by.get("basis") not in _TEMPORARY:
        return False
    held = facts.last("approval_held", by=day)
    return not (held is not None and held.on >= stay.span.began and held.get("basis") in _FULL)


def _reviewed(facts: Facts, since: Entry, until: Entry) -> bool:
    """Has a review been held after the one entry, up to and with the other?"""
    return any(since.place < review.place <= until.place for review in facts.all("review_held"))


def rhythm_starts(rhythm: Rhythm) -> Starts:
    """A running from each visit, or opening of a weekly rhythm, after which this rhythm holds before the next one."""
    return Starts(_KINDS, lambda facts: _anchors(facts, rhythm))


def _anchors(facts: Facts, rhythm: Rhythm) -> list[Entry]:
    found: list[Entry] = []
    anchor: Entry | None = None
    for moment in facts.once(_timeline):
        if moment.rhythm is None:
            anchor = None
        elif _is_visit(facts, moment.entry) or (moment.opens and moment.rhythm is Rhythm.WEEKLY):
            anchor = moment.entry
        elif moment.opens:
            anchor = None
        if moment.rhythm is rhythm and anchor is not None and anchor not in found[-1:]:
            found.append(anchor)
    return found


def _is_visit(facts: Facts, entry: Entry) -> bool:
    return entry.kind == "visit_made" and is_seen(facts, entry)


def _place(moment: Moment) -> tuple[date, int]:
    return moment.entry.place


def rhythm_ends(rhythm: Rhythm) -> Follows:
    """The entry with which this rhythm, once it holds, gives way to another or begins anew with other carers."""

    def ends(facts: Facts, start: Entry) -> Entry | None:
        holds = False
        moments = facts.once(_timeline)
        for moment in moments[bisect_left(moments, start.place, key=_place) :]:
            if holds and (moment.rhythm is not rhythm or moment.opens):
                return moment.entry
            holds = holds or moment.rhythm is rhythm
        return None

    return ends


def opened_in(*rhythms: Rhythm) -> Starts:
    """A running from each new home that begins with one of these rhythms."""

    def pick(facts: Facts) -> list[Entry]:
        began = {entry.ref for entry in openers(facts)}
        return [m.entry for m in facts.once(_timeline) if m.entry.ref in began and m.rhythm in rhythms]

    return Starts(("placement_began", "placement_changed"), pick)
