"""Agencies: the strategy, the agreements with partners, the returns, the events and the benchmark."""

from datetime import date
from typing import Annotated

from hafan.practice.entries import Asked, Compartment, Details, EntryType, Subject
from hafan.practice.entry_types.recorders import LEADERS
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

ENGLAND = frozenset({"england"})
_PEOPLE = LEADERS | {Role.LA_MANAGER, Role.DATA_OFFICER, Role.TRAINER}


class Named(Details):
    """Which one: the same words each time, so that a later entry is about the same thing."""

    name: Annotated[str, Asked(Wording("Name", "Enw"))]


class EventAnnounced(Named):
    """When the event will be held."""

    held_on: Annotated[date, Asked(Wording("Day of the event", "Diwrnod y digwyddiad"))]


def _agency(key: str, title: Wording, line: Wording, **more: object) -> EntryType:
    settings: dict[str, object] = {
        "recorded_by": _PEOPLE,
        "subject": Subject.AGENCY,
        "compartment": Compartment.ORGANISATION,
        **more,
    }
    return EntryType(key=key, title=title, line=line, **settings)  # type: ignore[arg-type]


TYPES = [
    _agency(
        "strategy_approved",
        Wording("Permanence strategy approved", "Cymeradwywyd y strategaeth sefydlogrwydd"),
        Wording(
            "The strategy with its vision for early permanence was approved.",
            "Cymeradwywyd y strategaeth a'i gweledigaeth ar gyfer sefydlogrwydd cynnar.",
        ),
        evidences=("ENG-8.3",),
        countries=ENGLAND,
    ),
    _agency(
        "strategy_reviewed",
        Wording("Permanence strategy reviewed", "Adolygwyd y strategaeth sefydlogrwydd"),
        Wording("The strategy was reviewed.", "Adolygwyd y strategaeth."),
        evidences=("ENG-8.3",),
        countries=ENGLAND,
    ),
    _agency(
        "protocol_agreed",
        Wording("Protocol agreed", "Cytunwyd ar brotocol"),
        Wording("A protocol or pathway was agreed: {name}.", "Cytunwyd ar brotocol neu lwybr: {name}."),
        details=Named,
        evidences=("ENG-0.18",),
    ),
    _agency(
        "protocol_reviewed",
        Wording("Protocol reviewed", "Adolygwyd protocol"),
        Wording("A protocol or pathway was reviewed: {name}.", "Adolygwyd protocol neu lwybr: {name}."),
        details=Named,
        evidences=("ENG-0.18",),
    ),
    _agency(
        "protocol_ended",
        Wording("Protocol ended", "Daeth protocol i ben"),
        Wording("A protocol or pathway came to an end: {name}.", "Daeth protocol neu lwybr i ben: {name}."),
        details=Named,
    ),
    _agency(
        "board_plan_agreed",
        Wording("Family justice board's plan agreed", "Cytunwyd ar gynllun y bwrdd cyfiawnder teuluol"),
        Wording(
            "The board agreed a shared plan for early permanence: {name}.",
            "Cytunodd y bwrdd ar gynllun ar y cyd ar gyfer sefydlogrwydd cynnar: {name}.",
        ),
        details=Named,
        evidences=("NWG-61",),
        countries=ENGLAND,
    ),
    _agency(
        "board_plan_reviewed",
        Wording("Family justice board's plan reviewed", "Adolygwyd cynllun y bwrdd cyfiawnder teuluol"),
        Wording(
            "The board reviewed its shared plan: {name}.", "Adolygodd y bwrdd ei gynllun ar y cyd: {name}."
        ),
        details=Named,
        evidences=("NWG-61",),
        countries=ENGLAND,
    ),
    _agency(
        "national_return_sent",
        Wording("National return sent", "Anfonwyd y ffurflen genedlaethol"),
        Wording("The quarterly national return was sent.", "Anfonwyd y ffurflen genedlaethol chwarterol."),
        evidences=("NWG-57",),
        countries=ENGLAND,
    ),
    _agency(
        "event_announced",
        Wording("Event announced", "Cyhoeddwyd digwyddiad"),
        Wording(
            "An event was announced for {held_on}: {name}.",
            "Cyhoeddwyd digwyddiad ar gyfer {held_on}: {name}.",
        ),
        details=EventAnnounced,
        evidences=("WEP-NEWS-28",),
    ),
    _agency(
        "joining_link_sent",
        Wording("Joining link sent", "Anfonwyd y ddolen ymuno"),
        Wording("The joining link went out: {name}.", "Anfonwyd y ddolen ymuno: {name}."),
        details=Named,
        evidences=("WEP-NEWS-28",),
    ),
    _agency(
        "event_cancelled",
        Wording("Event cancelled", "Canslwyd digwyddiad"),
        Wording("An event was cancelled: {name}.", "Canslwyd digwyddiad: {name}."),
        details=Named,
    ),
    _agency(
        "benchmark_set",
        Wording("Benchmark set", "Gosodwyd y meincnod"),
        Wording("The benchmark was set.", "Gosodwyd y meincnod."),
        evidences=("NWG-56",),
        countries=ENGLAND,
    ),
    _agency(
        "data_held_from",
        Wording("Data held from", "Data ar gael o"),
        Wording(
            "The data behind the benchmark begin on this day.",
            "Mae'r data y tu ôl i'r meincnod yn dechrau ar y diwrnod hwn.",
        ),
        evidences=("NWG-56",),
        countries=ENGLAND,
    ),
]
