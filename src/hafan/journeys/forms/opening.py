"""The form that opens a record: a child already born, or a baby who is expected."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hafan.chronology.operations import NewChild
from hafan.identity.models import Account, Team
from hafan.journeys.forms.dates import Typed, is_empty, read_day
from hafan.journeys.forms.entries import FILLED
from hafan.people.folding import hides_letters
from hafan.practice.calendar import ImpreciseDate
from hafan.practice.entries import Entry
from hafan.practice.entry_types import ENTRY_TYPES
from hafan.practice.facts import Facts
from hafan.practice.recording import CANNOT_BE_KEPT, Fault, can_be_kept, date_faults
from hafan.practice.roles import Role
from hafan.practice.wording import Wording

NAMES = ("reference", "given_name", "family_name", "known_as")
#: The longest each may be.
LONGEST = {"reference": 40, "given_name": 200, "family_name": 200, "known_as": 200}
SEXES = ENTRY_TYPES["born"].fields["sex"][1].options
_NEEDED = Wording(
    "Enter the child’s reference: the number your authority knows the child by.",
    "Rhowch gyfeirnod y plentyn: y rhif y mae eich awdurdod yn adnabod y plentyn wrtho.",
)
_TOO_LONG = Wording(
    "This is too long. Use fewer letters.", "Mae hyn yn rhy hir. Defnyddiwch lai o lythrennau."
)
_UNSEEN = Wording(
    "There is a letter here that cannot be seen. Type it again, without copying.",
    "Mae llythyren yma na ellir ei gweld. Teipiwch ef eto, heb gopïo.",
)
_BORN = Wording("Say whether the child has been born.", "Dywedwch a yw'r plentyn wedi'i eni.")
_FAR = Wording(
    "This is more than ten months ahead. Check the date.",
    "Mae hyn fwy na deng mis i ffwrdd. Gwiriwch y dyddiad.",
)
_LONG_AGO = Wording(
    "This is long past. If the child has been born, say so above.",
    "Mae hyn ymhell yn ôl. Os yw'r plentyn wedi'i eni, dywedwch hynny uchod.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpeningForm:
    """What was typed to open a record."""

    typed: Typed
    today: date
    by: Account
    team: Team | None
    can_work: bool

    @property
    def is_filled(self) -> bool:
        """Has anything been typed yet?"""
        return FILLED in self.typed

    def get(self, name: str) -> str:
        """One answer as typed."""
        return self.typed.get(name, "").strip()

    def faults(self) -> list[Fault]:
        """Everything that is wrong, at once."""
        found = [Fault(name, CANNOT_BE_KEPT) for name, value in self.typed.items() if not can_be_kept(value)]
        found += [Fault(name, _TOO_LONG) for name in NAMES if len(self.get(name)) > LONGEST[name]]
        found += [Fault(name, _UNSEEN) for name in NAMES if hides_letters(self.get(name))]
        if not self.get("reference"):
            found.append(Fault("reference", _NEEDED))
        return found + self._birth_faults()

    def _birth_faults(self) -> list[Fault]:
        match self.get("born"):
            case "yes":
                return self._born_faults()
            case "no":
                return self._expected_faults()
        return [Fault("born", _BORN)]

    def _born_faults(self) -> list[Fault]:
        read = read_day(self.typed, "born_on")
        if read.fault is not None:
            return [read.fault]
        assert read.when is not None
        nothing = Facts("england", [])
        wrong = date_faults(ENTRY_TYPES["born"], read.when, self.today, nothing, today=self.today)
        return [Fault("born_on", fault.says) for fault in wrong if fault.field == "happened"]

    def _expected_faults(self) -> list[Fault]:
        if is_empty(self.typed, "expected_on"):
            return []
        read = read_day(self.typed, "expected_on")
        if read.fault is not None or read.day is None:
            return [read.fault] if read.fault else []
        if read.day > self.today + timedelta(weeks=44):
            return [Fault("expected_on", _FAR)]
        return [Fault("expected_on", _LONG_AGO)] if read.day < self.today - timedelta(weeks=8) else []

    @property
    def born_on(self) -> date | None:
        """The birth, once it has been read without fault."""
        return read_day(self.typed, "born_on").day if self.get("born") == "yes" else None

    def new_child(self) -> NewChild:
        """The child to open a record for, with what is known already as the first entries."""
        return NewChild(
            reference=self.get("reference"),
            given_name=self.get("given_name"),
            family_name=self.get("family_name"),
            known_as=self.get("known_as"),
            entries=self._entries(),
            allocated_to=self.by,
            team=self.team,
        )

    def _entries(self) -> Sequence[Entry]:
        entries = [self._first()]
        if self.can_work and self.get("worker") != "nobody":
            details = {"role": Role.CSW.value, "worker": str(self.by.public_id)}
            details |= {"team": str(self.team.public_id)} if self.team else {}
            entries.append(_entry("worker_changed", self.today, details, self.today))
        return entries

    def _first(self) -> Entry:
        if self.born_on is not None:
            sex = self.get("sex")
            known = SEXES is not None and sex in SEXES.wordings
            return _entry("born", self.born_on, {"sex": sex if known else "unknown"}, self.today)
        expected = read_day(self.typed, "expected_on").day
        details = {"expected_on": expected.isoformat()} if expected else {}
        return _entry("unborn_known", self.today, details, self.today)


def _entry(kind: str, on: date, details: dict[str, str], learnt_on: date) -> Entry:
    return Entry(
        ref=str(uuid.uuid4()), kind=kind, happened=ImpreciseDate(on), learnt_on=learnt_on, details=details
    )
