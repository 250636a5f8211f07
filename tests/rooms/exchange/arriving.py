"""Returns made up for tests, and the steps a data officer takes with one."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from hafan.exchange.models import Import
from hafan.exchange.operations import Written, read_return, write_return
from hafan.exchange.tasks import read_in_background, write_in_background
from hafan.foundation.context import acting_as
from hafan.identity.models import Account
from tests.database import as_owner
from tests.rooms.exchange.ssda903.writing import EPISODES, HEADER, REVIEWS, table

TABLES = (
    "people_child",
    "people_placement",
    "chronology_entry",
    "chronology_obligation",
    "chronology_standing",
)


def files(*episodes: str, header: str = "7,1,01/05/2024,WBRI,UN1,,", reviews: tuple[str, ...] = ()) -> list:
    """A small return of a child or more: rows as `7,01/05/2024,S,C1,N1,U5,PR1,,,,,,`."""
    return [
        table("header.csv", HEADER, *([header] if header else [])),
        table("episodes.csv", EPISODES, *episodes),
        table("reviews.csv", REVIEWS, *reviews),
    ]


def stay(
    began: str,
    rne: str,
    ls: str,
    place: str,
    ended: str = "",
    rec: str = "",
    child: str = "7",
    home: str = "",
) -> str:
    """One episode row."""
    return f"{child},{began},{rne},{ls},N1,{place},PR1,{ended},{rec},,,{home},"


def imported(by: Account, sent: Any, year: str) -> Written:
    """Read a return and write it, as a person at the command line would."""
    with acting_as(by):
        found = read_return(source=sent, year=year, agency=by.agency)
        return write_return(found=found, agency=by.agency, by=by, at=timezone.now())


def counted_and_hashed() -> dict[str, tuple[int, str]]:
    """How many rows each table has, and a hash of everything in them."""
    found = {}
    with as_owner(), connection.cursor() as cursor:
        for name in TABLES:
            cursor.execute(f"SELECT t::text FROM {name} t ORDER BY 1")
            rows = [row for (row,) in cursor.fetchall()]
            found[name] = (len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest())
    return found


def zipped(*inner: tuple[str, bytes]) -> bytes:
    """Files packed into one."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in inner:
            packed.writestr(name, data)
    return out.getvalue()


@dataclass
class Desk:
    """A data officer at the pages of returns."""

    client: Any
    officer: Account

    def send(self, *sent: tuple[str, bytes], year: str = "2024-25", **words: Any) -> Any:
        """Send files in through the form."""
        chosen = [SimpleUploadedFile(name, data) for name, data in sent]
        return self.client.post(reverse("imports"), {"year": year, "files": chosen}, **words)

    @property
    def latest(self) -> Import:
        """The return sent in last."""
        with acting_as(self.officer):
            return Import.objects.order_by("-id").first()

    @property
    def how_many(self) -> int:
        """Returns sent in so far."""
        with acting_as(self.officer):
            return Import.objects.count()

    def work(self, job: Any = read_in_background) -> Import:
        """Do what the background worker would do for the latest return."""
        job(import_id=str(self.latest.public_id), account_id=self.officer.pk)
        return self.latest

    def press(self, name: str, **words: Any) -> Any:
        """Press a button on the page of the latest return."""
        return self.client.post(reverse(name, args=[self.latest.public_id]), words)

    def page(self, query: str = "", client: Any = None) -> str:
        """The page of the latest return."""
        answer = (client or self.client).get(reverse("sent_in", args=[self.latest.public_id]) + query)
        assert answer.status_code == 200, answer.status_code
        return answer.content.decode()

    def all_the_way(self, *sent: tuple[str, bytes], year: str = "2024-25") -> Import:
        """Send in, read, agree, write."""
        assert self.send(*sent, year=year).status_code == 302
        self.work()
        self.press("import_agreement")
        return self.work(write_in_background)
