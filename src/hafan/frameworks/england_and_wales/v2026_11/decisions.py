"""Decisions on the way to adoption: should the child be placed, with whom, and who must be told by when."""

from __future__ import annotations

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import PLACED_OR_ENDS
from hafan.practice.calendar import Allowance, Unit
from hafan.practice.clocks import Asks, Clock, Where, after, each, soonest
from hafan.practice.entries import Entry
from hafan.practice.facts import Facts
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

_SIX_MONTHS_OLD = Allowance(6, Unit.MONTHS)
_DECIDED = Wording("when the decision is made", "pan wneir y penderfyniad")
_MATCH_DECIDED = Wording("when the decision on the match is made", "pan wneir y penderfyniad ar y paru")
_MATCHED = after(
    "formal_match_decided", where=lambda facts, entry: bool(entry.get("decision", "yes") == "yes")
)
_PLAN_CHANGES = soonest(PLACED_OR_ENDS, after("should_be_placed_reversed"))


def _is_final(facts: Facts, decision: Entry) -> bool:
    return str(decision.get("decision", "yes")) != "deferred"


def _is_relinquished_baby(facts: Facts, decision: Entry) -> bool:
    """A baby under six months on the day of the decision, whose parents asked for adoption."""
    asked = facts.last("adoption_asked_for", by=decision.on)
    born = facts.born_on
    return asked is not None and born is not None and decision.on < _SIX_MONTHS_OLD.last_day(born)


def _yes(facts: Facts, decision: Entry) -> bool:
    return decision.get("decision", "yes") == "yes" and not _is_relinquished_baby(facts, decision)


def _yes_for_a_baby(facts: Facts, decision: Entry) -> bool:
    return decision.get("decision", "yes") == "yes" and _is_relinquished_baby(facts, decision)


def _notice(
    key: str, title: Wording, asks: Wording, stops_when: Wording, decision: str, done: str, owner: Role
) -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=asks,
        starts_when=_DECIDED if decision == "should_be_placed_decided" else _MATCH_DECIDED,
        stops_when=stops_when,
        owner=owner,
        starts=each(decision, where=_is_final),
        stops=after(done),
        stage="adoption",
    )


def _target(key: str, title: Wording, starts_when: Wording, where: Where) -> Clock:
    return Clock(
        key=key,
        title=title,
        asks=Wording("Decide on a formal match for the child", "Penderfynu ar baru ffurfiol i'r plentyn"),
        starts_when=starts_when,
        stops_when=Wording("when a formal match is agreed", "pan gytunir ar baru ffurfiol"),
        owner=Role.ASW,
        starts=each("should_be_placed_decided", where=where),
        stops=_MATCHED,
        ends=_PLAN_CHANGES,
        stage="adoption",
    )


SHOULD_BE_PLACED = Clock(
    key="should_be_placed_decision",
    title=Wording("Should-be-placed decision", "Penderfyniad y dylid lleoli"),
    asks=Wording(
        "Decide whether the child should be placed for adoption",
        "Penderfynu a ddylid lleoli'r plentyn ar gyfer mabwysiadu",
    ),
    starts_when=Wording("when the decision maker has the papers", "pan fydd y papurau gan y penderfynwr"),
    stops_when=_DECIDED,
    owner=Role.ADM,
    starts=each("should_be_placed_papers_received"),
    stops=after("should_be_placed_decided"),
    ends=after("left_care", "adoption_order_made"),
    stage="adoption",
)
PARENTS_TOLD = _notice(
    "parents_told",
    Wording("Parents told the decision", "Dweud y penderfyniad wrth y rhieni"),
    Wording("Tell the parents the decision by word of mouth", "Dweud y penderfyniad wrth y rhieni ar lafar"),
    Wording("when the parents are told", "pan ddywedir wrth y rhieni"),
    "should_be_placed_decided",
    "parents_told_decision",
    Role.CSW,
)
PARENTS_WRITTEN = _notice(
    "parents_written",
    Wording("Decision written to the parents", "Ysgrifennu'r penderfyniad at y rhieni"),
    Wording("Send the parents the decision in writing", "Anfon y penderfyniad at y rhieni yn ysgrifenedig"),
    Wording("when the letter is sent", "pan anfonir y llythyr"),
    "should_be_placed_decided",
    "parents_decision_written",
    Role.CSW,
)
MATCH_TOLD = _notice(
    "match_told",
    Wording("Carers told the decision on the match", "Dweud y penderfyniad ar y paru wrth y gofalwyr"),
    Wording("Tell the carers the decision by word of mouth", "Dweud y penderfyniad wrth y gofalwyr ar lafar"),
    Wording("when the carers are told", "pan ddywedir wrth y gofalwyr"),
    "formal_match_decided",
    "match_told",
    Role.ASW,
)
MATCH_WRITTEN = _notice(
    "match_written",
    Wording("Decision on the match written", "Ysgrifennu'r penderfyniad ar y paru"),
    Wording(
        "Send the carers and the parents the decision in writing",
        "Anfon y penderfyniad at y gofalwyr a'r rhieni yn ysgrifenedig",
    ),
    Wording("when the letters are sent", "pan anfonir y llythyrau"),
    "formal_match_decided",
    "match_notice_sent",
    Role.ASW,
)
REPORT_COMMENTS = Clock(
    key="match_report_comments",
    title=Wording(
        "Comments on the adoption placement report", "Sylwadau ar yr adroddiad lleoliad mabwysiadu"
    ),
    asks=Wording(
        "Wait for the carers' comments on the report until this day before it goes to the panel",
        "Aros am sylwadau'r gofalwyr ar yr adroddiad tan y diwrnod hwn cyn iddo fynd at y panel",
    ),
    starts_when=Wording("when the report is sent to the carers", "pan anfonir yr adroddiad at y gofalwyr"),
    stops_when=Wording("when their comments are received", "pan dderbynnir eu sylwadau"),
    owner=Role.ASW,
    starts=each("adoption_placement_report_sent"),
    stops=after("adoption_placement_report_comments"),
    kind=Asks.LASTS,
    stage="adoption",
)
MATCH_DECISION = Clock(
    key="match_decision",
    title=Wording("Decision on the formal match", "Penderfyniad ar y paru ffurfiol"),
    asks=Wording("Decide on the formal match", "Penderfynu ar y paru ffurfiol"),
    starts_when=Wording(
        "when the panel's final minutes reach the decision maker",
        "pan fydd cofnodion terfynol y panel yn cyrraedd y penderfynwr",
    ),
    stops_when=_MATCH_DECIDED,
    owner=Role.ADM,
    starts=each("match_minutes_final"),
    stops=after("formal_match_decided"),
    ends=after("left_care", "adoption_order_made"),
    stage="adoption",
)
MATCH_TARGET = _target(
    "match_target",
    Wording("Match within six months", "Paru o fewn chwe mis"),
    Wording(
        "when it is decided that the child should be placed for adoption",
        "pan benderfynir y dylid lleoli'r plentyn ar gyfer mabwysiadu",
    ),
    _yes,
)
MATCH_TARGET_BABY = _target(
    "match_target_baby",
    Wording("Match within three months", "Paru o fewn tri mis"),
    Wording(
        "when it is so decided for a baby under six months whose parents asked for adoption",
        "pan benderfynir hynny ar gyfer baban dan chwe mis oed y gofynnodd ei rieni am fabwysiadu",
    ),
    _yes_for_a_baby,
)
#: The decision itself is asked in both countries; the rest is England's guidance.
CLOCKS = [SHOULD_BE_PLACED]
ENGLAND_ONLY = [
    PARENTS_TOLD,
    PARENTS_WRITTEN,
    MATCH_TOLD,
    MATCH_WRITTEN,
    REPORT_COMMENTS,
    MATCH_DECISION,
    MATCH_TARGET,
    MATCH_TARGET_BABY,
]
