"""Words that would do harm in a page, a query, a template or a format, in every field of every protected table, on every page.

Each canary has a number. Whoever may see its row in the database may meet it, written as words; nobody else meets it anywhere.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.apps import apps
from django.db import Error, connection, transaction

from hafan.access.classes import CLASSES
from hafan.disclosure.gateways import GATEWAYS
from hafan.disclosure.readers import READERS
from hafan.disclosure.scanning.inspecting import FOUND
from hafan.disclosure.scanning.pieces import Part, Why
from hafan.disclosure.words import EVENTS
from hafan.exchange.fault_kinds import FAULT_KINDS
from hafan.foundation.context import acting_as
from tests.cast import Cast
from tests.database import Owner
from tests.planting import plant_all
from tests.walls.crawling import Met, crawl, known_ids, seeds, text_columns

pytestmark = pytest.mark.django_db

HARM = "\"'><i>{{7*7}}%s{a}</i>&amp;--"
MARK = re.compile(r"kanari(\d+)q")
#: Columns whose words are codes of ours: another word there is no hostile person but a broken program.
CODES = frozenset(
    "role kind state level basis part parts language country reader gateway legal_basis clock owner precision source source_key "
    "legal_status placement_kind due_clock what of place step event way code severity table column year year_given year_from result "
    "action object_type how outcome stage ethnicity sex sha256 clean_sha256 ending finding sounding why digest".split()
)
#: Codes without a list in their model, where a guess would break a page that no real row breaks.
EXPECTED = {
    ("chronology_draft", "kind"): "visit_made",
    ("chronology_entry", "kind"): "visit_made",
    ("chronology_obligation", "clock"): "looked_after_visit",
    ("people_caserole", "role"): "csw",
    ("exchange_importfault", "code"): next(iter(FAULT_KINDS)),
    ("exchange_importfault", "table"): "header",
    ("disclosure_recipient", "reader"): next(iter(READERS)),
    ("disclosure_outgoing", "gateway"): next(iter(GATEWAYS)),
    ("disclosure_finding", "what"): str(next(iter(FOUND))),
    ("disclosure_finding", "place"): str(next(iter(Part)).value),
    ("disclosure_finding", "why"): str(next(iter(Why)).value),
    ("disclosure_ledgerline", "event"): str(next(iter(EVENTS))),
    ("sharing_share", "legal_basis"): "public_task",
    ("sharing_share", "role"): "asw",
    ("sharing_request", "legal_basis"): "public_task",
}
#: People of every kind of sight of Alys's child, and of none.
WHO = ("alys", "carys", "dafydd", "jac", "lowri", "mair", "ewa", "gwen")


@dataclass
class Planted:
    """Where each canary stands, by its number: the table, its column, and the key of the row."""

    at: dict[int, tuple[str, str, int]] = field(default_factory=dict)

    def plant(self, table: str) -> None:
        """A canary in every free text of every row of a table, as far as the table's own rules allow."""
        choices = {
            f.column
            for m in apps.get_models()
            if m._meta.db_table == table
            for f in m._meta.concrete_fields
            if f.choices
        }
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(f"SELECT ctid::text FROM {table}")
            rows = [row for (row,) in cursor.fetchall()]
            columns = [(c, n) for c, n in text_columns(cursor, table) if c not in CODES | choices]
            for number, (column, longest) in enumerate(columns):
                for key in range(len(rows)):
                    self._one(cursor, table, column, longest, key, number)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    def _one(self, cursor, table: str, column: str, longest: int | None, key: int, _: int) -> None:
        number = 1_000 + len(self.at)
        words = f"kanari{number}q{HARM}"[:longest]
        try:
            with transaction.atomic():
                cursor.execute(
                    f'UPDATE {table} SET "{column}" = %s WHERE ctid = (SELECT ctid FROM {table} '
                    f'WHERE "{column}" NOT LIKE \'kanari%%\' OR "{column}" IS NULL ORDER BY ctid LIMIT 1)',
                    [words],
                )
        except Error:
            return
        if cursor.rowcount == 1:
            self.at[number] = (table, column, key)


def visible() -> set[int]:
    """The numbers of the canaries in rows that the acting person may read, as the database says."""
    seen: set[int] = set()
    with connection.cursor() as cursor:
        for table, guard in CLASSES.items():
            if guard.access == "protected" and "select" in guard.commands:
                cursor.execute("SELECT to_regclass(%s)", [f"public.{table}"])
                if cursor.fetchone()[0]:
                    cursor.execute(f"SELECT t::text FROM {table} t")
                    seen |= {int(n) for (row,) in cursor.fetchall() for n in MARK.findall(row)}
    return seen


class Words(HTMLParser):
    """The words of a page as a browser would take them, and any tag it would make of our harm."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.words += [value for _, value in attrs if value]

    def handle_data(self, data):
        self.words.append(data)


@pytest.fixture
def planted(baby, cast: Cast, owner: Owner) -> Planted:
    """A child with a story, a row about the child in every other protected table, and canaries in all of them."""
    made = Planted()
    with owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        plant_all(cursor, {"child": [baby.pk], "agency": [cast.aberwern.pk]})
        settle(cursor)
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        present = {name for (name,) in cursor.fetchall()}
        for table, guard in CLASSES.items():
            if guard.access == "protected" and table in present:
                made.plant(table)
        told(cursor, made, baby.pk)
    return made


def settle(cursor) -> None:
    """What is planted by guessing holds a word of a list where the house expects one."""
    for model in apps.get_models():
        table = model._meta.db_table
        if table in CLASSES and CLASSES[table].access == "protected":
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            for column in model._meta.concrete_fields:
                words = column.choices[0][0] if column.choices else EXPECTED.get((table, column.column), "")
                if words:
                    cursor.execute(
                        f'UPDATE {table} SET "{column.column}" = %s WHERE "{column.column}"::text LIKE \'canary%%\'',
                        [words],
                    )
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def told(cursor, made: Planted, child: int) -> None:
    """What people wrote in entries, which is kept as one document."""
    cursor.execute("ALTER TABLE chronology_entry DISABLE TRIGGER USER")
    cursor.execute("SELECT id FROM chronology_entry WHERE child_id = %s AND kind = 'visit_made'", [child])
    for (key,) in cursor.fetchall():
        number = 1_000 + len(made.at)
        cursor.execute(
            "UPDATE chronology_entry SET details = jsonb_set(details, '{note}', to_jsonb(%s::text)) WHERE id = %s",
            [f"kanari{number}q{HARM}", key],
        )
        made.at[number] = ("chronology_entry", "details", key)
    cursor.execute("ALTER TABLE chronology_entry ENABLE TRIGGER USER")


@pytest.fixture
def pages(planted: Planted, baby, cast: Cast, owner: Owner, sign_in) -> dict[str, tuple[set[int], list[Met]]]:
    """For each person: the canaries they may see, and every page they can come to."""
    with owner():
        begin = list(seeds(str(baby.public_id), known_ids()))
    met = {}
    for name in WHO:
        person = getattr(cast, name)
        client = sign_in(person)
        client.raise_request_exception = False
        met[name] = list(crawl(client, begin, of_each=2))
    allowed = {}
    for name in WHO:
        with acting_as(getattr(cast, name)):
            allowed[name] = visible()
    return {name: (allowed[name], met[name]) for name in WHO}


class TestEveryWordSomebodyWrote:
    def test_is_words_wherever_it_is_allowed_and_nowhere_else(self, pages, planted: Planted, figure, caplog):
        wrong, fetched, shown = list[str](), 0, set[int]()
        for name, (allowed, met) in pages.items():
            for page in met:
                fetched += 1
                wrong += [f"{name} {page.path}: {fault}" for fault in faults(page)]
                here = {int(number) for number in MARK.findall(page.text)}
                shown |= here
                wrong += [
                    f"{name} {page.path}: {planted.at[number]} is not theirs" for number in here - allowed
                ]
        figure("G38", found=len(wrong), pages=fetched, canaries=len(planted.at), shown=len(shown))
        assert wrong == []
        assert not [
            line.getMessage()
            for when in ("setup", "call")
            for line in caplog.get_records(when)
            if "kanari" in line.getMessage()
        ]
        assert len(planted.at) >= 60
        assert len(shown) >= 8, "hardly a canary was met: the crawl goes nowhere"
        assert fetched >= 200


def faults(page: Met) -> Iterator[str]:
    """Where harm is more than words in one answer."""
    if page.answer.status_code >= 500:
        yield "a fault of the program"
    for name, value in page.answer.headers.items():
        if "kanari" in value:
            yield f"a canary in the header {name}"
    kind = page.answer.headers.get("Content-Type", "")
    if "html" in kind:
        yield from _in_html(page.text)
    elif "csv" in kind:
        yield from _in_csv(page.text)
    elif "script" in kind and MARK.search(page.text):
        yield "a canary in a script"


def _in_html(text: str) -> Iterator[str]:
    reader = Words()
    reader.feed(text)
    if "i" in reader.tags:
        yield "a tag was made of words"
    said = "\n".join(reader.words)
    for found in re.finditer(r"kanari\d+q(.{0,34})", said, re.DOTALL):
        if "49" in found.group(1)[:12]:
            yield "words were taken for a template"
        met = found.group(1).split("\n")[0][:5]  # a short column holds only the beginning of it
        if met and not HARM.startswith(met):
            yield f"words were changed: {found.group()[:40]!r}"
    if re.search(r"kanari\d+q&amp;(?:#34|quot)", text):
        yield "words were escaped twice"


def _in_csv(text: str) -> Iterator[str]:
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            if MARK.search(cell) and HARM[:3] not in cell:
                yield f"words were changed: {cell[:40]!r}"
            if cell[:1] in "=+-@\t\r" and len(cell) > 1:
                yield f"a cell that a spreadsheet would work out: {cell[:20]!r}"


class TestTheWall:
    def test_notices_words_that_became_a_page(self):
        assert list(_in_html(f"<p>kanari1001q{HARM}</p>"))
        assert list(_in_html("<p>kanari1001q&#34;&#39;&gt;&lt;i&gt;49</p>"))
        assert list(_in_html("<p>kanari1001q&amp;#34;</p>"))

    def test_lets_words_be(self):
        assert (
            list(_in_html("<p>kanari1001q&#34;&#39;&gt;&lt;i&gt;{{7*7}}%s{a}&lt;/i&gt;&amp;amp;--</p>")) == []
        )
