"""G-01: early permanence is considered, in the order the law sets, before a care plan is made or a review closes."""

from __future__ import annotations

from collections.abc import Callable

from hafan.frameworks.england_and_wales.v2026_11.whereabouts import holds_authority, is_placed_for_adoption
from hafan.practice.entries import Entry
from hafan.practice.gates import Answer, Gate, Question, Requirement
from hafan.practice.wording import Wording

_THOUGHT_OF = (
    "adoption_first_considered",
    "adoption_asked_for",
    "should_be_placed_decided",
    "care_plan_made",
)
_NO_LONGER = ("should_be_placed_reversed", "left_care", "adoption_order_made")
_RECORD = Wording(
    "Record “Early permanence considered” with its outcome, reasons and who decided.",
    "Cofnodwch “Ystyriwyd sefydlogrwydd cynnar” gyda'r canlyniad, y rhesymau a phwy a benderfynodd.",
)


def _thinks_of_adoption(entry: Entry) -> bool:
    if entry.kind == "care_plan_made":
        return bool(entry.get("adoption"))
    return str(entry.get("decision", "yes")) == "yes"


def _adoption_is_considered(question: Question) -> bool:
    """Is adoption, even as one of several outcomes, under consideration, with no authority to place yet?"""
    facts, on = question.facts, question.on
    if holds_authority(facts, on) or is_placed_for_adoption(facts, on):
        return False
    if question.about is not None and question.about.get("adoption"):
        return True
    thought = [e for e in facts.all(*_THOUGHT_OF) if e.on <= on and _thinks_of_adoption(e)]
    dropped = facts.last(*_NO_LONGER, by=on)
    return bool(thought) and (dropped is None or dropped.place < thought[-1].place)


def _not_refused(question: Question) -> bool:
    """Section 22C(9C): the duty is off once the court has refused a placement order."""
    return not any(
        e.get("order") == "placement" and e.get("outcome") == "refused" and e.on <= question.on
        for e in question.facts.all("order_made")
    )


def _considerations(question: Question) -> list[Entry]:
    """What was considered, since the plan was last dropped."""
    dropped = question.facts.last(*_NO_LONGER, by=question.on)
    found = [e for e in question.facts.all("ep_considered") if e.on <= question.on]
    return [e for e in found if dropped is None or e.place > dropped.place]


def _limb(question: Question, name: str) -> Entry | None:
    return next((e for e in reversed(_considerations(question)) if e.get(name)), None)


def _outcome(question: Question) -> Answer:
    considered = _considerations(question)
    return Answer(bool(considered), tuple(e.ref for e in considered[-1:]))


def _connected(question: Question) -> Answer | None:
    if not _considerations(question):
        return None
    found = _limb(question, "connected_carer")
    return Answer(found is not None, (found.ref,) if found else ())


def _dual(question: Question) -> Answer | None:
    """Asked only where a relative or friend was not found the most appropriate."""
    connected = _limb(question, "connected_carer")
    settled = connected is not None and connected.get("connected_carer") == "most_appropriate"
    if settled or not _considerations(question):
        return None
    found = _limb(question, "dual_carer")
    return Answer(found is not None, (found.ref,) if found else ())


def _written(name: str) -> Callable[[Question], Answer | None]:
    def test(question: Question) -> Answer | None:
        considered = _considerations(question)
        if not considered:
            return None
        last = considered[-1]
        return Answer(bool(str(last.get(name) or "").strip()), (last.ref,))

    return test


_REQUIREMENTS = (
    Requirement(
        key="ep_outcome_recorded",
        asks=Wording(
            "Early permanence has been considered and the outcome recorded",
            "Ystyriwyd sefydlogrwydd cynnar a chofnodwyd y canlyniad",
        ),
        remedy=_RECORD,
        test=_outcome,
    ),
    Requirement(
        key="ep_connected_carer_considered",
        asks=Wording(
            "First, a relative, friend or other connected person who is a foster carer was considered",
            "Yn gyntaf, ystyriwyd perthynas, ffrind neu berson cysylltiedig arall sy'n ofalwr maeth",
        ),
        remedy=Wording(
            "Record what was found about a relative or friend who is a foster carer, before any other carers.",
            "Cofnodwch yr hyn a gafwyd am berthynas neu ffrind sy'n ofalwr maeth, cyn unrhyw ofalwyr eraill.",
        ),
        test=_connected,
    ),
    Requirement(
        key="ep_dual_carer_considered",
        asks=Wording(
            "Then a foster carer who is also approved as a prospective adopter was considered",
            "Wedyn ystyriwyd gofalwr maeth sydd hefyd wedi'i gymeradwyo'n ddarpar fabwysiadydd",
        ),
        remedy=Wording(
            "Record what was found about a foster carer who is also approved as a prospective adopter.",
            "Cofnodwch yr hyn a gafwyd am ofalwr maeth sydd hefyd wedi'i gymeradwyo'n ddarpar fabwysiadydd.",
        ),
        test=_dual,
    ),
    Requirement(
        key="ep_reasons_recorded",
        asks=Wording("The reasons are recorded", "Cofnodwyd y rhesymau"),
        remedy=Wording(
            "Correct the consideration of early permanence and give the reasons.",
            "Cywirwch gofnod ystyried sefydlogrwydd cynnar a rhowch y rhesymau.",
        ),
        test=_written("reasons"),
    ),
    Requirement(
        key="ep_decider_recorded",
        asks=Wording("Who decided is recorded", "Cofnodwyd pwy a benderfynodd"),
        remedy=Wording(
            "Correct the consideration of early permanence and say who decided.",
            "Cywirwch gofnod ystyried sefydlogrwydd cynnar a dywedwch pwy a benderfynodd.",
        ),
        test=_written("decided_by"),
    ),
)


def _gate(applies: Callable[[Question], bool]) -> Gate:
    return Gate(
        key="ep_considered_first",
        ref="G-01",
        title=Wording("Early permanence considered", "Ystyriwyd sefydlogrwydd cynnar"),
        blocks=Wording(
            "Making the care plan, or closing a review", "Llunio'r cynllun gofal, neu gau adolygiad"
        ),
        guards=("care_plan_made", "review_held"),
        requirements=_REQUIREMENTS,
        applies=applies,
    )


#: In England a refused placement order switches the duty off; in Wales there is no such rule, and no such duty.
ENGLAND = _gate(lambda question: _adoption_is_considered(question) and _not_refused(question))
WALES = _gate(_adoption_is_considered)
