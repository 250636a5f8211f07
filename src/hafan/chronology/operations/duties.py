"""Duties that are kept apart: who decides about a child is not who works for the child, and nobody approves their own work.

A pair is refused like a shut gate, with its rule, its source and the entries it rests on. What law keeps apart nobody may put
together; the others may be gone past with a reason. Two more pairs are named in the sources, of which nothing is recorded here yet:
an auditor without a case role for the child, and a trainer who does not certify their own work.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hafan.access.models import Basis, Grant
from hafan.access.queries import roles_of
from hafan.chronology.models import Entry
from hafan.identity.models import Account
from hafan.people.models import CaseRole, Child
from hafan.practice import entries as core
from hafan.practice.facts import Facts
from hafan.practice.findings import Finding
from hafan.practice.gates import Gate, GateAnswer
from hafan.practice.roles import Role, role_wording
from hafan.practice.rules import Confidence, Force
from hafan.practice.wording import Wording

GATE: Final = Gate(
    key="duties_apart",
    ref="",
    title=Wording("Who decides is somebody else", "Rhywun arall sy’n penderfynu"),
    blocks=Wording("the decision", "y penderfyniad"),
    guards=(),
    requirements=(),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """One pair of duties.

    Whoever acts as `deciding` on one of `kinds` must not hold, or have held, one of `roles` for this child, nor have recorded one
    of `also` for them, nor, if `off_panel`, have read the papers for the panel.
    """

    key: str
    deciding: Role
    kinds: frozenset[str]
    roles: frozenset[Role] = frozenset()
    also: frozenset[str] = frozenset()
    off_panel: bool = False
    says: Wording
    source: str
    force: Force
    confidence: Confidence = Confidence.UNVERIFIED


_OFFICER: Final = frozenset({
    "nominated_officer_decided", "temporary_approval_given", "temporary_approval_extended", "return_decision_made",
})  # fmt: skip
_DECIDER: Final = frozenset({
    "should_be_placed_decided", "should_be_placed_reversed", "formal_match_decided",
})  # fmt: skip
_WORKERS: Final = frozenset({Role.CSW, Role.FSW, Role.ASW, Role.LEGAL_ADVISER, Role.CONTACT_WORKER})
_AGAIN: Final = Wording("Let somebody else decide and record it.", "Gadewch i rywun arall benderfynu a’i gofnodi.")  # fmt: skip
_NOT_ONE: Final = Wording("Choose somebody else, or end the other role first.", "Dewiswch rywun arall, neu dewch â’r rôl arall i ben yn gyntaf.")  # fmt: skip

PAIRS: Final[tuple[Apart, ...]] = (
    Apart(
        key="csw_not_officer", deciding=Role.NOMINATED_OFFICER, kinds=_OFFICER, roles=frozenset({Role.CSW, Role.IRO}),
        says=Wording(
            "A nominated officer does not decide about a child they work for or review, or did.",
            "Nid yw swyddog enwebedig yn penderfynu ynghylch plentyn y mae’n gweithio iddo neu’n ei adolygu, neu y bu’n gwneud hynny.",
        ),
        source="Care Planning, Placement and Case Review (England) Regulations 2010, regs 22A and 24; in Wales the 2015 Regulations, reg 26",
        force=Force.LAW,
    ),
    Apart(
        key="csw_not_decider", deciding=Role.ADM, kinds=_DECIDER, roles=frozenset({Role.CSW, Role.IRO}),
        says=Wording(
            "The agency decision maker does not decide about a child they work for or review, or did.",
            "Nid yw penderfynwr yr asiantaeth yn penderfynu ynghylch plentyn y mae’n gweithio iddo neu’n ei adolygu, neu y bu’n gwneud hynny.",
        ),
        source="Statutory guidance on adoption: the decision maker is independent of the case (GLO-16)",
        force=Force.STANDARD,
    ),
    Apart(
        key="panel_not_decider", deciding=Role.ADM, kinds=_DECIDER, also=frozenset({"match_minutes_final"}), off_panel=True,
        says=Wording(
            "Whoever sat on the panel, or wrote its minutes, does not take the decision on the same matter.",
            "Nid yw’r sawl a fu ar y panel, neu a ysgrifennodd ei gofnodion, yn gwneud y penderfyniad ar yr un mater.",
        ),
        source="Adoption Agencies Regulations 2005, reg 30B(3), of decisions on adopters; taken to hold for decisions on children",
        force=Force.LAW,
    ),
    Apart(
        key="reviewer_apart", deciding=Role.IRO, kinds=frozenset({"review_held"}), roles=_WORKERS,
        says=Wording(
            "An independent reviewing officer has no other role for the child, and had none.",
            "Nid oes gan swyddog adolygu annibynnol rôl arall i’r plentyn, ac ni fu ganddo un.",
        ),
        source="Children Act 1989 s. 25A and the 2010 Regulations, reg 46; in Wales the Social Services and Well-being (Wales) Act 2014, ss. 99 and 100",
        force=Force.LAW,
    ),
    Apart(
        key="officer_then_match", deciding=Role.ADM, kinds=frozenset({"formal_match_decided"}), also=frozenset({"nominated_officer_decided"}),
        says=Wording(
            "Whoever approved the first placement as nominated officer does not decide the formal match too.",
            "Nid yw’r sawl a gymeradwyodd y lleoliad cyntaf fel swyddog enwebedig yn penderfynu’r paru ffurfiol hefyd.",
        ),
        source="Practice: the nominated officer may be the adoption decision maker, but then another decides the match (GLO-22)",
        force=Force.PRACTICE,
    ),
)  # fmt: skip
#: Roles that one person does not hold for one child together, whoever gives them.
_SIGNS_BOTH: Final = Apart(
    key="joint_signatures", deciding=Role.FSW, kinds=frozenset({"worker_changed"}), roles=frozenset({Role.FSW, Role.ASW}),
    says=Wording(
        "The fostering and the adoption social worker are two people: each signs their half of the joint checklist.",
        "Dau berson yw’r gweithiwr cymdeithasol maethu a’r un mabwysiadu: mae’r ddau’n llofnodi eu hanner o’r rhestr wirio ar y cyd.",
    ),
    source="Practice: the joint checklist is signed by two (RES-20)",
    force=Force.PRACTICE,
)  # fmt: skip
_AUDITS: Final = Apart(
    key="auditor_apart", deciding=Role.AUDITOR, kinds=frozenset({"worker_changed"}),
    says=Wording(
        "Somebody who audits this case has no role in it.", "Nid oes gan rywun sy’n archwilio’r achos hwn rôl ynddo."
    ),
    source="Practice: an auditor is independent of the case (NWG-25)",
    force=Force.PRACTICE,
)  # fmt: skip
EVERY_PAIR: Final = (*PAIRS, _SIGNS_BOTH, _AUDITS)
_REVIEWER: Final = next(pair for pair in PAIRS if pair.key == "reviewer_apart")


def kept_apart(*, by: Account, child: Child, facts: Facts, entry: core.Entry, on: date) -> list[GateAnswer]:
    """What keeps `by` from recording this entry, as a shut gate; nothing where the duties are apart."""
    findings = tuple(_findings(by, child, facts, entry, on))
    return [GateAnswer(gate=GATE.key, on=on, findings=findings)] if findings else []


def is_final(answer: GateAnswer) -> bool:
    """Is it a pair that law keeps apart, and that no reason opens?"""
    return answer.gate == GATE.key and answer.is_barred_by_law


def _findings(by: Account, child: Child, facts: Facts, entry: core.Entry, on: date) -> Iterator[Finding]:
    if entry.kind == "worker_changed":
        yield from _of_a_new_worker(child, facts, entry)
        return
    asked = [pair for pair in PAIRS if entry.kind in pair.kinds]
    if not asked:
        return
    roles = roles_of(by, on)
    for pair in asked:
        if pair.deciding in roles:
            rests_on = [*_held(by.public_id, pair.roles, facts), *_recorded(by, child, pair.also)]
            if rests_on or (pair.off_panel and _on_panel(by, child)):
                yield _shut(pair, _AGAIN, rests_on, child)


def _of_a_new_worker(child: Child, facts: Facts, entry: core.Entry) -> Iterator[Finding]:
    """A reviewing officer with another role, one person for both halves of the checklist, an auditor in the case."""
    worker, role = entry.get("worker"), entry.get("role")
    account = Account.objects.filter(public_id=worker).first() if worker else None
    if account is None:
        return
    now = set(
        CaseRole.objects.filter(child=child, account=account, ended_on__isnull=True)
        .exclude(role=role)
        .values_list("role", flat=True)
    )
    before = _held(account.public_id, _REVIEWER.roles, facts) if role == Role.IRO else []
    if before or Role.IRO in now:
        held = before or _held(account.public_id, frozenset({Role.IRO}), facts)
        yield _shut(_REVIEWER, _NOT_ONE, held, child)
    if role in _SIGNS_BOTH.roles and now & _SIGNS_BOTH.roles:
        yield _shut(_SIGNS_BOTH, _NOT_ONE, _held(account.public_id, _SIGNS_BOTH.roles, facts), child)
    if Grant.objects.filter(child_id=child.pk, account=account, basis=Basis.AUDIT).exists():
        yield _shut(_AUDITS, _NOT_ONE, [], child)


def _held(person: uuid.UUID, roles: frozenset[Role], facts: Facts) -> list[str]:
    """The entries that gave this person one of these roles for the child, ever."""
    return [
        told.ref
        for told in facts.all("worker_changed")
        if told.get("worker") == str(person) and told.get("role", Role.CSW.value) in roles
    ]


def _recorded(by: Account, child: Child, kinds: frozenset[str]) -> list[str]:
    """The entries of these kinds that this person recorded for the child."""
    if not kinds:
        return []
    rows = Entry.objects.filter(child=child, kind__in=kinds, recorded_by=by, withdrawn=False)
    return [str(key) for key in rows.values_list("public_id", flat=True)]


def _on_panel(by: Account, child: Child) -> bool:
    """Were the papers of this child given to this person for the panel?"""
    return Grant.objects.filter(child_id=child.pk, account=by, basis=Basis.PANEL).exists()


def _shut(pair: Apart, remedy: Wording, rests_on: Sequence[str], child: Child) -> Finding:
    role = role_wording(pair.deciding, child.country)
    return Finding(
        rule=pair.key,
        met=False,
        says=pair.says,
        remedy=Wording(f"{remedy.en} ({role.en})", f"{remedy.cy} ({role.cy})"),
        source=pair.source,
        force=pair.force,
        confidence=pair.confidence,
        facts=tuple(rests_on),
    )
