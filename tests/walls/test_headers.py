"""Every answer has every header; no page has anything inline, and nothing is fetched from elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

import hafan
from tests.cast import World
from tests.walls.test_doors import METHODS, addresses

pytestmark = pytest.mark.django_db

ROOT = Path(hafan.__file__).parent
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Strict-Transport-Security": "max-age=31536000; includeSubDomains",
}
POLICY = (
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "frame-src 'none'", "base-uri 'none'",
    "form-action 'self'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'", "report-uri /policy-report/",
)  # fmt: skip
GIVEN_UP = (
    "camera=()",
    "geolocation=()",
    "microphone=()",
    "payment=()",
    "usb=()",
    "display-capture=()",
    "serial=()",
    "browsing-topics=()",
)


def missing(answer: HttpResponseBase) -> list[str]:
    headers = answer.headers
    wrong = [f"{name}: {headers.get(name)}" for name, value in ALWAYS.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    if not policy.startswith("sandbox"):
        wrong += [f"policy without {rule}" for rule in POLICY if rule not in policy]
    wrong += ["unsafe"] * ("unsafe" in policy) + ["any host"] * ("*" in policy or "http" in policy)
    wrong += [
        f"features without {power}"
        for power in GIVEN_UP
        if power not in headers.get("Permissions-Policy", "")
    ]
    return wrong + ["may be kept"] * (
        headers.get("Cache-Control") != "no-store" and "static" not in answer.wsgi_request.path
    )


def walked(client: Client) -> Iterator[tuple[str, HttpResponseBase]]:
    for path, _ in addresses():
        for method in METHODS:
            yield f"{method} {path}", getattr(client, method)(path, secure=True)


class TestEveryAnswer:
    def test_of_every_address_by_every_method_has_every_header(self, world: World, sign_in, capsys, figure):
        checked, wrong = 0, []
        for client in (Client(), sign_in(world.cast.alys), sign_in(world.cast.gwen)):
            for what, answer in walked(client):
                checked += 1
                wrong += [f"{what}: {each}" for each in missing(answer)]
        with capsys.disabled():
            print(f"\nanswers with the full set of headers: {checked - len(wrong)} of {checked}")
        figure("G17", answers=checked, without=len(wrong))
        assert wrong == []
        assert checked > 500

    @pytest.mark.parametrize(
        ("path", "status"),
        [
            ("/nowhere/", 404),
            ("/static/built/hafan.css", 200),
            ("/static/nothing.css", 404),
            ("/static/../settings.py", 404),
            ("/children/?a=%00", 302),
            ("/health/", 200),
        ],
    )
    def test_of_errors_and_files_too(self, path: str, status: int):
        answer = Client().get(path, secure=True)
        assert answer.status_code == status
        assert missing(answer) == []

    def test_when_the_host_is_not_ours_or_a_form_comes_from_elsewhere(self, world: World, sign_in):
        stranger = Client().get("/", secure=True, headers={"host": "elsewhere.example"})
        assert (stranger.status_code, missing(stranger)) == (400, [])
        client = Client(enforce_csrf_checks=True)
        client.cookies = sign_in(world.cast.alys).cookies
        forged = client.post(reverse("new_record"), {}, secure=True)
        assert (forged.status_code, missing(forged)) == (403, [])

    def test_when_the_house_itself_fails(self, world: World, sign_in, monkeypatch):
        monkeypatch.setattr("hafan.journeys.views.lists.listing", lambda **_: 1 / 0)
        client = sign_in(world.cast.alys)
        client.raise_request_exception = False
        failed = client.get(reverse("children"), secure=True)
        assert (failed.status_code, missing(failed)) == (500, [])

    def test_that_sends_to_the_safe_address_has_them_as_well(self, settings):
        settings.SECURE_SSL_REDIRECT = True
        sent_on = Client().get("/")
        assert sent_on.status_code == 301
        assert [each for each in missing(sent_on) if not each.startswith("Strict")] == []


class TestAReportOfABrokenPolicy:
    def test_leaves_the_name_of_the_rule_and_nothing_it_tells(self, caplog):
        told = (
            '{"csp-report": {"effective-directive": "script-src-elem", "document-uri": "https://x/canary"}}'
        )
        answer = Client().post("/policy-report/", told, content_type="application/csp-report")
        assert answer.status_code == 204
        assert "script-src" in caplog.text
        assert "canary" not in caplog.text

    def test_that_is_nonsense_leaves_nothing(self, caplog):
        for body in (b"", b"\xff" * 100_000, b"[" * 10_000):
            assert Client().post("/policy-report/", body, content_type="application/json").status_code == 204
        assert caplog.text == ""


TEMPLATES = [path for path in ROOT.rglob("*.html") if "node_modules" not in path.parts]
BUILT = [
    path
    for folder in ROOT.glob("*/static")
    for path in folder.rglob("*")
    if path.suffix in (".js", ".mjs", ".css", ".svg", ".html")
]


class TestWhatPagesAreMadeOf:
    def test_no_template_has_anything_inline(self):
        inline = re.compile(
            r"<script(?![^>]*\bsrc=)[^>]*>|<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
            re.IGNORECASE,
        )
        assert [
            (str(path), found[0]) for path in TEMPLATES if (found := inline.search(path.read_text()))
        ] == []
        assert len(TEMPLATES) > 50

    def test_nothing_is_fetched_from_elsewhere(self):
        fetched = re.compile(
            r"""(?:\bsrc=|\bsrcset=|@import\s|url\(\s*|\bimport\s*\(?|fetch\(\s*)["']?(?:https?:)?//|<link[^>]+href=["'](?:https?:)?//"""
        )
        assert [
            (str(path), found[0]) for path in TEMPLATES + BUILT if (found := fetched.search(path.read_text()))
        ] == []
        assert len(BUILT) >= 4

    def test_no_script_of_ours_makes_pages_out_of_words_or_keeps_anything_in_the_browser(self):
        makes = re.compile(
            r"innerHTML|outerHTML|insertAdjacentHTML|parseFromString|document\.write|\beval\(|new Function|srcdoc"
        )
        keeps = re.compile(
            r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|serviceWorker"
        )
        scripts = [path for path in BUILT if path.suffix in (".js", ".mjs")]
        assert [(path.name, found[0]) for path in scripts if (found := makes.search(path.read_text()))] == []
        kept = [
            (path.name, found[0])
            for path in scripts
            if path.name != "govuk-frontend.mjs" and (found := keeps.search(path.read_text()))
        ]
        assert kept == []
