"""Which PostgreSQL Hafan talks to, and as whom.

DATABASE_URL unset means the embedded server in Hafan's own folder. Reading the settings starts nothing:
`ready()` does, and the `hafan` commands call it before they need a table.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

import psycopg

from hafan.foundation.embedded import DATABASE, Ground, GroundError, Supervisor
from hafan.foundation.embedded.cluster import ADMIN
from hafan.foundation.embedded.leases import alone
from hafan.foundation.embedded.place import Say, silence
from hafan.foundation.roles import APP, BACKUP, OWNER, provision

LOGINS = {"app": APP, "owner": OWNER, "backup": BACKUP}
URLS = {"app": "DATABASE_URL", "owner": "HAFAN_OWNER_DATABASE_URL", "backup": "HAFAN_BACKUP_DATABASE_URL"}
KEYS = ("HAFAN_SECRET_KEY", "HAFAN_CONTEXT_KEY")


def embedded() -> bool:
    """Whether Hafan brings its own PostgreSQL."""
    return not os.environ.get("DATABASE_URL")


def name() -> str:
    """The embedded server's database: `hafan`, or `hafan_demo` for the demo world, so that the two never meet."""
    return os.environ.get("HAFAN_DATABASE") or DATABASE


def role() -> str:
    """As whom we connect: app (always, for people's work), owner (migrations) or backup."""
    chosen = os.environ.get("HAFAN_ROLE") or "app"
    if chosen not in LOGINS:
        raise GroundError(f"HAFAN_ROLE is {chosen!r}; it must be one of: {', '.join(LOGINS)}.")
    return chosen


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES; computed without starting a server."""
    return {"default": connection_for(role())}


def connection_for(chosen: str) -> dict[str, Any]:
    """Django's settings for a connection in one of the three roles."""
    address = _embedded_address(chosen) if embedded() else from_url(URLS[chosen])
    return {
        "ENGINE": "django.db.backends.postgresql",
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": int(os.environ.get("HAFAN_CONN_MAX_AGE", "600")),
        "CONN_HEALTH_CHECKS": True,
        **address,
    }


def _embedded_address(chosen: str) -> dict[str, Any]:
    known = Ground().address(LOGINS[chosen], name())
    return {
        "HOST": known["host"],
        "PORT": known["port"],
        "NAME": known["dbname"],
        "USER": known["user"],
        "PASSWORD": known["password"],
        "OPTIONS": {"client_encoding": "UTF8", "application_name": f"hafan {chosen}"},
    }


def from_url(variable: str) -> dict[str, Any]:
    """Read postgresql://user:password@host:port/name?option=value; `host=/folder` names a socket."""
    text = os.environ.get(variable, "")
    if not text:
        raise GroundError(f"DATABASE_URL is set, so {variable} must be set too: each role has its own login.")
    url = urlsplit(text)
    called = unquote(url.path.lstrip("/"))
    if url.scheme not in ("postgres", "postgresql") or not called:
        raise GroundError(f"{variable} must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(url.query))
    try:
        port = str(url.port or "")
    except ValueError:
        raise GroundError(f"{variable} has a port that is not a number.") from None
    return {
        "HOST": options.pop("host", unquote(url.hostname or "")),
        "PORT": options.pop("port", port),
        "NAME": called,
        "USER": unquote(url.username or ""),
        "PASSWORD": unquote(url.password or ""),
        "OPTIONS": {"client_encoding": "UTF8", **options},
    }


def keys() -> Mapping[str, str]:
    """The secret keys: from the environment, or made once and kept private when the server is embedded."""
    given = {name: os.environ[name] for name in KEYS if os.environ.get(name)}
    if not embedded() or len(given) == len(KEYS):
        return given
    return {name: given.get(name) or Ground().key(name.lower()) for name in KEYS}


@contextmanager
def ready(say: Say = silence) -> Iterator[None]:
    """A server that runs, with its roles and its database, until the `with` ends."""
    if not embedded():
        yield
        return
    with Supervisor(say=say) as ground:
        with alone(ground.folder / "provision.lock"), as_admin(ground) as admin:
            provision(admin, ground.passwords, name())
        yield


@contextmanager
def as_admin(ground: Ground, database: str = "postgres") -> Iterator[psycopg.Connection[Any]]:
    """A connection of the embedded server's own administrator: to provision, never to serve people."""
    with psycopg.connect(**ground.address(ADMIN, database), autocommit=True) as admin:  # type: ignore[arg-type]
        yield admin
