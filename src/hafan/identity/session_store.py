"""Browser sessions under the hash of their key: whoever reads only the table cannot come in by anybody's cookie."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore as TableStore
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone


def stored(key: str | None) -> str:
    """The name a session has in the table: 160 bits of the hash of its key."""
    return hashlib.sha256((key or "").encode()).hexdigest()[:40]


def whose(key: str | None) -> int | None:
    """The account that a session of today belonged to, even if it has run out."""
    if not key:
        return None
    latest = timezone.now() - timedelta(seconds=settings.SESSION_LONGEST)
    row = (
        SessionStore.get_model_class().objects.filter(session_key=stored(key), expire_date__gt=latest).first()
    )
    account = row.get_decoded().get("_auth_user_id") if row else None
    return int(account) if account else None


class SessionStore(TableStore):
    """Django's session table, asked by hash."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        found = self.model.objects.filter(
            session_key=stored(self.session_key), expire_date__gt=timezone.now()
        )
        row: AbstractBaseSession | None = found.first()
        if row is None:
            self._session_key = None
        return row

    def get_session_cookie_age(self) -> int:
        """After how many idle seconds it ends: sooner for those with great powers."""
        return int(self.get("hafan_idle", settings.SESSION_COOKIE_AGE))

    def exists(self, session_key: str) -> bool:
        """Whether a key is taken."""
        return self.model.objects.filter(session_key=stored(session_key)).exists()

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The row as it is written."""
        row = super().create_model_instance(data)
        row.session_key = stored(row.session_key)
        return row

    def delete(self, session_key: str | None = None) -> None:
        """Forget a session."""
        key = session_key or self.session_key
        if key is not None:
            self.model.objects.filter(session_key=stored(key)).delete()
