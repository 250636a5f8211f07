"""What can only be known on the machine that serves: each look refuses the fault it is there for, and passes what is well."""

from __future__ import annotations

import os
import secrets
import ssl
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from hafan.config import check_deploy, deployed, seen_from_outside
from hafan.config.check_deploy import LOOKS, results
from hafan.config.fitness import Unfit

DOCUMENT = Path(__file__).resolve().parents[3] / "docs" / "security" / "deployment.md"


@pytest.fixture
def well(settings, monkeypatch, tmp_path):
    """A machine with nothing wrong."""
    settings.DEMO = settings.DEBUG = False
    settings.SECURE_SSL_REDIRECT = settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS = ["hafan.example"], ["https://hafan.example"]
    settings.SECRET_KEY, settings.CONTEXT_KEY = secrets.token_urlsafe(48), secrets.token_urlsafe(48).encode()
    settings.CLAMD = "unix:/run/clamav/clamd.ctl"
    monkeypatch.setenv("HAFAN_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("HAFAN_FILES_KEYS", secrets.token_urlsafe(48))
    monkeypatch.delenv("HAFAN_DATABASE", raising=False)
    for name in ("HAFAN_OWNER_DATABASE_URL", "HAFAN_BACKUP_DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)
    return settings


class TestTheSettings:
    def test_that_are_well_pass(self, well):
        for look in (
            "demo",
            "debugging",
            "https",
            "proxy",
            "hosts",
            "keys",
            "owner-away",
            "malware",
            "doors",
        ):
            assert deployed.LOOKS[look]()

    @pytest.mark.parametrize(
        ("look", "name", "value"),
        [
            ("demo", "DEMO", True),
            ("debugging", "DEBUG", True),
            ("https", "SECURE_SSL_REDIRECT", False),
            ("https", "SESSION_COOKIE_SECURE", False),
            ("https", "SECURE_HSTS_SECONDS", 3600),
            ("https", "SECURE_HSTS_INCLUDE_SUBDOMAINS", False),
            ("proxy", "SECURE_PROXY_SSL_HEADER", None),
            ("proxy", "USE_X_FORWARDED_HOST", True),
            ("hosts", "ALLOWED_HOSTS", ["*"]),
            ("hosts", "ALLOWED_HOSTS", [".example"]),
            ("hosts", "ALLOWED_HOSTS", ["localhost"]),
            ("hosts", "CSRF_TRUSTED_ORIGINS", ["http://hafan.example"]),
            ("keys", "SECRET_KEY", "abcdefghabcdefghabcdefghabcdefghabcdefgh"),
            ("keys", "CONTEXT_KEY", b"short"),
            ("malware", "CLAMD", ""),
        ],
    )
    def test_with_a_fault_do_not(self, well, look, name, value):
        setattr(well, name, value)
        with pytest.raises(Unfit):
            deployed.LOOKS[look]()

    def test_with_a_key_of_the_demonstration_do_not(self, well, tmp_path):
        kept = tmp_path / "home" / "secrets"
        kept.mkdir(parents=True)
        (kept / "hafan_secret_key").write_text(well.SECRET_KEY)
        with pytest.raises(Unfit, match="demonstration"):
            deployed.keys_are_strong()

    def test_whose_files_have_no_key_of_their_own_do_not(self, well, monkeypatch):
        monkeypatch.delenv("HAFAN_FILES_KEYS")
        with pytest.raises(Unfit, match="HAFAN_FILES_KEYS"):
            deployed.keys_are_strong()

    def test_beside_the_owners_login_do_not(self, well, monkeypatch):
        monkeypatch.setenv("HAFAN_OWNER_DATABASE_URL", "postgresql://owner@/hafan")
        with pytest.raises(Unfit, match="OWNER"):
            deployed.owner_is_away()


@pytest.mark.django_db
class TestTheDatabase:
    def test_is_not_fit_when_we_come_as_its_owner(self):
        with pytest.raises(Unfit, match="row-level security"):  # tests log in as the owner and step down
            deployed.roles_and_version()

    def test_is_asked_who_we_are_and_how_old_it_is(self, monkeypatch):
        monkeypatch.setattr(deployed, "database_faults", lambda alias: [])
        assert "PostgreSQL 1" in deployed.roles_and_version()

    def test_keeps_what_was_saved_and_agrees_on_the_time(self):
        assert deployed.clocks_agree()

    def test_over_an_open_line_is_not_fit(self, monkeypatch):
        from django.db import connection

        monkeypatch.setitem(connection.settings_dict, "HOST", "db.example")
        with pytest.raises(Unfit, match="verify-full"):
            deployed.line_is_private()


class TestTheMachine:
    def test_that_keeps_secrets_where_others_can_read_is_not_fit(self, monkeypatch, tmp_path):
        secret = tmp_path / "hafan.env"
        secret.write_text("x")
        secret.chmod(0o644)
        monkeypatch.setenv("HAFAN_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HAFAN_SECRET_FILES", str(secret))
        with pytest.raises(Unfit, match="chmod 600"):
            check_deploy.private_files()
        secret.chmod(0o600)
        assert check_deploy.private_files()

    def test_keeps_seals_somewhere_else_and_new(self, monkeypatch, tmp_path):
        monkeypatch.setenv("HAFAN_HOME", str(tmp_path / "home"))
        monkeypatch.setenv("HAFAN_SEALS", str(tmp_path / "home" / "seals"))
        with pytest.raises(Unfit, match="another machine"):
            check_deploy.seals_elsewhere()
        monkeypatch.setenv("HAFAN_SEALS", str(tmp_path / "far"))
        with pytest.raises(Unfit, match="missing"):
            check_deploy.seals_elsewhere()
        (tmp_path / "far").mkdir()
        seal = tmp_path / "far" / "seal-00000001.txt"
        seal.write_text("")
        assert check_deploy.seals_elsewhere()
        os.utime(seal, (time.time() - 10_000, time.time() - 10_000))
        with pytest.raises(Unfit, match="hours old"):
            check_deploy.seals_elsewhere()

    def test_without_a_fresh_backup_is_not_fit(self, monkeypatch, tmp_path):
        mark = tmp_path / "mark"
        monkeypatch.setenv("HAFAN_BACKUP_MARK", str(mark))
        with pytest.raises(Unfit):
            check_deploy.backup_is_fresh()
        mark.touch()
        assert check_deploy.backup_is_fresh()
        os.utime(mark, (time.time() - 100_000, time.time() - 100_000))
        with pytest.raises(Unfit, match="hours old"):
            check_deploy.backup_is_fresh()

    def test_with_makers_tools_or_the_programs_history_is_not_fit(self):
        with pytest.raises(Unfit, match="pytest"):
            check_deploy.nothing_of_makers()

    def test_on_which_hafan_is_root_is_not_fit(self, monkeypatch):
        monkeypatch.setattr(os, "geteuid", lambda: 0)
        with pytest.raises(Unfit):
            check_deploy.not_root()


@pytest.fixture
def certificate(tmp_path):
    """A certificate for localhost, signed by itself, with as many days left as asked."""

    def make(days: int) -> Path:
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
        now = datetime.now(UTC)
        made = (
            x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
            .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=days))
            .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
            .sign(key, hashes.SHA256())
        )  # fmt: skip
        file = tmp_path / f"{days}.pem"
        secret = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        file.write_bytes(secret + made.public_bytes(Encoding.PEM))
        return file

    return make


@contextmanager
def served(
    certificate: Path | None, monkeypatch, newest: ssl.TLSVersion = ssl.TLSVersion.TLSv1_3
) -> Iterator[None]:
    """A front door, with TLS or without."""
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            context.minimum_version = min(newest, ssl.TLSVersion.TLSv1_2)
        context.set_ciphers("ALL:@SECLEVEL=0")
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HAFAN_OUTSIDE", f"localhost:{server.server_port}")
    monkeypatch.setenv("HAFAN_OUTSIDE_HTTP", str(server.server_port))
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


class TestTheFrontDoor:
    def test_with_a_trusted_certificate_is_fit(self, certificate, monkeypatch):
        file = certificate(60)
        monkeypatch.setenv("HAFAN_OUTSIDE_CA", str(file))
        with served(file, monkeypatch):
            assert "TLSv1.3" in seen_from_outside.tls_is_sound()

    def test_with_a_certificate_nobody_knows_is_not(self, certificate, monkeypatch):
        monkeypatch.delenv("HAFAN_OUTSIDE_CA", raising=False)
        with served(certificate(60), monkeypatch), pytest.raises(Unfit, match="VERIFY"):
            seen_from_outside.tls_is_sound()

    def test_with_one_that_runs_out_is_not(self, certificate, monkeypatch):
        file = certificate(3)
        monkeypatch.setenv("HAFAN_OUTSIDE_CA", str(file))
        with served(file, monkeypatch), pytest.raises(Unfit, match="days left"):
            seen_from_outside.tls_is_sound()

    def test_that_still_speaks_old_tls_is_not(self, certificate, monkeypatch):
        file = certificate(60)
        monkeypatch.setenv("HAFAN_OUTSIDE_CA", str(file))
        with served(file, monkeypatch, newest=ssl.TLSVersion.TLSv1), pytest.raises(Unfit, match="older"):
            seen_from_outside.tls_is_sound()

    def test_that_is_not_there_is_not(self, monkeypatch):
        monkeypatch.setenv("HAFAN_OUTSIDE", "localhost:9")
        with pytest.raises(Unfit, match="does not answer"):
            seen_from_outside.tls_is_sound()

    def test_that_gives_pages_over_plain_http_is_not(self, monkeypatch):
        with served(None, monkeypatch), pytest.raises(Unfit, match="instead of leading to https"):
            seen_from_outside.plain_http_is_shut()

    def test_that_is_shut_to_plain_http_is_fit(self, monkeypatch):
        monkeypatch.setenv("HAFAN_OUTSIDE", "localhost")
        monkeypatch.setenv("HAFAN_OUTSIDE_HTTP", "9")
        assert seen_from_outside.plain_http_is_shut() == "shut"


class TestTheAnswer:
    def test_goes_on_after_a_fault_and_names_it(self):
        def broken() -> str:
            raise RuntimeError("a fault")

        assert list(results({"one": broken, "two": lambda: "well"})) == [
            ("one", False, "a fault"),
            ("two", True, "well"),
        ]

    def test_is_told_in_the_document_look_by_look(self):
        text = DOCUMENT.read_text(encoding="utf-8")
        assert [
            name
            for name in {**LOOKS, **deployed.LOOKS, **seen_from_outside.LOOKS}
            if f"| `{name}` |" not in text
        ] == []
