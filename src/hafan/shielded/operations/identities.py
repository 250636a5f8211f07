"""After an adoption order: a new record begins, the old one is sealed, and only custodians can learn that they belong together."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from hafan.access.operations import deny, seal
from hafan.access.policy import may
from hafan.access.queries import roles_of
from hafan.audit.operations import note
from hafan.chronology.models import Draft, Entry
from hafan.chronology.operations import NewChild, open_record
from hafan.chronology.operations.recording import NotYours
from hafan.chronology.queries import facts_of
from hafan.identity.models import Account, Team
from hafan.people.folding import folded
from hafan.people.models import Child, Person
from hafan.practice import entries as core
from hafan.practice.entries import Compartment
from hafan.practice.facts import Facts
from hafan.shielded.operations.keeping import keep
from hafan.shielded.shelves import shelf_of

ORDER: Final = "adoption_order_made"
#: What the later record may know of the earlier one, and which details of it: nothing that names anybody, nor where the child was.
CARRIED: Final[Mapping[str, frozenset[str]]] = {"born": frozenset({"sex"}), ORDER: frozenset()}


class CannotBegin(Exception):
    """There is no adoption order that stands, or the new reference cannot be used. Nothing was done."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


class NamesTheBirthFamily(Exception):
    """What was typed for the new record names the birth family or the old record. Holds the words."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        super().__init__(", ".join(words))


@dataclass(frozen=True, slots=True, kw_only=True)
class NewNames:
    """Who the child is from now on."""

    given_name: str
    family_name: str
    known_as: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """What goes over besides the birth and the order: who the adoptive family are, and a summary of health written anew."""

    family: Mapping[str, Any] = field(default_factory=dict)
    health: str = ""
    team: Team | None = None


@transaction.atomic
def begin_new_identity(
    *,
    child: Child,
    order: Entry,
    names: NewNames,
    reference: str,
    carried: Carried,
    by: Account,
    at: datetime,
) -> Child:
    """Begin the record of an adopted child anew and seal the old one, last of all. Raises CannotBegin, NamesTheBirthFamily, NotYours.

    The two share no key, no entry, no household and no address; the day of birth and the day of the order are all that is the same.
    """
    if not may(roles_of(by, timezone.localdate(at)), "case.seal"):
        raise NotYours("case.seal")
    before = Child.objects.select_for_update(of=("self",)).select_related("agency").get(pk=child.pk)
    facts = facts_of(before)
    _require_order(before, order, facts)
    _require_no_old_names(before, reference, carried)
    after = _open(before, facts, names, reference, carried, by, at)
    for account in _denied(before):
        deny(child_id=after.pk, account=account, reason="carried over", by=by, at=at)
    _link_and_seal(before, after, by)
    return after


def _require_order(child: Child, order: Entry, facts: Facts) -> None:
    standing = {entry.ref for entry in facts.all(ORDER)}
    if order.child_id != child.pk or order.kind != ORDER or str(order.public_id) not in standing:
        raise CannotBegin("no_order")


def _require_no_old_names(child: Child, reference: str, carried: Carried) -> None:
    """The words for the new record, searched for the old reference and the full name of everybody in the old one."""
    written = f" {folded(reference, carried.health, *(str(value) for value in carried.family.values()))} "
    people = Person.objects.filter(child=child).values_list("name", flat=True)
    old = [child.reference, f"{child.given_name} {child.family_name}", *people]
    found = [words for words in old if folded(words) and f" {folded(words)} " in written]
    if found:
        raise NamesTheBirthFamily(sorted(set(found)))


def _open(
    before: Child, facts: Facts, names: NewNames, reference: str, carried: Carried, by: Account, at: datetime
) -> Child:
    new = NewChild(
        reference=reference.strip(),
        given_name=names.given_name.strip(),
        family_name=names.family_name.strip(),
        known_as=names.known_as.strip(),
        ethnicity=before.ethnicity,
        entries=list(_carried_over(facts, at)),
        team=carried.team,
    )
    try:
        with transaction.atomic():
            after = open_record(by=by, agency=before.agency, child=new, at=at)
    except IntegrityError as refused:
        if "one_child_of_a_reference" not in str(refused):
            raise
        raise CannotBegin("reference") from refused
    today = timezone.localdate(at)
    for part, told in (
        (Compartment.POST_ADOPTION_IDENTITY, dict(carried.family)),
        (Compartment.HEALTH, _health(carried.health)),
    ):
        shelf = shelf_of(part)
        if shelf is not None and any(told.values()):
            keep(shelf=shelf, child=after, about=after, told=told, from_on=today, by=by)
    return after


def _health(words: str) -> dict[str, str]:
    return {"about": "Summary of health · Crynodeb iechyd", "words": words.strip()} if words.strip() else {}


def _carried_over(facts: Facts, at: datetime) -> Iterable[core.Entry]:
    """The birth and the order, told anew: new ids, learnt today, only the details that name nobody."""
    for kind, details in CARRIED.items():
        held = facts.last(kind)
        if held is not None:
            yield core.Entry(
                ref=str(uuid.uuid4()),
                kind=kind,
                happened=held.happened,
                learnt_on=timezone.localdate(at),
                details={name: value for name, value in held.details.items() if name in details},
            )


def _denied(child: Child) -> list[Account]:
    """Whoever must not see the child before must not see them after."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT account_id FROM access.denials_of(%s) WHERE ends_at IS NULL", [child.pk]
        )
        keys = [key for (key,) in cursor.fetchall()]
    return list(Account.objects.filter(pk__in=keys))


def _link_and_seal(before: Child, after: Child, by: Account) -> None:
    """Tie the two, free the old reference, and seal. The old record's events carry a request number of their own."""
    label = before.reference
    with connection.cursor() as cursor:
        cursor.execute("SELECT shielded.link(%s, %s)", [before.pk, after.pk])
    Draft.objects.filter(child=before, account=by).delete()
    note(
        action="shielded.record.sealed",
        by=by,
        object_type="child",
        object_id=before.public_id,
        child_id=before.pk,
        request_id=uuid.uuid4(),
    )
    Child.objects.filter(pk=before.pk).update(reference=f"sealed-{uuid.uuid4().hex}")
    seal(child_id=before.pk, reason="adoption order", label=label, by=by)
