"""Every page a person can come to: each address filled with what they may know of, and every link found on the way."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import Resolver404, resolve

from tests.walls.test_doors import addresses

LINK = re.compile(r'(?:href|action)="(/[^"#]*)')
NOWHERE = "00000000-0000-4000-8000-00000000dead"
#: Pages that end the sign-in or send the reader away.
NOT_FOLLOWED = ("/sign-out/", "/static/", "/demo/")


@dataclass(frozen=True)
class Met:
    """A page that was met."""

    path: str
    view: str
    answer: HttpResponse

    @property
    def text(self) -> str:
        """What the answer holds, whatever it is."""
        parts = self.answer.streaming_content if self.answer.streaming else [self.answer.content]  # type: ignore[attr-defined]
        return b"".join(parts).decode("utf-8", errors="replace")


def known_ids() -> dict[str, list[str]]:
    """A few ids of each table that gives its rows ids for addresses; asked as the owner."""
    found: dict[str, list[str]] = {}
    for model in apps.get_models():
        if any(field.column == "public_id" for field in model._meta.concrete_fields):
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT public_id FROM {model._meta.db_table} LIMIT 2")
                found[model._meta.db_table] = [str(key) for (key,) in cursor.fetchall()]
    return found


#: A word of an address, and the table whose rows it names; other things are found by links.
NAMED = {
    "returns": "exchange_import", "unusual": "audit_unusual", "entries": "chronology_entry", "files": "files_file",
    "people": "identity_account", "outgoing": "disclosure_outgoing", "shares": "sharing_share", "custody": "access_seclusion",
}  # fmt: skip


def seeds(child: str, ids: Mapping[str, list[str]]) -> Iterator[str]:
    """Every address of the house, about this child and about a thing or two of the kind it is for."""
    for path, _ in addresses():
        about = path.replace(f"/children/{NOWHERE}/", f"/children/{child}/")
        word = about.partition(NOWHERE)[0].rstrip("/").rsplit("/", 1)[-1]
        if NOWHERE not in about:
            yield about
        for key in ids.get(NAMED.get(word, ""), []):
            yield about.replace(NOWHERE, key)


def crawl(client: Client, begin: Iterable[str], *, of_each: int = 4) -> Iterator[Met]:
    """Fetch everything once, following links, but no more than a few found pages of each kind."""
    waiting, seen = list(dict.fromkeys(begin)), set()
    found: Counter[str] = Counter()
    while waiting:
        path = waiting.pop(0)
        view = view_of(path)
        if path in seen or not view or path.startswith(NOT_FOLLOWED) or found[view] >= of_each:
            continue
        seen.add(path)
        met = Met(path, view, client.get(path))
        if met.answer.status_code == 200:
            found[view] += 1
        yield met
        waiting += [
            unescape(link)
            for link in LINK.findall(met.text)
            if "html" in met.answer.headers.get("Content-Type", "")
        ]


def view_of(path: str) -> str:
    """The name of the page at an address, or nothing when there is none."""
    try:
        return resolve(urlsplit(path).path).url_name or ""
    except Resolver404:
        return ""


def text_columns(cursor: Any, table: str) -> list[tuple[str, int | None]]:
    """The columns of a table that hold letters, and how many."""
    cursor.execute(
        "SELECT column_name, character_maximum_length FROM information_schema.columns WHERE table_schema = 'public' "
        "AND table_name = %s AND data_type IN ('text', 'character varying') AND is_generated = 'NEVER'",
        [table],
    )
    return list(cursor.fetchall())
