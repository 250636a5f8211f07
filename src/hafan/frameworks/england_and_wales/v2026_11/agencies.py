"""What agencies keep going: the strategy, agreements with partners, the return, events and the benchmark."""

from __future__ import annotations

from datetime import date

from hafan.practice.clocks import Clock, after, each, same
from hafan.practice.entries import Entry, Subject
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording


def _day_of_event(facts: Facts, start: Entry) -> date | None:
    written = start.get("held_on")
    return date.fromisoformat(str(written)) if written else None


def _data(facts: Facts, start: Entry) -> Entry | None:
    """The earliest day from which data are held, whenever it was recorded."""
    return facts.first("data_held_from")


_REVIEWED = Wording("when it is reviewed", "pan gaiff ei hadolygu")

strategy_review = Clock(
    key="strategy_review",
    title=Wording("Review of the strategy", "Adolygiad o'r strategaeth"),
    asks=Wording(
        "Review the permanence strategy and its vision for early permanence",
        "Adolygu'r strategaeth sefydlogrwydd a'i gweledigaeth ar gyfer sefydlogrwydd cynnar",
    ),
    starts_when=Wording(
        "when the strategy is approved, and again at each review",
        "pan gymeradwyir y strategaeth, ac eto ym mhob adolygiad",
    ),
    stops_when=_REVIEWED,
    owner=Role.LEADER,
    starts=each("strategy_approved", "strategy_reviewed"),
    stops=after("strategy_approved", "strategy_reviewed"),
    subject=Subject.AGENCY,
    stage="leadership",
)
protocol_review = Clock(
    key="protocol_review",
    title=Wording("Review of a protocol or pathway", "Adolygiad o brotocol neu lwybr"),
    asks=Wording("Review the protocol or pathway", "Adolygu'r protocol neu'r llwybr"),
    starts_when=Wording(
        "when it is agreed, and again at each review", "pan gytunir arno, ac eto ym mhob adolygiad"
    ),
    stops_when=Wording("when the same protocol is reviewed", "pan adolygir yr un protocol"),
    owner=Role.LEADER,
    starts=each("protocol_agreed", "protocol_reviewed"),
    stops=same("name", "protocol_agreed", "protocol_reviewed"),
    ends=same("name", "protocol_ended"),
    subject=Subject.AGENCY,
    stage="leadership",
)
board_plan_review = Clock(
    key="board_plan_review",
    title=Wording(
        "Review of the family justice board's plan", "Adolygiad o gynllun y bwrdd cyfiawnder teuluol"
    ),
    asks=Wording(
        "Review the board's shared plan for early permanence",
        "Adolygu cynllun y bwrdd ar y cyd ar gyfer sefydlogrwydd cynnar",
    ),
    starts_when=Wording(
        "when it is agreed, and again at each review", "pan gytunir arno, ac eto ym mhob adolygiad"
    ),
    stops_when=Wording("when the same plan is reviewed", "pan adolygir yr un cynllun"),
    owner=Role.LEADER,
    starts=each("board_plan_agreed", "board_plan_reviewed"),
    stops=same("name", "board_plan_agreed", "board_plan_reviewed"),
    subject=Subject.AGENCY,
    stage="leadership",
)
national_return = Clock(
    key="national_return",
    title=Wording("National return", "Ffurflen genedlaethol"),
    asks=Wording("Send the next quarter's return", "Anfon ffurflen y chwarter nesaf"),
    starts_when=Wording("when a return is sent", "pan anfonir ffurflen"),
    stops_when=Wording("when the next one is sent", "pan anfonir yr un nesaf"),
    owner=Role.DATA_OFFICER,
    starts=each("national_return_sent"),
    stops=after("national_return_sent"),
    subject=Subject.AGENCY,
    stage="data",
)
joining_link = Clock(
    key="joining_link",
    title=Wording("Joining link for an event", "Dolen ymuno â digwyddiad"),
    asks=Wording(
        "Send the joining link to everyone who has booked",
        "Anfon y ddolen ymuno at bawb sydd wedi archebu lle",
    ),
    starts_when=Wording(
        "when an event is announced; counted back from the day it is held",
        "pan gyhoeddir digwyddiad; cyfrifir yn ôl o'r diwrnod y'i cynhelir",
    ),
    stops_when=Wording("when the link for that event goes out", "pan anfonir dolen y digwyddiad hwnnw"),
    owner=Role.TRAINER,
    starts=each("event_announced"),
    stops=same("name", "joining_link_sent"),
    ends=same("name", "event_cancelled"),
    counts_from=_day_of_event,
    subject=Subject.AGENCY,
    stage="learning",
)
benchmark_reach = Clock(
    key="benchmark_reach",
    title=Wording("Reach of the benchmark", "Cyrhaeddiad y meincnod"),
    asks=Wording(
        "Hold data that begin on or before this day", "Cadw data sy'n dechrau ar neu cyn y diwrnod hwn"
    ),
    starts_when=Wording(
        "when the benchmark is set; counted back from that day",
        "pan osodir y meincnod; cyfrifir yn ôl o'r diwrnod hwnnw",
    ),
    stops_when=Wording(
        "when data are held from that day or earlier", "pan gedwir data o'r diwrnod hwnnw neu'n gynharach"
    ),
    owner=Role.DATA_OFFICER,
    starts=each("benchmark_set"),
    stops=_data,
    subject=Subject.AGENCY,
    stage="data",
)

BOTH = [protocol_review, joining_link]
ENGLAND = [*BOTH, strategy_review, board_plan_review, national_return, benchmark_reach]
WALES = BOTH
