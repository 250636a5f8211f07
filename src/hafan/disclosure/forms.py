"""What people type to send something: read from what was sent, each field with its own fault."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from django.http import QueryDict
from django.utils.translation import gettext as _

from hafan.disclosure.gateways import GATEWAYS
from hafan.disclosure.models import Kind, Outgoing
from hafan.disclosure.operations.writing import Draft
from hafan.disclosure.readers import READERS
from hafan.files.models import File

#: Letters at most in a letter, and in a short answer.
LONGEST: Final = 60_000
SHORT: Final = 500
LANGUAGES: Final = ("en", "cy", "both")


def text(sent: QueryDict, name: str, longest: int = SHORT) -> str:
    """What was typed, without what no text holds."""
    return sent.get(name, "").replace("\x00", "").strip()[:longest]


@dataclass
class OutgoingForm:
    """Something to be sent."""

    kind: str = Kind.LETTER
    gateway: str = ""
    purpose: str = ""
    language: str = "en"
    words_en: str = ""
    words_cy: str = ""
    from_on: str = ""
    until_on: str = ""
    files: tuple[uuid.UUID, ...] = ()
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, outgoing: Outgoing) -> OutgoingForm:
        """As it was written before."""
        return cls(
            outgoing.kind, outgoing.gateway, outgoing.purpose, outgoing.language, outgoing.words_en, outgoing.words_cy,
            outgoing.from_on.isoformat() if outgoing.from_on else "", outgoing.until_on.isoformat() if outgoing.until_on else "",
            tuple(each.file_id for each in outgoing.attachments.all()),
        )  # fmt: skip

    @classmethod
    def read(cls, sent: QueryDict) -> OutgoingForm:
        """As it was sent."""
        form = cls(
            text(sent, "kind"), text(sent, "gateway"), text(sent, "purpose"), text(sent, "language"),
            text(sent, "words_en", LONGEST), text(sent, "words_cy", LONGEST), text(sent, "from_on", 10), text(sent, "until_on", 10),
            tuple(filter(None, map(_uuid, sent.getlist("files")))),
        )  # fmt: skip
        form._check()
        return form

    def _check(self) -> None:
        if self.kind not in Kind.values:
            self.faults["kind"] = _("Choose what it is.")
        if self.gateway not in GATEWAYS:
            self.faults["gateway"] = _("Choose what lets you send it.")
        if len(self.purpose) < 5:
            self.faults["purpose"] = _("Say what it is for.")
        if self.language not in LANGUAGES:
            self.faults["language"] = _("Choose the language.")
        self._check_words()
        for name in ("from_on", "until_on"):
            if getattr(self, name) and _day(getattr(self, name)) is None:
                self.faults[name] = _("Write the date as year, month, day, such as 2026-03-14.")

    def _check_words(self) -> None:
        if self.kind == Kind.LETTER:
            for language, words in (("en", self.words_en), ("cy", self.words_cy)):
                if self.language in {language, "both"} and not words:
                    self.faults[f"words_{language}"] = _("Write the letter.")
        if self.kind == Kind.FILE and not self.files:
            self.faults["files"] = _("Choose the file.")

    def draft(self, files: list[File]) -> Draft:
        """What the verbs take; only files that are there for whoever writes."""
        chosen = tuple(file for file in files if file.public_id in self.files)
        return Draft(
            kind=Kind(self.kind), gateway=self.gateway, purpose=self.purpose, language=self.language, words_en=self.words_en,
            words_cy=self.words_cy, from_on=_day(self.from_on), until_on=_day(self.until_on), files=chosen,
        )  # fmt: skip


@dataclass
class RecipientForm:
    """Somebody things are sent to."""

    reader: str = ""
    about: str = ""
    name: str = ""
    address: str = ""
    email: str = ""
    agency: str = ""
    language: str = "en"
    faults: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls, sent: QueryDict) -> RecipientForm:
        """As it was sent."""
        form = cls(
            text(sent, "reader"), text(sent, "about"), text(sent, "name"), text(sent, "address"), text(sent, "email"),
            text(sent, "agency"), text(sent, "language"),
        )  # fmt: skip
        kind = READERS.get(form.reader)
        if kind is None:
            form.faults["reader"] = _("Choose who they are.")
        elif kind.about != "other" and not form.about:
            form.faults["about"] = _("Choose the person or the household.")
        elif kind.about == "other" and not form.name:
            form.faults["name"] = _("Write their name.")
        if form.language not in {"en", "cy"}:
            form.language = "en"
        return form


def _uuid(written: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(written)
    except ValueError:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        return None
