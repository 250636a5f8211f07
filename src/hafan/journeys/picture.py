"""The picture of a child's journey, from the child's point of view, for a day: homes, law, both plans, court, and what is due.

Worked out from the facts alone. It shows where the child lives and with whom, never an address, and never says what will happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from hafan.design.filters import current_language
from hafan.design.picture import Band, Lane, Mark, Picture
from hafan.design.picture.shapes import Tone
from hafan.design.words import short_date
from hafan.journeys.dues import Due
from hafan.journeys.queries.reading import Reading
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.entry_types.care_options import EP_PLACEMENTS, PLACEMENTS, STATUSES
from hafan.practice.entry_types.court import HEARINGS, ORDERS
from hafan.practice.facts import Facts
from hafan.practice.folding import PlacementSpan
from hafan.practice.obligations import Asks, State
from hafan.practice.saying import say_imprecise
from hafan.practice.wording import Wording

_TITLES = {
    "homes": Wording("Where I live", "Lle rwy'n byw"),
    "law": Wording("The law", "Y gyfraith"),
    "plans": Wording("Both plans", "Y ddau gynllun"),
    "court": Wording("Court", "Llys"),
    "ep": Wording("Early permanence", "Sefydlogrwydd cynnar"),
    "due": Wording("What is due", "Beth sydd i'w wneud"),
}
_SAID = {
    "born": Wording("born", "ganwyd"),
    "expected": Wording("expected", "disgwylir"),
    "no_home": Wording("no placement recorded", "dim lleoliad wedi'i gofnodi"),
    "return_home": Wording("return home", "dychwelyd adref"),
    "adoption": Wording("adoption", "mabwysiadu"),
    "proceedings": Wording("26 weeks", "26 wythnos"),
    "proceedings_title": Wording("care proceedings", "achosion gofal"),
    "extended": Wording("extension", "estyniad"),
    "listed": Wording("listed: {what}", "wedi'i restru: {what}"),
    "order": Wording("{what}", "{what}"),
    "first": Wording("adoption first considered", "ystyriwyd mabwysiadu gyntaf"),
    "considered": Wording("early permanence considered", "ystyriwyd sefydlogrwydd cynnar"),
    "ep_spell": Wording("with early permanence carers", "gyda gofalwyr sefydlogrwydd cynnar"),
    "adopted": Wording("adoption order", "gorchymyn mabwysiadu"),
    "left": Wording("care ended", "daeth y gofal i ben"),
    "placed": Wording("placed for adoption", "lleolwyd ar gyfer mabwysiadu"),
}
_LAST_STEP = Wording("last step recorded: {what}, {day}", "y cam diwethaf a gofnodwyd: {what}, {day}")
_NO_STEP = Wording("no step recorded yet besides the plan", "dim cam wedi'i gofnodi eto ar wahân i'r cynllun")
#: What moves each plan along, so that a plan gone quiet can be seen.
_TOWARDS_HOME = frozenset(
    {
        "relative_named",
        "viability_started",
        "viability_completed",
        "parents_informed",
        "return_decision_made",
        "return_decided",
    }
)
_TOWARDS_ADOPTION = frozenset(
    {
        "adoption_first_considered", "ep_considered", "should_be_placed_papers_received", "should_be_placed_decided",
        "formal_match_opened", "formal_match_decided", "placed_for_adoption",
    }
)  # fmt: skip
_EMPTY = Wording("nothing recorded yet", "dim wedi'i gofnodi eto")
_DESCRIBED = Wording(
    "A time line from {start} to {end}. The table after it says the same in words.",
    "Llinell amser o {start} hyd at {end}. Mae'r tabl ar ei hôl yn dweud yr un peth mewn geiriau.",
)
_NAMED = Wording("The journey of {name}", "Taith {name}")
#: How far ahead the picture looks, and the least it shows.
_AHEAD, _LEAST = timedelta(weeks=13), timedelta(weeks=26)
#: What is known from long before the child came to be helped, and how long before still belongs in the picture.
_LONG_BEFORE, _BEFORE = (
    frozenset({"born", "worker_changed", "had_permanence_before", "record_begun"}),
    timedelta(weeks=52),
)
#: How many clocks the last lane shows.
_CLOCKS = 6
_HOME_TONES: dict[str, Tone] = {
    **dict.fromkeys(EP_PLACEMENTS, "teal"),
    "with_parent": "blue",
    "adoption": "ochre",
}


def _say(words: Wording, **gaps: str) -> str:
    return words.fill(current_language(), **gaps) if gaps else words.text(current_language())


def picture_of(reading: Reading) -> Picture:
    """The picture for the day the child is read for."""
    facts, on = reading.facts, reading.on
    start, end = _from_to(reading)
    said = {
        "homes": _homes(reading),
        "law": _law(facts),
        "plans": _plans(facts, reading.stood.is_open),
        "court": _court(reading),
        "ep": _early_permanence(facts),
        "due": _due(reading, start),
    }
    lanes = tuple(
        Lane(_say(_TITLES[key]), tuple(each for each in items if _is_between(each, start, end)), _say(_EMPTY))
        for key, items in said.items()
    )
    language = current_language()
    return Picture(
        start=start,
        end=end,
        today=on,
        lanes=lanes,
        title=_say(_NAMED, name=reading.child.name),
        description=_say(_DESCRIBED, start=short_date(start, language), end=short_date(end, language)),
    )


def _is_between(item: Band | Mark, start: date, end: date) -> bool:
    """Does it touch the picture at all? A mark at the edge would tell a wrong day."""
    if isinstance(item, Mark):
        return start <= item.on <= end
    return item.start <= end and (item.end is None or item.end >= start)


def _from_to(reading: Reading) -> tuple[date, date]:
    """From the first thing that happened to a little after the day, or to what is planned.

    A birth long before anything else does not stretch the picture.
    """
    told = [entry for entry in reading.facts.entries if entry.happened.earliest]
    days = [entry.on for entry in told if entry.kind not in _LONG_BEFORE]
    first = min(days, default=reading.on)
    early = [entry.on for entry in told if entry.kind in _LONG_BEFORE and first - entry.on <= _BEFORE]
    start = min([first, reading.on - _LEAST + _AHEAD, *early])
    last = max([day for day in days if day <= reading.on + _AHEAD], default=reading.on)
    ahead = _AHEAD if reading.stood.is_open else timedelta(weeks=2)
    return start - timedelta(days=7), max(last, reading.on + ahead)


def _homes(reading: Reading) -> Iterator[Band | Mark]:
    """Each home in turn; the same carers keep one band of one tone."""
    facts = reading.facts
    born = facts.first("born")
    if born is not None and born.happened.earliest:
        yield Mark(born.on, _say(_SAID["born"]), "slate", "star")
    elif reading.birth.expected_on:
        yield Mark(reading.birth.expected_on, _say(_SAID["expected"]), "slate", "star")
    for home in facts.placements:
        yield _home(home, reading.on)
    for entry in facts.all("left_care", "adoption_order_made"):
        words = _SAID["adopted"] if entry.kind == "adoption_order_made" else _SAID["left"]
        yield Mark(entry.on, _say(words), "slate", "square")


def _home(home: PlacementSpan, on: date) -> Band:
    words = PLACEMENTS.wordings.get(home.kind)
    return Band(
        home.span.began,
        home.span.ended,
        _say(words) if words else home.kind,
        _HOME_TONES.get(home.kind, "slate"),
        "dots" if home.is_temporary else "plain",
        open_ended=home.span.ended is None,
        track=0,
    )


def _law(facts: Facts) -> Iterator[Band | Mark]:
    """Legal statuses as bands, orders as marks."""
    for held in facts.statuses:
        words = STATUSES.wordings.get(held.status)
        label = _say(words) if words else held.status
        yield Band(
            held.span.began, held.span.ended, label, "plum", open_ended=held.span.ended is None, track=0
        )
    for order in facts.all("order_made"):
        words = ORDERS.wordings.get(str(order.get("order")))
        is_status = any(held.span.began == order.on for held in facts.statuses)
        if words and order.get("outcome", "granted") == "granted" and not is_status:
            yield Mark(order.on, _say(words), "plum", "diamond")


def _plans(facts: Facts, is_open: bool) -> Iterator[Band]:
    """Return home and adoption as two equal bands on lines of their own, from each care plan to the next."""
    both: tuple[tuple[str, Tone, frozenset[str]], ...] = (
        ("return_home", "blue", _TOWARDS_HOME),
        ("adoption", "ochre", _TOWARDS_ADOPTION),
    )
    for track, (plan, tone, steps) in enumerate(both):
        note = _last_step(facts, steps)
        for began, ended in _kept_open(facts, plan):
            goes_on = ended is None and is_open
            yield Band(
                began,
                ended,
                _say(_SAID[plan]),
                tone,
                open_ended=goes_on,
                track=track,
                note=note if goes_on else "",
            )


def _kept_open(facts: Facts, plan: str) -> Iterator[tuple[date, date | None]]:
    """The stretches in which the care plan kept this outcome open."""
    began: date | None = None
    for made in facts.all("care_plan_made", "left_care", "adoption_order_made"):
        kept = made.kind == "care_plan_made" and bool(made.get(plan))
        if kept and began is None:
            began = made.on
        elif not kept and began is not None:
            yield began, made.on
            began = None
    if began is not None:
        yield began, None


def _last_step(facts: Facts, steps: frozenset[str]) -> str:
    """The last thing recorded that moved this plan; it is for the reader to say whether the plan has gone quiet."""
    step = facts.last(*steps)
    if step is None or step.happened.earliest is None:
        return _say(_NO_STEP)
    title = ENTRY_TYPES[step.kind].title
    return _say(_LAST_STEP, what=_say(title), day=say_imprecise(step.happened, current_language()))


def _court(reading: Reading) -> Iterator[Band | Mark]:
    """The 26 weeks and what lengthened them, with hearings held and listed."""
    facts = reading.facts
    for due in reading.all_dues:
        if due.clock.key == "care_proceedings":
            yield from _proceedings(due)
    for entry in facts.all("hearing_held", "hearing_listed"):
        yield _hearing(entry, reading.on)
    for entry in facts.all("extension_granted"):
        yield Mark(entry.on, _say(_SAID["extended"]), "slate", "cross")


def _proceedings(due: Due) -> Iterator[Band]:
    ran = due.obligation
    if ran.due_on is None:
        return
    ended = ran.done_on or ran.ended_on
    yield Band(ran.started_on, ended or ran.due_on, _say(_SAID["proceedings_title"]), "slate")


def _hearing(entry: Entry, on: date) -> Mark:
    words = HEARINGS.wordings.get(str(entry.get("hearing")))
    what = _say(words) if words else str(entry.get("hearing"))
    if entry.kind == "hearing_listed" and entry.on > on:
        return Mark(entry.on, _say(_SAID["listed"], what=what), "slate", "ring")
    return Mark(entry.on, what, "slate", "circle")


def _early_permanence(facts: Facts) -> Iterator[Band | Mark]:
    """When adoption and early permanence were considered, and each time with early permanence carers."""
    for entry in facts.all("adoption_first_considered", "ep_considered"):
        words = _SAID["first"] if entry.kind == "adoption_first_considered" else _SAID["considered"]
        yield Mark(entry.on, _say(words), "teal", "diamond")
    for home in facts.placements:
        if home.kind in EP_PLACEMENTS:
            began, ended = home.span.began, home.span.ended
            yield Band(began, ended, _say(_SAID["ep_spell"]), "teal", open_ended=ended is None)


def _due(reading: Reading, start: date) -> Iterator[Band]:
    """The most urgent clocks that run now, each from what started it to its last day."""
    running = [due for due in reading.urgent if due.obligation.due_on and due.clock.kind is not Asks.LASTS]
    for due in running[:_CLOCKS]:
        ran = due.obligation
        assert ran.due_on is not None
        tone: Tone = "red" if due.state is State.OVERDUE else "plum" if due.state is State.SOON else "teal"
        until = max(ran.due_on, reading.on) if due.state is State.OVERDUE else ran.due_on
        yield Band(max(ran.started_on, start), until, due.clock.title.text(current_language()), tone)
