"""The box that secrets of second steps are kept in: it opens with keys of before, and what lies in it can be sealed anew."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import transaction

#: What allauth keeps sealed of a second step: an app's secret, the seed of recovery codes, codes carried over.
SEALED = ("secret", "seed", "migrated_codes")


def box() -> MultiFernet:
    """Seals with today's key; opens with today's and those of before (HAFAN_OLD_SECRET_KEYS)."""
    keys = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet(
        [Fernet(urlsafe_b64encode(hashlib.sha256(b"second steps " + key.encode()).digest())) for key in keys]
    )


@transaction.atomic
def reseal() -> int:
    """Seal every second step with today's key; how many. After this the keys of before are needed no more."""
    kept = list(Authenticator.objects.select_for_update().exclude(type=Authenticator.Type.WEBAUTHN))
    for step in kept:
        step.data = {name: _anew(value) if name in SEALED else value for name, value in step.data.items()}
        step.save(update_fields=["data"])
    return len(kept)


def _anew(value: Any) -> Any:
    return (
        [_anew(each) for each in value] if isinstance(value, list) else box().rotate(value.encode()).decode()
    )
