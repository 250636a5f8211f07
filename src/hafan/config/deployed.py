"""The part of `hafan check-deploy` that reads the settings and asks the database."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from typing import Any, Final

from django.conf import settings
from django.db import connection

from hafan.config import database
from hafan.config.checks import database_faults, every_page_has_a_door, keys_are_ours
from hafan.config.fitness import CLOCKS_APART, Look, Unfit
from hafan.foundation.embedded import Ground

YEAR = 31_536_000
#: How many different letters a key of chance has, at the least.
MANY_LETTERS = 16


def demo_is_off() -> str:
    """In the demo anybody is anybody by one click."""
    if settings.DEMO or database.name() == "hafan_demo":
        raise Unfit("this is the demonstration: unset HAFAN_DEMO and HAFAN_DATABASE.")
    return "off"


def debugging_is_off() -> str:
    """Pages of errors must never show how the program works."""
    if settings.DEBUG:
        raise Unfit("DEBUG is on.")
    return "off"


def only_https() -> str:
    """Over plain http every page can be read on its way."""
    if not (settings.SECURE_SSL_REDIRECT and settings.SESSION_COOKIE_SECURE and settings.CSRF_COOKIE_SECURE):
        raise Unfit(
            "pages are served over plain http; unset HAFAN_PLAIN_HTTP and put a proxy with TLS before Hafan."
        )
    if settings.SECURE_HSTS_SECONDS < YEAR or not settings.SECURE_HSTS_INCLUDE_SUBDOMAINS:
        raise Unfit("browsers are not told to come by https only.")
    return "redirect, HSTS for a year, secure cookies"


def proxy_is_named() -> str:
    """Behind a proxy Hafan must know that the outside came by https, and the proxy must write that header itself."""
    if settings.SECURE_PROXY_SSL_HEADER is None:
        raise Unfit(
            "HAFAN_BEHIND_PROXY=1 is not set; TLS ends in a proxy that writes X-Forwarded-Proto over what came."
        )
    if settings.USE_X_FORWARDED_HOST or settings.USE_X_FORWARDED_PORT:
        raise Unfit("names of hosts are taken from what a visitor can write.")
    return "X-Forwarded-Proto and the last of X-Forwarded-For are read, nothing else"


def hosts_are_named() -> str:
    """A wildcard lets others' names lead to Hafan, and into its links."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host]
    wild = [host for host in hosts if host.startswith((".", "*"))]
    local = {"localhost", "127.0.0.1", "[::1]"}
    if wild or not set(hosts) - local:
        raise Unfit(
            f"HAFAN_ALLOWED_HOSTS must name this service: {', '.join(wild) or 'only this machine is named'}."
        )
    if any(not origin.startswith("https://") for origin in settings.CSRF_TRUSTED_ORIGINS):
        raise Unfit("HAFAN_ORIGINS holds an address that is not https.")
    return ", ".join(sorted(set(hosts) - local))


def keys_are_strong() -> str:
    """Keys of chance, of this installation alone."""
    found = keys_are_ours(None)
    if found:
        raise Unfit(found[0].msg)
    mine = {"HAFAN_SECRET_KEY": settings.SECRET_KEY, "HAFAN_CONTEXT_KEY": settings.CONTEXT_KEY.decode()}
    weak = [name for name, key in mine.items() if len(set(key)) < MANY_LETTERS]
    if weak:
        raise Unfit(f"{', '.join(weak)} is not drawn by chance.")
    if not os.environ.get("HAFAN_FILES_KEYS"):
        raise Unfit("HAFAN_FILES_KEYS is not set: files would be sealed with the key of the sessions.")
    if _of_the_demo() & {*mine.values(), *settings.FILES_KEYS}:
        raise Unfit("a key is the one the demonstration made for itself; draw new ones.")
    return "long, apart, this installation's own"


def _of_the_demo() -> set[str]:
    kept = Ground().folder / "secrets"
    names = [kept / name.lower() for name in database.KEYS]
    return {path.read_text(encoding="utf-8").strip() for path in names if path.is_file()}


def server_is_ours() -> str:
    """The embedded server is for trying Hafan; nothing backs it up."""
    if database.embedded():
        raise Unfit(
            "the data are in the embedded PostgreSQL; set DATABASE_URL to a server that is looked after."
        )
    return "a server of its own"


def roles_and_version() -> str:
    """A server with its holes mended, and a login that row-level security binds."""
    faults = list(database_faults("default"))
    if faults:
        raise Unfit(f"{faults[0].msg} {faults[0].hint or ''}".strip())
    return f"PostgreSQL {_asked('SHOW server_version')} as {_asked('SELECT current_user')}"


def line_is_private() -> str:
    """The line to the database: a socket on this machine, or TLS that proves which server answers."""
    encrypted = connection.connection and connection.connection.pgconn.ssl_in_use
    told: Mapping[str, Any] = connection.settings_dict
    if str(told["HOST"]).startswith("/") or not told["HOST"]:
        return "a socket on this machine"
    if not encrypted or told["OPTIONS"].get("sslmode") != "verify-full":
        raise Unfit("add ?sslmode=verify-full&sslrootcert=... to DATABASE_URL.")
    return "TLS, and the server is proved"


def owner_is_away() -> str:
    """The login that may do anything is not within reach of the process that serves people."""
    near = [
        name for name in ("HAFAN_OWNER_DATABASE_URL", "HAFAN_BACKUP_DATABASE_URL") if os.environ.get(name)
    ]
    if near:
        raise Unfit(f"{', '.join(near)} is set here; give it only to the job that migrates or backs up.")
    return "not in this environment"


def data_are_safe() -> str:
    """Whatever was saved stays saved, and a damaged page is noticed."""
    for name in ("fsync", "full_page_writes", "data_checksums"):
        if _asked("SELECT current_setting(%s)", name) != "on":
            raise Unfit(f"{name} is off at the server.")
    return "fsync, full pages and checksums are on"


def clocks_agree() -> str:
    """The time of the notes is the time of the database; codes of sign-ins are of this machine's."""
    apart = abs(float(_asked("SELECT extract(epoch FROM clock_timestamp())")) - time.time())
    if apart > CLOCKS_APART:
        raise Unfit(
            f"this machine and the database differ by {apart:.0f} seconds; let both keep network time."
        )
    return f"{apart:.1f} seconds apart"


def malware_is_looked_for() -> str:
    """A checker of malware is named; files wait in quarantine while it does not answer."""
    if not settings.CLAMD:
        raise Unfit("HAFAN_CLAMD is not set: files are cleaned, but no signatures of malware are known.")
    return str(settings.CLAMD)


def doors_are_there() -> str:
    """Every page says who may open it."""
    if found := every_page_has_a_door(None):
        raise Unfit(found[0].msg)
    return "every page has one"


def _asked(question: str, *words: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(question, words)
        return str(cursor.fetchone()[0])


LOOKS: Final[Mapping[str, Look]] = {
    "demo": demo_is_off,
    "debugging": debugging_is_off,
    "https": only_https,
    "proxy": proxy_is_named,
    "hosts": hosts_are_named,
    "keys": keys_are_strong,
    "server": server_is_ours,
    "roles": roles_and_version,
    "line": line_is_private,
    "owner-away": owner_is_away,
    "durability": data_are_safe,
    "clocks": clocks_agree,
    "malware": malware_is_looked_for,
    "doors": doors_are_there,
}
