"""What Hafan does not have, and would have to be thought about before it had: each absence is looked for, not believed."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import get_resolver

from hafan.config.checks import pages
from hafan.files.sieve.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "hafan"
LOCKED = {
    package["name"] for package in tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))["package"]
}
PROGRAM = {
    path: path.read_text(encoding="utf-8")
    for path in SOURCE.rglob("*")
    if path.suffix in (".py", ".html", ".js") and not {"node_modules", "built"} & set(path.parts)
}

#: feature: packages that would bring it, and words in our own files that would be a sign of it
FEATURES = {
    "LDAP": (("python-ldap", "ldap3", "django-auth-ldap"), r"\bldaps?://|\bimport ldap"),
    # lxml comes with pikepdf, which reads the properties of a PDF by it; nothing of ours asks it anything
    "XPath": (("elementpath", "xpath-expressions"), r"\.xpath\(|\bXPath\(|\bimport lxml|from lxml"),
    "LaTeX": (("pylatex", "pdflatex", "latex"), r"\bpdflatex\b|\bxelatex\b|shell-escape"),
    "Java naming": (("jpype1", "pyjnius", "py4j"), r"\bjndi\b|\bjava\.naming"),
    "memcache": (("pymemcache", "python-memcached", "pylibmc", "redis", "django-redis"), r"memcache|RedisCache"),
    "GraphQL": (("graphene", "graphene-django", "strawberry-graphql", "ariadne", "graphql-core"), r"\bgraphql\b"),
    "WebSocket": (("channels", "websockets", "daphne", "python-socketio"), r"new WebSocket\(|\bwss?://"),
    "SAML": (("pysaml2", "python3-saml", "djangosaml2"), r"\bsaml2?\b|SAMLResponse"),
    "an OAuth or OpenID server": (("django-oauth-toolkit", "django-oidc-provider"), r"AuthorizationServer\b|ResourceProtector\b"),
    "OAuth access tokens taken from a caller": (("django-rest-framework", "djangorestframework", "django-ninja"), r"HTTP_AUTHORIZATION|Bearer "),
    "codes by telephone": (("twilio", "vonage", "django-two-factor-auth", "phonenumbers"), r"\bsms_|send_sms|Twilio"),
    "push messages": (("pywebpush", "firebase-admin"), r"PushManager|pushManager|webpush"),
    "WebRTC": (("aiortc",), r"RTCPeerConnection|getUserMedia"),
    "mail": (("django-anymail",), r"\bsend_mail\(|\bEmailMessage\(|smtplib"),
    "rich text": (("bleach", "nh3", "django-ckeditor", "markdown", "mistune", "django-tinymce"), r"contenteditable|\bmarkdown\("),
    "JSONP": (("django-jsonp",), r"[?&]callback=|jsonp"),
    "other sites' scripts asking": (("django-cors-headers",), r"Access-Control-Allow"),
    "the Django administration": ((), r"admin\.site\.urls|django\.contrib\.admin['\"]"),
    "the debug toolbar": (("django-debug-toolbar", "django-silk", "django-extensions"), r"debug_toolbar"),
    "client certificates": ((), r"SSL_CLIENT_|ssl_client_ca"),
    "self-made tokens that carry claims": (("djangorestframework-simplejwt",), r"jwt\.encode\(|signing\.dumps\("),
    "messages between windows": ((), r"\bpostMessage\("),
    "secret questions": ((), r"secret_question|mother_maiden|password_hint"),
    "passwords that expire": (("django-password-policies", "django-passwords"), r"password_expir|PASSWORD_EXPIR|password_changed_on"),
    "being signed out by a directory": ((), r"back.?channel.?logout|logout_token"),
    "resetting a password by mail": ((), r"account_reset_password['\"]"),
}  # fmt: skip


class TestThereIsNo:
    @pytest.mark.parametrize("feature", FEATURES)
    def test_such_thing(self, feature):
        brings, sign = FEATURES[feature]
        assert LOCKED.isdisjoint(brings)
        found = [
            str(path)
            for path, text in PROGRAM.items()
            if re.search(sign, text, re.IGNORECASE if feature == "SAML" else 0)
        ]
        assert found == []

    def test_code_of_ours_that_manages_memory(self):
        listed = {path.suffix for path in SOURCE.rglob("*") if "node_modules" not in path.parts}
        assert listed.isdisjoint({".c", ".cc", ".cpp", ".h", ".pyx", ".rs", ".so", ".pyd"})

    def test_file_but_our_own_that_was_looked_for(self):
        assert len(PROGRAM) > 200
        assert len(LOCKED) > 50

    def test_drawing_or_page_among_the_files_that_are_taken(self):
        endings = {ending.lower().lstrip(".") for kind in KINDS.values() for ending in kind.endings}
        assert {"pdf", "docx"} <= endings
        assert endings.isdisjoint(
            {"svg", "html", "htm", "xhtml", "js", "xml", "zip", "exe", "css", "swf", "md"}
        )

    def test_document_of_an_interface_or_monitoring_open_to_strangers(self):
        addresses = {address for address, _ in pages(get_resolver())}
        assert not [
            a for a in addresses if re.search(r"swagger|openapi|schema|metrics|debug|silk|graphql|admin/", a)
        ]

    def test_backend_of_sign_in_but_those_that_are_written_down(self):
        assert settings.AUTHENTICATION_BACKENDS == [
            "axes.backends.AxesStandaloneBackend",
            "hafan.identity.backends.WorkEmail",
        ]
        told = (ROOT / "docs" / "security" / "signing-in.md").read_text(encoding="utf-8")
        ways = {address for address, _ in pages() if address.startswith(("/sign-in/", "/demo/sign-in/"))}
        assert ways
        assert [way for way in ways if f"`{way}`" not in told] == []


@pytest.mark.django_db
class TestAFreshInstallation:
    def test_has_no_account_and_no_agency(self, owner):
        from hafan.identity.models import Account, Agency

        with owner():
            assert Account.objects.count() == 0
            assert Agency.objects.count() == 0
