"""What is due, as a page shows it: what, by when, how near, under which rule, and which fact started it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hafan.practice.clocks import Clock
from hafan.practice.framework import Framework
from hafan.practice.obligations import STATE_WORDS, Asks, Obligation, State
from hafan.practice.roles import role_wording
from hafan.practice.rules import Rule
from hafan.practice.wording import Wording

#: How each state is shown: one of the few due states of hafan.design.tones.
SHOWN: dict[State, str] = {
    State.NOT_STARTED: "unknown",
    State.WAITING: "due",
    State.DUE: "due",
    State.SOON: "soon",
    State.IN_FORCE: "due",
    State.OVERDUE: "overdue",
    State.MET: "met",
    State.MET_LATE: "met",
    State.TOO_EARLY: "overdue",
    State.SUSPENDED: "suspended",
    State.ENDED: "ended",
    State.UNKNOWN: "unknown",
}
_URGENCY = [
    State.OVERDUE,
    State.SOON,
    State.DUE,
    State.UNKNOWN,
    State.WAITING,
    State.IN_FORCE,
    State.SUSPENDED,
    State.NOT_STARTED,
]
_QUIET = frozenset({State.WAITING, State.IN_FORCE, State.SUSPENDED, State.NOT_STARTED})
A_YEAR = 365
_MAY_NOW = Wording("may be done since", "gellir ei wneud ers")
_RAN_OUT = Wording("ran out", "wedi dod i ben")
_RUNS_OUT = Wording("runs out", "yn dod i ben")
_RUNS_OUT_SOON = Wording("runs out soon", "yn dod i ben yn fuan")
FORCE_WORDS = {
    "law": Wording("law", "cyfraith"),
    "standard": Wording("practice standard", "safon ymarfer"),
    "practice": Wording("good practice", "arfer da"),
    "local": Wording("local rule", "rheol leol"),
}


@dataclass(frozen=True, slots=True)
class Due:
    """One obligation on a day, with the law behind it."""

    obligation: Obligation
    clock: Clock
    rule: Rule
    country: str
    on: date
    #: Where it stands on that day.
    state: State = field(init=False)

    def __post_init__(self) -> None:
        """Ask once: a page reads it again and again."""
        object.__setattr__(self, "state", self.obligation.state(self.on))

    @property
    def shown(self) -> str:
        """The due state it is shown as."""
        return SHOWN[self.state]

    @property
    def says(self) -> Wording:
        """The state in words; an authority that runs out is said as such."""
        if self.clock.kind is Asks.RUNS_OUT:
            special = {State.OVERDUE: _RAN_OUT, State.SOON: _RUNS_OUT_SOON, State.DUE: _RUNS_OUT}
            return special.get(self.state, STATE_WORDS[self.state])
        return _MAY_NOW if self.is_allowed_now else STATE_WORDS[self.state]

    @property
    def is_allowed_now(self) -> bool:
        """Is it something that might not be done before a day, and that day has come? Nothing is then asked of anyone."""
        return self.clock.kind is Asks.NOT_BEFORE and self.state in (State.DUE, State.SOON, State.OVERDUE)

    @property
    def day(self) -> date | None:
        """The day that matters now: the last day in time, or the first day it may be done."""
        waits = self.state is State.WAITING or self.clock.kind is Asks.NOT_BEFORE
        return self.obligation.not_before if waits else self.obligation.due_on

    @property
    def days_left(self) -> int | None:
        """Days until that day; negative when late. Nothing while nothing is asked."""
        if self.day is None or not self.obligation.is_open or self.is_allowed_now:
            return None
        return (self.day - self.on).days

    @property
    def owner(self) -> Wording:
        """Whose task it is."""
        return role_wording(self.clock.owner, self.country)

    @property
    def force(self) -> Wording:
        """How binding it is."""
        return FORCE_WORDS[self.rule.force.value]

    @property
    def order(self) -> tuple[int, date, str]:
        """Most urgent first."""
        return (_URGENCY.index(self.state), self.day or date.max, self.clock.key)


def dues(obligations: Iterable[Obligation], law: Framework, on: date) -> list[Due]:
    """Every obligation with its law, as it stands on a day."""
    return [
        Due(each, law.clocks[each.clock], law.rules[each.clock], law.country, on)
        for each in obligations
        if each.clock in law.clocks
    ]


def still_asked(found: Iterable[Due]) -> list[Due]:
    """Those that still ask something of somebody, most urgent first."""
    return sorted(
        (each for each in found if each.obligation.is_open and each.state in _URGENCY),
        key=lambda each: each.order,
    )


def pressing(found: Iterable[Due]) -> tuple[list[Due], list[Due]]:
    """What asks something within a year, and what lies further off or only has to be known."""
    now: list[Due] = []
    later: list[Due] = []
    for due in still_asked(found):
        far = (
            due.state in _QUIET
            or due.is_allowed_now
            or (due.days_left is not None and due.days_left > A_YEAR)
        )
        (later if far else now).append(due)
    return now, later


def apart(found: Iterable[Due]) -> tuple[list[Due], list[Due]]:
    """What has a state, and what nobody can say because the day, or whether it was done, is not known."""
    known: list[Due] = []
    unknown: list[Due] = []
    for due in found:
        (unknown if due.state is State.UNKNOWN else known).append(due)
    return known, unknown


def changes(before: Iterable[Due], after: Iterable[Due]) -> tuple[list[Due], list[Due]]:
    """What recording something brought about: what is now met or no longer asked, and what is newly asked or moved."""
    old = {(each.clock.key, each.obligation.started_by): each for each in before}
    new = {(each.clock.key, each.obligation.started_by): each for each in after}
    settled = [
        new.get(key, was)
        for key, was in old.items()
        if was.obligation.is_open and (key not in new or not new[key].obligation.is_open)
    ]
    asked = [
        due
        for key, due in new.items()
        if due.obligation.is_open and (key not in old or old[key].obligation.due_on != due.obligation.due_on)
    ]
    return settled, sorted(asked, key=lambda each: each.order)
