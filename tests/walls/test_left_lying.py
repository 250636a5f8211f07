"""What is sensitive is left lying nowhere: not in addresses, logs, sessions, caches or the queue of jobs."""

from __future__ import annotations

import io
import logging
import re
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from hafan.foundation.logs import Lines
from hafan.foundation.sealed_words import seal_words, unseal_words
from tests.stories_told import baby, days, stories, told  # noqa: F401

pytestmark = pytest.mark.django_db

NAMES = ("Canarïen", "Llygadog", "NantyCanari")
ADDRESS = re.compile(r'(?:href|action|src|content|formaction)="([^"]*)"')


@pytest.fixture
def known(stories, cast, days):  # noqa: F811
    """A child all of whose words would be recognised."""
    given, family, note = NAMES
    return stories.child(
        cast.alys, told("born", days(-90)), told("became_looked_after", days(-90)), told("visit_made", days(-10), seen=True, note=note),
        given_name=given, family_name=family, reference="CANARY REF 7",
    )  # fmt: skip


def tells(words: str) -> list[str]:
    plain = unquote(words)
    return [name for name in (*NAMES, "CANARY REF") if name in plain or name.casefold() in plain.casefold()]


@pytest.fixture
def lines():
    """What the log of the house would write, at its most talkative."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(Lines("{asctime} {levelname} {name} {message}", style="{"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield written
    root.removeHandler(handler)
    root.setLevel(level)


def worked(client, child) -> list[tuple[str, str, str]]:
    """A working day: (address asked, address sent on to, page)."""
    entry = reverse("new_entry", args=[child.public_id, "visit_made"])
    asked = [
        ("get", reverse("children"), {}), ("post", reverse("children"), {"name": NAMES[0]}), ("get", reverse("team_children"), {}),
        ("get", reverse("child", args=[child.public_id]), {}), ("get", reverse("picture", args=[child.public_id]), {}),
        ("get", reverse("kinds", args=[child.public_id]), {}), ("get", entry, {}), ("post", entry, {"note": NAMES[2], "filled": "yes"}),
        ("get", reverse("child_files", args=[child.public_id]), {}),
        ("post", reverse("add_file", args=[child.public_id]), {"title": NAMES[1], "part": "care", "file": SimpleUploadedFile(f"{NAMES[0]}.pdf", b"%PDF-1.7 x %%EOF")}),
        ("post", reverse("new_record"), {"reference": "CANARY REF 7", "given_name": NAMES[0], "born": "no", "filled": "yes"}),
    ]  # fmt: skip
    found = []
    for method, address, sent in asked:
        answer = getattr(client, method)(address, sent)
        found.append(
            (
                answer.request["PATH_INFO"] + "?" + answer.request["QUERY_STRING"],
                answer.headers.get("Location", ""),
                answer.content.decode(),
            )
        )
        if answer.headers.get("Location"):
            after = client.get(answer.headers["Location"])
            found.append(
                (after.request["PATH_INFO"] + "?" + after.request["QUERY_STRING"], "", after.content.decode())
            )
    return found


class TestAWorkingDay:
    def test_leaves_no_name_in_an_address_a_log_a_session_a_cache_or_a_job(
        self, known, cast, sign_in, lines, capsys
    ):
        client = sign_in(cast.alys)
        pages = worked(client, known)
        assert any(NAMES[0] in page for _, _, page in pages)
        addresses = [
            each for asked, sent_on, page in pages for each in (asked, sent_on, *ADDRESS.findall(page))
        ]
        kept = [str(session.get_decoded()) for session in Session.objects.all()]
        with connection.cursor() as cursor:
            for table in ("hafan_cache", "procrastinate_jobs", "axes_accessattempt", "axes_accesslog"):
                cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t")
                kept += [row for (row,) in cursor.fetchall()]
        found = {
            "addresses": [each for each in addresses if tells(each)],
            "log": tells(lines.getvalue()),
            "sessions, caches and jobs": [each[:80] for each in kept if tells(each)],
        }
        with capsys.disabled():
            print(
                f"\nnames left lying: {sum(map(len, found.values()))} in {len(addresses)} addresses, {len(kept)} kept rows and the log"
            )
        assert found == {"addresses": [], "log": [], "sessions, caches and jobs": []}

    def test_leaves_nothing_in_the_browsers_cache(self, known, cast, sign_in):
        client = sign_in(cast.alys)
        for address in (reverse("children"), reverse("child", args=[known.public_id])):
            assert client.get(address).headers["Cache-Control"] == "no-store"

    def test_no_form_sends_words_in_its_address(self):
        from pathlib import Path

        import hafan

        for path in Path(hafan.__file__).parent.glob("*/jinja2/**/*.html"):
            for form in re.findall(r'<form[^>]*method="get"[^>]*>.*?</form>', path.read_text(), re.DOTALL):
                assert "govukTextarea" not in form, path
                assert not re.search(r'govukInput|type="(text|search)"', form), path


class TestTheLog:
    def test_says_what_failed_and_where_and_never_what_it_held(self, lines):
        try:
            try:
                int(NAMES[0])
            except ValueError as failed:
                assert tells(str(failed))
                raise LookupError(NAMES[1]) from failed
        except LookupError:
            logging.getLogger("django.request").exception("Internal Server Error: /x/")
        written = lines.getvalue()
        assert all(
            word in written
            for word in ("ValueError", "LookupError", "test_left_lying.py", "Internal Server Error")
        )
        assert not tells(written)

    def test_is_written_so_wherever_the_house_runs(self):
        assert settings.LOGGING["formatters"]["line"]["()"] == "hafan.foundation.logs.Lines"
        assert settings.DEBUG is False


class TestWordsLookedFor:
    def test_are_sealed_in_the_address_and_come_back(self):
        assert unseal_words(seal_words("Siôn ap Rhŷs 🦋")) == "Siôn ap Rhŷs 🦋"
        assert not tells(seal_words(NAMES[0]))

    @pytest.mark.parametrize("sealed", ["", "x", "Siôn", "\ud800", "gAAAA" + "A" * 80, "\x00"])
    def test_that_are_not_ours_are_nothing(self, sealed):
        assert unseal_words(sealed) == ""

    def test_of_yesterday_are_nothing(self, time_machine):
        time_machine.move_to("2026-11-21T08:00Z")
        sealed = seal_words("Siôn")
        time_machine.move_to("2026-11-22T08:00Z")
        assert unseal_words(sealed) == ""
