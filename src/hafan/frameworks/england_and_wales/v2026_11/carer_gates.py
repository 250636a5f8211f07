"""What a household must have done before its early permanence preparation counts as complete."""

from __future__ import annotations

from hafan.practice.gates import Answer, Gate, Question, Requirement
from hafan.practice.wording import Wording


def _both_days(asked: Question) -> Answer:
    """Did everyone who will care attend the first day and the second?"""
    days = asked.facts.all("preparation_day")
    came = [entry for entry in days if entry.on <= asked.on and entry.get("everyone", True)]
    refs = tuple(entry.ref for entry in came)
    return Answer({entry.get("day") for entry in came} >= {"first", "second"}, refs)


preparation_complete = Gate(
    key="preparation_complete",
    ref="C-19",
    title=Wording(
        "Is this household's early permanence preparation complete?",
        "A yw paratoad sefydlogrwydd cynnar yr aelwyd hon yn gyflawn?",
    ),
    blocks=Wording("Recording that the preparation was completed", "Cofnodi bod y paratoad wedi'i gwblhau"),
    guards=("preparation_completed",),
    requirements=(
        Requirement(
            key="preparation_both_days",
            asks=Wording(
                "Everyone who will care attended both days of the preparation",
                "Mynychodd pawb a fydd yn gofalu ddau ddiwrnod y paratoad",
            ),
            remedy=Wording(
                "Book the day that was missed, for everyone who missed it. One day is not the whole preparation.",
                "Archebwch y diwrnod a gollwyd, i bawb a'i collodd. Nid yw un diwrnod yn baratoad cyfan.",
            ),
            test=_both_days,
        ),
    ),
)

WALES = [preparation_complete]
