"""What every answer keeps to, whoever asks: its kind, its cookies, its methods, and that asking for a page changes nothing."""

from __future__ import annotations

import json
import logging
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.client import HTTPResponse
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.request import urlopen

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse
from requests import TooManyRedirects

from hafan.foundation.logs import JsonLines
from hafan.identity.directories import client_of
from hafan.identity.directory import Directory
from tests.cast import Cast
from tests.database import Owner
from tests.walls.crawling import Met, crawl, known_ids, seeds

pytestmark = pytest.mark.django_db

WRITES = re.compile(r"^\s*(INSERT INTO|UPDATE|DELETE FROM|COPY|TRUNCATE)\s+\"?(\w+)", re.IGNORECASE)
#: What a page may write while it is only looked at: who looked, that somebody is here, and how often somebody tried.
MAY_BE_NOTED = {
    "audit_event",
    "audit_link",
    "audit_head",
    "django_session",
    "identity_signin",
    "hafan_cache",
    "vault",
}


@pytest.fixture
def met(baby, cast: Cast, owner: Owner, sign_in) -> list[Met]:
    """Every page that a worker and an administrator can come to."""
    with owner():
        begin = list(seeds(str(baby.public_id), known_ids()))
    return [page for person in (cast.alys, cast.gwen) for page in crawl(sign_in(person), begin, of_each=2)]


class TestEveryAnswer:
    def test_says_what_it_is_and_in_which_letters(self, met: list[Met]):
        wrong = [
            (page.path, page.answer.headers.get("Content-Type"))
            for page in met
            if page.text
            and not re.search(
                r"charset=utf-8|^application/(json|pdf|zip|vnd)|^image/",
                page.answer.headers.get("Content-Type", ""),
            )
        ]
        assert wrong == []
        assert len(met) > 60

    def test_holds_no_version_of_anything(self, met: list[Met]):
        for page in met:
            assert not {"Server", "X-Powered-By", "X-AspNet-Version", "Via"} & set(page.answer.headers)

    def test_answers_no_other_site(self, baby, cast: Cast, sign_in):
        client = sign_in(cast.alys)
        for path in ("/", reverse("children"), reverse("child", args=[baby.public_id]), "/health/"):
            for method in ("get", "options"):
                answer = getattr(client, method)(path, headers={"origin": "https://elsewhere.example"})
                assert not [name for name in answer.headers if name.lower().startswith("access-control")]

    def test_offers_the_way_out_where_somebody_is_signed_in(self, met: list[Met]):
        out = reverse("account_logout")
        inside = [
            page
            for page in met
            if page.answer.status_code == 200 and "html" in page.answer.headers["Content-Type"]
        ]
        assert [page.path for page in inside if out not in page.text and "<html" in page.text] == []

    def test_leads_nowhere_but_into_the_house(self, met: list[Met]):
        leads = [
            (page.path, page.answer.headers["Location"]) for page in met if page.answer.has_header("Location")
        ]
        assert [lead for lead in leads if not lead[1].startswith("/") or lead[1].startswith("//")] == []

    def test_links_elsewhere_only_by_https_and_to_nothing_that_runs(self, met: list[Met]):
        schemes = {
            found
            for page in met
            for found in re.findall(r'(?:href|src|action|formaction)="([a-z]+):', page.text)
        }
        assert schemes <= {"https", "mailto"}

    def test_is_no_script_and_holds_no_plugin(self, met: list[Met]):
        assert [
            page.path for page in met if "javascript" in page.answer.headers.get("Content-Type", "")
        ] == []
        assert [page.path for page in met if re.search(r"<(object|embed|applet|iframe)\b", page.text)] == []


class TestLookingAtAPage:
    def test_changes_nothing_but_who_looked(self, baby, cast: Cast, owner: Owner, sign_in):
        with owner():
            begin = list(seeds(str(baby.public_id), known_ids()))
        written: list[tuple[str, str]] = []

        def watch(execute, sql, params, many, context):
            found = WRITES.match(sql)
            if found and found.group(2).lower() not in MAY_BE_NOTED:
                written.append((found.group(2), sql[:80]))
            return execute(sql, params, many, context)

        client = sign_in(cast.alys)
        with connection.execute_wrapper(watch):
            count = sum(1 for _ in crawl(client, begin, of_each=1))
        assert written == []
        assert count > 30


class TestACookie:
    def test_is_small_unreadable_by_scripts_and_stays_here(self, cast: Cast, settings):
        client = Client()
        client.get(reverse("account_login"))
        client.post(reverse("language"), {"language": "cy"})
        for cookie in client.cookies.values():
            assert len(cookie.key) + len(cookie.value) <= 4096
            assert cookie["httponly"]
            assert cookie["samesite"] in ("Lax", "Strict")
            assert not cookie["domain"]
        assert client.cookies

    def test_has_the_name_that_binds_it_to_this_host_when_pages_are_secure(self, monkeypatch):
        names = secure_settings(monkeypatch)
        assert names == {True: "__Host-"}


def secure_settings(monkeypatch) -> dict[bool, str]:
    """How cookies are named by the settings of a service that is not a demonstration."""
    import importlib

    from hafan.config import settings as ours

    monkeypatch.delenv("HAFAN_DEMO", raising=False)
    monkeypatch.delenv("HAFAN_PLAIN_HTTP", raising=False)
    fresh = importlib.reload(ours)
    names = (fresh.SESSION_COOKIE_NAME, fresh.CSRF_COOKIE_NAME, fresh.LANGUAGE_COOKIE_NAME)
    assert fresh.SESSION_COOKIE_SECURE
    assert fresh.CSRF_COOKIE_SECURE
    assert fresh.LANGUAGE_COOKIE_SECURE
    assert (fresh.SECURE_HSTS_SECONDS, fresh.SECURE_HSTS_INCLUDE_SUBDOMAINS) == (31_536_000, True)
    assert fresh.DEBUG is False
    return {all(name.startswith("__Host-") for name in names): "__Host-"}


class TestAMethod:
    @pytest.mark.parametrize("method", ["TRACE", "TRACK", "CONNECT", "DEBUG", "PROPFIND"])
    def test_that_nobody_needs_is_not_answered(self, cast: Cast, sign_in, method: str):
        client = sign_in(cast.alys)
        for path in ("/", reverse("children"), reverse("account_login")):
            answer = client.generic(method, path)
            assert answer.status_code in (302, 403, 404, 405, 501) or method not in answer.content.decode()
            assert "Cookie" not in answer.content.decode()

    def test_get_does_nothing_where_something_is_done(self, baby, cast: Cast, sign_in):
        client = sign_in(cast.alys)
        for name in ("account_logout", "end_other_sign_ins", "new_recovery_codes"):
            assert client.get(reverse(name)).status_code in (200, 302, 404, 405)
        assert client.get(reverse("children")).status_code == 200  # still signed in


class TestAnAddressDressedUpAsAFile:
    @pytest.mark.parametrize("tail", ["x.css", "x.js", "logo.png", "%2e%2e/x.css", ";x.css", ".css"])
    def test_never_gives_a_page_of_a_child(self, baby, cast: Cast, sign_in, tail: str):
        client = sign_in(cast.alys)
        page = reverse("child", args=[baby.public_id])
        for path in (page + tail, page.rstrip("/") + tail):
            answer = client.get(path)
            assert answer.status_code in (301, 302, 404)
            assert baby.family_name not in answer.content.decode()


class TestAQuestionAskedTwiceInOneAddress:
    @pytest.mark.parametrize("path", ["children", "team_children", "law"])
    def test_is_answered_once_and_never_a_fault(self, cast: Cast, sign_in, path: str):
        client = sign_in(cast.alys)
        for name in ("order", "due", "page", "after", "country", "lang"):
            answer = client.get(f"{reverse(path)}?{name}=a&{name}=b&{name}[]=c")
            assert answer.status_code in (200, 302)


class TestHeadersThatAProxyWrites:
    def test_are_not_believed_from_a_visitor(self, cast: Cast):
        for number in range(8):
            client = Client(
                headers={
                    "x-forwarded-for": f"10.0.0.{number}",
                    "x-real-ip": f"10.0.0.{number}",
                    "forwarded": f"for=10.0.0.{number}",
                }
            )
            answer = client.post(
                reverse("account_login"), {"login": cast.alys.email, "password": f"a wrong guess {number}"}
            )
        assert answer.status_code == 429

    def test_do_not_name_another_house(self, cast: Cast, sign_in):
        client = sign_in(cast.alys)
        for name in ("x-forwarded-host", "x-host", "x-original-url", "x-rewrite-url", "x-forwarded-prefix"):
            page = client.get(reverse("children"), headers={name: "elsewhere.example"})
            assert page.status_code == 200
            assert "elsewhere.example" not in page.content.decode()


class TestAFieldForAPassword:
    def test_hides_what_is_typed_wherever_one_is_asked(self, cast: Cast, met: list[Met]):
        pages = [Client().get(reverse("account_login")).content.decode(), *(page.text for page in met)]
        fields = [
            field
            for page in pages
            for field in re.findall(r"<input[^>]*>", page)
            if re.search(r'name="[^"]*password', field)
        ]
        assert fields
        assert [field for field in fields if 'type="password"' not in field] == []


class TestAFolderOfFiles:
    @pytest.mark.parametrize(
        "path",
        ["/static/", "/static/built/", "/static/built", "/static/.git/", "/.git/config", "/static/%2e%2e/"],
    )
    def test_is_never_listed(self, path: str):
        answer = Client().get(path)
        assert answer.status_code in (301, 302, 404), "a list would be a page"


class TestSigningOut:
    def test_asks_the_browser_to_forget(self, cast: Cast, sign_in):
        answer = sign_in(cast.alys).post(reverse("account_logout"))
        assert '"cache"' in answer.headers["Clear-Site-Data"]
        assert '"storage"' in answer.headers["Clear-Site-Data"]


class TestEndingASignIn:
    def test_asks_for_the_second_step_when_it_is_old(self, cast: Cast, sign_in):
        client = sign_in(cast.alys)
        with time_machine.travel(datetime.now(UTC) + timedelta(minutes=20)):
            answer = client.post(reverse("end_other_sign_ins"))
        assert answer.status_code != 302 or reverse("mfa_index") not in answer.headers["Location"]


class TestSigningInThroughADirectory:
    def test_begins_only_when_somebody_presses_for_it_and_asks_for_little(self):
        from hafan.identity import directories

        text = Path(directories.__file__).read_text(encoding="utf-8")
        assert re.findall(r'"scope": "([^"]+)"', text) == ["openid profile"]
        page = Client().get(reverse("account_login"))
        assert page.status_code == 200, "the page for signing in sends nobody away by itself"

    def test_follows_no_directory_that_points_elsewhere(self, elsewhere: str):
        directory = Directory("x", "X", "X", elsewhere, "us", "a secret of the test")
        with pytest.raises(TooManyRedirects):
            client_of(directory)


class Pointing(BaseHTTPRequestHandler):
    """Sends everybody somewhere else."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", "http://127.0.0.1:9/inside")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def elsewhere() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Pointing)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


class TestTheServerItself:
    def test_names_itself_without_a_version(self, tmp_path: Path):
        (tmp_path / "little.py").write_text(
            "def application(e, s):\n    s('200 OK', [('Content-Type', 'text/plain')])\n    return [b'x']\n"
        )
        with socket.socket() as trial:
            trial.bind(("127.0.0.1", 0))
            port = trial.getsockname()[1]
        granian = Path(sys.executable).with_name("granian")
        words = [
            str(granian),
            "--interface",
            "wsgi",
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            "little:application",
        ]
        server = subprocess.Popen(words, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            answer = first_answer(port)
        finally:
            server.terminate()
            server.wait(20)
        assert not re.search(r"\d", answer.headers.get("Server", ""))


def first_answer(port: int) -> HTTPResponse:
    """What a server says, once it is there."""
    for _ in range(100):
        try:
            return urlopen(f"http://127.0.0.1:{port}/", timeout=5)
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server never came")


class TestTheLog:
    def test_can_be_read_by_a_machine_line_by_line(self):
        try:
            raise ValueError("KANARI".lower())
        except ValueError:
            failure = sys.exc_info()
        record = logging.LogRecord(
            "hafan.x", logging.ERROR, __file__, 1, "a fault\nin %s", ("ŵyr\x1b[31m",), failure
        )
        written = JsonLines().format(record)
        assert "\n" not in written
        told = json.loads(written)
        assert (told["level"], told["where"], told["said"]) == ("ERROR", "hafan.x", "a fault\nin ŵyr\x1b[31m")
        assert datetime.fromisoformat(told["at"]).utcoffset() == timedelta(0)
        assert "ValueError" in told["failure"]
        assert "kanari" not in written

    def test_goes_to_one_place(self):
        assert {handler["class"] for handler in settings.LOGGING["handlers"].values()} == {
            "logging.StreamHandler"
        }
        assert settings.LOGGING["root"]["handlers"] == ["stream"]
        assert not any("handlers" in logger for logger in settings.LOGGING["loggers"].values())

    def test_tells_of_a_fault_and_not_of_words(self, cast: Cast, sign_in, monkeypatch, caplog):
        monkeypatch.setattr("hafan.journeys.views.lists.listing", lambda **_: 1 / 0)
        client = sign_in(cast.alys)
        client.raise_request_exception = False
        answer = client.get(reverse("children") + "?team=kanari")
        assert answer.status_code == 500
        assert "ZeroDivisionError" in caplog.text
        for told in ("ZeroDivisionError", "Traceback", "SELECT", ".py", "division"):
            assert told not in answer.content.decode()

    @pytest.mark.parametrize(
        "harm",
        [
            "%0d%0aERROR forged line",
            "%0aERROR forged line",
            "%1b[31mERROR forged line",
            "%e2%80%a8ERROR forged",
        ],
    )
    def test_cannot_be_given_lines_by_a_visitor(self, cast: Cast, sign_in, caplog, harm: str):
        client = sign_in(cast.alys)
        with caplog.at_level("INFO"):
            client.get(f"/children/{harm}/")
            client.get("/", headers={"user-agent": "a\r\nERROR forged line"})
        for record in caplog.records:
            said = record.getMessage()
            assert "\n" not in said
            assert "\r" not in said
            assert "\x1b" not in said
