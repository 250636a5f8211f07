"""The key of the service can be changed, and nobody loses their second step."""

from __future__ import annotations

import secrets

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.mfa.utils import decrypt
from cryptography.fernet import InvalidToken

from hafan.identity.commands import reseal_second_steps
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(cast: Cast, settings) -> tuple[str, list[str], str]:
    """An app's secret and recovery codes, sealed under a key that is then replaced; the old key."""
    settings.SECRET_KEY = before = secrets.token_urlsafe(48)
    secret = generate_totp_secret()
    TOTP.activate(cast.alys, secret)
    codes = RecoveryCodes.activate(cast.alys).get_unused_codes()
    settings.SECRET_KEY = secrets.token_urlsafe(48)
    return secret, codes, before


def opened(cast: Cast) -> tuple[str, list[str]]:
    app = Authenticator.objects.get(user=cast.alys, type=Authenticator.Type.TOTP)
    codes = Authenticator.objects.get(user=cast.alys, type=Authenticator.Type.RECOVERY_CODES)
    return decrypt(app.data["secret"]), RecoveryCodes(codes).get_unused_codes()


class TestANewKey:
    def test_opens_second_steps_as_long_as_the_old_one_is_named(self, cast: Cast, sealed, settings):
        secret, codes, before = sealed
        settings.SECRET_KEY_FALLBACKS = [before]
        assert opened(cast) == (secret, codes)

    def test_opens_them_alone_once_they_are_sealed_anew(self, cast: Cast, sealed, settings, capsys):
        secret, codes, before = sealed
        settings.SECRET_KEY_FALLBACKS = [before]
        assert reseal_second_steps([]) == 0
        assert capsys.readouterr().out.startswith("2 second steps")
        settings.SECRET_KEY_FALLBACKS = []
        assert opened(cast) == (secret, codes)

    def test_without_the_old_one_opens_nothing(self, cast: Cast, sealed, settings):
        with pytest.raises(InvalidToken):
            opened(cast)
