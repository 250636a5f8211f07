"""Every kind of document to every kind of reader about many children: nothing a reader may not have is in what could be released.

What is forbidden to whom is told here by hand, and looked for in the pages by other means than the gate's own.
"""

from __future__ import annotations

import os
import random
import re
import unicodedata
import uuid
from dataclasses import dataclass
from datetime import timedelta

import pypdfium2
import pytest
from django.utils import timezone

from hafan.disclosure.models import Kind, Outgoing, Recipient, State
from hafan.disclosure.operations.preparing import prepare
from hafan.disclosure.operations.writing import Draft, add_recipient, begin
from hafan.disclosure.readers import READERS
from hafan.files.models import File
from hafan.files.operations import Arrived, add_file
from hafan.files.operations import settle as settle_file
from hafan.files.sifting import Verdict
from hafan.foundation.context import acting_as
from hafan.people.models import Child, Household, Person
from hafan.practice.entries import WHOLE, Compartment
from tests.cast import Cast
from tests.figures import Figure
from tests.rooms.disclosure import papers
from tests.rooms.disclosure.conftest import live
from tests.rooms.disclosure.test_scanning import disguised
from tests.stories_told import Stories, told

pytestmark = [pytest.mark.django_db, pytest.mark.figure]

#: Fifty documents a child. The whole two thousand are made where the figures of the goals are told.
CHILDREN = 40 if os.environ.get("HAFAN_FIGURES") or os.environ.get("HAFAN_NIGHTLY") else 3
#: Who may know where the carers live, and where the mother does.
KNOW_THE_CARERS = {"ep_carer", "court_confidential"}
KNOW_THE_MOTHER = {"parent", "court_confidential"}
INNOCENT = (
    "Things are going well. We meet on Tuesday at ten, and there will be time to ask whatever you like."
)


@dataclass
class Case:
    """One child, everybody who is written to about them, and what some of those must not learn."""

    child: Child
    readers: dict[str, Recipient]
    carers: dict[str, str]
    mother: dict[str, str]
    files: dict[tuple[str, bool], File]

    def forbidden_to(self, reader: str) -> dict[str, str]:
        """What this reader may not learn."""
        return {
            **(
                {}
                if reader in KNOW_THE_CARERS
                else {f"carers' {name}": value for name, value in self.carers.items()}
            ),
            **({} if reader in KNOW_THE_MOTHER else self.mother),
        }


def words(chance: random.Random, parts: int = 3) -> str:
    """A name nobody has."""
    heads, tails = (
        ("br", "cw", "dr", "gw", "ll", "pr", "tr", "sk", "v", "k", "fl", "m"),
        ("an", "eth", "yll", "onk", "umb", "ifor", "ost", "wyd"),
    )
    return "".join(chance.choice(heads) + chance.choice(tails) for _ in range(parts)).capitalize()


def invented(chance: random.Random, number: int) -> dict[str, str]:
    """Somebody's ways to be found."""
    letters = "ABDEFGHJLNPQRSTUWXYZ"
    family = words(chance)
    return {
        "family": family,
        "place": words(chance, 3),
        "address": f"{chance.randint(1, 200)} {words(chance, 2)} Lane",
        "postcode": f"{chance.choice(['LL', 'SA', 'NR', 'CF'])}{chance.randint(10, 79)} {chance.randint(1, 9)}{chance.choice(letters)}{chance.choice(letters)}",
        "phone": f"0{chance.randint(1200, 1999)} {chance.randint(200, 899)} {100 + number}",
        "email": f"{family.lower()}{number}@example.org",
    }


def a_case(cast: Cast, stories: Stories, chance: random.Random, number: int) -> Case:
    carers, mother, by = invented(chance, number), invented(chance, number + 300), cast.ewa
    given, since = words(chance, 2), timezone.localdate() - timedelta(days=90)
    with acting_as(by):
        household = Household.objects.create(
            agency=cast.marlbrook, reference=f"H {uuid.uuid4().hex[:8]}", country="england"
        )
    child = stories.child(
        by,
        told("born", since, sex="female"),
        told("placement_began", since, placement_kind="ep_foster", household=str(household.public_id)),
        told("visit_made", since + timedelta(days=9), seen=True, note=f"Seen with {words(chance)} in {carers['place']}, {carers['postcode']}."),
        told("extension_granted", since + timedelta(days=20), reason="An expert was late."),
        given_name=words(chance, 2), family_name=words(chance, 3),
    )  # fmt: skip
    with acting_as(by):
        person = Person.objects.create(child=child, name=f"{given} {mother['family']}", relation="mother")
        contact = {name: mother[name] for name in ("postcode", "email")} | {"phones": mother["phone"]}
        live(child, person, f"{mother['address']}\n{mother['place']}", since=since, by=by, **contact)
        live(
            child, household, f"{carers['address']}\n{carers['place']}", since=since, by=by, names=f"{words(chance)} and {words(chance)} {carers['family']}",
            area=carers["place"], postcode=carers["postcode"], phones=carers["phone"], email=carers["email"],
        )  # fmt: skip
        readers = {code: a_reader(child, code, person, household, by) for code in READERS}
    # a mother's name is known to everybody who works with her child
    mother = {name: value for name, value in mother.items() if name != "family"}
    case = Case(child, readers, carers, mother, {})
    case.files = {
        (part.value, dirty): a_file(
            case, cast, part, f"Ask for {carers['family']} in {carers['place']}" if dirty else INNOCENT
        )
        for part in (Compartment.CARE, Compartment.COURT, Compartment.FAMILY_TIME)
        for dirty in (True, False)
    }
    return case


def a_reader(child: Child, code: str, person: Person, household: Household, by) -> Recipient:
    about = READERS[code].about
    if code == "family_member":  # somebody else of the family
        person = Person.objects.create(child=child, name="Nesta Aberwen", relation="grandmother")
    told_about = {"person": {"person": person}, "household": {"household": household}}.get(
        about, {"name": "The office", "address": "1 Court Square"}
    )
    return add_recipient(child=child, reader=code, by=by, at=timezone.now(), **told_about)


def a_file(case: Case, cast: Cast, part: Compartment, text: str) -> File:
    data = papers.pdf(text)
    with acting_as(cast.ewa):
        file = add_file(
            child=case.child,
            part=part,
            title="A report",
            arrived=Arrived("a.pdf", len(data), [data]),
            by=cast.ewa,
            at=timezone.now(),
        )
        file.state = "checking"
        file.save()
        settle_file(file=file, verdict=Verdict(None, "pdf", data), by=cast.ewa, at=timezone.now())
    return file


def made(case: Case, cast: Cast, code: str, kind: Kind, text: str, *, dirty: bool) -> Outgoing:
    """One document, compiled and looked at."""
    parts = sorted(
        part.value
        for part in READERS[code].reaches
        & WHOLE
        & {Compartment.CARE, Compartment.COURT, Compartment.FAMILY_TIME}
    )
    files = (case.files[parts[0], dirty],) if kind in {Kind.FILE, Kind.BUNDLE} else ()
    draft = Draft(kind=kind, gateway="court", purpose="To tell them", words_en=text, files=files)
    with acting_as(cast.ewa):
        outgoing = begin(recipient=case.readers[code], draft=draft, by=cast.ewa, at=timezone.now())
        prepare(outgoing=outgoing, by=cast.ewa, at=timezone.now())
    return outgoing


def read(outgoing: Outgoing) -> str:
    """The pages as a reader of files would read them: letters and digits only, no accents."""
    document = pypdfium2.PdfDocument(bytes(outgoing.compiled))
    text = "".join(page.get_textpage().get_text_range() for page in document)
    plain = unicodedata.normalize("NFKD", text).casefold()
    return re.sub(r"[^a-z0-9]", "", "".join(letter for letter in plain if not unicodedata.combining(letter)))


def test_nothing_protected_goes_out(cast: Cast, stories: Stories, figure: Figure) -> None:
    chance = random.Random(11)
    cases = [a_case(cast, stories, chance, number) for number in range(CHILDREN)]
    documents, planted, missed, let_through, held_wrongly = 0, 0, [], [], []
    for number, case in enumerate(cases):
        for code in READERS:
            forbidden = case.forbidden_to(code)
            for kind in Kind:
                dirty = (
                    bool(forbidden)
                    and (number + documents) % 2 == 0
                    and kind is not Kind.EXTRACT
                    and kind is not Kind.SUMMARY
                )
                what, value = chance.choice(sorted(forbidden.items())) if dirty else ("", "")
                text = f"{INNOCENT} {disguised(value, chance, 'NFC')}, so we heard." if dirty else INNOCENT
                outgoing = made(case, cast, code, kind, text, dirty=dirty and code not in KNOW_THE_CARERS)
                documents, planted = documents + 1, planted + dirty
                page, clear = read(outgoing), outgoing.state == State.CLEAR
                leaks = [
                    each for each in forbidden.values() if re.sub(r"[^a-z0-9]", "", each.lower()) in page
                ]
                if clear and leaks:
                    let_through.append((code, kind.value, leaks))
                if dirty and clear:
                    missed.append((code, kind.value, what, text))
                if not clear and not leaks and not dirty:
                    with acting_as(cast.ewa):
                        held_wrongly.append(
                            (code, kind.value, [(f.what, f.of, f.masked) for f in outgoing.findings.all()])
                        )
    figure(
        "G13",
        documents=documents,
        let_through=len(let_through) + len(missed),
        planted=planted,
        held_wrongly=len(held_wrongly),
    )
    assert (let_through, missed) == ([], [])
    # names are few: now and then an innocent one is looked at
    assert len(held_wrongly) <= documents // 100, held_wrongly
