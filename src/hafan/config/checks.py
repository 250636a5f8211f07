"""What must hold before Hafan serves anyone. Each refusal says what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register, run_checks
from django.db import connections
from django.urls import URLPattern, URLResolver, get_resolver

from hafan.config.versions import fault_of
from hafan.foundation.doors import door_of

SHORTEST_KEY = 32


@register()
def every_page_has_a_door(app_configs: object, **options: object) -> list[CheckMessage]:
    """A page that forgot to say who may open it."""
    return [
        Error(
            f"The page {address} does not say who may open it.",
            hint="Put @permits(...), @signed_in(...) or @open_to_all(reason=...) from hafan.access.doors on the view.",
            id="hafan.E001",
        )
        for address, view in pages()
        if door_of(view) is None
    ]


@register()
def keys_are_ours(app_configs: object, **options: object) -> list[CheckMessage]:
    """Keys that are missing, short, or the ones of an example."""
    found: list[CheckMessage] = []
    keys = {
        "HAFAN_SECRET_KEY": vars(settings)["_wrapped"].SECRET_KEY,
        "HAFAN_CONTEXT_KEY": settings.CONTEXT_KEY.decode(),
    }
    for name, key in keys.items():
        if len(key) < SHORTEST_KEY or len(set(key)) < 8 or key.startswith("django-insecure"):
            found.append(
                Error(
                    f"{name} is missing or too easy to guess.",
                    hint="Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
                    id="hafan.E002",
                )
            )
    if len(set(keys.values())) < len(keys):
        found.append(Error("HAFAN_SECRET_KEY and HAFAN_CONTEXT_KEY are the same.", id="hafan.E003"))
    return found


@register(Tags.database)
def the_app_role_is_small(
    app_configs: object, databases: Iterable[str] | None = None, **options: object
) -> list[CheckMessage]:
    """An app that connects as somebody row-level security does not bind, or to too old a server."""
    return [message for alias in databases or () for message in database_faults(alias)]


def database_faults(alias: str) -> Iterator[CheckMessage]:
    """What is wrong with the server or with the role we connect as."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        if fault := fault_of(int(cursor.fetchone()[0])):
            yield Error(
                fault,
                hint="Install your system's PostgreSQL updates and restart it; data stay as they are.",
                id="hafan.E010",
            )
        cursor.execute(
            "SELECT bool_or(rolsuper OR rolbypassrls) FROM pg_roles WHERE rolname IN (current_user, session_user)"
        )
        if cursor.fetchone()[0]:
            yield Error(
                "Hafan is connected as a role that passes row-level security.",
                hint="Serve people as hafan_app; the owner only migrates.",
                id="hafan.E011",
            )
        cursor.execute(
            "SELECT count(*) FROM pg_class WHERE relowner = (SELECT oid FROM pg_roles WHERE rolname = current_user)"
        )
        if cursor.fetchone()[0]:
            yield Error(
                "The role Hafan serves as owns tables.", hint="Tables belong to hafan_owner.", id="hafan.E012"
            )


def require_safe_start() -> None:
    """Refuse to serve when any check fails."""
    faults = [m for m in run_checks(databases=["default"]) if m.is_serious() and not m.is_silenced()]
    if faults:
        raise SystemExit("Hafan does not start:\n" + "\n".join(str(fault) for fault in faults))


def pages(resolver: URLResolver | None = None, before: str = "/") -> Iterator[tuple[str, Any]]:
    """Every address of the house with its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from pages(pattern, address)
        elif isinstance(pattern, URLPattern):
            yield address, pattern.callback
