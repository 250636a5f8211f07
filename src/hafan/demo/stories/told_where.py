"""Whether the parents are told where the child lives: decided the day before an early permanence home begins, and looked at again."""

from __future__ import annotations

from datetime import date, timedelta

from hafan.demo.stories.telling import Telling, day_after
from hafan.practice.entry_types.care_options import EP_PLACEMENTS
from hafan.practice.folding import Stay

#: Days from one look to the next: within the three months a decision to withhold may stand.
AGAIN = 84


def told_where(t: Telling) -> None:
    """A decision for every early permanence home. Relatives’ homes are known to the family anyway."""
    for place, stay in enumerate(t.facts().stays):
        first = stay.placements[0]
        if first.kind in EP_PLACEMENTS:
            ahead = stay.span.began - timedelta(days=1)
            _decide(t, stay, ahead, told=first.kind == "ep_kin", next_home=place > 0)


def _decide(t: Telling, stay: Stay, on: date, *, told: bool, next_home: bool) -> None:
    welsh = t.language == "cy"
    reasons = (
        "Mae'r gofalwyr yn byw yn agos at y teulu, a bu bygythiadau."
        if welsh
        else "The carers live near the family, and there have been threats."
    )
    day, until = on, _until(t, stay)
    while day < until:
        t.record(
            "told_where_decided", day, decision="told" if told else "withheld", next_home=next_home and day == on,
            decided_by="Rheolwr tîm" if welsh else "Team manager",
            basis=None if told else "prejudice_wales" if t.in_wales else "prejudice_england",
            reasons=None if told else reasons,
            review_on=None if told else (day + timedelta(days=AGAIN + 5)).isoformat(),
        )  # fmt: skip
        if told:
            return
        day = day_after(day, AGAIN)


def _until(t: Telling, stay: Stay) -> date:
    adopted = next((each.span.began for each in stay.placements if each.kind == "adoption"), None)
    return min(adopted or date.max, stay.span.ended or date.max, t.today + timedelta(days=1))
