"""Which secrets Hafan makes and checks, with what, and that no file does so which is not in the inventory."""

from __future__ import annotations

import ast
import re
import sys
import time
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.utils.module_loading import import_string

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))

from rules.finding import Module  # noqa: E402
from rules.python_shapes import cryptography_of  # noqa: E402

INVENTORY = (ROOT / "docs" / "security" / "cryptography.md").read_text(encoding="utf-8")


def users() -> dict[str, set[str]]:
    """Every file that brings in a library of cryptography, and which."""
    found = {}
    for path in sorted((ROOT / "src" / "hafan").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        used = cryptography_of(Module(str(path), ast.parse(text), text))
        if used:
            found[str(path.relative_to(ROOT / "src" / "hafan"))] = used
    return found


class TestTheInventory:
    def test_names_every_file_that_signs_hashes_seals_or_draws_lots(self):
        missing = {path: used for path, used in users().items() if f"`{path}`" not in INVENTORY}
        assert missing == {}

    def test_names_no_file_that_is_gone(self):
        named = {
            name for name in re.findall(r"`([a-z0-9_/]+\.py)`", INVENTORY) if not name.startswith("tests/")
        }
        assert named
        assert {path for path in named if not (ROOT / "src" / "hafan" / path).is_file()} == set()

    def test_knows_only_libraries_others_have_proved(self):
        assert set().union(*users().values()) <= {
            "hashlib",
            "hmac",
            "secrets",
            "cryptography",
            "authlib",
            "joserfc",
            "ssl",
        }


class TestAPassword:
    def test_is_kept_by_a_slow_hash_of_todays_strength(self):
        from django.conf import global_settings

        from hafan.config import settings as ours

        first = getattr(ours, "PASSWORD_HASHERS", global_settings.PASSWORD_HASHERS)[0]
        hasher = import_string(first)()
        assert hasher.algorithm in ("argon2", "pbkdf2_sha256", "scrypt")
        if hasher.algorithm == "pbkdf2_sha256":
            assert hasher.iterations >= 600_000
        assert hasher.salt_entropy >= 128

    def test_may_be_long_and_counts_letter_by_letter(self):
        from django.contrib.auth.hashers import check_password, make_password

        kept = make_password("Ŵ" * 64 + " end")
        assert check_password("Ŵ" * 64 + " end", kept)
        for other in ("Ŵ" * 64 + " END", "Ŵ" * 64, "Ŵ" * 64 + " end "):
            assert not check_password(other, kept)


class TestAKeyOfASignIn:
    def test_has_more_than_128_bits_of_chance(self):
        import math

        assert 32 * math.log2(len(VALID_KEY_CHARS)) >= 128

    def test_is_kept_in_a_table_and_carries_nothing_itself(self):
        assert settings.SESSION_ENGINE == "hafan.identity.session_store"
        assert settings.SESSION_SERIALIZER == "django.contrib.sessions.serializers.JSONSerializer"
        assert settings.MESSAGE_STORAGE.endswith("SessionStorage")


class TestWhatIsSealed:
    @pytest.mark.parametrize(
        "harm", [lambda b: b[:-1] + bytes([b[-1] ^ 1]), lambda b: b[:-20], lambda b: b""]
    )
    def test_opens_whole_or_not_at_all(self, harm):
        import base64

        from cryptography.fernet import Fernet, InvalidToken

        box = Fernet(Fernet.generate_key())
        sealed = base64.urlsafe_b64decode(box.encrypt(b"words"))
        with pytest.raises(InvalidToken):
            box.decrypt(base64.urlsafe_b64encode(harm(sealed)))

    def test_is_sealed_differently_each_time(self):
        from cryptography.fernet import Fernet

        box = Fernet(Fernet.generate_key())
        assert len({box.encrypt(b"words") for _ in range(1_000)}) == 1_000


class TestACodeOfASecondStep:
    def test_lives_half_a_minute(self):
        from allauth.mfa import app_settings
        from allauth.mfa.totp.internal.auth import (
            format_hotp_value,
            generate_totp_secret,
            hotp_value,
            validate_totp_code,
        )

        secret, now = generate_totp_secret(), 1_900_000_020
        code = format_hotp_value(hotp_value(secret, now // 30))
        assert (app_settings.TOTP_PERIOD, app_settings.TOTP_TOLERANCE) == (30, 0)
        for later, good in ((0, True), (9, True), (31, False), (-31, False), (3_600, False)):
            with time_machine.travel(now + later, tick=False):
                assert validate_totp_code(secret, code) is good, later

    @pytest.mark.django_db
    def test_is_taken_once(self, cast):
        from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

        secret = generate_totp_secret()
        mine = TOTP.activate(cast.alys, secret)
        code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
        taken = [mine.validate_code(code) for _ in range(3)]
        assert taken.count(True) <= 1
        assert taken[1:] == [False, False]

    def test_has_twenty_bits_of_chance_at_least(self):
        from allauth.mfa import app_settings

        assert 10**app_settings.RECOVERY_CODE_DIGITS >= 2**20
        assert 10**app_settings.TOTP_DIGITS >= 10**6


class TestAQuestionToAKey:
    def test_is_new_and_long(self):
        from fido2.server import Fido2Server
        from fido2.webauthn import PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity

        server = Fido2Server(PublicKeyCredentialRpEntity(id="hafan.example", name="Hafan"))
        person = PublicKeyCredentialUserEntity(id=b"1", name="a", display_name="A")
        asked = [server.register_begin(person)[0].public_key.challenge for _ in range(50)]
        assert len(set(asked)) == 50
        assert min(map(len, asked)) * 8 >= 64
