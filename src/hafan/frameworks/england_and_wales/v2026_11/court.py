"""The court: pre-proceedings, the timetable of care proceedings, emergency orders and appeal."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import is_granted
from hafan.practice.clocks import Asks, Clock, Starts, after, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_ISSUED = Wording("when the application is issued", "pan gyhoeddir y cais")
_HELD = Wording("when the hearing is held", "pan gynhelir y gwrandawiad")
_FINAL = frozenset({"care", "supervision", "special_guardianship", "child_arrangements", "no_order"})
_STATUS_ORDERS = ("interim_care", "care", "placement", "emergency_protection")


def _concludes(facts: Facts, entry: Entry) -> bool:
    """Does this order conclude care proceedings? A placement order made with them does; refused, it does not."""
    if entry.kind == "legal_status_began":
        return entry.get("status") in ("care", "placement_order")
    return entry.get("order") in _FINAL or is_granted(entry, "placement")


_CONCLUDED = after("order_made", "legal_status_began", where=_concludes)
_OVER = soonest(_CONCLUDED, after("proceedings_withdrawn", "proceedings_issued", "adoption_order_made"))


def _extensions(*kinds: str, until: tuple[str, ...]) -> Callable[[Facts, Entry], Sequence[Entry]]:
    """The extensions granted after the start and before it begins anew."""

    def found(facts: Facts, start: Entry) -> list[Entry]:
        end = after(*until)(facts, start)
        between = (e for e in facts.all(*kinds) if e.place > start.place)
        return [e for e in between if end is None or e.place < end.place]

    return found


def _with_further_hearing(facts: Facts) -> list[Entry]:
    """The applications in which a further case management hearing is listed or was held."""
    further = [
        e
        for e in facts.all("hearing_listed", "hearing_held")
        if e.get("hearing") == "further_case_management"
    ]
    issued = facts.all("proceedings_issued")
    found = [next((i for i in reversed(issued) if i.place < e.place), None) for e in further]
    return [i for i in issued if i in found]


def _replaced(facts: Facts, entry: Entry) -> bool:
    return entry.kind != "order_made" or is_granted(entry, *_STATUS_ORDERS)


def _has_status(status: str) -> Starts:
    """A running from each beginning of this legal status, however it was recorded."""

    def pick(facts: Facts) -> list[Entry]:
        return [span.by for span in facts.statuses if span.status == status]

    return Starts(("legal_status_began", "order_made"), pick)


def _emergency(key: str, status: str, title: Wording, starts_when: Wording, **more: object) -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=Wording(
            "Settle where the child will live, on what legal basis, before this runs out",
            "Setlo ble bydd y plentyn yn byw, ac ar ba sail gyfreithiol, cyn i hyn ddod i ben",
        ),
        starts_when=starts_when,
        stops_when=Wording(
            "when another legal status begins or care ends",
            "pan fydd statws cyfreithiol arall yn dechrau neu pan ddaw'r gofal i ben",
        ),
        owner=Role.LEGAL_ADVISER,
        starts=_has_status(status),
        stops=after("legal_status_began", "order_made", "left_care", where=_replaced),
        kind=Asks.RUNS_OUT,
        stage="court",
        **more,  # type: ignore[arg-type]
    )


CLOCKS = [
    Clock(
        key="pre_proceedings",
        title=Wording("Pre-proceedings", "Cyn-achosion"),
        asks=Wording(
            "Bring pre-proceedings to an end: issue, or step down",
            "Dod â'r cyn-achosion i ben: cyhoeddi cais, neu gamu i lawr",
        ),
        starts_when=Wording(
            "when the letter before proceedings is sent", "pan anfonir y llythyr cyn achosion"
        ),
        stops_when=Wording(
            "when the application is issued or pre-proceedings end",
            "pan gyhoeddir y cais neu pan ddaw'r cyn-achosion i ben",
        ),
        owner=Role.LA_MANAGER,
        starts=each("pre_proceedings_began"),
        stops=after("proceedings_issued", "pre_proceedings_ended"),
        stage="court",
    ),
    Clock(
        key="case_management_hearing",
        title=Wording("Case management hearing", "Gwrandawiad rheoli achos"),
        asks=Wording("Hold the case management hearing", "Cynnal y gwrandawiad rheoli achos"),
        starts_when=_ISSUED,
        stops_when=_HELD,
        owner=Role.COURT,
        starts=each("proceedings_issued"),
        stops=after("hearing_held", where=lambda facts, entry: entry.get("hearing") == "case_management"),
        ends=_OVER,
        stage="court",
    ),
    Clock(
        key="further_case_management_hearing",
        title=Wording("Further case management hearing", "Gwrandawiad rheoli achos pellach"),
        asks=Wording("Hold the further case management hearing", "Cynnal y gwrandawiad rheoli achos pellach"),
        starts_when=Wording(
            "when the application is issued, if a further hearing is listed",
            "pan gyhoeddir y cais, os rhestrir gwrandawiad pellach",
        ),
        stops_when=_HELD,
        owner=Role.COURT,
        starts=Starts(("hearing_listed", "hearing_held"), _with_further_hearing),
        stops=after(
            "hearing_held", where=lambda facts, entry: entry.get("hearing") == "further_case_management"
        ),
        ends=_OVER,
        stage="court",
    ),
    Clock(
        key="care_proceedings",
        title=Wording("Care proceedings", "Achosion gofal"),
        asks=Wording("Conclude the care proceedings", "Dod â'r achosion gofal i ben"),
        starts_when=_ISSUED,
        stops_when=Wording(
            "when the court makes its final order", "pan fydd y llys yn gwneud ei orchymyn terfynol"
        ),
        owner=Role.COURT,
        starts=each("proceedings_issued"),
        stops=_CONCLUDED,
        ends=after("proceedings_withdrawn", "proceedings_issued", "adoption_order_made"),
        extends=_extensions("extension_granted", until=("proceedings_issued",)),
        stage="court",
    ),
    Clock(
        key="appeal_window",
        title=Wording("Time to ask to appeal", "Amser i ofyn am gael apelio"),
        asks=Wording(
            "Do not place for adoption inside the time to ask to appeal without legal advice",
            "Peidio â lleoli ar gyfer mabwysiadu o fewn yr amser i ofyn am gael apelio heb gyngor cyfreithiol",
        ),
        starts_when=Wording("when a placement order is made", "pan wneir gorchymyn lleoli"),
        stops_when=Wording(
            "when the child is placed for adoption", "pan leolir y plentyn ar gyfer mabwysiadu"
        ),
        owner=Role.LEGAL_ADVISER,
        starts=each("order_made", where=lambda facts, entry: is_granted(entry, "placement")),
        stops=after("placed_for_adoption"),
        ends=soonest(
            after("left_care", "adoption_order_made"),
            after("order_revoked", where=lambda facts, entry: entry.get("order") == "placement"),
        ),
        kind=Asks.NOT_BEFORE,
        stage="court",
    ),
    _emergency(
        "police_protection",
        "police_protection",
        Wording("Police protection", "Amddiffyniad yr heddlu"),
        Wording("when police protection begins", "pan fydd amddiffyniad yr heddlu'n dechrau"),
    ),
    _emergency(
        "emergency_protection",
        "emergency_protection",
        Wording("Emergency protection order", "Gorchymyn amddiffyn brys"),
        Wording("when the order is made", "pan wneir y gorchymyn"),
        extends=_extensions("emergency_protection_extended", until=("left_care",)),
    ),
    _emergency(
        "child_assessment_order",
        "child_assessment",
        Wording("Child assessment order", "Gorchymyn asesu plentyn"),
        Wording("on the day from which the order runs", "ar y diwrnod y mae'r gorchymyn yn dechrau ohono"),
    ),
]
