"""What stands on the paper: read through the eyes of whoever will read it, so that what they may not have is not there to be written."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from hafan.design.filters import date_in_words, imprecise_date
from hafan.disclosure.models import Kind, Outgoing
from hafan.disclosure.queries import whereabouts
from hafan.files.models import File
from hafan.files.queries import clean_copy
from hafan.foundation.context import seen_as
from hafan.journeys.queries.reading import Reading, people_of, read
from hafan.journeys.story import Line
from hafan.people.models import Child

#: Kinds of file that can become pages.
PAGES = {"pdf": "pdf", "png": "png", "jpeg": "jpg"}


class NotForThisReader(Exception):
    """Something chosen to go with it is in a part of the record this reader may not have, or cannot become pages."""

    def __init__(self, titles: list[str]) -> None:
        self.titles = titles
        super().__init__(f"{len(titles)} files")


@dataclass(frozen=True, slots=True)
class Page:
    """A file that becomes pages."""

    title: str
    kind: str
    content: bytes


@dataclass(slots=True)
class Paper:
    """Everything on it, in words; values only."""

    title: str
    language: str
    agency: str
    ref: str
    mark: str
    date: str
    page_words: str
    to: list[str]
    sections: list[dict[str, Any]] = field(default_factory=list)
    files: list[Page] = field(default_factory=list)


def compose(outgoing: Outgoing, today: date) -> Paper:
    """Write the paper as its reader may see it. Raises NotForThisReader."""
    recipient = outgoing.recipient
    languages = ("en", "cy") if outgoing.language == "both" else (outgoing.language,)
    paper = _heading(outgoing, languages[0], today)
    # what was chosen to go with it stands in a part of the record that its reader does not see
    chosen = {each.file_id: each.title for each in outgoing.attachments.order_by("id")}
    with seen_as(recipient.kind.eyes, outgoing.child_id):
        child = Child.objects.select_related("agency").filter(pk=outgoing.child_id).first()
        files = _files(outgoing, chosen)
        for language in languages:
            with translation.override(language):
                # the second language begins under a title of its own, so that nobody reads on into it
                title = "" if language == paper.language else _TITLES[Kind(outgoing.kind)]()
                paper.sections += _sections(outgoing, child, language, today, title)
    paper.files = files
    return paper


def _heading(outgoing: Outgoing, language: str, today: date) -> Paper:
    recipient, agency = outgoing.recipient, outgoing.author.agency
    where = whereabouts(recipient)
    with translation.override(language):
        return Paper(
            title=_TITLES[Kind(outgoing.kind)](),
            language=language,
            agency=str(agency),
            ref=recipient.serial if recipient.kind.by_serial else outgoing.child.reference,
            mark=_("For %(name)s only") % {"name": where.name},
            date=date_in_words(today),
            page_words=_("page {n} of {m}"),
            to=[where.name, *where.address.splitlines()],
        )


_TITLES = {
    Kind.LETTER: lambda: _("Letter"),
    Kind.EXTRACT: lambda: _("Part of the chronology"),
    Kind.SUMMARY: lambda: _("Short summary"),
    Kind.FILE: lambda: _("Enclosed"),
    Kind.BUNDLE: lambda: _("Letter and enclosures"),
}


def _sections(
    outgoing: Outgoing, child: Child | None, language: str, today: date, title: str
) -> Iterator[dict[str, Any]]:
    words = seen_only(outgoing.words_cy if language == "cy" else outgoing.words_en)
    if words.strip():
        yield _section(title, language, paras=[each.strip() for each in words.split("\n\n") if each.strip()])
    if child is None or outgoing.kind not in {Kind.EXTRACT, Kind.SUMMARY, Kind.BUNDLE}:
        return
    reading = read(child, today=today)
    if outgoing.kind in {Kind.SUMMARY, Kind.BUNDLE}:
        yield _section(_("About %(name)s") % {"name": child.name}, language, lines=list(_about(reading)))
    if outgoing.kind in {Kind.EXTRACT, Kind.BUNDLE}:
        yield _section(_("What happened"), language, lines=list(_told(outgoing, reading, language)))


_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def seen_only(words: str) -> str:
    """The words without marks that nobody sees, and wide letters as ordinary ones: what is not seen is not read before it leaves."""
    composed = unicodedata.normalize("NFC", words).translate(_WIDE)
    return "".join(letter for letter in composed if unicodedata.category(letter) not in {"Cf", "Co", "Cn"})


def _section(
    heading: str, language: str, *, paras: list[str] | None = None, lines: Any = None
) -> dict[str, Any]:
    return {"heading": heading, "language": language, "paras": paras or [], "lines": lines or []}


def _about(reading: Reading) -> Iterator[dict[str, str]]:
    born = reading.child.born_on
    yield _line("", _("Name"), reading.child.name)
    if born:
        yield _line("", _("Date of birth"), date_in_words(born))
    for person in people_of(reading):
        yield _line("", person.related, person.name)


def _told(outgoing: Outgoing, reading: Reading, language: str) -> Iterator[dict[str, str]]:
    for line in reading.lines:
        if not line.is_struck and _within(outgoing, line):
            yield _line(
                imprecise_date(line.entry.happened), line.title.text(language), line.sentence(language)
            )


def _within(outgoing: Outgoing, line: Line) -> bool:
    happened = line.entry.happened.earliest
    after = outgoing.from_on is None or (happened is not None and happened >= outgoing.from_on)
    return after and (outgoing.until_on is None or (happened is not None and happened <= outgoing.until_on))


def _line(when: str, title: str, words: str) -> dict[str, str]:
    return {"when": when, "title": title, "words": words}


def _files(outgoing: Outgoing, chosen: Mapping[uuid.UUID, str]) -> list[Page]:
    """The files that go with it, as far as the reader may have them: if one is not there for them, nothing is compiled."""
    found = {
        file.public_id: file for file in File.objects.filter(child_id=outgoing.child_id, public_id__in=chosen)
    }
    missing = [title for key, title in chosen.items() if not _can_go(found.get(key))]
    if missing:
        raise NotForThisReader(missing)
    return [_page(found[key]) for key in chosen]


def _can_go(file: File | None) -> bool:
    return file is not None and file.is_clean and file.kind in PAGES


def _page(file: File) -> Page:
    with clean_copy(file) as held:
        return Page(file.title, PAGES[file.kind], held.read())
