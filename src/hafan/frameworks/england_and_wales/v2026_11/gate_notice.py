"""C-20: is a home asked for early enough? A warning when a referral is made, never a day by which to do anything."""

from __future__ import annotations

from datetime import date

from hafan.practice.gates import Answer, Gate, Question, Requirement
from hafan.practice.wording import Wording


def _needed_by(question: Question) -> date | None:
    needed = question.about.get("needed_by") if question.about is not None else None
    return date.fromisoformat(str(needed)) if needed else None


def _early_enough(question: Question) -> Answer | None:
    value = question.rules["notice_of_need"].on(question.on)
    needed, about = _needed_by(question), question.about
    if about is None or needed is None or value is None or value.allowance is None:
        return None
    return Answer(needed >= value.allowance.last_day(about.on) or bool(about.get("why_late")))


GATE = Gate(
    key="notice_of_need",
    ref="C-20",
    title=Wording("Notice that a home is needed", "Rhybudd bod angen cartref"),
    blocks=Wording("A late referral without a reason", "Atgyfeiriad hwyr heb reswm"),
    guards=("referred",),
    requirements=(
        Requirement(
            key="notice_of_need",
            asks=Wording(
                "A home is asked for in good time, or there is a reason for the short notice",
                "Gofynnir am gartref mewn da bryd, neu mae rheswm am y rhybudd byr",
            ),
            remedy=Wording("Say why the notice is short.", "Dywedwch pam mae'r rhybudd yn fyr."),
            test=_early_enough,
        ),
    ),
    applies=lambda question: _needed_by(question) is not None,
)
